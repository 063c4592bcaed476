import weakref, gc, sys
gc.disable(); gc.collect()
class O:
    def __init__(s,n=0): s.n=n
    def __repr__(s): return 'O%s'%s.n
    def __del__(s): print(' del',s.n)
print('iter holds')
d=weakref.WeakValueDictionary()
l=[O(i) for i in range(4)]
for i,o in enumerate(l): d[i]=o
del o
it=d.items(); print(next(it)); l[0]=None; print('gone?'); print(next(it)); print('x'); l.clear(); print('cleared', len(d)); it.close(); print('closed', len(d))
d=weakref.WeakValueDictionary(); a=O('a'); d['a']=a
it=d.values(); next(it); del a; print('still'); 
try: next(it)
except StopIteration: print('stop')
print(len(d))
a=O('a');d['a']=a; it=d.keys(); next(it); del a; print('keys', len(d.data), d._pending_removals); del it; print(len(d.data))
print('set')
s=weakref.WeakSet(); a=O('s1'); s.add(a)
it=iter(s); x=next(it); del a; print('held', len(s)); del x; print('held2'); print(list(it)); print(len(s))
print('wkd')
w=weakref.WeakKeyDictionary(); a=O('k1'); b=O('k2'); w[a]=O('v1'); w[b]=O('v2')
it=w.items(); t=next(it); del t; del a,b; print('held'); it=None; print('done',len(w))
a=O('k1'); w[a]=O('v1'); it=w.values(); v=next(it); del a; print(len(w), v); v=None; print('v'); it=None; print(len(w))
a=O('k1'); w[a]=O('v1'); it=w.keys(); v=next(it); del v; w.pop(a); del a; print(len(w)); it=None; print(len(w))
print('subclass')
class D(weakref.WeakValueDictionary):
    def __init__(self, *a, **k): print('init', a, k); super().__init__(*a, **k); self.extra=1
    def __setitem__(self, k, v): print('set', k); super().__setitem__(k, v)
    def update(self, *a, **k): print('update', a, k); super().update(*a, **k)
    def popitem(self): print('popitem'); return super().popitem()
a=O('a')
d=D({'x':a}, y=a); d['z']=a; print(len(d), d.extra, d.__dict__.get('extra'), type(d.copy()).__name__, repr(d)[:5]); d.clear(); print(d|{'q':a} is None, type(d|{'q':a}).__name__, type({'q':a}|d).__name__)
class W(weakref.WeakSet):
    def add(self, x): print('add', x); super().add(x)
s=W([a]); s|=[a]; print(len(s), type(s|s).__name__, s==W([a]), s==weakref.WeakSet([a]), weakref.WeakSet([a])==s)
class K(weakref.KeyedRef):
    def __new__(cls,ob,cb,key): print('new'); return super().__new__(cls,ob,cb,key)
k=K(a,None,'key'); print(k.key, k() is a, type(k).__name__); del k
class M(weakref.WeakMethod): pass
class P:
    def m(self): return 5
pp=P(); m=M(pp.m); print(m()(), type(m).__name__, m==weakref.WeakMethod(pp.m)); del pp; print(m())
class F(weakref.finalize):
    def __init__(self, *a): print('F'); super().__init__(*a)
f=F(a, print, 'bye'); print(f.alive, f); del a; print(f.alive)
print('gc counts')
def count(make):
    gc.collect(); make(); return gc.collect()
class N: 
    pass
def c1(): n=N(); n.d=weakref.WeakValueDictionary(); n.me=n
def c2(): n=N(); n.d=weakref.WeakKeyDictionary(); n.me=n
def c3(): n=N(); n.d=weakref.WeakSet(); n.me=n
def c4(): n=N(); n.d=weakref.WeakValueDictionary(); n.d['a']=n; n.me=n
def c5(): n=N(); n.d=weakref.WeakKeyDictionary(); n.d[n]=n
def c6(): n=N(); n.d=weakref.WeakSet([n]); n.me=n
def c7(): n=N(); n.d=weakref.WeakMethod(P().m); n.me=n
def c8(): n=N(); n.d=weakref.ref(n, lambda r:1); n.me=n
def c9(): n=N(); n.d=weakref.finalize(n, int); n.me=n
def c10(): n=N(); n.d=weakref.finalize(N(), int); n.me=n
def c11(): n=N(); n.d=weakref.WeakValueDictionary(); n.d[1]=n; n.d.x=n
def c12(): n=N(); n.d=iter(weakref.WeakSet([n])); next(n.d); n.me=n
def c13():
    w=weakref.WeakKeyDictionary(); n=N(); w[n]=n
for f in (c1,c2,c3,c4,c5,c6,c7,c8,c9,c10,c11,c12,c13): print(f.__name__, count(f))
print('resurrect in callback'); 
d=weakref.WeakValueDictionary()
class R:
    def __del__(self): keep.append(self)
keep=[]
r=R(); d['r']=r; del r; print(len(d), 'r' in d); keep.clear(); print(len(d))
print('key equal')
class E:
    def __init__(s,x): s.x=x
    def __eq__(s,o): return s.x==o.x
    def __hash__(s): return hash(s.x)
d=weakref.WeakValueDictionary(); a=O(1); b=O(2); d['k']=a; del a; d['k']=b; print(dict(d))
ks=weakref.WeakSet(); e1=E(1); e2=E(1); ks.add(e1); ks.add(e2); print(len(ks)); del e1; print(len(ks), e2 in ks)
print('errors in callbacks')
def bad(r): raise ValueError('bad')
o=O('cb'); r=weakref.ref(o,bad); del o
print('finalize order')
a=O('A'); f1=weakref.finalize(a,print,'f1'); r=weakref.ref(a,lambda r:print('r')); f2=weakref.finalize(a,print,'f2'); print(weakref.getweakrefcount(a)); del a
f=weakref.finalize(r, print) if 0 else None
x=O('x'); f=weakref.finalize(x, lambda: 1/0)
try: f()
except ZeroDivisionError as e: print('zde', f.alive)
print([type(i).__name__ for i in (d.keys(), d.values(), d.items(), d.itervaluerefs())])
g=d.keys(); print(g.__name__, g.__qualname__, repr(g).split(' at')[0])
