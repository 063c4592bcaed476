# gc.collect: what it returns, and what it does to objects in cycles.
import functools, gc, types, weakref, collections, sys
gc.disable()
gc.collect()
class O:
    def __init__(self, name=''): self.name = name
class S: __slots__ = ('next', '__weakref__')
class D(O):
    def __del__(self): print('  del', self.name)
print('nothing', gc.collect(), gc.collect(0), gc.collect(1), gc.collect(2), gc.collect(generation=1))
def count(make):
    make()
    return gc.collect()
def self_cycle(): o = O(); o.me = o
def slots_cycle(): s = S(); s.next = s
def pair(): a, b = O(), O(); a.o, b.o = b, a
def list_cycle(): l = []; l.append(l)
def dict_cycle(): d = {}; d['d'] = d
def list_tuple(): l = []; t = (l,); l.append(t)
def list_pair(): a, b = [], []; a.append(b); b.append(a)
def ring(n):
    first = node = S()
    for _ in range(n - 1): new = S(); node.next = new; node = new
    node.next = first
def hanging(): l = []; l.append(l); l.append([1, 2]); l.append({'k': []}); l.append((1, 2)); l.append(((),)); l.append('text'); l.append(O())
def function():
    def f(): return f
def lambda_default():
    f = lambda x=[]: x
    f.__defaults__[0].append(f)
def klass():
    class K: pass
def klass_slots():
    class K: __slots__ = ('a', 'b')
def klass_method():
    class K:
        def m(self): return 1
        x = property(m)
def instance_and_class():
    class K: pass
    K.k = K()
def generator():
    def g():
        me = yield
        yield me
    x = g(); next(x); x.send(x)
def bound():
    o = O(); o.m = o.__init__
def set_cycle():
    class H(set): __hash__ = object.__hash__
    return None
def set_of():
    s = S(); s.next = {s}
def exception():
    try: raise ValueError
    except ValueError as e: kept = e
def frame():
    f = sys._getframe()
def partial():
    l = []; l.append(functools.partial(print, l))
def iterator():
    l = []; l.append(iter(l))
def dict_view():
    d = {}; d['v'] = d.values()
def mappingproxy():
    d = {}; d['p'] = types.MappingProxyType(d)
def deque():
    d = collections.deque(); d.append(d)
def cell():
    x = []
    def f(): return x
    x.append(f)
def methods():
    l = []; l.append(l.append)
def enumerate_(): l = []; l.append(enumerate(l))
def map_(): l = []; l.append(map(str, l)); l.append(zip(l)); l.append(filter(None, l))
def weak():
    o = O(); o.r = weakref.ref(o)
def weak_callback():
    o = O(); o.r = weakref.ref(o, lambda r: print('never', o))
def proxy():
    o = O(); o.p = weakref.proxy(o)
def property_(): 
    l = []; l.append(property(l.append))
def static(): l = []; l.append(staticmethod(l.append)); l.append(classmethod(l.append))
def slice_(): l = []; l.append(slice(l, None)); l.append(range(5))
def memory(): l = []; l.append(super(O, O())); l.append(bytearray(5))
def module():
    m = types.ModuleType('m'); m.me = m
for f in (self_cycle, slots_cycle, pair, list_cycle, dict_cycle, list_tuple, list_pair, lambda: ring(1), lambda: ring(10), lambda: ring(1000), hanging, function, lambda_default, klass, klass_slots, klass_method, instance_and_class, generator, bound, set_of, exception, frame, partial, iterator, dict_view, mappingproxy, deque, cell, methods, enumerate_, map_, weak, weak_callback, proxy, property_, static, slice_, memory, module):
    print(f.__name__, count(f))
print('what hangs on a cycle from outside stays')
outside = O('outside'); c = O(); c.me = c; c.out = outside; del c; print(gc.collect(), outside.name)
print('what the cycle holds alone goes with it, in order of creation')
a = D('a'); b = D('b'); a.o, b.o = b, a; b.leaf = D('leaf'); a.leaf = D('second leaf'); a.number = 5; del a, b; print(gc.collect())
print('creation order, whatever points where')
x, y, z = D('x'), D('y'), D('z'); z.n = y; y.n = x; x.n = z; del z, y, x; print(gc.collect())
print('weak references are cleared before any __del__')
class W(O):
    def __del__(self): print('  del', self.name, r1() is None, r2() is None)
p, q = W('p'), W('q'); p.o, q.o = q, p; r1, r2 = weakref.ref(p), weakref.ref(q, lambda r: print('  callback q', r1() is None)); del p, q; print(gc.collect())
print('resurrection of one keeps what it reaches')
class Save(D):
    def __del__(self): super().__del__(); saved.append(self)
saved = []
s = Save('s'); t = D('t'); s.o, t.o = t, s; del s, t; print(gc.collect(), saved[0].o.name, saved[0].o.o is saved[0]); saved.clear(); print(gc.collect())
print('resurrection of one frees another ring found at the same time')
s = Save('s2'); s.me = s; u = D('u'); u.me = u; del s, u; print(gc.collect(), len(saved)); saved.clear(); print(gc.collect())
print('breaking the cycle in __del__')
class Cut(D):
    def __del__(self): super().__del__(); self.__dict__.clear()
c = Cut('cut'); c.me = c; del c; print(gc.collect())
print('an error in a __del__ does not stop the others')
print('collect in a __del__'); 
class Inner(D):
    def __del__(self): print('  inner collect', gc.collect())
i = Inner('i'); i.me = i; del i; print(gc.collect())
print('generations: an object that survived is not looked at by a young collection')
o = O(); o.me = o; gc.collect(); r = weakref.ref(o); del o
print(gc.collect(0), r() is None, gc.collect(1), r() is None, gc.collect(2), r() is None)
o = O(); o.me = o; gc.collect(0); r = weakref.ref(o); del o
print(gc.collect(0), gc.collect(1), r() is None)
for bad in (3, -1, 'a', 1.5):
    try:
        gc.collect(bad)
    except (ValueError, TypeError) as e:
        print(e)
print('garbage', gc.garbage)
