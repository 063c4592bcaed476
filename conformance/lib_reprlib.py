# reprlib: limits of every kind, and the guard for recursive representations.
import reprlib, collections
from reprlib import recursive_repr, Repr, repr as r
for x in ([], [1], list(range(20)), (), (1,), tuple(range(9)), {}, {1: 2}, {i: i for i in range(9)}, set(), {3, 1, 2}, set(range(10)), frozenset(), frozenset('abc'),
          collections.deque(range(10)), 'x' * 29, 'x' * 100, "it's \n" * 20, 10 ** 60, 3, 1.5, range(1000), object, [[[[[[[[[]]]]]]]]], {1: {2: {3: {4: {5: {6: {7: 8}}}}}}}, {1, 'a'}, b'x' * 100, None):
    print(r(x))
q = Repr(); print(vars(q))
for level in (0, 1, 2):
    q.maxlevel = level
    for x in ([1], (1,), (), [], {}, {1: 2}, set(), {1}, [[1]], {1: [1]}): print(q.repr(x), end=' ')
    print()
for n in (0, 2, 3, 4, 5, 6, 10, -5):
    q.maxstring = q.maxlong = q.maxother = n
    try: print(q.repr('abcdefghijkl'), q.repr(10 ** 20), q.repr(range(100)))
    except Exception as e: print(type(e), e)
class Bad:
    def __repr__(self): 1/0
print(r(Bad())[:17])
class Mine(Repr):
    def repr_int(self, x, level): return '<%d@%d>' % (x, level)
    def repr_My_Class(self, x, level): return 'mine'
My = type('My Class', (), {})
print(Mine().repr([1, [2, (3,)]]), Mine().repr(My()))
class A:
    @recursive_repr()
    def __repr__(self) -> str:
        'doc'
        return '<' + repr(self.x) + '>'
a = A(); a.x = [a]; print(a); a.x = [a, a]; print(repr(a))
f = A.__repr__
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__annotations__, f.__code__.co_freevars if 0 else '')
class B:
    @recursive_repr('+++')
    def __repr__(self):
        if self.x is None: raise ValueError('no')
        return repr(self.x)
b = B(); b.x = {1: b}; print(b); b.x = None
for i in range(2):
    try: repr(b)
    except ValueError as e: print(e)
print(reprlib._possibly_sorted([3, 1, 2]), reprlib._possibly_sorted([3, 'a']), reprlib.__all__, type(reprlib.aRepr))
del a.x, b.x
