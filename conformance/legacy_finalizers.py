# Finalizers of before PEP 442, and instances that the collector does not see: types of
# extension modules can be so in CPython, and _testcapi makes them of classes.
import gc
import weakref
from _testcapi import ContainerNoGC, with_tp_del, without_gc

gc.disable()
gc.collect()
kept = []


@with_tp_del
class Legacy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("__del__", self.name)

    def __tp_del__(self):
        print("__tp_del__", self.name, ref() is None)
        if self.name == "stays":
            kept.append(self)
            self.name = "goes"


one = Legacy("plain")
ref = weakref.ref(one)
del one
two = Legacy("stays")
ref = weakref.ref(two)
del two
print([x.name for x in kept], gc.is_tracked(kept[0]), gc.is_finalized(kept[0]))
kept.clear()


class Heir(Legacy):
    pass


print("the finalizer is not inherited")
heir = Heir("heir")
ref = weakref.ref(heir)
del heir

print("a cycle with one is not broken, nor what it reaches")


class Plain:
    def __del__(self):
        print("Plain.__del__")


infos = []


def told(phase, info):
    if phase == "stop":
        infos.append(sorted(info.items()))


gc.callbacks.append(told)
a = Legacy("cycle")
a.me = a
a.more = Plain()
a.more.more = [a.more]
b = Plain()
b.me = b
ref = weakref.ref(a)
del a, b
print(gc.collect(), ref() is not None)
print([(type(x).__name__, x.name) for x in gc.garbage])
print(infos, gc.get_stats()[2]["uncollectable"])
print(gc.collect())
gc.callbacks.remove(told)
x = gc.garbage.pop()
del x.me, x
print(gc.garbage, gc.collect())


@without_gc
class Unseen:
    __slots__ = ("x",)

    def __del__(self):
        print("unseen dies", self.x)
        if self.x < 2:
            self.x += 1
            kept.append(self)


u = Unseen()
u.x = 0
print(gc.is_tracked(u), Unseen.__flags__ >> 14 & 1)
del u
kept.clear()
kept.clear()

c = ContainerNoGC(Plain())
print(gc.is_tracked(c), type(c.value).__name__)
del c
