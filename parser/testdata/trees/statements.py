pass; pass
pass;
def f(): pass
def f(a): return
def f(a, b): return a, b
def f(a=1, b=2): return *a, b
def f(a, b=1, *args, c, d=2, **kw): return (yield)
def f(a, /): pass
def f(a, /, b): pass
def f(a, b=1, /, c=2): pass
def f(a, /, *, b): pass
def f(*, a): pass
def f(*, a=1, b): pass
def f(*args): pass
def f(**kw,): pass
def f(*args, **kw): pass
def f(a, b,): pass
def f(a: int, b: "str" = 1, *args: tuple, c: int = 2, **kw: dict) -> None: pass
def f() -> (a, b): pass
def f():
    yield
    yield a
    yield a, b
    yield *a, b
    x = yield
    x = y = yield a
    x += yield
    x: int = yield a
    yield from a
    x = yield from a
    await_ = (yield), (yield a)
    f((yield))
    return (yield from a)
async def f():
    await a
    await a ** b
    -await a
    await a.b(c)[d]
    async for x in y: pass
    async for x, y in z:
        pass
    else:
        pass
    async with a: pass
    async with a as b, c as d:
        pass
    async with (a as b, c):
        pass
    return [x async for x in y if await z]
    return await a
    yield a
@a
def f(): pass
@a.b
@c(d)
@e[0].f
@lambda f: f
@x if y else z
@(w := 1)
@v := 2
async def f(): pass
@a
class C: pass
class C: pass
class C(): pass
class C(A): pass
class C(A, B, metaclass=M, **kw):
    """doc"""
    x: int = 1

    def f(self):
        def g():
            class D: pass
            return D

        return g
class C(*bases): x = 1; y = 2
if a: pass
if a: pass
else: pass
if a:
    pass
elif b:
    pass
elif c: pass
else:
    pass
if (a := b): pass
if a := b: pass
if not a:
    if b:
        if c:
            pass
        elif d:
            pass
    else:
        pass
while a: break
while a:
    continue
else:
    pass
while a := f(): pass
for a in b: pass
for a, b in c, d:
    pass
else:
    pass
for a, in b: pass
for (a, b), c in d: pass
for [a, *b] in c: pass
for *a, b in c: pass
for a.b in c: pass
for a[0] in c: pass
for a in *b, c: pass
for a in b if c else d: pass
for (a) in (b): pass
for x in lambda: 0, 1: pass
try: pass
except: pass
try:
    pass
except A:
    pass
except (A, B) as e:
    pass
except A if b else C: pass
else:
    pass
finally:
    pass
try:
    pass
finally:
    pass
with a: pass
with a, b: pass
with a as b: pass
with a as b, c as (d, e): pass
with a as (b): pass
with a as [b, *c]: pass
with a as b.c, d as e[0]: pass
with (a): pass
with (a, b): pass
with (a, b) as c: pass
with (a as b): pass
with (a as b,): pass
with (a as b, c): pass
with (a, b as c,):
    pass
with (a), (b): pass
with (a)(b): pass
with (a).b as c: pass
with (yield_ := a): pass
with (x for x in y): pass
with (*a, b): pass
with (): pass
with (a if b else c): pass
with (a) if b else c: pass
with (a + b) * c: pass
with (
    a as b,
    c as d
):
    pass
def g():
    with (yield): pass
    with (yield a) as b: pass
assert a
assert a, b
assert (a, b)
del a
del a,
del a, b
del (a)
del (a, b), [c, d]
del a.b, a[0], (), []
del (a.b), ((c))
raise
raise a
raise a from b
raise a if b else c from d
return_ = 1
import a
import a as b
import a.b.c
import a.b as c, d, e.f
from a import b
from a import b as c, d
from a import (b)
from a import (b, c as d,)
from a import *
from a.b import c
from . import a
from .. import a
from ... import a
from .... import a
from .a import b
from ...a.b import c
from . . import a
def f():
    global a
    global b, c
    def g():
        nonlocal_ = 1
        nonlocal a
        nonlocal b, c
if a:
    x = 1;
    y = 2; z = 3;
else: x = 1;
