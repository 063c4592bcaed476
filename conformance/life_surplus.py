# The collector runs while calls hold arguments that the callee has dropped, and while only registers hold defaults.
import gc
class N:
    def __init__(s,n): s.n=n
    def __del__(s): print('del',s.n)
# what a call passes stays reachable, whatever the callee does, while the collector runs
def f(p, q=N('default')):
    def g(): nonlocal p, q; p = q = None
    g(); gc.collect(); print('collected')
f(N('passed'))
def h(*args, **kw):
    args = kw = None
    gc.collect(); print('collected')
h(N(1), [N(2)], k=[N(3)], j=N(4))
def c(*args, **kw):
    def g(): return args, kw
    gc.collect(); print('collected', len(args), len(kw))
c(N(1), [N(2)], k=[N(3)])
def d(p, *, k=[N('k')]):
    del p, k
    gc.collect(); print('collected')
d([N(5)]); d([N(6)], k=[N(7)])
def e(p=[N('gone')]):
    e.__defaults__ = ()
    p = None
    gc.collect(); print('collected')
e()
def i(p=[N('cell')]):
    def g(): nonlocal p; p = None
    i.__defaults__ = ()
    g()
    gc.collect(); print('collected')
i()
list(map(f, [N('mapped')]))
class K:
    def __init__(self, p, q=[N('ctor')]):
        def g(): nonlocal self, p; self = p = None
        g(); gc.collect(); print('collected')
    def __del__(self): print('del K')
K([N(8)])
