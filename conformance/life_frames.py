# Frame objects of generators: they outlive their generator with its locals, know their caller only while they run, and
# are garbage with it.
import gc, sys
gc.disable()
class N: pass
def drive(g,*v):
    try:
        for x in (None,*v): g.send(x)
    except Exception as e: print(type(e).__name__)
def t(src):
    ns={'N':N,'sys':sys,'drive':drive}
    exec(src,ns)
    del ns
    print(gc.collect())
t('''
def f0(p, q):
    p = sys._getframe()
    yield None
drive(f0(None, None), None)
''')
t('''
def f0(p, q):
    p = sys._getframe()
drive(iter(f0,None), None)
''')
t('''
def f0():
    try: s
    except Exception as t: r = t
    yield p
f = f0()
drive(f, None)
''')
t('''
def f0():
    try: s
    except Exception as t: r = t
    yield 1
f = f0()
drive(f)
''')
t('''
def f0():
    try: s
    except Exception as t: r = t
    yield 1
f = f0()
drive(f)
del f
''')
t('''
def f0():
    x=sys._getframe()
    yield 1
f = f0()
drive(f)
''')
t('''
def f0():
    x=sys._getframe()
    yield 1
f = f0()
drive(f)
del f
''')
t('''
class C0(list):
    try: b.a = b
    except Exception as a: pass
''')
t('''
class C0:
    try: b.a = b
    except Exception as a: x = a
''')
t('''
class C0:
    x = sys._getframe()
''')
t('''
class C0: pass
''')
class D:
    def __init__(self, name): self.name = name
    def __del__(self): print('del', self.name)
def g(a):
    b = D('b')
    yield
    yield
it = g(D('a')); next(it); f = it.gi_frame
print(f.f_back); it.close(); print(sorted(f.f_locals), f.f_back, f.f_lasti > 0)
del it; print('closed'); f.clear(); print('cleared', sorted(f.f_locals)); del f
it = g(D('a')); f = it.gi_frame; it.close(); print(sorted(f.f_locals)); del f; print('not started'); del it
it = g(D('a')); next(it); f = it.gi_frame; f.clear(); print('finished', list(it), it.gi_frame); del f, it
it = g(D('a')); next(it); f = it.gi_frame; del it; print('dropped', sorted(f.f_locals)); del f
# what an in-place sum of a sequence's subclass asks first, iterators of weak containers are weakly referenced
import weakref
class L(list): pass
class R:
    def __radd__(self, other): return 'reflected'
    def __iter__(self): return iter('ab')
x = L(); x += R(); print(x)
x = []; x += R(); print(x)
print(type(weakref.ref(iter(weakref.WeakSet()))).__name__)
print(weakref.WeakKeyDictionary().pop({}.keys(), 'nothing') if 0 else weakref.WeakValueDictionary().pop([], 'nothing'))
