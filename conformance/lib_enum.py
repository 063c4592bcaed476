# enum.
from enum import *
import enum, warnings
warnings.simplefilter('ignore')
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
class C(Enum):
    "doc"
    RED=1
    GREEN=2
    ALIAS=1
    def hi(self): return 'hi '+self.name
    @property
    def p(self): return 5
    @classmethod
    def c(cls): return cls.RED
class Bad: pass
for f in [lambda:C.RED, lambda:str(C.RED), lambda:C(1), lambda:C['RED'], lambda:C(5), lambda:C['X'], lambda:C.X, lambda:list(C), lambda:len(C), lambda:C.ALIAS is C.RED, lambda:C.__members__, lambda:C.RED.name, lambda:C.RED.value, lambda:C.RED.hi(), lambda:C.RED.p, lambda:C.c(), lambda:setattr(C,'RED',3), lambda:delattr(C,'RED'), lambda:setattr(C.RED,'name','x'), lambda:setattr(C.RED,'value',1), lambda:C.RED in C, lambda:1 in C, lambda:hash(C.RED)==hash('RED'), lambda:C, lambda:type(C), lambda:C.RED==1, lambda:C.RED<C.GREEN, lambda:C.RED!=C.GREEN, lambda:bool(C.RED), lambda:C.RED.GREEN, lambda:list(reversed(C)), lambda:isinstance(C.RED,C), lambda:type('X',(C,),{}), lambda:C.__doc__, lambda:dir(C.RED)[:3], lambda:f'{C.RED}', lambda:f'{C.RED:>10}', lambda:Enum('D','A B'), lambda:list(Enum('D','A B')), lambda:Enum('D',{'a':5}).a, lambda:Enum('D',[('x',1)],start=5).x, lambda: C.RED.__class__, lambda:C.__name__, lambda:C.RED.__reduce_ex__(2), lambda:Enum('E',['a','b'],start=3)['b'], lambda:C.RED.name.lower(), lambda:bool(C), lambda:C.__class__.__name__, lambda: C.mro(), lambda:Enum.__name__, lambda:C.RED.foo]: t(f)
class I(IntEnum):
    A=1
    B=auto()
    C=10
    D=auto()
for f in [lambda:I.B, lambda:str(I.B), lambda:f'{I.B}', lambda:'%d'%I.B, lambda:I.A+1, lambda:I.A<I.B, lambda:I.D.value, lambda:I(2), lambda:I.A==1, lambda:hash(I.A)==hash(1), lambda:[1,2,3][I.A], lambda:sorted([I.B,I.A]), lambda:1 in I, lambda: int(I.A), lambda:I.__mro__, lambda:repr(I), lambda: format(I.A,'05d')]: t(f)
class P(Flag):
    R=4
    W=2
    X=1
    RW=6
for f in [lambda:P.R|P.W, lambda:P.R|P.X, lambda:P(0), lambda:P.R&P.W, lambda:~P.R, lambda:P.R^P.RW, lambda:P.R in P.RW, lambda:bool(P(0)), lambda:P(7), lambda:P(8), lambda:str(P.R|P.X), lambda:str(P(0)), lambda:(P.R|P.X).name, lambda:(P.R|P.X).value, lambda:P(5) is P.R|P.X, lambda:list(P), lambda:P.R|1, lambda:1 in P.R, lambda:~P(0)]: t(f)
class F(IntFlag):
    A=1
    B=2
for f in [lambda:F.A|F.B, lambda:F.A|8, lambda:F(8), lambda:F(0), lambda:~F.A, lambda:F.A&1, lambda:str(F.A|F.B), lambda:F.A+1, lambda:F(-1), lambda: F.A^F.B, lambda: 1|F.B]: t(f)
class A(Flag):
    x=auto(); y=auto(); z=auto()
print([m.value for m in A])
class S(str, Enum):
    a='A'; b='B'
for f in [lambda:S.a, lambda:str(S.a), lambda:S.a=='A', lambda:S.a.upper(), lambda:S('A'), lambda:f'{S.a}', lambda:S('q')]: t(f)
class V(Enum):
    X=(1,2); Y=(3,4)
    def __init__(self,a,b): self.a=a; self.b=b
print(V.X.a, V((3,4)), V.Y.value)
class N(Enum):
    def __new__(cls, v, l):
        o=object.__new__(cls); o._value_=v; o.label=l; return o
    q=1,'one'
print(N(1), N.q.label)
class G(Enum):
    def _generate_next_value_(name,start,count,last): return name.lower()
    FOO=auto(); BAR=auto()
print(list(G))
class M(Enum):
    a=1
    @classmethod
    def _missing_(cls, v): return cls.a if v==9 else None
print(M(9)); t(lambda:M(8))
t(lambda: unique(C)); print(unique(I))
def dup():
    class Z(Enum):
        a=1
        a=2
t(dup)
def ext():
    class Z(C): b=3
t(ext)
class Base(Enum):
    def foo(self): return self.value
class Sub(Base): a=1
print(Sub.a.foo(), Sub.a)
def us():
    class Z(Enum): _bad_=1
t(us)
class O(Enum):
    _ignore_='i'
    _order_='a b'
    a=1; b=2
    i=5
print(list(O))
import copy; print(copy.copy(C.RED) is C.RED, copy.deepcopy(C.RED) is C.RED, copy.deepcopy([C.RED])[0] is C.RED)
match C.RED:
    case C.GREEN: print('g')
    case C.RED: print('r')
class W(Enum):
    a=1
    def __str__(self): return 'W!'
print(W.a, f'{W.a}', repr(W.a), {C.RED:1}[C.RED])
class E0(Enum): pass
print(list(E0), len(E0))
t(lambda: E0(1))
print(auto().value if 0 else '', enum.__all__)
