# What the filters of warnings do with a warning, and the errors of their use.
import sys, warnings, re
sys.stderr = sys.stdout
print(warnings.filters)
def t(f,*a,**k):
    try: print(f(*a,**k))
    except BaseException as e: print(type(e).__name__, e)
w=warnings
t(w.warn,'x',3); t(w.warn,'x',int); t(w.warn); t(w.warn,'x',UserWarning,'1')
t(w.warn_explicit,'x'); t(w.warn_explicit,'x',UserWarning,'f',1,registry=3); t(w.warn_explicit,'x',UserWarning,'f',1,module_globals=3)
t(w.warn_explicit,'x',UserWarning,3,1); t(w.warn_explicit,'x',UserWarning,'f','1');t(w.warn_explicit,'x',3,'f',1);t(w.warn_explicit,'x',UserWarning,None,1)
t(w.warn_explicit,'x',UserWarning,'',1)
t(w.warn_explicit,'x',UserWarning,'foo.PY',1)
for bad in (3, [1], [('a',)], [('bogus',None,Warning,None,0)], [('error',3,Warning,None,0)],[('error',None,3,None,0)],[('error',None,Warning,None,'a')],[(3,None,Warning,None,0)],[('error','x',Warning,None,0)],[('error',None,Warning,'f',0)]):
    with w.catch_warnings():
        w.filters=bad
        t(w.warn_explicit,'x',UserWarning,'f',1)
with w.catch_warnings():
    w.resetwarnings()
    old=w.defaultaction
    w.defaultaction=3
    t(w.warn_explicit,'x',UserWarning,'f',1)
    del w.defaultaction
    t(w.warn_explicit,'x',UserWarning,'f',1)
    w.defaultaction='bogus'
    t(w.warn_explicit,'x',UserWarning,'f',1)
    w.defaultaction=old
    w.simplefilter('once')
    old=w.onceregistry
    w.onceregistry=3
    t(w.warn_explicit,'x',UserWarning,'f',1)
    del w.onceregistry
    t(w.warn_explicit,'x',UserWarning,'f',1)
    w.onceregistry=old
    r={}; r2={}
    t(w.warn_explicit,'x',UserWarning,'f',1,registry=r)
    t(w.warn_explicit,'x',UserWarning,'f',1,registry=r2)
    t(w.warn_explicit,'x',UserWarning,'f',2,registry=r2)
    for d in r, r2, w.onceregistry: del d['version']; print(d)
    w.simplefilter('module')
    t(w.warn_explicit,'x',UserWarning,'f',1,registry=r)
    t(w.warn_explicit,'x',UserWarning,'f',2,registry=r)
    t(w.warn_explicit,'x',UserWarning,'f',2)
    s=w._showwarnmsg
    w._showwarnmsg=3
    t(w.warn_explicit,'x',UserWarning,'f',2)
    w._showwarnmsg=s
    m=w.WarningMessage
    del w.WarningMessage
    t(w.warn_explicit,'x',UserWarning,'f',2)
    w.WarningMessage=m
    w.showwarning=3
    t(w.warn_explicit,'x',UserWarning,'f',2)
    del w.showwarning
    t(w.warn_explicit,'x',UserWarning,'f',2)
for a in (('bogus',),('error',3),('error','',3),('error','',int),('error','',Warning,3),('error','',Warning,'','a'),('error','',Warning,'',-1),('error','(')): t(w.filterwarnings,*a)
for a in (('bogus',),('error',3),('error',UserWarning,'x'),('error',UserWarning,-1)): t(w.simplefilter,*a)
w.simplefilter('error',3); print(w.filters[0])
t(w.warn,'hello'); 
w.filters.pop(0)
c=w.catch_warnings(record=True)
print(c, w.catch_warnings(module=sys), w.catch_warnings(record=1))
t(c.__exit__)
t(c.__exit__,None,None,None)
t(c.__enter__)
w.showwarning('m',UserWarning,'ff',1,file=sys.stdout,line='l')
print(w._getaction('e'), w._getaction(''),w._getaction('all')); t(w._getaction,'x')
print(w._getcategory(''),w._getcategory('UserWarning'),w._getcategory('warnings._OptionError') if 0 else 1); 
for x in ('zz','int','os.path','no.x','encodings'): t(w._getcategory,x)
for x in ('a:b:c:d:e:f','error:msg:UserWarning:mod:x','error::zz','foo','error:msg:UserWarning:mod:12','i','ignore:::x',' error : m : UserWarning : b','error::::-1'):
    t(w._setoption,x); print(w.filters[0])
w._processoptions(['zzz','once','error::::q'])
print(w.filters[0])
print(w._OptionError.__mro__)
w.simplefilter('always')

with w.catch_warnings(record=True) as log:
    w.simplefilter('always')
    def f(n): w.warn('level', stacklevel=n)
    f(1); f(2); f(99)
    print([m.lineno for m in log], log[0], sorted(vars(log[0])))
