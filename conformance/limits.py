# What is too large is refused at once, with the error and the text that CPython has, before memory is taken.

big, huge = 2**62, 2**100
cases = """
'x' * big
'x' * huge
'x' * -huge
'\\u20ac' * (big // 2)
'\\U0001f600' * (big // 3)
'' * big
'' * huge
b'x' * big
b'x' * huge
b'' * big
bytearray(b'x') * huge
[0] * big
[0] * huge
[0] * -huge
[] * big
[] * huge
(0,) * big
(0,) * huge
() * big
big * [0]
huge * 'x'
big * (1, 2)
bytes(big)
bytes(huge)
bytes(-huge)
bytes(-1)
bytearray(big)
bytearray(huge)
bytearray(-1)
bytes(range(big))
bytes(range(huge))
list(range(big))
list(range(huge))
tuple(range(big))
tuple(range(huge))
sorted(range(big))
[*range(big)]
(*range(huge),)
list(map(int, range(3))) * big
len(range(huge))
len(range(-huge, huge))
range(huge)[huge - 1]
range(huge)[huge]
range(huge)[-huge]
range(huge)[:5]
range(huge).index(huge - 1)
range(huge).count(5)
range(big)[huge]
[1][huge]
(1,)[huge]
'a'[huge]
b'a'[-huge]
bytearray(b'a')[huge]
memoryview(b'a')[huge]
[1, 2][-huge:huge]
'abc'[huge:]
(1, 2)[::huge]
[1, 2][::-huge]
1 << big
1 << huge
1 >> huge
-1 >> huge
0 << huge
1 << -1
1 << -huge
2 ** huge if 0 else 0
10 ** 20 << big
(1 << 64) << huge
int('1' * 10) << big
'%*d' % (big, 1)
'%*d' % (huge, 1)
'%-*s' % (-huge, 1)
'%.*f' % (big, 1.5)
'%.*f' % (huge, 1.5)
'%.*f' % (2**31, 1.5)
'%.*s' % (big, 'a')
'%.*s' % (huge, 'a')
'%9999999999999999999d' % 1
'%.9999999999999999999d' % 1
'%.2147483648d' % 1
'%4611686018427387904d' % 1
'%4611686018427387904s' % 'a'
b'%*d' % (big, 1)
b'%9999999999999999999d' % 1
b'%.9999999999999999999d' % 1
b'%4611686018427387904d' % 1
format(1, '9999999999999999999d')
format(1, '4611686018427387904d')
format(1, '.9999999999999999999d')
format(1.5, '9999999999999999999f')
format(1.5, '.9999999999999999999f')
format(1.5, '.2147483648f')
format(1.5, '4611686018427387904')
format('a', '9999999999999999999')
format('a', '4611686018427387904')
format('a', '.9999999999999999999')
format(1j, '4611686018427387904')
'{:9999999999999999999}'.format(1)
'{:{}}'.format('a', big)
'{:{}}'.format('a', huge)
'{9999999999999999999}'.format(1)
'{0[9999999999999999999]}'.format([1])
'{4611686018427387904}'.format(1)
'a'.ljust(big)
'a'.rjust(big)
'a'.center(big)
'a'.zfill(big)
'a'.ljust(huge)
'a'.rjust(huge)
'a'.center(huge)
'a'.zfill(huge)
'a'.ljust(-huge)
'\\u20ac'.center(big, '\\U0001f600')
b'a'.ljust(big)
b'a'.rjust(big)
b'a'.center(big)
b'a'.zfill(big)
b'a'.ljust(huge)
'\\t'.expandtabs(big)
'\\t\\t\\t'.expandtabs(2**31 - 1) if 0 else 0
'\\t'.expandtabs(2**31)
b'\\t'.expandtabs(2**31)
'\\t'.expandtabs(huge)
('a' * 1000).replace('a', 'b' * 1000, huge)
'a'.replace('a', 'b', -huge)
'a b'.split(None, huge)
'a b'.split(' ', -huge)
b'a b'.rsplit(None, huge)
'a'.find('a', huge)
'a'.find('a', -huge, huge)
'a'.count('a', huge)
'a'.startswith('a', -huge)
[1].index(1, -huge, huge)
[1].insert(huge, 2)
[1].pop(huge)
(1,).index(1, huge)
bytearray(b'a').insert(huge, 1)
bytearray(b'a').pop(huge)
bytearray(b'a').append(huge)
(1).to_bytes(big, 'big')
(1).to_bytes(huge, 'big')
(1).to_bytes(-1, 'big')
(huge).to_bytes(3, 'little')
(-1).to_bytes(3, 'little')
int.from_bytes(range(huge), 'big')
round(5, huge)
round(1.5, big)
round(1.5, -big)
round(1.5, huge)
round(1.5, -huge)
float(10 ** 400)
float('1' + '0' * 400)
int(float('inf'))
int(float('nan'))
10 ** 400 / 1
1 / 10 ** 400
10 ** 400 / 10 ** 399
10 ** 400 * 1.0
1.0 + 10 ** 400
1.5 // 10 ** 400
10 ** 400 < 1e308
10 ** 400 == float('inf')
complex(10 ** 400)
2.0 ** 10000
(-2.0) ** 10001
1e308 * 10
(1e200 + 1j) ** 2
1e308 ** 2
0.0 ** -1
0 ** -1
0j ** -1
abs(complex(1e308, 1e308))
divmod(1, 10 ** 400)
chr(huge)
chr(-1)
chr(0x110000)
chr(2**31)
ord('')
hash(10 ** 400)
next(enumerate('a', huge))
next(zip(range(huge)))
slice(None, None, huge).indices(5)
slice(-huge, huge, -huge).indices(huge)
slice(0).indices(-1)
memoryview(b'abcd').cast('B', [huge])
memoryview(b'abcd').cast('B', [big, 4])
memoryview(b'abcd').hex(':', huge)
memoryview(b'abcd').hex(':', 2**31)
b'abcd'.hex(':', huge)
b'ab'.hex(':', -2**31)
[].__imul__(big)
[1].__imul__(big)
[1].__imul__(huge)
bytearray(b'a').__imul__(huge)
(1).__lshift__(huge)
bin(1 << 40)[5]
[1, 2].__mul__(big)
'ab'.__mul__(huge)
'a'.join([]) * big
{}.fromkeys(range(3), big)
dict.fromkeys(range(huge))  if 0 else 0
operator.length_hint(range(huge))
operator.length_hint([], huge)
operator.length_hint(iter(range(huge)))
iter(range(huge)).__length_hint__()
reversed(range(huge)).__length_hint__()
range(huge).__reduce__()
itertools.repeat(1, huge)
itertools.repeat(1, big).__length_hint__()
list(itertools.repeat(1, big))
tuple(itertools.repeat(1, big))
bytes(itertools.repeat(1, big))
set(range(3)).__len__()
math.factorial(huge)
math.factorial(-1)
math.comb(huge, 2)
math.comb(huge, huge - 2)
math.comb(2, huge)
math.perm(huge, 2)
math.perm(huge, big) if 0 else 0
math.isqrt(-1)
math.ldexp(1.0, huge)
math.ldexp(1.0, -huge)
math.exp(1000)
math.pow(10, 400)
math.gcd(huge, big)
math.sqrt(10 ** 400)
math.log(10 ** 400)
math.floor(1e308)
math.fsum([1e308, 1e308])
math.cosh(1000)
array.array('b') * big
array.array('b', [1]) * big
array.array('i', [1]) * (big // 2)
array.array('b', [1]) * huge
array.array('b', [huge])
array.array('I', [-1])
array.array('q', [2**63])
collections.deque([1]) * huge
collections.deque(maxlen=huge)
collections.deque(maxlen=-1)
collections.deque([1], 3) * 5
collections.Counter(a=huge).elements().__next__()
sys.setrecursionlimit(huge)
sys.setrecursionlimit(-1)
sys.intern('a') * big
int('9' * 4000) ** 2 > 0
int.from_bytes(b'\\xff' * 1000, 'big').bit_length()
(10 ** 4000).__format__('') != ''
'%d' % 10 ** 3
str(10 ** 30)
float.fromhex('0x1p1024')
float.fromhex('0x1p' + '9' * 30)
float.fromhex('0x1p-' + '9' * 30)
float('1e' + '9' * 30)
float('-1e-' + '9' * 30)
complex('1e' + '9' * 30 + 'j')
float(10 ** 308).as_integer_ratio()[1]
float('inf').as_integer_ratio()
float('nan').as_integer_ratio()
"""
import array
import collections
import itertools
import math
import operator
import sys


def brief(x):
    text = repr(x)
    return text if len(text) < 200 else f"{type(x).__name__} of {len(text)}: {text[:40]}"


for case in cases.strip().splitlines():
    try:
        print(case, "->", brief(eval(case)))
    except Exception as e:
        print(case, "->", type(e).__name__, e)
