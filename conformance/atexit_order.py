# What happens when the program ends: atexit, finalize, then the module's names, in order.
import atexit, weakref, sys
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('del', self.name)
class O: pass
def bye(*a, **k): print('bye', a, k)
atexit.register(bye, 1, k=2)
@atexit.register
def second(): print('second, registered later, runs first')
o = O()
weakref.finalize(o, print, 'finalize at exit')
print(atexit.register(bye, 'twice') is bye)
atexit.register(bye, 'removed too')
atexit.unregister(bye)
atexit.register(lambda: print('the last registered, the first run', a.name))
a = N('a'); b = N('b'); _private = N('_private'); c = N('c')
def holds(x=N('default of a function')): pass
class K:
    attr = N('class attribute')
cycle = N('in a cycle'); cycle.me = cycle
def closure():
    v = N('closure'); return lambda: v
l = closure()
in_list = [N('l0'), N('l1')]
z = a
class Uses:
    def __del__(self): print('a __del__ sees its globals:', a if a is None else a.name, sys is not None)
uses = Uses()
print('end of the script')
