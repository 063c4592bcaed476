# match: every kind of pattern, guards, captures, and what is bound when a pattern fails.
class Point:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
class Sub(Point): pass
class Color:
    RED, GREEN = 1, 2
def kind(v):
    match v:
        case None: return 'none'
        case True | False: return 'bool'
        case 0: return 'zero'
        case Color.GREEN: return 'green'
        case -1 | -2: return 'negative'
        case 1.5: return 'float'
        case 3 + 4j: return 'complex'
        case 'a' | 'b' as letter: return 'letter ' + letter
        case b'x': return 'bytes'
        case str(s): return 'str ' + s
        case int(n) if n > 100: return f'big {n}'
        case int(): return 'int'
        case []: return 'empty'
        case [x]: return f'one {x}'
        case [1, *rest]: return f'starts with one, {rest}'
        case (a, b): return f'pair {a} {b}'
        case [first, *_, last]: return f'{first}..{last}'
        case {}if not v: return 'empty dict'
        case {'type': 'point', 'at': [px, py]}: return f'point {px},{py}'
        case {'k': value, **others}: return f'k={value} {others}'
        case {1: _}: return 'has 1'
        case {}: return 'dict'
        case Sub(x=0): return 'sub at 0'
        case Point(0, 0): return 'origin'
        case Point(x, y=0): return f'on x at {x}'
        case Point(x=px, y=py) as p: return f'{type(p).__name__} {px} {py}'
        case _: return 'other'
for v in (None, True, 0, 2, -1, -2, 1.5, 3 + 4j, 'a', 'q', b'x', 500, 7, [], [5], (1, 2, 3), [1], (4, 5), range(2, 9), {}, {'type': 'point', 'at': (1, 2)},
          {'k': 1, 'z': 2}, {1: 2}, {'q': 1}, Sub(0, 5), Point(0, 0), Point(3, 0), Point(3, 4), Sub(1, 2), 2.5, {1, 2}, 'ab', bytearray(b'x'), iter([])):
    print(kind(v), end=' | ')
print()

# Captures stay bound when the whole pattern fails
def bound(v):
    a = b = 'unset'
    match v:
        case [a, b] if a == b: return 'equal'
        case [a, 5]: return 'five'
    return a, b
print(bound([1, 1]), bound([1, 2]), bound([1, 5]), bound(9))
match 5:
    case captured: pass
print(captured)
match = case = _ = 'soft keywords are names'
print(match, case, _)
match [1, [2, [3, (4, {'deep': 'value'})]]]:
    case [1, [_, [3, (4, {'deep': d})]]]: print(d)
match 1, 2:
    case 1, x: print(x)
match (1,):
    case (1,): print('tuple of one')
match 'x':
    case ('x'): print('parenthesised')
match {'a': 1, 'b': 2}:
    case {'a': 1, 'b': 3}: print('no')
    case {'b': 2}: print('subset')

# Order of work
class Loud:
    __match_args__ = ('a',)
    def __getattr__(self, n): print('  asked', n); raise AttributeError(n)
match Loud():
    case Loud(1): print('no')
    case Loud(b=1): print('no')
    case Loud(): print('class only')
def attempt(f):
    try:
        print(f())
    except TypeError as e:
        print('TypeError:', e)
def too_many(v):
    match v:
        case Point(1, 2, 3): pass
def no_args(v):
    class C: pass
    match C():
        case C(1): pass
def twice(v):
    match v:
        case Point(1, x=2): pass
def not_class(v):
    five = 5
    match v:
        case five(): pass
def builtin_two(v):
    match v:
        case int(1, 2): pass
for f in (too_many, no_args, twice, not_class, builtin_two):
    attempt(lambda: f(Point(1, 2) if f is not builtin_two else 1))
class BadArgs:
    __match_args__ = 'ab'
class BadItem:
    __match_args__ = (5,)
def bad(c):
    match c():
        case c(1): pass
attempt(lambda: bad(BadArgs)); attempt(lambda: bad(BadItem))
def cmd(line):
    match line.split():
        case ['go', ('north' | 'south') as way]: return way
        case ['take', *things] if things: return things
        case ['quit' | 'exit']: return 'bye'
        case [] | ['help', *_]: return 'help'
        case [verb, *_]: return 'no ' + verb
print([cmd(c) for c in ('go north', 'go up', 'take a b', 'take', 'exit', '', 'help me', 'dance')])
import collections
match collections.OrderedDict(a=1):
    case {'a': x}: print('mapping', x)
match collections.deque([1, 2]):
    case [a, b]: print('sequence', a, b)
class D(dict): pass
match D(k=D(j=1)):
    case {'k': {'j': j}}: print(j)
match float('nan'):
    case float(): print('float class')
match True:
    case 1: print('True == 1')
match 1:
    case True: print('no')
    case 1.0: print('1 == 1.0')
