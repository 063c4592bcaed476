# __del__: order, once only, resurrection, errors, and what it may see.
import gc, sys, weakref
gc.disable()
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('  del', self.name)
def step(t): print(t)
step('__del__ runs before the attributes go')
class Owner(N):
    def __del__(self): print('  del', self.name, 'with', self.part.name)
o = Owner('owner'); o.part = N('part'); del o
step('attributes go in the order they were set')
o = N('holder'); o.a = N('a'); o.b = N('b'); o.c = N('c'); del o.a; o.a = N('a again'); del o
step('slots go in the order of their names')
class S:
    __slots__ = ('z', 'a', 'm')
    def __del__(self): print('  del S')
s = S(); s.m = N('m'); s.a = N('a'); s.z = N('z'); del s
step('slots, then the dictionary')
class SD(S):
    pass
s = SD(); s.extra = N('extra'); s.a = N('a slot'); del s
step('a chain')
head = None
for i in range(3): node = N(f'node {i}'); node.next = head; head = node
node = None
head = None
step('inherited, and super().__del__')
class Base:
    def __del__(self): print('  Base.__del__')
class Child(Base):
    def __del__(self): print('  Child.__del__'); super().__del__()
Child()
step('resurrection')
class Back(N):
    def __del__(self): print('  del', self.name); saved.append(self)
saved = []
Back('back')
step(f' saved {len(saved)} {saved[0].name}')
saved.clear()
step(' gone, without a second __del__')
step('resurrection clears nothing that a weak reference with a callback saw')
b = Back('watched'); r = weakref.ref(b, lambda r: print('  callback'))
del b
step(f' alive {r() is saved[0]}')
saved.clear()
step(f' {r()}')
step('resurrected by a cycle')
class Knot(N):
    def __del__(self): print('  del', self.name); self.again = self; keep.append(self)
keep = []
Knot('knot'); step(f' {len(keep)}'); keep.clear(); print(gc.collect())
step('__del__ on the instance is not looked at')
class Plain: pass
p = Plain(); p.__del__ = lambda: print('never'); del p
step('__del__ added to the class later')
p = Plain(); Plain.__del__ = lambda self: print('  added later'); del p
del Plain.__del__; Plain()
step('the class of an object changes before it dies')
class X(N):
    def __del__(self): print('  X.__del__')
n = N('changed'); n.__class__ = X; del n
step('__del__ may make and drop others')
class Maker(N):
    def __del__(self): print('  del', self.name); t = N('made in del'); print('  leaving')
Maker('maker')
step('__del__ in __del__')
class Nest(N):
    def __init__(self, name, n): super().__init__(name); self.inner = Nest(name + '.', n - 1) if n else None
    def __del__(self): print('  del', self.name); self.inner = None; print('  left', self.name)
Nest('nest', 2)
step('a generator method as __del__ is never run')
class G:
    def __del__(self): print('never'); yield
G()
step('what a dying object sees of the refcount and the weak list')
class See:
    def __del__(self): print('  ', sys.getrefcount(self), weakref.getweakrefcount(self))
s = See(); r = weakref.ref(s); del s; print(r())
step('explicit call, then death')
n = N('twice'); n.__del__(); del n
step('del of a key during its own death')
d = {}
class Key(N):
    def __hash__(self): return 1
    def __del__(self): print('  del', self.name, len(d))
d[Key('k')] = N('v'); d.clear(); print(len(d))
step('a list that is cleared by its member')
class Clear(N):
    def __del__(self): print('  del', self.name, len(lst)); lst.clear()
lst = [N('first'), Clear('clearing'), N('third')]
lst[1] = 'replaced'
print(lst)
step('assignment during a death')
class Assign(N):
    def __del__(self): global slot; print('  del', self.name); slot = 'from del'
slot = Assign('assign'); slot = 'from outside'; print(slot)
step('metaclass and class deaths need the collector')
class T: pass
r = weakref.ref(T); del T; print(r() is None, gc.collect() > 0, r() is None)
step('the module keeps these to the end')
end1 = N('end1'); end2 = N('end2')
print('a callback that collects while its object dies')
import gc, weakref
class Collects:
    def __init__(self, n): self.n = n; self.me = [n]
class CollectsDel(Collects):
    def __del__(self): print('del', self.n)
for cls in (Collects, CollectsDel):
    o = cls(1)
    r = weakref.ref(o, lambda ref: print('collected', gc.collect()))
    del o
    print(r())
