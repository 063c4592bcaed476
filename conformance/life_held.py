# Functions of the library that fail keep their arguments as long as the traceback, and their frames count as garbage
# (that of generators does not count: lines that begin with !).
import gc, weakref

class N:
    n = 0
    def __init__(self, name): self.name = name
    def __del__(self): print('del', self.name)
    def __hash__(self): return 7

ws, wk, wv = weakref.WeakSet, weakref.WeakKeyDictionary, weakref.WeakValueDictionary
def fails(f):
    "What dies before the handler, in it, with the exception; and how much garbage a cycle of it is."
    try: f()
    except Exception as e: print('caught', type(e).__name__)
    else: print('fine')
def cycles(f):
    try: f()
    except Exception as e: e.me = e
    print('garbage', gc.collect())
a, b, c = N('a'), N('b'), N('c')
gc.collect(); gc.disable()
for src in '''ws([N(1), None])
ws([N(1), 5])
ws(N(1))
ws().add(5)
ws().update([N(1), 5])
ws().remove(N(1))
ws().remove(5)
ws().discard(5)
ws().pop()
!ws() | N(1)
!ws() | [N(1), 5]
!ws([a]) | [N(1), 5]
ws().__ior__([N(1), 5])
!ws([a]).union([N(1), 5])
ws().difference(N(1))
ws().difference([N(1), 5])
ws() - [N(1), 5]
!ws() ^ [N(1), 5]
ws().__isub__([N(1), 5])
ws().difference_update([N(1), 5])
ws().intersection_update([N(1), 5])
!ws().symmetric_difference_update([N(1), 5])
ws().issubset(N(1))
ws() <= [N(1), 5]
ws() >= [N(1), 5]
N(1) in ws()
wk({N(1): N(2), 5: N(3)})
wk([N(1)])
wk([(N(1), N(2)), (5, N(3))])
wk()[5]
wk()[N(1)]
wk().__setitem__(5, N(1))
wk().__delitem__(N(1))
wk().__delitem__(5)
wk().pop(N(1))
wk().pop(5)
wk().popitem()
wk().setdefault(5, N(1))
wk().get(5, N(1))
wk().update({5: N(1)})
wk().update(N(1))
wk() | {5: N(1)}
{5: N(1)} | wk()
wk().__ior__({5: N(1)})
wv({1: 5, 2: N(1)})
wv({N(1): 5})
wv([(1, N(1)), (N(2), 5)])
wv(a=5)
wv()[N(1)]
wv()[[N(1)]]
wv().__setitem__(N(1), 5)
wv().__setitem__([], N(1))
wv().__delitem__(N(1))
wv().pop(N(1))
wv().popitem()
wv().setdefault(N(1), 5)
wv().get([N(1)])
wv().update({N(1): 5})
wv().update(a=5)
wv().update(N(1))
wv() | {N(1): 5}
wv().__ior__({N(1): 5})
[N(1)] in wv()
weakref.finalize(5, print, N(1), N(2), x=N(3))
weakref.finalize(N(1))
!weakref.finalize(a, lambda x: 1/0, N(1))()
!weakref.WeakMethod(N(1))
weakref.KeyedRef(5, None, N(1))'''.split('\n'):
    print('-', src)
    f = eval('lambda: ' + src.strip('!'))
    fails(f)
    if src[0] != '!': cycles(f)
