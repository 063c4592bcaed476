import gc, sys, weakref
print(gc.isenabled(), gc.get_threshold(), gc.get_debug(), len(gc.get_stats()), gc.garbage, gc.callbacks)
gc.disable(); gc.collect()
class A: pass
a=A(); a.a=a; del a
gc.set_debug(gc.DEBUG_SAVEALL); print(gc.collect()); print([type(x).__name__ for x in gc.garbage]); gc.set_debug(0); gc.garbage.clear(); print(gc.collect())
def cb(p,i): print(p,i)
gc.callbacks.append(cb); gc.collect(); gc.collect(0); gc.callbacks.clear()
gc.callbacks.append(lambda *a: 1/0); gc.collect(1); gc.callbacks.clear()
gc.freeze(); print(gc.get_freeze_count()>0); gc.unfreeze(); print(gc.get_freeze_count())
for e in ("gc.collect(3)","gc.collect(-1)","gc.collect('a')","gc.collect(generation=1)","gc.set_threshold()","gc.set_threshold(1,2,3,4)","gc.set_threshold('a')","gc.get_objects(3)","gc.get_objects('a')","gc.is_tracked()","gc.is_finalized(3)","gc.set_debug('a')","gc.get_referrers()","gc.get_referents(1,[1,2],{3:4},int)","gc.get_referents((1,'a'),{5})","gc.set_threshold(1,2)","gc.get_threshold()","gc.collect(1,2)","gc.collect(gen=1)","gc.collect(None)","gc.enable(1)","gc.get_referents(a=1)","gc.get_count(1)","gc.get_objects(-2)"):
    try: print(e,'->',repr(eval(e))[:200])
    except Exception as x: print(e, type(x).__name__, x)
gc.set_threshold(700,10,10)
