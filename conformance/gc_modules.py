# Garbage that goes through the objects of itertools, functools, collections and abc: what gc.collect() counts.
import itertools, functools, collections, abc, gc, weakref, types
class N:
    def __del__(self): print('del', end=' ')
# gc through each container
def cyc(make):
    n=N(); x=make(n)
    try: n.x=x
    except AttributeError: pass
    del n,x; r=gc.collect(); print(make.__name__, r)
gc.collect()
def partial(n): return functools.partial(lambda a: a, n)
def deque(n): return collections.deque([n])
def dd(n): return collections.defaultdict(int, {1:n})
def ddf(n): return collections.defaultdict(lambda: n)
def od(n): return collections.OrderedDict(a=n)
def chain(n): return itertools.chain([n],[n])
def cycle(n):
    c=itertools.cycle([n]); next(c); return c
def tee(n): return itertools.tee(iter([n]))[0]
def rep(n): return itertools.repeat(n)
def prod(n):
    p=itertools.product([n],repeat=2); next(p); return p
def gb(n):
    g=itertools.groupby([n]); k,v=next(g); return v
def lru(n):
    @functools.lru_cache
    def f(a): return a
    f(n); return f
def lru1(n):
    @functools.lru_cache(maxsize=None)
    def f(a): return a
    f(n); return f
def key(n): return functools.cmp_to_key(lambda a,b:n)(n)
def ABCc(n):
    class A(abc.ABC):
        x=n
    isinstance(5,A); isinstance(N,A)
    return A
def acc(n):
    a=itertools.accumulate([n], initial=n); next(a); return a
def zl(n):
    z=itertools.zip_longest([n],[n,n]); next(z); return z
def perm(n):
    z=itertools.permutations([n,n]); next(z); return z
def nt(n): return collections.namedtuple('P','a')(n)
def cm(n): return collections.ChainMap({1:n})
def cnt(n): return collections.Counter([n])
for f in (partial,deque,dd,ddf,od,chain,cycle,tee,rep,prod,gb,lru,lru1,key,ABCc,acc,zl,perm,cm,cnt,nt): cyc(f)
