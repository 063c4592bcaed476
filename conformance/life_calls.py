# Temporaries and arguments of calls: who holds what, and until when.
import sys
class N:
    def __init__(self, name='?'): self.name = name
    def __del__(self): print('  del', self.name)
    def method(self, *a): print('  in method of', self.name); return self
    def __call__(self, *a): print('  called', self.name)
    def __enter__(self): print('  enter', self.name); return self
    def __exit__(self, *a): print('  exit', self.name)
    def __iter__(self): return iter((1, 2))
    def __getitem__(self, k): print('  item'); return k
    def __add__(self, o): print('  add'); return 0
    def __eq__(self, o): print('  eq'); return True
    def __hash__(self): return 5
    def __len__(self): print('  len'); return 1
def f(*args, **kw): print('  in f')
def g(a, b=None): print('  in g')
def chain(x): return x
def h(p):
    print('  in h')
    return 'result'
print('positional'); f(N('a'), N('b'))
print('keyword'); g(N('a'), b=N('b'))
print('nested'); g(chain(N('inner')), chain(chain(N('deeper'))))
print('result printed'); print(' ', h(N('arg')))
print('assigned'); r = h(N('arg'))
print('bound method of a temporary'); N('temp').method()
print('chained methods'); N('temp').method().method()
print('method kept'); m = N('held').method; m(); m = None
print('callable temporary'); N('callable')(N('its argument'))
print('builtin'); print(' ', len([N('in list')])); print(' ', isinstance(N('checked'), N)); print(' ', type(N('typed')).__name__)
print('in an f-string'); print(f'  {N("formatted").name}')
print('operators'); N('left') + N('right'); N('left') == N('right')
print('index'); N('container')[N('key')]
print('unpack'); a, b = N('iterable')
print('for'); 
for _ in N('for'): print('  body')
print('with'); 
with N('with'): print('  body')
print('with as'); 
with N('with as') as w: print('  body')
w = None
print('star'); f(*N('star'), **{'k': N('kw')})
print('error in the callee')
def bad(x): raise ValueError('bad')
try: bad(N('argument of bad'))
except ValueError: print('  caught')
print('error in the second argument')
try: f(N('first'), 1 / 0, N('never'))
except ZeroDivisionError: print('  caught')
print('error in building a list')
try: [N('l0'), N('l1'), 1 / 0]
except ZeroDivisionError: print('  caught')
print('error in a dict'); 
try: {'a': N('v'), 'b': 1 / 0}
except ZeroDivisionError: print('  caught')
print('not callable'); 
try: (5).real(N('argument'))
except TypeError: print('  caught')
print('wrong arity'); 
try: g(N('1'), N('2'), N('3'))
except TypeError: print('  caught')
print('too few, with keywords'); 
try: g(b=N('kw'))
except TypeError: print('  caught')
print('args kept by the callee'); 
keep = []
def keeper(*args, **kw): keep.append(args); keep.append(kw)
keeper(N('pos'), k=N('kw'))
print('  cleared'); keep.clear()
print('generator argument'); 
def gen(x):
    print('  start'); yield 1
    x = None
    print('  dropped'); yield 2
it = gen(N('gen arg'))
next(it); next(it); it = None
print('lambda default'); 
lam = lambda x=N('lambda default'): None
lam(); lam = None
print('default replaced'); 
def dflt(x=N('old default')): pass
dflt.__defaults__ = (N('new default'),)
del dflt
print('keyword-only default'); 
def kwd(*, x=N('kwonly')): pass
del kwd
print('annotations'); 
def ann(x: N('annotation')): pass
del ann
print('decorator argument'); 
def deco(arg): return lambda fn: fn
@deco(N('deco arg'))
def decorated(): pass
print('map and filter'); 
list(map(lambda o: None, [N('m1'), N('m2')]))
list(filter(lambda o: False, [N('f1'), N('f2')]))
print('sorted key'); 
sorted([N('s')], key=lambda o: 1)
print('getattr on a temporary'); getattr(N('getattr'), 'name')
print('setattr'); setattr(N('owner'), 'x', N('value'))
print('dict.setdefault'); {}.setdefault('k', N('default'))
print('dict.get default'); {}.get('k', N('default'))
print('recursion'); 
def rec(n, o):
    if n: return rec(n - 1, N(f'rec{n}'))
    print('  bottom')
rec(2, N('top'))
print('tail'); 
def tail(): return h(N('tail arg'))
tail()
print('returned in a tuple'); 
def two(): return N('r0'), N('r1')
two()
x, _ = two()
print('  one kept'); x = _ = None
print('property'); 
class P:
    @property
    def p(self): return N('from property')
P().p
print('class with a __call__ result'); chain(N)('made through chain')
print('star-args copy'); 
lst = [N('in the list')]
def clear(*a):
    lst.clear()
    print('  list cleared')
clear(*lst)
print('print with a del inside'); print('  before', N('printed').name, 'after')
print('end')
