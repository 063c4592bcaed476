# sys.getrefcount of dicts of globals, of frames and what belongs to exceptions.
import sys
def rc(x): return sys.getrefcount(x)
print(rc(globals()))
f = sys._getframe()
print(rc(globals()))
print(rc(f))
def g(): return rc(globals())
print(g())
def h():
    sys._getframe(); return rc(globals())
print(h())
class C:
    print(rc(locals()), rc(globals()))
    x = sys._getframe()
    print(rc(locals()), rc(globals()), rc(x))
def gen():
    yield rc(globals())
    sys._getframe()
    yield rc(globals())
i=gen()
print(rc(globals()))
print(next(i), next(i))
print(rc(globals()))
try: 1/0
except Exception as e: print(rc(e), rc(e.__traceback__), rc(e.__traceback__.tb_frame))
def t():
    try: 1/0
    except Exception as e: return rc(e.__traceback__.tb_frame), rc(e), rc(e.__traceback__), rc(sys._getframe())
print(t())
