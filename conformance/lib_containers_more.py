# Random operations on OrderedDict and deque against lists; namedtuple, Counter, ChainMap and the user containers.
from collections import *
import random
random.seed(1)
o=OrderedDict.fromkeys(range(20))
random.seed(1)
m=list(range(20))
for i in range(2000):
    k=random.randrange(25); op=random.randrange(7)
    if op==0 and k in o: o.move_to_end(k); m.remove(k); m.append(k)
    elif op==1 and k in o: o.move_to_end(k,last=False); m.remove(k); m.insert(0,k)
    elif op==2 and k in o: del o[k]; m.remove(k)
    elif op==3 and o and k%4==0: assert o.popitem()[0]==m.pop()
    elif op==4 and o and k%4==0: assert o.popitem(False)[0]==m.pop(0)
    elif op>=5:
        if k not in o: m.append(k)
        o[k]=i
    assert list(o)==m,(i,op,k,list(o),m); assert list(reversed(o))==m[::-1]; assert all(x in o for x in m); assert len(o)==len(m)
    assert all(o[x] != -7 for x in m)
print('ok')
d=deque(); m=[]
for i in range(5000):
    op=random.randrange(12); k=random.randrange(100)
    if op<2: d.append(i); m.append(i)
    elif op<4: d.appendleft(i); m.insert(0,i)
    elif op==4 and m: assert d.pop()==m.pop()
    elif op==5 and m: assert d.popleft()==m.pop(0)
    elif op==6: d.rotate(k-50); n=(k-50)%len(m) if m else 0; m=m[-n:]+m[:-n] if n else m
    elif op==7 and m: j=k%len(m); del d[j]; del m[j]
    elif op==8: d.insert(k-50,i); m.insert(k-50,i)
    elif op==9 and m: j=k%len(m); d[j]=i; m[j]=i
    elif op==10: d.extend([1,2]); m.extend([1,2])
    elif op==11: d.extendleft([3,4]); m[:0]=[4,3]
    assert list(d)==m and list(reversed(d))==m[::-1] and len(d)==len(m),(i,op)
print('deque ok', len(d))
P=namedtuple('P','x y',defaults=[5])
print(P(1), P(1,2)._replace(x=3), P._make([1,2]), P(1)._asdict(), P.__doc__, P.x.__doc__, P.x, P._fields,P._field_defaults, P.__match_args__, P.__module__, P.__new__.__doc__)
for f in (lambda:P(), lambda:P(1,2,3), lambda:P(1,z=1), lambda:P._make([1]), lambda:P(1)._replace(q=1), lambda: namedtuple('1','a'), lambda: namedtuple('P','a a'), lambda: namedtuple('P','_a'), lambda: namedtuple('P','class'), lambda: namedtuple('P','a',defaults=[1,2]), lambda: namedtuple('P','a class a',rename=True)._fields, lambda: setattr(P(1),'x',2), lambda: P(1).zz, lambda: P(1)==(1,5), lambda: hash(P(1))==hash((1,5)), lambda: P(1).__getnewargs__(), lambda: P.__slots__, lambda: namedtuple('E','')(), lambda: P.__weakrefoffset__, lambda: P.__basicsize__):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__,e)
class PP(P):
    def __repr__(self): return super().__repr__()+'!'
print(PP(1,2))
c=Counter('hello'); c+=Counter('low'); print(c, c-Counter('l'), c&Counter('ll'), c|Counter('zzz'), c.total(), Counter(a=1).elements().__class__, +Counter(a=-1), list(Counter(a=2,b=0).elements()))
print(Counter('ab')+Counter('b'), Counter(a=3)>=Counter(a=2), Counter(a=1)<Counter(a=1), Counter([1,'a']).most_common(1), Counter(a=1).__reduce__(), Counter({1:2}).copy())
import collections.abc
print(ChainMap({'a':1},{'b':2})|{'c':3}, isinstance(ChainMap(), collections.abc.MutableMapping), collections.UserDict.__module__, collections.abc.Mapping, collections.abc.Callable[[int,str],bool], collections.abc.Callable[...,int], collections.abc.Iterator[int])
from collections import *
print(UserList([1,2,3])[1:], UserString('abc').title())
try: collections.foo
except AttributeError as e: print(e)
