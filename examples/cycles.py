# Two objects that hold each other: what dies when, with and without __del__.
import gc, weakref

gc.disable()    # the collector runs here only when it is called

class Plain:
    def __init__(self, name):
        self.name = name

class Loud(Plain):
    def __del__(self):
        print('  __del__', self.name)

def pair(kind, a, b):
    x, y = kind(a), kind(b)
    x.other, y.other = y, x
    for o in (x, y):
        # A loop variable must not be caught by the callback, so the name is given as a default.
        watch.append(weakref.ref(o, lambda r, name=o.name: print('  callback', name)))

watch = []

print('no cycle: gone at once')
one = Plain('one')
one_ref = weakref.ref(one, lambda r: print('  callback one'))
del one

print('a cycle: nothing happens until the collector comes')
pair(Plain, 'a', 'b')
print([r() is None for r in watch])
print('collected', gc.collect())
print([r() is None for r in watch])

print('a cycle with __del__')
watch.clear()
pair(Loud, 'c', 'd')
print('collected', gc.collect())
print([r() is None for r in watch], gc.garbage)

print('references that die with the cycle call nobody')
x, y = Plain('x'), Plain('y')
x.other, y.other = y, x
x.ref = weakref.ref(y, lambda r: print('  never printed'))
del x, y
print('collected', gc.collect())

print('an object that comes back, and the __del__ that runs once')
class Phoenix(Plain):
    def __del__(self):
        print('  __del__', self.name)
        ashes.append(self)

ashes = []
p = Phoenix('phoenix')
p.me = p
del p
print('collected', gc.collect())
print([p.name for p in ashes], ashes[0].me is ashes[0])
ashes.clear()
print('collected', gc.collect())

print('cutting the cycle by hand')
x, y = Loud('left'), Loud('right')
x.other, y.other = y, x
x.other = None
del x
print(' left is held by right')
del y
print('collected', gc.collect())
