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
