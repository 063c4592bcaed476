# functools: wrapping, caching, partial methods, generic functions, cached properties.
import functools
from functools import *
def show(f,*a,**k):
    try: return f(*a,**k)
    except Exception as e: return (type(e).__name__, str(e), repr(e.__context__), repr(e.__cause__), e.__suppress_context__)
# total_ordering
@total_ordering
class A:
    def __init__(s,v): s.v=v
    def __lt__(s,o): return NotImplemented if not isinstance(o,A) else s.v<o.v
    def __eq__(s,o): return isinstance(o,A) and s.v==o.v
print(A(1)<A(2),A(1)<=A(1),A(2)>A(1),A(2)>=A(3), show(lambda: A(1)<=3), show(lambda: A(1)>3))
print(A.__gt__.__name__, A.__gt__.__qualname__, A.__gt__.__module__, A.__le__.__name__)
print(show(total_ordering, type('Z',(),{})))
for root in ('__le__','__gt__','__ge__'):
    ns={'__init__': lambda s,v: setattr(s,'v',v), '__eq__': lambda s,o: s.v==o.v, root: lambda s,o,root=root: getattr(s.v,root)(o.v)}
    C=total_ordering(type('C',(),ns))
    print(root,[(C(a)<C(b),C(a)<=C(b),C(a)>C(b),C(a)>=C(b)) for a,b in ((1,2),(1,1),(2,1))])
# wraps
def w(a:int,b=2): "wdoc"
w.attr=5
@wraps(w)
def x(*a): "xdoc"
print(x.__name__,x.__doc__,x.__annotations__,x.attr,x.__wrapped__ is w, x.__qualname__, x.__module__)
print(show(update_wrapper, x, 3).__name__, show(update_wrapper,3,w))
print(wraps(w,('__name__',),()).keywords.keys())
print(WRAPPER_ASSIGNMENTS, WRAPPER_UPDATES)
# lru_cache
@lru_cache
def f(n): return n*2
f(1);f(1);f(2)
print(f.cache_info(), f.cache_parameters(), f.__wrapped__.__name__, type(f))
print(show(lru_cache,'a'), show(lru_cache,2.5), lru_cache(-3)(lambda x:x).cache_parameters(), lru_cache(maxsize=None,typed=True)(lambda x:x).cache_parameters())
print(cache(lambda x:x).cache_parameters(), show(cache))
# partialmethod
class P:
    def m(self,*a,**k): return (a,k)
    pm=partialmethod(m,1,b=2)
    pm2=partialmethod(pm,3)
    cm=partialmethod(classmethod(lambda cls,*a:(cls.__name__,a)),5)
    sm=partialmethod(staticmethod(lambda *a:a),6)
print(P().pm(9,c=1),P().pm2(9),P.cm(1),P().cm(2),P.sm(1),P().sm(2),P.pm(P(),4))
print(show(partialmethod,3), P.__dict__['pm'].args, P.__dict__['pm2'].keywords, P.__dict__['sm'].__isabstractmethod__)
print(P.cm.__self__, partialmethod[int], show(partialmethod), show(lambda: P.pm()))
print(repr(partialmethod(len,1,a=2)), repr(partialmethod(len)))
print(P.pm.__name__, P.pm._partialmethod is P.__dict__['pm'])
# singledispatch
@singledispatch
def sd(x,y=0): "sdoc"; return ('base',x,y)
@sd.register(int)
def _(x,y=0): return ('int',x,y)
@sd.register
def _(x:str): return ('str',x)
@sd.register
def _(x:None): return ('None',x)
sd.register(float, lambda x: ('float',x))
print(sd(1),sd(True,3),sd('a'),sd(None),sd(2.5),sd([]),sd.__name__,sd.__doc__)
print(sorted(c.__name__ for c in sd.registry), type(sd.registry), sd.dispatch(bool) is sd.registry[int], sd.__wrapped__.__name__)
print(show(sd), show(sd.register,3), show(sd.register,3,len), show(sd.register,lambda x:x)[0])
def ann(x:'int'): return 'strann'
print(sd.register(ann) is ann, sd(5))
def bad(x:3): pass
print([str(z).split(' at ')[0] for z in show(sd.register,bad)[:2]])
print(show(sd.dispatch,3))
from collections import abc
sd.register(abc.Sized,lambda x:'Sized'); sd.register(abc.Iterable,lambda x:'Iterable')
print(sd(set()) if 0 else show(sd,{}) , show(sd,b'')[0:2])
sd.register(abc.Mapping,lambda x:'Mapping'); print(sd({}))
class Q: pass
print(sd(Q())[0]); abc.Mapping.register(Q); print(sd(Q()))
class S:
    @singledispatchmethod
    def g(self,a): "gdoc"; return ('base',a)
    @g.register(int)
    def _(self,a): return ('int',a)
    @g.register
    @classmethod
    def _(cls,a:str): return ('str',a,cls)
s=S(); print(s.g(1),s.g('a')[:2],s.g(2.5),s.g.__name__,s.g.__doc__,S.__dict__['g'].__isabstractmethod__, show(lambda: S.g(1))[0], show(s.g))
print(show(singledispatchmethod,3), sorted(vars(s.g)))
# cached_property
class CP:
    n=0
    @cached_property
    def c(self): "cdoc"; self.n+=1; return self.n
o=CP(); print(o.c,o.c,o.__dict__,CP.c.attrname,CP.c.__doc__); del o.c; print(o.c)
class Sl:
    __slots__=()
    @cached_property
    def c(self): return 1
print(show(lambda: Sl().c))
cp=cached_property(lambda s:1)
class N: pass
N.q=cp; print(show(lambda: N().q))
print(show(cp.__set_name__,N,'a'),show(cp.__set_name__,N,'a'),show(cp.__set_name__,N,'b'), cached_property[int])
class Meta(type):
    @cached_property
    def c(cls): return 1
class MC(metaclass=Meta): pass
print(show(lambda: MC.c))
print(show(cached_property), show(cached_property,3).func if 0 else '', sorted(vars(cp)))
print(reduce(lambda a,b:a+b,[1,2,3]), functools._unwrap_partial(partial(partial(len),1)) is len)
print(functools.__all__)
print(sorted(map(cmp_to_key(lambda a,b:b-a),[1,3,2]))[0].obj)
class X: pass
class Y(X): pass
print(functools._compose_mro(dict, [abc.Sized, abc.Iterable, abc.MutableMapping]))
print(functools._compose_mro(Y, [abc.Hashable, X]), functools._c3_mro(Y), functools._find_impl(Y, {object: 1, X: 2}))
