# Counter: counting, operators, errors.
from collections import Counter
import traceback
class Sub(Counter): pass
class NoItem(Counter):
    def __missing__(self,k): return 10
C=Counter
for f in ["C()","C('abracadabra')","C(a=3)","C({'a':2},b=4)","C(None)","C(self=3)","C(iterable=5)","C(5)","C('ab').most_common()","C('abca').most_common(1)","C('abca').most_common(0)","C('abca').most_common(-3)","C().most_common(1)","C('abca').most_common(2.5)","list(C(a=3,b=-1,c=0,d=1).elements())","C(a=1.5).elements()","list(C(a=1.5).elements())","C.fromkeys('a')","C('a').update('b')","C('a').subtract('bb')","C(a=1)==C(a=1,b=0)","C(a=1)=={'a':1}","C(a=1)!=C(a=2)","C(a=1)<C(a=2)","C(a=1)<=C(a=1)","C(a=1)<{}","C(a=1)>=C(b=0)","C(a=1)>C()","C(a=1)+C(b=2)","C(a=1)+{}","C(a=1)-C(a=2,b=-3)","C(a=1,b=-1)|C(a=2,c=-1)","C(a=1,b=3)&C(a=2,b=1)","+C(a=1,b=-1)","-C(a=1,b=-1)","C(a='x')","C(a='x',b=1)","C(a='x').total()","C(a=2).total()","Sub('ab')","Sub('ab')+C('b')","Sub('ab').copy()","Sub('ab').__reduce__()","NoItem(a=1)-NoItem(b=3)","NoItem(a=1)==NoItem()","C('ab')['z']","C(a=1).__delitem__('q')","C([1,2,[3]])","C(a=1)+C(a='x')","C(a=1).subtract({'a':1},b=2)","C.__doc__ is None","C(1,2)","C(**{'self':1,'iterable':2})","C('ab').__eq__(3)", "C({'a':1}).update({'a':2})","Sub.fromkeys(3)","repr(C({1:3,2:1,3:2}))","+Sub(a=1)", "C(a=float('nan'))==C(a=float('nan'))"]:
    try: r=eval(f); print(f,type(r).__name__,repr(r) if 'elements()' not in f or 'list' in f else '')
    except Exception as e: print(f,type(e),e, repr(e.__context__), repr(e.__cause__),e.__suppress_context__)
c=C(a=2,b=3)
for op in ['c+=C(a=-5,z=1)','c-=C(b=1)','c|=C(q=4)','c&=C(b=1,q=9)','c+=1', 'c+={"a":1}','c|={"b":7}','c.update(a=1)','c.update([1,1],b=2)','c.subtract("b",b=3)','del c["nope"]','c._keep_positive()','c.update({"b":"x"})']:
    try: exec(op); print(op,c)
    except Exception as e: print(op,type(e),e)
d=C(); d.update({'a':'x'}); print(d)
class M(dict): pass
d=C(a=1); d.update(M(a=2)); print(d)
import collections.abc
class Mp(collections.abc.Mapping):
    def __getitem__(s,k): return 5
    def __iter__(s): return iter('ab')
    def __len__(s): return 2
print(C(Mp()), C(a=1)==C(a=1))
d=C('a'); d.update(Mp()); print(d); d.subtract(Mp()); print(d)
