# traceback: exceptions, stacks and their summaries as text.
import traceback, sys, io, re
def show(x):
    print(x if isinstance(x,str) else repr(x))
def f(n):
    x = [n]
    if n: return f(n-1)
    return 1/0
class E(Exception):
    def __str__(self): raise ValueError
class Mod(Exception): pass
Mod.__module__='a.b'
class BadMod(Exception): pass
BadMod.__module__=3
def run(fn,*a):
    try: fn(*a)
    except BaseException as e: return e
def chained():
    try: f(2)
    except Exception as e:
        try: f(6)
        except Exception: raise KeyError('k') from e
def ctx():
    try: f(0)
    except Exception:
        raise Mod('x')
def supp():
    try: f(0)
    except Exception: raise Mod('') from None
def syn(): compile('a b c','ff','exec')
def syn2(): raise SyntaxError('msg',('file',2,4,'\t  text here\n',2,9))
def syn3(): raise SyntaxError('msg',('file',None,None,None))
def syn4(): raise SyntaxError('',(None,7,0,'abc',None,0))
def syn5(): raise IndentationError
def raiser(x): raise x
for fn,a in ((f,(0,)),(f,(1,)),(f,(3,)),(f,(4,)),(f,(10,)),(chained,()),(ctx,()),(supp,()),(syn,()),(syn2,()),(syn3,()),(syn4,()),(syn5,()),(raiser,(E(),)),(raiser,(BadMod('q'),)),(raiser,(KeyboardInterrupt,)),(raiser,(Exception('a\nb'),))):
    e=run(fn,*a)
    print('-----')
    for s in traceback.format_exception(e): show(s)
    show(traceback.format_exception(e,chain=False)); show(traceback.format_exception(e,limit=1)); show(traceback.format_exception(e,limit=-1)); show(traceback.format_exception(type(e),e,e.__traceback__,limit=0))
    show(traceback.format_exception_only(e)); show(traceback.format_exception_only(type(e),e))
    show(traceback.format_tb(e.__traceback__)); show(traceback.extract_tb(e.__traceback__)); 
    te=traceback.TracebackException.from_exception(e,capture_locals=(fn is f and a[0] < 5))
    show(str(te)); show([re.sub('0x[0-9a-f]+','0x',x) for x in list(te.format())[:4]]); show(te == traceback.TracebackException.from_exception(e)); show(sorted(vars(te)))
    show([len(list(c.format(chain=False))) for c in (te.__cause__,te.__context__) if c])
def t(f,*a,**k):
    try: show(f(*a,**k))
    except BaseException as e: show((type(e).__name__, str(e)))
t(traceback.format_exception,None); t(traceback.format_exception,None,None,None); t(traceback.format_exception,3); t(traceback.format_exception,3,e); t(traceback.format_exception,3,e,None)
t(traceback.format_exc); t(traceback.print_last); t(traceback.format_list,[('a',1,'b','c'),('a',None,'b',None)]); t(traceback.format_list,[(1,2)])
fs=traceback.FrameSummary('zz',3,'nn',line='  ll  ',locals={'a':1,'b':'x'})
show([fs,fs.line,fs._line,fs.locals,list(fs),len(fs),fs[0],fs[1:3],fs==('zz',3,'nn','ll'),fs==3, fs==traceback.FrameSummary('zz',3,'nn',line='other')])
show(traceback.StackSummary.from_list([fs]*7+[('q',1,'w',None)]).format())
def g():
    buf=io.StringIO()
    traceback.print_stack(file=buf); traceback.print_stack(limit=1,file=buf); traceback.print_stack(limit=-1,file=buf)
    show(buf.getvalue()); show(traceback.format_stack()[-1]); show(traceback.extract_stack()[-1].name)
    show(traceback.StackSummary.extract(traceback.walk_stack(None))[0].name)
    show([fr.f_code.co_name for fr,n in traceback.walk_stack(None)])
g()
try: f(1)
except ZeroDivisionError as e:
    traceback.print_exc(file=sys.stdout); show(traceback.format_exc(limit=0)); traceback.print_tb(e.__traceback__,file=sys.stdout)
    traceback.print_exception(e,file=sys.stdout); traceback.clear_frames(e.__traceback__); traceback.print_exception(ZeroDivisionError,e,None,file=sys.stdout)
    for fr,n in traceback.walk_tb(e.__traceback__): print(fr.f_code.co_name,n,sorted(fr.f_locals)[:1] if n>0 and fr.f_code.co_name!='<module>' else 0)
sys.tracebacklimit=1
t(traceback.format_exception,e); t(traceback.format_exception,run(f,3))
sys.tracebacklimit=-4
t(traceback.format_exception,run(f,3))
