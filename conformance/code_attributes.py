# The attributes of code objects, functions and frames.
import types, sys
def names(c, ind=0, out=None):
    print(' '*ind, c.co_name, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_nlocals, hex(c.co_flags), c.co_varnames, c.co_cellvars, c.co_freevars, c.co_names, c.co_firstlineno)
    for k in c.co_consts:
        if isinstance(k, types.CodeType): names(k, ind+1)
src='''
"""doc"""
from __future__ import annotations
import a.b as c, d
from e import f as g, h
def plain(a, b=1, /, c=2, *args, d, e=3, **kw) -> int:
    """doc"""
    x = y = a
    for i, (j, *k) in b: pass
    with c as z: pass
    try: pass
    except E as exc: del exc
    def inner(p=x):
        nonlocal y
        return x + y + p + undefined.attr
    class K(B, metaclass=M):
        attr: int = x
        def meth(self): return super().meth(), __class__
        lc = [q for q in range(x)]
    gen = (v for v in a if v for w in v)
    lam = lambda *r, s: (r, s, z)
    return [i2 for i2 in args], {m: n for m, n in kw}, {o for o in d}, locals()
async def co(a):
    async with a as b: pass
    async for c in b: await c
    return [x async for x in c]
async def agen():
    yield 1
    await agen
def gen():
    x = yield
    y = yield from x
    global G
    G = 1
    import os.path
    from os import path as p
    (w := 5)
    match x:
        case [1, q, *r]: pass
        case {'k': v, **rest}: pass
        case P(s, t=u) as n: pass
def doc2():
    'only'
def nodoc(): pass
def starargs(*, a): pass
def nested():
    def a():
        def b():
            return z
        return b
    z = 1
    return a
def cellarg(a, b, *c, **d):
    return lambda: (b, c, d, a)
def uses_locals(): 
    x = 1
    exec('x'); return locals()
def dels():
    x = 1
    del x
    def g(): return y
    y = 2
    del y
def annot():
    x: int
    y: List[z] = 3
    (w): int = 4
    a.b: int = 5
class C:
    x: int = 1
    y = x
    def f(self): return y
    z = lambda self: x
    def __private(self, __arg): return __arg + self.__attr + __global
'''
c=compile(src,'s','exec'); names(c)
names(compile('[x for x in y]','s','eval')); names(compile('x=1;y','s','single'))
for k in c.co_consts:
    if isinstance(k, types.CodeType):
        print(k.co_name, k.co_consts[0] if k.co_flags & 1 and isinstance(k.co_consts[0],(str,type(None))) else '?', repr(k).replace(hex(id(k)),'0x'), k.co_filename, type(k.co_code).__name__, type(k.co_lnotab).__name__, k.co_stacksize>=0)
        k2=k.replace(co_name='renamed', co_firstlineno=100, co_filename='other')
        print(k2.co_name,k2.co_firstlineno,k2.co_filename, k==k.replace(), k==k2, hash(k)==hash(k.replace()))
ns={}
def f(a, b=1, /, c=2, *args, d, e=3, **kw) -> int: 'doc'

for n in sorted(set(dir(f))-set(dir(object()))): 
    v=getattr(f,n)
    print(n, v if not callable(v) and n not in('__globals__','__builtins__','__code__') else type(v).__name__)
for n in sorted(set(dir(f.__code__))-set(dir(object()))): print(n, end=' ')
print()
def g():
    yield sys._getframe()
fr=next(gg:=g())
for n in sorted(set(dir(fr))-set(dir(object()))): print(n, type(getattr(fr,n)).__name__)
print(fr.f_code.co_name, fr.f_lineno, fr.f_back, fr.f_locals, gg.gi_frame is fr, gg.gi_running, gg.gi_yieldfrom, gg.gi_code is fr.f_code)
try: f.__code__=5
except TypeError as e: print(e)
try: f.__defaults__=5
except TypeError as e: print(e)
try: f.__kwdefaults__=5
except TypeError as e: print(e)
try: f.__name__=5
except TypeError as e: print(e)
try: f.__closure__=5
except AttributeError as e: print(e)
try: f.__code__=(lambda: fr).__code__; print('ok')
except ValueError as e: print(e)
def h(z):
    return lambda: z
try: f.__code__=h(1).__code__
except ValueError as e: print(e)
try: types.FunctionType(h(1).__code__,{})
except TypeError as e: print(e)
try: types.FunctionType(h(1).__code__,{},'n',None,())
except ValueError as e: print(e)
try: types.FunctionType(h(1).__code__,{},'n',None,(1,))
except TypeError as e: print(e)
fn=types.FunctionType(h(1).__code__,{},'n',(1,),(types.CellType(7),)); print(fn(),fn.__name__,fn.__qualname__,fn.__defaults__,fn.__module__)
try: types.CodeType(1)
except TypeError as e: print(e)
try: f.__code__.co_name='x'
except AttributeError as e: print(e)
