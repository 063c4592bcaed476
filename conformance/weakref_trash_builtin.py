# References to built-in types that die in cycles leave the lists of those types whole.
import gc
import weakref


class Holder:
    pass


def garbage(*types):
    h = Holder()
    h.me = h
    h.refs = [weakref.ref(t, lambda r: None) for t in types]


before = weakref.getweakrefcount(int)
for n in range(50):
    garbage(int, str, int)
    if n % 7 == 0:
        gc.collect()
gc.collect()
print(weakref.getweakrefcount(int) - before)

kept = [weakref.ref(t, print) for t in (int, str, int, list)]
print([r() for r in kept], weakref.getweakrefcount(int) - before)
garbage(int)
kept[0] = None
gc.collect()
print(weakref.getweakrefcount(int) - before)
