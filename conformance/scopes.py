# global, nonlocal, del, and the names of modules, functions and classes.
x = 'global'
def read(): return x
def write():
    x = 'local'
    return x
def change():
    global x
    x = 'changed'
    return x
print(read(), write(), x, change(), x)
def make():
    global made, Made
    made = 1
    class Made: pass
    def inner():
        global made
        made += 1
    inner()
make()
print(made, Made.__qualname__)
def remove():
    global made
    del made
remove()
def attempt(f):
    try:
        print(f())
    except (NameError, AttributeError, KeyError, IndexError, TypeError) as e:
        print(type(e).__name__ + ':', e)
attempt(lambda: made)
attempt(remove)
def deep():
    v = 0
    def one():
        def two():
            nonlocal v
            v += 1
            return v
        return two
    f = one()
    return f(), f(), v
print(deep())
def shadow():
    len = lambda x: 'shadowed'
    return len([])
print(shadow(), len([]))
import builtins
builtins.invented = 'from builtins'
print(invented)
del builtins.invented
attempt(lambda: invented)
max = 'mine'
print(max)
del max
print(max(1, 2))
# del of every target
l, d = [1, 2, 3, 4], {'a': 1, 'b': 2}
class O: pass
o = O(); o.p = 1
a, b, c = 1, 2, 3
del a, (b, c), l[0], d['a'], o.p, l[1:]
print(l, d, vars(o))
attempt(lambda: a)
def d1():
    v = 1
    del v
    return v
attempt(d1)
def d2():
    for i in range(2):
        if i: del q
        q = 5
    return q
attempt(d2)
def d3(k):
    del k
    k = 'again'
    return k
attempt(lambda: d3(1))
def maybe(flag):
    if flag:
        val = 1
    return val
attempt(lambda: maybe(True)); attempt(lambda: maybe(False))
def loop_name():
    for i in []: pass
    return i
attempt(loop_name)
def after():
    for i in range(3): pass
    return i
attempt(after)
def except_name():
    e = 'before'
    try:
        1 / 0
    except ZeroDivisionError as e:
        pass
    return e
attempt(except_name)
def import_name():
    import math as m
    from math import pi, e
    return m.floor(pi), 'm' in locals()
attempt(import_name)
# globals and locals
g = globals()
g['dynamic'] = 'made by globals()'
print(dynamic, g['__name__'], g is globals(), 'x' in g)
def loc():
    a = 1
    before = dict(locals())
    b = 2
    return before, sorted(locals())
print(loc())
def write_locals():
    a = 1
    locals()['a'] = 2
    return a
print(write_locals())
class Body:
    a = 1
    locals()['b'] = 2
    c = a + b
    print(sorted(k for k in locals() if not k.startswith('__')))
print(Body.b, Body.c)
class Glob:
    global gx
    gx = 'set in a class body'
print(gx, hasattr(Glob, 'gx'))
def outer():
    y = 'outer y'
    class C:
        nonlocal y
        y = 'changed by class'
    return y
print(outer())
exec('made_by_exec = 5')
print(made_by_exec)
def ex():
    exec('inside = 1')
    return 'inside' in locals()
print(ex())
ns = {}
exec('def f(): return n\nn = 3', ns)
print(ns['f'](), sorted(k for k in ns if k != '__builtins__'))
if False:
    conditional = 1
attempt(lambda: conditional)
print(__name__, __doc__, __builtins__ is builtins)
annotated: int
attempt(lambda: annotated)
print(__annotations__)
count: int = 5
print(__annotations__, count)
_ = 'underscore is a name'
print(_)
