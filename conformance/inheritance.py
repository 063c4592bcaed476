# Inheritance, method resolution order, super, and the errors of impossible hierarchies.
class Base:
    def who(self): return ['Base']
    def __init__(self, **kw):
        self.log = ['Base']
        assert not kw, kw
class Left(Base):
    def who(self): return ['Left'] + super().who()
    def __init__(self, left=0, **kw):
        super().__init__(**kw)
        self.log.append(('Left', left))
class Right(Base):
    def who(self): return ['Right'] + super().who()
    def __init__(self, right=0, **kw):
        super().__init__(**kw)
        self.log.append(('Right', right))
class Bottom(Left, Right):
    def who(self): return ['Bottom'] + super().who()
b = Bottom(left=1, right=2)
print(b.who(), b.log)
names = lambda c: [k.__name__ for k in c.__mro__]
print(names(Bottom), names(bool), names(Bottom) == [k.__name__ for k in Bottom.mro()])
print([k.__name__ for k in Base.__subclasses__()], [k.__name__ for k in Bottom.__bases__], Bottom.__base__.__name__)

def attempt(f):
    try:
        print(f())
    except (TypeError, AttributeError, RuntimeError) as e:
        print(type(e).__name__ + ':', e)

class X: pass
class Y(X): pass
attempt(lambda: type('Z', (X, Y), {}))
attempt(lambda: type('Z', (X, X), {}))
attempt(lambda: type('Z', (int, str), {}))
attempt(lambda: type('Z', (Y, X), {}).__name__)
attempt(lambda: type('Z', (list, X), {}).__base__)
attempt(lambda: type('Z', (X, list), {}).__base__)
class S1: __slots__ = ('a',)
class S2: __slots__ = ('b',)
attempt(lambda: type('Z', (S1, S2), {}))

# C3 on the classic example
class O: pass
class A(O): pass
class B(O): pass
class C(O): pass
class D(O): pass
class E(O): pass
class K1(A, B, C): pass
class K2(D, B, E): pass
class K3(D, A): pass
class Z(K1, K2, K3): pass
print(names(Z))

# super in all its forms
class P:
    def m(self): return 'P.m'
    @classmethod
    def c(cls): return 'P.c of ' + cls.__name__
    @staticmethod
    def s(): return 'P.s'
    @property
    def v(self): return 'P.v'
    x = 'P.x'
class Q(P):
    def m(self): return 'Q ' + super().m()
    @classmethod
    def c(cls): return 'Q ' + super().c()
    @staticmethod
    def s(): return 'Q ' + super(Q, Q).s()
    @property
    def v(self): return 'Q ' + super().v
    x = 'Q.x'
    def parent_x(self): return super().x
    def explicit(self): return super(Q, self).m()
    def closure(self): return [super(Q, self).m() for _ in range(1)] + [(lambda: super(Q, self).m())()]
    def in_nested(self):
        def inner(): return __class__.__name__
        return inner()
q = Q()
print(q.m(), q.c(), Q.c(), q.s(), q.v, q.parent_x(), q.explicit(), q.closure(), q.in_nested())
sup = super(Q, q)
print(sup.m(), sup.__thisclass__.__name__, sup.__self__ is q, sup.__self_class__.__name__)
print(str(sup).split(' at ')[0])
attempt(lambda: super(Q, q).missing)
attempt(lambda: super(Q, 5))
attempt(lambda: super().m())
attempt(lambda: super(5, q))
def outside(): super()
attempt(outside)
unbound = super(Q)
print(unbound.__self__, unbound.__get__(q, Q).m())
class Bare:
    def f(self):
        del self
        return super().f
attempt(lambda: Bare().f())
attempt(lambda: setattr(super(Q, q), 'x', 1))

# Changing the bases of a class that lives
class V1:
    def m(self): return 'V1'
class V2:
    def m(self): return 'V2'
class W(V1): pass
w = W()
print(w.m())
W.__bases__ = (V2,)
print(w.m(), names(W), V1.__subclasses__(), [k.__name__ for k in V2.__subclasses__()])
attempt(lambda: setattr(W, '__bases__', ()))
attempt(lambda: setattr(W, '__bases__', 5))
attempt(lambda: setattr(W, '__bases__', (W,)))
attempt(lambda: setattr(V1, '__bases__', (int,)))

# A change in a base is seen below at once
V2.m = lambda self: 'changed'
print(w.m())
V2.new = 5
print(w.new, W.new)
del V2.m
attempt(lambda: w.m())

# Built-in types as bases
class L(list):
    def append(self, x): super().append(x * 2)
l = L([1, 2])
l.append(5)
l += [7]
print(l, len(l), type(l + l).__name__, isinstance(l, list), l == [1, 2, 10, 7])
class I(int):
    def __add__(self, other): return I(int(self) + other + 100)
print(I(5) + 1, type(I(5) + 1).__name__, I(5) - 1, type(I(5) - 1).__name__, I('12', 8), hash(I(5)))
class S(str):
    def upper(self): return 'up:' + super().upper()
print(S('abc').upper(), S('x') + 'y', type(S('x') + 'y').__name__, {S('k'): 1}['k'])
class Dd(dict):
    def __missing__(self, k): return ('missing', k)
print(Dd(a=1)['a'], Dd()['b'], Dd().get('b'))
class T(tuple):
    def __new__(cls, *items): return super().__new__(cls, items)
print(T(1, 2, 3), T(1, 2)[0], type(T(1)[:]).__name__)

# More bases than are looked through one by one.
bases = tuple(type(f"T{i}", (), {}) for i in range(1200))
C = type("C", bases, {})
print(len(C.__mro__), C.__mro__[1:-1] == bases)
del C, bases
