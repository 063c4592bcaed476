# deque, defaultdict and OrderedDict: errors, reductions, sizes, and the calls that subclasses see.
from collections import *
def attempt(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
d=deque('abc')
for f in [lambda: deque(1,2,3), lambda: deque([], 'a'), lambda: deque([], maxlen=-1), lambda: deque(iterable='ab', maxlen=None), lambda: deque(foo=1), lambda:deque([],10**30), lambda: d['a'], lambda: d[1:2], lambda: d[10**30], lambda: d.__setitem__(9,1), lambda: d.__delitem__(7), lambda: d.rotate('a'), lambda: d.rotate(10**30), lambda: d.rotate(1,2), lambda: d.index('c',-1), lambda:d.index('a',1), lambda:d.index('a','b'), lambda:d.index('a',None), lambda: d*'a', lambda: d*10**20, lambda: d+1, lambda: 1+d, lambda: d.__mul__(2), lambda: 2*d, lambda: d.__imul__(2), lambda: d, lambda: d==[1], lambda:d<[1], lambda: d.insert('a',1), lambda: d.insert(1), lambda: d.__iadd__(5), lambda: d.maxlen, lambda: setattr(d,'maxlen',5), lambda: d.foo, lambda: setattr(d,'foo',1), lambda: hash(d), lambda: deque.__hash__, lambda: d.remove('zz'), lambda:d.__reduce__(), lambda: deque([1],3).__reduce__(), lambda: d.append(), lambda: d.append(1,2), lambda: d.extend(5), lambda: d.pop(1), lambda: next(reversed(d)), lambda: type(iter(d))(d,2), lambda: iter(d).__reduce__(), lambda: type(iter(d))(5), lambda: d.__sizeof__(), lambda: deque().__sizeof__(), lambda: deque(range(63)).__sizeof__(), lambda: deque(range(64)).__sizeof__(), lambda: deque(range(65)).__sizeof__(), lambda: d.copy(), lambda: deque([1,2],2).__copy__(), lambda: d.__contains__(9), lambda: d.count(1), lambda: deque([deque([1],3)]), lambda: d.__class_getitem__(int), lambda: deque([1,2,3]) > deque([1,2]), lambda: deque([1]) != deque([1]), lambda: d.__init__([1]), lambda: d, lambda: d.__init__(), lambda: d, lambda: d.__add__([1]), lambda: d['a':], lambda: deque([1,2],1)+deque([3]), lambda: deque([1,2],3)*4, lambda: deque('ab',3).__imul__(5)]: attempt(f)
class D(deque): pass
x=D([1,2],3); x.foo=3; print(x, x.copy(), x+x, x*2, x.__reduce__(), len(x), x.__copy__().maxlen)
d=deque(); d.append(d); print(d)
for n in (0,1,31,32,33,64,100):
    d=deque()
    for i in range(n): d.append(i)
    s1=d.__sizeof__()
    for i in range(n): d.appendleft(i)
    s2=d.__sizeof__()
    for i in range(n): d.popleft()
    s3=d.__sizeof__()
    for i in range(n): d.pop()
    s4=d.__sizeof__(); d.appendleft(1); d.rotate(5)
    print(s1,s2,s3,s4,d.__sizeof__())
class DD(defaultdict): pass
dd=defaultdict(int); 
for f in [lambda: defaultdict(5), lambda: defaultdict(1,2,3), lambda: defaultdict(), lambda: defaultdict(None,{1:2},a=3), lambda: dd[[]], lambda: dd.__missing__('q'), lambda: defaultdict().__missing__('z'), lambda: dd, lambda: dd.__reduce__(), lambda: DD(int,a=1), lambda: DD(list).copy(), lambda: dd|{1:2}, lambda: {1:2}|dd, lambda: dd|5, lambda: dd.__ior__({5:6}), lambda: setattr(dd,'default_factory',None), lambda: dd['zz'], lambda: dd.__class_getitem__(int), lambda: defaultdict(int,[1]), lambda: defaultdict(int, 5), lambda: defaultdict(lambda:dd), lambda: delattr(dd,'default_factory'), lambda: dd.default_factory, lambda: defaultdict.fromkeys('ab'),lambda: defaultdict(default_factory=3), lambda: type(dd|{})]: attempt(f)
dd=defaultdict(); dd.default_factory=dd.__repr__; print(dd.__sizeof__())
o=OrderedDict(a=1)
for f in [lambda: OrderedDict(1), lambda: OrderedDict([1]), lambda: OrderedDict([(1,2,3)]), lambda: OrderedDict(1,2), lambda: o.move_to_end(), lambda:o.move_to_end('z'), lambda:o.move_to_end('a',1,2), lambda: o.popitem('a'), lambda: o.popitem(), lambda: o.pop(), lambda:o.pop('z'), lambda:o.pop('z',default=2), lambda:o.pop([]), lambda: o.setdefault(), lambda:o.setdefault('q'), lambda: o, lambda: o.fromkeys('ab',3), lambda: o.__reduce__(), lambda: o.keys(), lambda: o.values(), lambda:o.items(), lambda: iter(o), lambda: iter(o.items()), lambda: reversed(o.values()), lambda: iter(o.items()).__reduce__(), lambda: o.__sizeof__(), lambda: OrderedDict().__sizeof__(), lambda: OrderedDict(zip(range(100),range(100))).__sizeof__(), lambda: o==OrderedDict(q=None), lambda: o=={'q':None}, lambda: o!={'q':None}, lambda:o<o, lambda:o|{1:2}, lambda:{1:2}|o, lambda:type({1:2}|o), lambda: o|5, lambda: o.__ior__([(1,2)]), lambda: o.update(1), lambda: o.update([],[]), lambda: o.clear(), lambda:o, lambda:hash(o), lambda: o.copy(), lambda: OrderedDict.__dict__['__dict__'], lambda: o.keys()&{1}, lambda: type(o.keys()).__mro__]: attempt(f)
o=OrderedDict.fromkeys(range(5))
try:
    for k in o: o[k+100]=1
except Exception as e: print(type(e),e)
try:
    for k in o: del o[k]
except Exception as e: print(type(e),e)
try:
    for k in o: o.move_to_end(k)
except Exception as e: print(type(e),e)
try:
    for k in o: o.clear()
except Exception as e: print(type(e),e)
class O(OrderedDict):
    def __missing__(self,k): return k*2
class O(OrderedDict):
    def __missing__(self,k): return k*2
o=O(a=1); o.x=5; print(o, o['q'], o.copy().__dict__, o.__reduce__()[:4], o.__dict__)
o=OrderedDict(); o['me']=o; print(o)
o=OrderedDict(); o[1]=o.values(); print(o)
class O2(OrderedDict):
    def __setitem__(self,k,v): print('set',k,v); super().__setitem__(k,v)
    def __delitem__(self,k): print('del',k); super().__delitem__(k)
    def __getitem__(self,k): print('get',k); return super().__getitem__(k)
o=O2([(1,2)],a=3); o.update(b=4); o.setdefault('c',5);print('pop'); o.pop('c');print('popitem'); o.popitem(); print('or');o|{9:9};print('copy'); o.copy();print('from'); O2.fromkeys('x'); o|={7:7}; print(o.setdefault('a')); print('lists');print(list(o.items()), list(o.values())); o.clear(); print(o)
o=OrderedDict(a=1); print(o.__dict__); 
try: o.pop(1,2,3)
except Exception as e: print(e)
class E(OrderedDict):
    def items(self): return [('x','y')]
print(E(a=1))
it=iter(OrderedDict.fromkeys('abc').items()); a=next(it); i=id(a); del a; print(id(next(it))==i)
o=OrderedDict.fromkeys(range(20))
import random
