# What atexit does with its functions.
import atexit
print(atexit._ncallbacks())
def f(*a, **k): print('f', a, k)
print(atexit.register(f, 1, x=2) is f, atexit._ncallbacks())
@atexit.register
def g(): print('g')
atexit.register(f, 'gone'); atexit.unregister(f); print(atexit._ncallbacks())
for e in ("atexit.register()", "atexit.register(5)", "atexit.unregister()", "atexit.unregister(5)", "atexit._clear(1)", "atexit.register(func=g)"):
    try: print(eval(e))
    except Exception as x: print(type(x).__name__, x)
def bad(): raise ValueError('bad')
atexit.register(bad)
print(atexit._run_exitfuncs(), atexit._ncallbacks())
class Eq:
    def __eq__(self, o): print('eq'); return True
    def __call__(self): pass
    def __del__(self): print('del')
atexit.register(Eq()); atexit.unregister(5); print(atexit._ncallbacks())
atexit.register(Eq()); atexit._clear(); print('cleared')
def adds(): print('adds'); atexit.register(print, 'too late')
atexit.register(adds)
atexit.register(f, 'last', k=1)
atexit.register(bad)
