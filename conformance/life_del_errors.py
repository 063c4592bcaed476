# An error in __del__ or in a callback is written on standard error, and the script goes on.
import sys, weakref
class Bad:
    def __del__(self): raise ValueError('in del')
def note(t):
    print(t)
    sys.stdout.flush()
note('temporary'); Bad()
b = Bad()
note('named'); del b
def f():
    local = Bad()
    note('leaving f')
f()
note('in a callback')
class O: pass
def callback(ref): raise KeyError('in callback')
o = O(); r = weakref.ref(o, callback); del o
note('callback that takes nothing')
o = O(); r = weakref.ref(o, lambda: None); del o
note('while another exception is on its way')
def g():
    local = Bad()
    raise TypeError('first')
try: g()
except TypeError as e: note(f'{e} {e.__context__!r}')
note('in a finalizer')
o = O(); weakref.finalize(o, lambda: 1 / 0); del o
note('in a generator that is dropped')
def gen():
    try: yield
    finally: raise OSError('in finally')
it = gen(); next(it); del it
note('in a generator that ignores its end')
def stubborn():
    while True:
        try: yield
        except GeneratorExit: pass
it = stubborn(); next(it)
try: it.close()
except RuntimeError as e: note(e)
note('__del__ that is not callable')
class NotCallable: __del__ = 5
NotCallable()
note('a hook sees them')
def hook(unraisable):
    note(('hook', unraisable.exc_type.__name__, str(unraisable.exc_value), unraisable.err_msg, unraisable.object is Bad.__del__))
sys.unraisablehook = hook
Bad()
sys.unraisablehook = sys.__unraisablehook__
class Deep:
    def __del__(self): self.method()
    def method(self): self.other()
    def other(self): raise ValueError('deep in del')
note('with a traceback of several frames'); Deep()
note('SystemExit in __del__')
class Exit:
    def __del__(self): sys.exit(3)
Exit()
note('a class without a name of its own')
type('', (), {'__del__': lambda self: 1 / 0})()
note('end')
