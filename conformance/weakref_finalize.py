# weakref.finalize: alive, call, detach, peek, atexit, and the order at the end of the program.
import weakref, gc, sys
class O:
    def __repr__(self): return 'O()'
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)
def cb(*a, **k):
    print('  callback', a, k)
    return 'result'
o = O()
f = weakref.finalize(o, cb, 1, 2, k=3)
print(f.alive, f.atexit, f.peek()[0] is o, f.peek()[1:] == (cb, (1, 2), {'k': 3}))
print(f(), f.alive, f(), f.peek(), f.detach(), f.atexit)
f = weakref.finalize(o, cb, 'at death'); del o; print(f.alive)
o = O(); f = weakref.finalize(o, cb, 'detached'); got = f.detach(); print(got[0] is o, got[1:], f.alive); del got, o
print('several: the newest first'); o = O()
for i in range(3): weakref.finalize(o, print, ' ', i)
del o
print('with weak references of other kinds'); o = O()
r1 = weakref.ref(o, lambda r: print('  ref 1')); weakref.finalize(o, print, '  finalize'); r2 = weakref.ref(o, lambda r: print('  ref 2')); del o
print('after __del__'); 
class D:
    def __del__(self): print('  __del__')
d = D(); weakref.finalize(d, print, '  finalize'); del d
print('the finalizer keeps its arguments, not its object'); 
class Arg:
    def __del__(self): print('  del Arg')
o = O(); f = weakref.finalize(o, cb, Arg()); print('  held'); f.detach(); print('  detached'); del o
o = O(); f = weakref.finalize(o, lambda a: None, Arg()); del o; print('  called')
print('resurrection'); saved = []
class Back:
    def __del__(self): saved.append(self)
b = Back(); f = weakref.finalize(b, print, '  finalize of Back'); del b; print(f.alive, len(saved)); saved.clear(); print(f.alive)
print('cycle'); o = O(); o.me = o; f = weakref.finalize(o, print, '  collected'); del o; print(f.alive); gc.collect(); print(f.alive)
attempt(lambda: weakref.finalize()); attempt(lambda: weakref.finalize(O())); attempt(lambda: weakref.finalize(5, print)); o = O(); attempt(lambda: weakref.finalize(obj=o, func=print)); attempt(lambda: weakref.finalize(o, func=print)); attempt(lambda: f.nothing); attempt(lambda: setattr(f, 'x', 1))
f = weakref.finalize(o, cb); print(repr(f).split(' at ')[0], repr(f).split('; ')[1].split(' at ')[0]); f.detach(); print(repr(f).split('; ')[1]); f.atexit = True; print(f.atexit)
print('a finalizer in a callback'); o = O(); p = O(); weakref.finalize(o, lambda: weakref.finalize(p, print, '  second')); del o; del p
print('weakref count'); o = O(); f = weakref.finalize(o, cb); print(weakref.getweakrefcount(o), sys.getrefcount(f) > 2); f.detach(); print(weakref.getweakrefcount(o))
class Sub(weakref.finalize): pass
s = Sub(o, cb, 'sub'); print(type(s).__name__, s.alive, s() )
print('at exit: the newest first, not those that said no')
e = [O() for _ in range(5)]
for i, x in enumerate(e): weakref.finalize(x, print, 'exit', i)
no = weakref.finalize(e[2], print, 'never'); no.atexit = False
def late(): print('exit: makes another'); weakref.finalize(keep, print, 'exit: the late one')
keep = O(); weakref.finalize(keep, late)
print('end of the script')
