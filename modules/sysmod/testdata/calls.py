import sys, weakref
class A: pass
for e in ("sys.getsizeof()","sys.getsizeof(1,default=5)","sys.getsizeof(object=3)","sys.setrecursionlimit(0)","sys.setrecursionlimit(-5)","sys.setrecursionlimit('a')","sys.getrecursionlimit()","sys.intern(5)","sys.intern('a')","sys._getframe(100)","sys._getframe('a')","sys.setswitchinterval(0)","sys.setswitchinterval(-1.5)","sys.setswitchinterval('a')","sys.getswitchinterval()","sys.set_int_max_str_digits(5)","sys.get_int_max_str_digits()","sys.excepthook()","sys.displayhook()","sys.version_info.foo","type(sys.version_info)()","sys.flags(1)","sys.unraisablehook(1)","sys.call_tracing(1,2)","sys.gettrace()","sys.version_info[:2]>=(3,8)","sys.version_info==(3,10,13,'final',0)","hash(sys.version_info)==hash((3,10,13,'final',0))","sys.version_info + (1,)","sys.getsizeof(sys.version_info)","sys.is_finalizing()","sys.exc_info(1)","sys.getsizeof(5)","sys.version_info.__reduce__()", "sys.flags.n_fields", "sys.audit('x')", "sys.getdefaultencoding(1)","type(sys.int_info)((1,2,3,4))","type(sys.int_info)((1,2,3))","type(sys.int_info)(5)","sys.float_info","sys.int_info","sys.hash_info","sys.maxsize","sys.maxunicode","sys.byteorder","sys.platform","sys.exit(1,2)","sys.exit('x')","sys.exit()","sys.exit((1,2))","sys.exc_info()","sys.version_info","sys.hexversion","sys.version_info.major","sys.float_repr_style","sys.getfilesystemencoding()","sys.getfilesystemencodeerrors()","sys.warnoptions","sys.__stdout__ is sys.stdout","sys.stdout.name","sys.stdout.encoding","sys.excepthook is sys.__excepthook__"):
    try: print(e,'->',repr(eval(e))[:300])
    except BaseException as x: print(e, type(x).__name__, x, x.args)
class X:
    def __sizeof__(self): return -1
class Y:
    def __sizeof__(self): return 'a'
class Z:
    def __sizeof__(self): return 100
for o in (X(),Y(),Z(),5,[],A,int,A(),sys.version_info,print,[].append):
    try: print(sys.getsizeof(o))
    except BaseException as x: print(type(x).__name__, x)
print(sys.getsizeof(Y(), 7))
args=[]
sys.unraisablehook=lambda a: args.append(a)
class D:
    def __del__(self): 1/0
D()
a=args[0]; print(type(a), type(a).__mro__, len(a), a.exc_type, a.err_msg, a.object) 
sys.unraisablehook=lambda a: 1/0
D()
sys.unraisablehook=None
D()
del sys.unraisablehook
D()
sys.unraisablehook=sys.__unraisablehook__
sys.excepthook(1,2,3)
sys.excepthook(ValueError,ValueError(3),None)
sys.displayhook(5); print(_); sys.displayhook(None); print(_)
class Rep:
    def __repr__(s): raise ValueError('rep')
    def __call__(s,r): raise KeyError('k')
class O: pass
o=O(); r=weakref.ref(o,Rep()); del o
class StrExc(Exception):
    def __str__(s): raise ValueError
class D2:
    def __del__(s): raise StrExc('x')
D2()
class D3:
    def __del__(s): raise ValueError
D3()
class D4:
    def __del__(s): raise SystemExit(4)
D4()
import io
old=sys.stderr; sys.stderr=io.StringIO(); D(); print(sys.stderr.getvalue().splitlines()[-1]); sys.stderr=None; D(); sys.stderr=old
try:
    raise ValueError(1)
except ValueError:
    print(sys.exc_info()[:2]); 
    try: raise KeyError(2)
    except KeyError: print(sys.exc_info()[1])
    print(sys.exc_info()[1])
print(sys.exc_info())
def f(): return sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name
print(f())
def rec(n): return 1+rec(n+1)
sys.setrecursionlimit(200)
try: rec(0)
except RecursionError as e: print(e)
sys.setrecursionlimit(1000)
