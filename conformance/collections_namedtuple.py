# namedtuple: names, errors, what the classes have.
from collections import namedtuple
import sys
class S(str): pass
for f in ["namedtuple('P','x y')","namedtuple('P','x,y, z')","namedtuple('P',['x',S('y')])._fields","namedtuple('P','x x')","namedtuple('P','_x')","namedtuple('class','x')","namedtuple('P','def')","namedtuple('P','x$')","namedtuple('9','x')","namedtuple('P','x def _a x 9', rename=True)._fields","namedtuple('P','x y',defaults=(1,2,3))","namedtuple('P','x y',defaults=(1,))()","namedtuple('P','x y',defaults=(1,))(1,2,3)","namedtuple('P','x y')(1,z=2)","namedtuple('P','x y')._make([1])","namedtuple('P','x y')._make()","namedtuple('P','x y')._make(1,2,3)","namedtuple('P','x y')(1,2)._replace(z=3,w=1)","namedtuple('P','x y')(1,2)._replace(1)","namedtuple('P','x y')(1,2)._replace(y=3)","namedtuple('P','x y')(1,2)._asdict()","namedtuple('P','x y')(1,2).__getnewargs__()","repr(namedtuple('P','')())","namedtuple('P',[1,2])","namedtuple(1,'x')","namedtuple('P','x y',defaults=3)","namedtuple('P','x y',module='m')","namedtuple('P','x','y')","namedtuple('P')","namedtuple('P',3)","namedtuple('P','self cls _tuple', rename=1)(1,2,3)","namedtuple('P','self cls tuple_new')(self=1,cls=2,tuple_new=3)._replace(self=5)","namedtuple('P',('x','y'),defaults=None)._field_defaults","namedtuple('P','x y', defaults=(5,))._field_defaults","namedtuple('P','x').__new__.__defaults__","namedtuple('P','x').__doc__","namedtuple('P','x y').x.__doc__","namedtuple('P','x y').__new__.__doc__","namedtuple('P','x y')._make.__qualname__,namedtuple('P','x y')._make.__name__","namedtuple('P','x y').__module__","namedtuple('P','x y').__match_args__","namedtuple('P','x y').__slots__","namedtuple('P',S('x y'))","type(namedtuple(S('P'),'x').__name__)", "namedtuple('P','x y').__new__(namedtuple)", "namedtuple('P','x y')._replace()","[len(getattr(v,'__func__',v).__closure__ or ()) for v in vars(namedtuple('P','x')).values() if hasattr(getattr(v,'__func__',v),'__closure__')]","namedtuple('P','x y')(1,2)._make('ab')","list(vars(namedtuple('P','x y')))","namedtuple('P','x y')(1,2).__repr__()","namedtuple.__module__,namedtuple.__kwdefaults__"]:
    try: r=eval(f); print(f,type(r).__name__,repr(r))
    except Exception as e: print(f,type(e),e, repr(e.__context__), repr(e.__cause__),e.__suppress_context__)
P=namedtuple('P','x y',defaults=(3,))
class Q(P): 
    def __repr__(self): return 'Q:'+super().__repr__()
print(Q(1), Q(1)._replace(x=4), Q._make((1,2)))
print(P.__new__.__globals__.keys(), P.__new__.__globals__['__name__'])

