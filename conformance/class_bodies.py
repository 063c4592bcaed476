# What a class body is: a namespace that runs, with scopes, loops, conditions, deletions, annotations.
import sys
x = 'module x'
class A:
    print('running the body of', __qualname__, __module__)
    a = 1
    b = a + 1
    for i in range(3): exec(f'n{i} = i')
    if b > 1: cond = 'true branch'
    else: other = 'never'
    squares = [n * n for n in range(3)]
    x = x + ' in A'
    def m(self): return x
    try: undefined
    except NameError as e: caught = str(e)
    del i
    with open(__file__) as f: first = f.readline()[:6]
    f = None
    lam = lambda self: (self.a, x)
    nested = type('Nested', (), {'k': a})
    import math as mod
    assert a
    while a < 3: a += 1
    (p, q), *r = (1, 2), 3
    global made_global
    made_global = 'from the body'
print(sorted(k for k in vars(A) if not k.startswith('__')), A.b, A.cond, A.squares, A.x, A().m(), A.caught, A().lam(), A.nested.k, A.mod.floor(2.5), A.a, A.p, A.q, A.r, made_global, hasattr(A, 'e'), A.n2)
class Ann:
    a: int
    b: str = 'b'
    c: 'forward' = 5
    (d): int = 6
    e: (print('annotation runs'), int)[1]
    if False: f: int = 1
print(Ann.__annotations__, hasattr(Ann, 'a'), Ann.b, Ann.d)
class NoAnn: pass
print(NoAnn.__annotations__, '__annotations__' in NoAnn.__dict__)
class Doc:
    "the documentation"
class NotDoc:
    f"not {1} documentation"
print(Doc.__doc__, NotDoc.__doc__, A.__doc__)
try:
    class Fails:
        before = print('before')
        raise ValueError('in the body')
        after = 1
except ValueError as e:
    print(e)
try: Fails
except NameError as e: print(e)
class Base: pass
class Keyword(*[Base], **{}): pass
print(Keyword.__bases__ == (Base,))
def make(n):
    class Local:
        value = n
        def get(self): return n, __class__.__name__
    return Local
print(make(1).value, make(2)().get(), make(1) is make(1), make.__qualname__, make(1).__qualname__, make(1).get.__qualname__)
class Outer:
    y = 'outer class'
    class Inner:
        try: z = y
        except NameError as e: z = str(e)
        w = x
    inner = Inner
print(Outer.Inner.z, Outer.inner.w, Outer.Inner.__qualname__)
class Counter:
    total = 0
    def __init__(self): Counter.total += 1; self.total += 10
print(Counter().total, Counter.total, Counter().total)
class Frame: names = sorted(k for k in sys._getframe().f_locals if k.startswith('__')); loc = locals()
print(Frame.names, 'names' in Frame.loc)
class Mangled:
    __a = 1
    def __m(self): return self.__a
    def call(self): return self.__m(), self.__class__.__name__
    def args(self, __p=1, **__k): return __p, __k
    def loc(self): __v = 5; return sorted(locals())
    __dunder__ = 2
    def imp(self):
        import math as __mm
        return sorted(locals())
print(sorted(k for k in vars(Mangled) if 'a' in k and 'M' in k), Mangled().call(), Mangled().args(_Mangled__p=3), Mangled().loc(), Mangled.__dunder__, Mangled().imp())
class __Under:
    __z = 1
    def z(self): return self.__z
print([k for k in vars(__Under) if 'z' in k], __Under().z())
class Self:
    def f(self): return Self
    g = f
    h = staticmethod(f)
print(Self().g() is Self, Self.g is Self.f, Self.h(None) is Self)
class Dup:
    def m(self): return 1
    def m(self): return 2
    @property
    def p(self): return 'get'
    @p.setter
    def p(self, v): self.v = v
d = Dup(); d.p = 5; print(d.m(), d.p, d.v)
class Cond:
    if len('ab') == 2:
        def only(self): return 'defined conditionally'
    for name in ('x1', 'x2'): locals()[name] = name.upper()
print(Cond().only(), Cond.x1, Cond.x2, Cond.name)
class Walrus:
    a = (b := 5) + 1
print(Walrus.a, Walrus.b)
class Star: a, *b = range(4)
print(Star.a, Star.b, type(Star.__dict__['__weakref__']).__name__, type(Star.__dict__['__dict__']).__name__, list(Star.__dict__))
