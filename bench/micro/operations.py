# One line per operation: name | set-up | statement. Each statement is timed in a loop of its own; the least of a few
# runs counts, in nanoseconds. `go run ./bench -micro` runs this under minipy and CPython and prints the ratios.
import sys
from time import process_time

OPERATIONS = """
int add | a = 3; b = 4 | a + b
int mul floor mod | a = 12345; b = 67 | a * b // 13 % 11
int big mul | a = 3 ** 300; b = 7 ** 250 | a * b
int big divmod | a = 3 ** 600; b = 7 ** 150 | divmod(a, b)
int pow mod | a = 3 ** 80; m = 10 ** 40 + 7 | pow(a, 65537, m)
int to str | a = 1234567 | str(a)
int big to str | a = 3 ** 700 | str(a)
str to int | s = '1234567' | int(s)
str to int big | s = '123456789' * 40 | int(s)
float arithmetic | a = 1.5; b = 2.25 | a * b - a / b
float to str | a = 3.14159265 | str(a)
str to float | s = '3.14159265' | float(s)
float round | a = 3.14159265 | round(a, 2)
compare chain | a = 3 | 1 < a < 5
bool and or | a = 0; b = 7 | a and b or a
str concat | a = 'hello'; b = 'world!' | a + b
str index | s = 'hello world' | s[4]
str slice | s = 'hello world' | s[2:9]
str iterate | s = 'hello world' * 10 | for c in s: pass
str compare eq | a = 'hello world'; b = 'hello worle' | a == b
str in | s = 'the quick brown fox jumps over the lazy dog' | 'lazy' in s
str find | s = 'the quick brown fox jumps over the lazy dog' | s.find('lazy')
str replace | s = 'the quick brown fox jumps over the lazy dog' | s.replace('o', '00')
str split | s = 'the quick brown fox jumps over the lazy dog' | s.split()
str split sep | s = 'a,b,c,d,e,f,g,h,i,j' | s.split(',')
str join | l = ['alpha', 'beta', 'gamma', 'delta'] * 5 | ','.join(l)
str join genexp | l = [1, 2, 3, 4, 5] | ','.join(str(x) for x in l)
str upper | s = 'the quick brown fox' | s.upper()
str strip | s = '   the quick brown fox  ' | s.strip()
str startswith | s = 'the quick brown fox' | s.startswith('the')
str endswith | s = 'the quick brown fox' | s.endswith('fox')
str translate | s = 'the quick brown fox'; t = str.maketrans('aeiou', 'AEIOU') | s.translate(t)
str isdigit | s = '1234567' | s.isdigit()
str count | s = 'the quick brown fox jumps over the lazy dog' | s.count('o')
str splitlines | s = 'line one' + chr(10) + 'line two' + chr(10) + 'line three' | s.splitlines()
str encode | s = 'the quick brown fox' | s.encode()
str format | a = 3; b = 'xyz' | '{} {:>5} {!r}'.format(a, a, b)
str percent | a = 3; b = 'xyz' | '%d %s %5.2f' % (a, b, 2.5)
fstring | a = 3; b = 'xyz' | f'{a} {b} {a:5d}'
fstring float | a = 3.14159 | f'{a:.2f}'
str hash dict get | d = {'abc': 1, 'def': 2}; k = ''.join(['a', 'bc']) | d[k]
ord chr | a = 'x' | chr(ord(a))
str zfill rjust | s = '42' | s.zfill(5) + s.rjust(5)
bytes concat | a = b'hello'; b = b'world' | a + b
bytes find | s = b'the quick brown fox jumps over the lazy dog' | s.find(b'lazy')
bytes join | l = [b'alpha', b'beta', b'gamma'] | b','.join(l)
bytes decode | s = b'the quick brown fox' | s.decode()
bytes index iterate | s = b'hello world' * 5 | for c in s: pass
bytearray append | s = bytearray() | s.append(65)
list literal | a = 1; b = 2 | [a, b, a]
list index | l = list(range(100)) | l[50]
list store | l = list(range(100)) | l[50] = 3
list slice | l = list(range(100)) | l[10:40]
list append pop | l = list(range(100)) | l.append(1); l.pop()
list insert pop0 | l = list(range(50)) | l.insert(0, 1); l.pop(0)
list comprehension | r = range(50) | [x + 1 for x in r]
list comprehension if | r = range(50) | [x for x in r if x & 1]
list extend | l = list(range(50)); m = [] | m = []; m.extend(l)
list concat | l = list(range(20)) | l + l
list multiply | l = [0] | l * 50
list sort ints | l = [(i * 7919) % 1000 for i in range(200)] | sorted(l)
list sort strs | l = [str((i * 7919) % 1000) for i in range(200)] | sorted(l)
list sort key | l = [(i * 7919) % 1000 for i in range(200)]; k = lambda x: -x | sorted(l, key=k)
list sort tuples | l = [((i * 7919) % 100, i) for i in range(200)] | sorted(l)
list reverse | l = list(range(100)) | l.reverse()
list in | l = list(range(50)) | 45 in l
list index method | l = list(range(50)) | l.index(45)
list eq | l = list(range(50)); m = list(range(50)) | l == m
list copy | l = list(range(50)) | l[:]
list from range | r = range(100) | list(r)
list from map | l = list(range(50)); f = lambda x: x + 1 | list(map(f, l))
list iterate | l = list(range(100)) | for x in l: pass
tuple pack unpack | a = 1; b = 2 | a, b = b, a
tuple index | t = (1, 2, 3, 4) | t[2]
tuple eq | t = (1, 'a', 2.5); u = (1, 'a', 2.5) | t == u
tuple hash | t = (1, 'a', 2.5) | hash(t)
tuple iterate | t = tuple(range(100)) | for x in t: pass
unpack nested | t = (1, (2, 3)) | a, (b, c) = t
unpack star | t = (1, 2, 3, 4, 5) | a, *b, c = t
dict literal | a = 1 | {'x': a, 'y': 2}
dict get item str | d = {'x': 1, 'y': 2} | d['x']
dict get item int | d = {i: i for i in range(100)} | d[50]
dict get item tuple | d = {(i, i): i for i in range(100)}; k = (50, 50) | d[k]
dict store | d = {i: i for i in range(100)} | d[50] = 3
dict get | d = {'x': 1} | d.get('y', 0)
dict in | d = {'x': 1} | 'x' in d
dict setdefault | d = {'x': 1} | d.setdefault('x', 2)
dict items loop | d = {i: i for i in range(50)} | for k, v in d.items(): pass
dict keys list | d = {i: i for i in range(50)} | list(d)
dict comprehension | r = range(50) | {x: x for x in r}
dict copy update | d = {i: i for i in range(50)} | e = dict(d); e.update(d)
dict del insert | d = {i: i for i in range(50)} | del d[7]; d[7] = 1
dict merge | d = {'a': 1}; e = {'b': 2} | {**d, **e}
set literal | a = 1 | {a, 2, 3}
set add discard | s = set(range(50)) | s.add(60); s.discard(60)
set in | s = set(range(50)) | 25 in s
set union | s = set(range(50)); u = set(range(25, 75)) | s | u
set intersection | s = set(range(50)); u = set(range(25, 75)) | s & u
set difference | s = set(range(50)); u = set(range(25, 75)) | s - u
set comprehension | r = range(50) | {x % 7 for x in r}
set from list | l = list(range(50)) | set(l)
range loop | | for i in range(100): pass
while loop | | i = 0\\nwhile i < 100: i += 1
enumerate loop | l = list(range(50)) | for i, x in enumerate(l): pass
zip loop | l = list(range(50)) | for x, y in zip(l, l): pass
reversed loop | l = list(range(50)) | for x in reversed(l): pass
sum list | l = list(range(100)) | sum(l)
sum genexp | l = list(range(50)) | sum(x for x in l)
min max list | l = list(range(100)) | min(l), max(l)
max two | a = 3; b = 4 | max(a, b)
max key | l = list(range(50)); k = lambda x: -x | max(l, key=k)
any genexp | l = [0] * 50 | any(x for x in l)
all list | l = [1] * 50 | all(l)
abs | a = -3 | abs(a)
len | l = [1, 2, 3] | len(l)
isinstance | a = 3 | isinstance(a, int)
isinstance class | a = A() | isinstance(a, A)
type call | a = 3 | type(a)
getattr | a = A() | getattr(a, 'x')
hasattr miss | a = A() | hasattr(a, 'nope')
call no args | def f(): pass | f()
call two args | def f(a, b): return a | f(1, 2)
call default | def f(a, b=2): return a | f(1)
call keyword | def f(a, b=2): return a | f(1, b=3)
call star args | def f(*a): return a\\nt = (1, 2, 3) | f(*t)
call star kwargs | def f(**k): return k | f(a=1, b=2)
call lambda | f = lambda x: x | f(1)
call closure | def g():\\n    n = 1\\n    def f(): return n\\n    return f\\nf = g() | f()
call method | a = A() | a.m()
call bound method | m = A().m | m()
call super method | b = B() | b.m()
call static class method | a = A | a.s(); a.c()
property get | a = A() | a.p
attribute get | a = A() | a.x
attribute set | a = A() | a.x = 3
attribute class | a = A() | a.k
slots get set | a = S() | a.x = a.x
instance create | | A()
instance create init | | C(1, 2)
instance create slots | | S()
dunder add | a = N(3) | a + a
dunder getitem | a = N(3) | a[1]
dunder eq | a = N(3); b = N(4) | a == b
dunder len bool | a = N(3) | len(a); bool(a)
dunder call | a = N(3) | a(1)
dunder iter | a = N(3) | for x in a: pass
dunder hash dict | a = N(3); d = {a: 1} | d[a]
generator loop | def g():\\n    for i in range(50): yield i | for x in g(): pass
generator create | def g(): yield 1 | g()
generator send | def g():\\n    while True: yield\\nx = g(); next(x) | x.send(1)
genexp loop | r = range(50) | for x in (y for y in r): pass
try no raise | | try: pass\\nexcept ValueError: pass
try raise catch | | try: raise ValueError\\nexcept ValueError: pass
raise through call | def f(): raise ValueError(1) | try: f()\\nexcept ValueError as e: pass
with statement | m = M() | with m: pass
try finally | | try: pass\\nfinally: pass
global read write |  | global G\\nG = G + 1
import cached | | import sys
lambda create | | lambda: 0
class create | | class X: pass
print format join | l = list(range(20)) | ' '.join(map(str, l))
chained attribute | a = A(); a.y = A() | a.y.x
comparison mixed | a = 3; b = 2.5 | a > b
augmented list | l = [1, 2, 3] | l[1] += 1
augmented attribute | a = A() | a.x += 1
augmented dict | d = {'x': 1} | d['x'] += 1
string builder | | s = ''\\nfor i in range(50): s += 'ab'
weakref create | a = A(); import weakref; r = weakref.ref | r(a)
weakref call | a = A(); import weakref; r = weakref.ref(a) | r()
struct pattern match | p = ('add', 1, 2) | match p:\\n    case ('add', x, y): pass\\n    case _: pass
int format | a = 1234567 | format(a, ',')
int from bytes | a = 1234567 | int.from_bytes(a.to_bytes(4, 'big'), 'big')
divmod int | a = 12345 | divmod(a, 67)
float repr | a = 0.1 | repr(a)
float format | a = 3.14159265 | format(a, '.3f')
round int | a = 3.7 | round(a)
str lower title | s = 'The Quick Brown Fox' | s.lower(); s.title()
str replace none | s = 'the quick brown fox' | s.replace('z', 'y')
str replace chars | s = 'a,b,c,d,e,f,g,h' | s.replace(',', ';')
str rsplit partition | s = 'key=value=more' | s.rsplit('=', 1); s.partition('=')
str split long | s = 'alpha beta gamma delta ' * 50 | s.split(' ')
str split lines | s = ('alpha beta gamma delta' + chr(10)) * 50 | s.split(chr(10))
str join chars | s = 'the quick brown fox' | ''.join(reversed(s))
str non ascii | s = 'Grüße aus Köln ' * 4 | s.upper(); s.split(); s[10]
str repr | s = "it's a test" | repr(s)
str multiply | s = 'ab' | s * 20
str isalpha | s = 'thequickbrownfox' | s.isalpha()
str eq in tuple | s = 'abc' | s in ('x', 'y', 'abc')
str char in | s = 'e' | s in 'aeiou'
str center | s = 'x' | s.center(20, '*')
str percent s | a = 'abc' | 'hello %s' % a
str percent dict | d = {'a': 1, 'b': 'x'} | '%(a)d %(b)s' % d
str format names | | '{a}/{b:.2f}'.format(a=1, b=2.5)
str list | s = 'the quick brown fox' | list(s)
str sorted | s = 'the quick brown fox' | sorted(s)
bytes replace split | s = b'a,b,c,d,e' | s.replace(b',', b';'); s.split(b',')
bytes slice | s = b'the quick brown fox' | s[4:9]
bytes hex | s = b'the quick brown fox' | s.hex()
bytes startswith | s = b'the quick brown fox' | s.startswith(b'the')
bytes from list | l = list(range(50)) | bytes(l)
bytes list | s = b'hello world' * 5 | list(s)
bytes translate | s = b'the quick brown fox'; t = bytes(range(256)) [::-1] | s.translate(t)
bytes upper | s = b'the quick brown fox' | s.upper()
bytearray extend slice | s = bytearray(b'hello world') | t = s[2:8]; t += b'xyz'
bytearray index store | s = bytearray(100) | s[50] = 7; s[51]
bytearray from bytes | s = b'hello world' * 5 | bytearray(s)
memoryview slice | s = memoryview(b'hello world' * 5) | s[5:20]
list clear | l = [1, 2, 3] | l.clear()
list remove count | l = list(range(30)) | l.remove(7); l.append(7); l.count(9)
list slice store | l = list(range(30)) | l[5:10] = [1, 2, 3, 4, 5]
list del slice | l = list(range(30)) | l[5:10] = (); l[5:5] = (1, 2, 3, 4, 5)
list slice step | l = list(range(100)) | l[::2]
list reversed slice | l = list(range(100)) | l[::-1]
list sort in place | l = list(range(200)) | l.sort()
list sort reverse | l = [(i * 7919) % 1000 for i in range(200)] | sorted(l, reverse=True)
list sort floats | l = [(i * 7919) % 1000 / 7 for i in range(200)] | sorted(l)
list sort itemgetter | from operator import itemgetter; l = [((i * 7919) % 100, i) for i in range(200)]; k = itemgetter(1) | sorted(l, key=k)
list sort key len | l = ['x' * (i * 7919 % 50) for i in range(100)] | sorted(l, key=len)
list sort method key | l = [str((i * 7919) % 1000) for i in range(100)] | sorted(l, key=str.lower)
list sort attribute | l = [N(i * 7919 % 100) for i in range(100)] | sorted(l, key=lambda x: x.n)
list of lists | | [[0] * 5 for _ in range(5)]
list repr | l = list(range(20)) | repr(l)
list del item | l = list(range(30)) | del l[10]; l.append(3)
tuple from list | l = list(range(50)) | tuple(l)
tuple slice | t = tuple(range(50)) | t[10:20]
tuple concat | t = (1, 2, 3) | t + t
tuple in | t = (1, 2, 3, 4, 5) | 5 in t
tuple genexp | l = list(range(20)) | tuple(x for x in l)
dict from zip | l = [str(i) for i in range(30)]; m = list(range(30)) | dict(zip(l, m))
dict from pairs | l = [(str(i), i) for i in range(30)] | dict(l)
dict keywords | | dict(a=1, b=2, c=3)
dict copy | d = {i: i for i in range(50)} | d.copy()
dict update | d = {str(i): i for i in range(50)}; e = {} | e = {}; e.update(d)
dict keys loop | d = {i: i for i in range(50)} | for k in d: pass
dict values sum | d = {i: i for i in range(50)} | sum(d.values())
dict items sorted | d = {str(i * 7919 % 100): i for i in range(50)} | sorted(d.items())
dict items list | d = {i: i for i in range(50)} | list(d.items())
dict pop | d = {i: i for i in range(50)} | d.pop(7); d[7] = 1
dict fromkeys | l = list(range(50)) | dict.fromkeys(l)
dict eq | d = {i: i for i in range(50)}; e = {i: i for i in range(50)} | d == e
dict or | d = {'a': 1, 'b': 2}; e = {'c': 3} | d | e
dict views and | d = {i: i for i in range(50)}; e = {i: i for i in range(25, 75)} | d.keys() & e.keys()
dict comprehension str | l = [str(i) for i in range(50)] | {s: 1 for s in l}
dict get count | l = ['a', 'b', 'c', 'a', 'b'] * 10 | d = {}\\nfor w in l: d[w] = d.get(w, 0) + 1
set loop | s = set(range(50)) | for x in s: pass
set sorted | s = {i * 7919 % 1000 for i in range(50)} | sorted(s)
set copy update | s = set(range(50)); l = list(range(25, 75)) | t = s.copy(); t.update(l)
set subset | s = set(range(50)); u = set(range(75)) | s <= u; s.isdisjoint(u)
set symmetric | s = set(range(50)); u = set(range(25, 75)) | s ^ u
set strs | l = [str(i) for i in range(50)] | set(l)
frozenset | l = list(range(20)) | frozenset(l)
sum floats | l = [i / 7 for i in range(100)] | sum(l)
sum map | l = ['1', '22', '333'] * 10 | sum(map(int, l))
sum range | r = range(100) | sum(r)
sum lists | l = [[1, 2], [3], [4, 5]] | sum(l, [])
all genexp | l = [1] * 50 | all(x > 0 for x in l)
min floats | l = [i / 7 for i in range(100)] | min(l)
max strs | l = [str(i) for i in range(100)] | max(l)
max genexp | l = list(range(50)) | max(x * 2 for x in l)
min default args | | min(3, 1, 2)
map str list | l = list(range(50)) | list(map(str, l))
map two | l = list(range(50)) | list(map(max, l, l))
filter loop | l = list(range(50)); f = lambda x: x & 1 | list(filter(f, l))
filter none | l = [0, 1, 2, 0, 3] * 10 | list(filter(None, l))
zip list | l = list(range(50)) | list(zip(l, l))
zip star | l = [(i, i) for i in range(20)] | list(zip(*l))
enumerate list | l = list(range(50)) | list(enumerate(l))
reversed list | l = list(range(50)) | list(reversed(l))
range in | r = range(100) | 50 in r; len(r); r[7]
iter next | l = [1, 2, 3] | next(iter(l))
hex bin oct | a = 12345 | hex(a); bin(a)
int bit length | a = 12345 | a.bit_length()
callable id | a = A() | callable(a); id(a)
isinstance tuple | a = 3 | isinstance(a, (str, int))
setattr | a = A() | setattr(a, 'x', 1)
repr object list | l = ['a', 1, 2.5, None] | repr(l)
math sqrt floor | import math; a = 2.5 | math.sqrt(a); math.floor(a)
math sin log | import math; a = 2.5 | math.sin(a); math.log(a)
math gcd | import math | math.gcd(123456, 7890)
math hypot fsum | import math; l = [0.1] * 10 | math.hypot(3.0, 4.0); math.fsum(l)
math isclose | import math | math.isclose(1.0, 1.1)
math factorial comb | import math | math.factorial(20); math.comb(20, 5)
math prod | import math; l = list(range(1, 15)) | math.prod(l)
random random | import random; r = random.random | r()
random randint | import random; r = random.randint | r(1, 100)
random choice | import random; l = list(range(50)) | random.choice(l)
random shuffle | import random; l = list(range(20)) | random.shuffle(l)
struct pack | import struct | struct.pack('<IHB', 1, 2, 3)
struct unpack | import struct; b = struct.pack('<IHB', 1, 2, 3) | struct.unpack('<IHB', b)
struct iter | import struct; s = struct.Struct('<I'); b = bytes(40) | for x in s.iter_unpack(b): pass
counter list | from collections import Counter; l = ['a', 'b', 'c', 'a', 'b'] * 10 | Counter(l)
counter most common | from collections import Counter; c = Counter('the quick brown fox jumps over the lazy dog') | c.most_common(3)
deque append popleft | from collections import deque; d = deque(range(50)) | d.append(1); d.popleft()
deque loop | from collections import deque; d = deque(range(50)) | for x in d: pass
deque index | from collections import deque; d = deque(range(50)) | d[25]
deque rotate | from collections import deque; d = deque(range(50)) | d.rotate(1)
deque create | from collections import deque; l = list(range(50)) | deque(l)
deque maxlen | from collections import deque; d = deque(maxlen=10) | d.append(1)
defaultdict list | from collections import defaultdict; l = list(range(50)) | d = defaultdict(list)\\nfor i in l: d[i & 7].append(i)
defaultdict int | from collections import defaultdict; l = list(range(50)) | d = defaultdict(int)\\nfor i in l: d[i & 7] += 1
ordereddict | from collections import OrderedDict; d = OrderedDict((i, i) for i in range(20)) | d.move_to_end(5); d[3] = 4
ordereddict loop | from collections import OrderedDict; d = OrderedDict((i, i) for i in range(20)) | for k, v in d.items(): pass
namedtuple create | from collections import namedtuple; P = namedtuple('P', 'x y') | P(1, 2)
namedtuple get | from collections import namedtuple; P = namedtuple('P', 'x y'); p = P(1, 2) | p.x; p.y
chainmap get | from collections import ChainMap; c = ChainMap({'a': 1}, {'b': 2}) | c['b']
itertools chain | from itertools import chain; l = list(range(25)) | for x in chain(l, l): pass
itertools islice | from itertools import islice, count | for x in islice(count(), 50): pass
itertools product | from itertools import product; l = list(range(8)) | for x in product(l, l): pass
itertools combinations | from itertools import combinations; l = list(range(8)) | for x in combinations(l, 2): pass
itertools permutations | from itertools import permutations; l = list(range(4)) | for x in permutations(l): pass
itertools accumulate | from itertools import accumulate; l = list(range(50)) | list(accumulate(l))
itertools groupby | from itertools import groupby; l = [i // 5 for i in range(50)] | for k, g in groupby(l): list(g)
itertools zip longest | from itertools import zip_longest; l = list(range(50)) | for x, y in zip_longest(l, l): pass
itertools takewhile | from itertools import takewhile; l = list(range(50)); f = lambda x: x < 40 | list(takewhile(f, l))
itertools starmap | from itertools import starmap; l = [(i, i) for i in range(50)] | list(starmap(max, l))
itertools repeat | from itertools import repeat | for x in repeat(1, 50): pass
itertools cycle tee | from itertools import tee; l = list(range(20)) | a, b = tee(l)\\nfor x in a: pass\\nfor x in b: pass
lru_cache hit | from functools import lru_cache; f = lru_cache(None)(lambda x: x) | f(3)
lru_cache bounded | from functools import lru_cache; f = lru_cache(100)(lambda x, y: x) | f(3, 4)
partial call | from functools import partial; f = partial(lambda a, b: a, 1) | f(2)
reduce | from functools import reduce; l = list(range(50)); f = lambda a, b: a + b | reduce(f, l)
reduce add | from functools import reduce; from operator import add; l = list(range(50)) | reduce(add, l)
cmp_to_key | from functools import cmp_to_key; l = [(i * 7919) % 100 for i in range(50)]; k = cmp_to_key(lambda a, b: a - b) | sorted(l, key=k)
operator itemgetter | from operator import itemgetter; k = itemgetter(1); t = (1, 2) | k(t)
operator attrgetter | from operator import attrgetter; k = attrgetter('x'); a = A() | k(a)
heapq push pop | from heapq import heappush, heappop; h = list(range(50)) | heappush(h, 25); heappop(h)
heapq tuples | from heapq import heappush, heappop; h = [(i, 'x') for i in range(50)] | heappush(h, (25, 'y')); heappop(h)
heapq heapify | from heapq import heapify; l = [(i * 7919) % 100 for i in range(100)] | h = l[:]; heapify(h)
heapq nsmallest | from heapq import nsmallest; l = [(i * 7919) % 100 for i in range(100)] | nsmallest(5, l)
bisect | from bisect import bisect; l = list(range(100)) | bisect(l, 37)
insort | from bisect import insort; l = list(range(100)) | insort(l, 37); l.pop()
json dumps | import json; o = {'a': [1, 2, 3], 'b': 'text', 'c': 2.5, 'd': None} | json.dumps(o)
json loads | import json; s = '{"a": [1, 2, 3], "b": "text", "c": 2.5, "d": null}' | json.loads(s)
json dumps list | import json; o = [{'id': i, 'name': 'name%d' % i} for i in range(50)] | json.dumps(o)
json loads list | import json; s = json.dumps([{'id': i, 'name': 'name%d' % i} for i in range(50)]) | json.loads(s)
re match | import re; p = re.compile(r'(\\w+)=(\\d+)') | p.match('key=123')
re search | import re; p = re.compile(r'\\d+'); s = 'the quick brown fox 42 jumps' | p.search(s)
re search word | import re; p = re.compile('lazy'); s = 'the quick brown fox jumps over the lazy dog' | p.search(s)
re findall words | import re; p = re.compile(r'\\w+'); s = 'the quick brown fox jumps over the lazy dog' | p.findall(s)
re findall groups | import re; p = re.compile(r'(\\w)(\\w*)'); s = 'the quick brown fox jumps over' | p.findall(s)
re sub | import re; p = re.compile(r'[aeiou]'); s = 'the quick brown fox jumps over' | p.sub('*', s)
re sub function | import re; p = re.compile(r'\\w+'); s = 'the quick brown fox'; f = lambda m: m.group().upper() | p.sub(f, s)
re split | import re; p = re.compile(r'[ ,;]+'); s = 'the quick, brown; fox jumps' | p.split(s)
re alternation | import re; p = re.compile('fox|dog|cat'); s = 'the quick brown fox jumps over the lazy dog' | p.findall(s)
re module call | import re | re.match('a+', 'aaa')
re group | import re; m = re.match(r'(\\w+)=(\\d+)', 'key=123') | m.group(1); m.groups()
re finditer | import re; p = re.compile(r'(\\d+)'); s = '1 22 333 4444 55555' | for m in p.finditer(s): m.start()
re tokens | import re; p = re.compile(r'\\s*(?:(\\d+)|([a-z]\\w*)|(.))'); s = 'alpha + 12 * (beta - 3)' | for m in p.finditer(s): m.lastindex
re lazy | import re; p = re.compile('<.*?>'); s = '<a>text</a><b>more</b>' | p.sub('', s)
copy copy | import copy; l = [1, 2, 3] | copy.copy(l)
copy deepcopy | import copy; l = [1, [2, 3], {'a': 4}] | copy.deepcopy(l)
array append index | from array import array; a = array('i', range(50)) | a[25]; a.append(1); a.pop()
array sum | from array import array; a = array('d', range(50)) | sum(a)
stringio write | import io | f = io.StringIO(); f.write('abc'); f.write('def'); f.getvalue()
stringio lines | import io; s = 'line one' + chr(10) + 'line two' + chr(10) | for x in io.StringIO(s): pass
bytesio write | import io | f = io.BytesIO(); f.write(b'abc'); f.getvalue()
base64 | import binascii; s = b'hello world' * 5 | binascii.b2a_base64(s)
"""


class A:
    k = 1

    def __init__(self):
        self.x = 1

    def m(self):
        return self

    @staticmethod
    def s():
        pass

    @classmethod
    def c(cls):
        pass

    @property
    def p(self):
        return 1


class B(A):
    def m(self):
        return super().m()


class C:
    def __init__(self, a, b):
        self.a = a
        self.b = b


class S:
    __slots__ = ('x', 'y')

    def __init__(self):
        self.x = 1


class N:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return self

    def __getitem__(self, i):
        return i

    def __eq__(self, other):
        return self.n == other.n

    def __hash__(self):
        return self.n

    def __len__(self):
        return self.n

    def __call__(self, x):
        return x

    def __iter__(self):
        return iter((1, 2, 3))


class M:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False


G = 0


def indent(text, by):
    return '\n'.join(' ' * by + line for line in text.split('\n'))


def timed(setup, statement):
    source = 'def loop(n, clock):\n' + indent(setup or 'pass', 4) + '\n    start = clock()\n    for _ in range(n):\n'
    source += indent(statement, 8) + '\n    return clock() - start\n'
    names = dict(globals())
    exec(source, names)
    loop = names['loop']
    n = 100
    while loop(n, process_time) < 0.003:
        n *= 3
    return min(loop(n, process_time) for _ in range(5)) / n * 1e9


def main():
    wanted = sys.argv[1:]
    for line in OPERATIONS.strip().split('\n'):
        name, setup, statement = [part.strip().replace('\\n', '\n') for part in line.replace('| |', '|  |').split(' | ', 2)]
        if not wanted or any(w in name for w in wanted):
            print('%s\t%.1f' % (name, timed(setup, statement)), flush=True)


main()
