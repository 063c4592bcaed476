# gc: counts, thresholds, automatic collections, callbacks, statistics, freeze, debug flags.
import gc, weakref
class S: __slots__ = ('a',)
class O: pass
print(gc.isenabled(), gc.get_threshold(), gc.get_debug(), gc.garbage, gc.get_freeze_count(), gc.callbacks)
gc.disable(); print(gc.isenabled()); gc.enable(); print(gc.isenabled()); gc.disable()
gc.set_threshold(500); print(gc.get_threshold()); gc.set_threshold(100, 5); print(gc.get_threshold()); gc.set_threshold(700, 10, 10); print(gc.get_threshold())
for args in ((), ('a',), (1, 2, 3, 4), (1.5,)):
    try:
        print(gc.set_threshold(*args))
    except TypeError as e:
        print(e)
print('counts')
gc.collect(); base = gc.get_count(); l = [S() for _ in range(100)]; print(gc.get_count()[0] - base[0] >= 100, gc.get_count()[1:]); before = gc.get_count()[0]; del l[50:]; print(before - gc.get_count()[0]); gc.collect(0); print(gc.get_count()[1:]); gc.collect(0); print(gc.get_count()[1:]); gc.collect(1); print(gc.get_count()[1:]); gc.collect(); print(gc.get_count()[1:])
l = None
print('automatic collections')
events = []
def watch(phase, info): events.append((phase, info['generation']))
gc.callbacks.append(watch)
gc.collect(); gc.collect(1); gc.collect(0)
print(events); events.clear()
def info(phase, info): events.append((phase, sorted(info), info['generation'], info['collected'], info['uncollectable']))
gc.callbacks[:] = [info]
c = O(); c.me = c; c = None; gc.collect(); print(events); events.clear()
gc.callbacks[:] = [watch]
gc.callbacks[:] = [lambda phase, info: events.append(info['generation'])]    # ints, so that the callback allocates nothing
gc.set_threshold(100, 3, 1000); gc.collect(); events.clear(); gc.enable()
keep = [S() for _ in range(5000)]
gc.disable()
starts = events[::2]
print(44 < len(starts) < 51, starts[:20])
events.clear(); keep = None
gc.set_threshold(0); gc.enable(); keep = [S() for _ in range(5000)]; gc.disable(); print('threshold 0:', events); keep = None
gc.set_threshold(100, 10, 10); gc.collect(); events.clear(); gc.enable()
for _ in range(5000): S()
gc.disable(); print('objects that die at once:', events); 
gc.callbacks.clear()
print('a cycle is collected without a call'); gc.set_threshold(50, 10, 10); gc.collect(); gc.enable()
c = O(); c.me = c; r = weakref.ref(c); c = None
keep = []
n = 0
while r() is not None and n < 1000: keep.append(S()); n += 1
gc.disable(); print(r() is None, n < 60, n > 30); keep = None
gc.set_threshold(700, 10, 10)
print('statistics'); gc.collect(); s1 = gc.get_stats(); c = O(); c.me = c; c = None; gc.collect(); gc.collect(0); s2 = gc.get_stats()
print([{k: b[k] - a[k] for k in sorted(a)} for a, b in zip(s1, s2)])
print('freeze'); gc.collect(); gc.unfreeze(); c = O(); c.me = c; r = weakref.ref(c); gc.freeze(); print(gc.get_freeze_count() > 0); c = None; print(gc.collect(), r() is None); gc.unfreeze(); print(gc.get_freeze_count(), gc.collect(), r() is None)
print('debug'); print(gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
gc.set_debug(gc.DEBUG_SAVEALL); print(gc.get_debug()); c = O(); c.me = c; c = None; print(gc.collect(), len(gc.garbage), sorted(type(x).__name__ for x in gc.garbage)); gc.set_debug(0); gc.garbage.clear(); print(gc.collect(), gc.garbage)
print('a callback that fails is reported'); 
import sys
def hook(u): print('  hook', u.exc_type.__name__, u.exc_value)
sys.unraisablehook = hook
def bad(phase, info): raise ValueError(phase)
gc.callbacks.append(bad); gc.collect(); gc.callbacks.clear()
sys.unraisablehook = sys.__unraisablehook__
print('a callback may remove itself'); 
def once(phase, info): print('  once', phase); gc.callbacks.remove(once)
gc.callbacks.append(once); gc.collect(); print(gc.callbacks)
