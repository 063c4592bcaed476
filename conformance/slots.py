# __slots__: storage, errors, inheritance, descriptors.
def attempt(f):
    try:
        print(f())
    except (AttributeError, TypeError, ValueError) as e:
        print(type(e).__name__ + ':', e)
class P:
    __slots__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
p = P(1, 2)
print(p.x, p.y, P.__slots__)
attempt(lambda: setattr(p, 'z', 1))
attempt(lambda: p.z)
attempt(lambda: p.__dict__)
attempt(lambda: p.__weakref__)
del p.x
attempt(lambda: p.x)
attempt(lambda: delattr(p, 'x'))
p.x = 5
print(p.x, P.x.__get__(p), P.x.__get__(p, P), type(P.x).__name__, P.x.__name__, P.x.__objclass__.__name__, P.x)
P.x.__set__(p, 6)
print(p.x)
P.x.__delete__(p)
attempt(lambda: p.x)
attempt(lambda: P.x.__get__(5))
attempt(lambda: P.x.__set__(5, 1))
print(P.x.__get__(None, P) is P.x)
print(hasattr(p, 'x'), hasattr(p, 'y'))

class Single:
    __slots__ = 'only'
s = Single()
s.only = 1
print(s.only, Single.__slots__)
class Empty: __slots__ = ()
attempt(lambda: setattr(Empty(), 'a', 1))
class WithDict(P): pass
w = WithDict(1, 2)
w.z = 3
print(w.x, w.z, w.__dict__)
class More(P):
    __slots__ = ('z',)
m = More(1, 2)
m.z = 3
print(m.x, m.y, m.z)
attempt(lambda: setattr(m, 'w', 1))
class Shadow(P):
    __slots__ = ('x',)
h = Shadow(1, 2)
P.x.__set__(h, 'base')
print(h.x, P.x.__get__(h), P.__basicsize__, Shadow.__basicsize__)
class Both:
    __slots__ = ('a', '__dict__', '__weakref__')
b = Both()
b.a, b.b = 1, 2
print(b.a, b.b, b.__dict__, b.__weakref__)
import weakref
r = weakref.ref(b)
print(b.__weakref__ is r)

# Errors of the declaration
attempt(lambda: type('X', (), {'__slots__': ('a', 'a')}).__basicsize__)
attempt(lambda: type('X', (), {'__slots__': ('1a',)}))
attempt(lambda: type('X', (), {'__slots__': (5,)}))
attempt(lambda: type('X', (), {'__slots__': ('a',), 'a': 1}))
attempt(lambda: type('X', (), {'__slots__': ('__dict__', '__dict__')}))
attempt(lambda: type('X', (WithDict,), {'__slots__': ('__dict__',)}))
attempt(lambda: type('X', (WithDict,), {'__slots__': ('__weakref__',)}))
attempt(lambda: type('X', (int,), {'__slots__': ('a',)}))
attempt(lambda: type('X', (tuple,), {'__slots__': ()}).__name__)
attempt(lambda: type('X', (), {'__slots__': 5}))

# Private slot names are mangled; a dictionary and a generator will do
class Private:
    __slots__ = ('__v',)
    def __init__(self): self.__v = 7
    def get(self): return self.__v
print(Private().get(), Private()._Private__v)
class FromDict:
    __slots__ = {'a': 'doc of a', 'b': None}
f = FromDict()
f.a = 1
print(f.a, sorted(FromDict.__slots__))
class FromGen:
    __slots__ = (c for c in 'ab')
g = FromGen()
g.b = 2
print(g.b)

# Class attributes and methods beside slots
class C:
    __slots__ = ('v',)
    kind = 'class attribute'
    def m(self): return self.v
c = C()
c.v = 1
print(c.kind, c.m())
attempt(lambda: setattr(c, 'kind', 2))

# A slot holds its object, and lets go of it
class Noisy:
    def __init__(self, n): self.n = n
    def __del__(self): print('  del', self.n)
c.v = Noisy(1)
c.v = Noisy(2)
del c.v
c.v = Noisy(3)
del c
print('end')
a, b2 = P(1, 2), P(3, 4)
b2.__class__ = P
attempt(lambda: setattr(a, '__class__', WithDict))
class Same:
    __slots__ = ('x', 'y')
a.__class__ = Same
print(type(a).__name__, a.x)
