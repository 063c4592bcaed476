# After an uncaught exception the objects still die, after the traceback is written.
import sys, atexit, weakref
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('del', self.name); sys.stdout.flush()
g = N('global')
atexit.register(lambda: print('atexit', flush=True))
class O: pass
o = O(); weakref.finalize(o, lambda: print('finalize', flush=True))
def f():
    local = N('local')
    g2 = (N('argument') for _ in [1])
    next(g2)
    raise ValueError('uncaught')
try:
    f()
finally:
    print('finally', flush=True)
