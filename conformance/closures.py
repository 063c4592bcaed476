# Cells: captured variables, late binding, nonlocal, and names that are not bound yet.
def counter(start=0):
    n = start
    def up(by=1):
        nonlocal n
        n += by
        return n
    def get():
        return n
    return up, get

up, get = counter(10)
print(up(), up(5), get())
up2, get2 = counter()
print(up2(), get2(), get())

# A loop makes one variable, not one per turn
print([f() for f in [lambda: i for i in range(4)]])
print([f() for f in [lambda i=i: i for i in range(4)]])
def makers():
    fs = []
    for i in range(3):
        def f(): return i
        fs.append(f)
    yield [f() for f in fs]
    i = 'changed'
    yield [f() for f in fs]
print(list(makers()))

# A cell can be empty
def early():
    def f(): return later
    try:
        f()
    except NameError as e:
        print(type(e).__name__, e)
    later = 1
    print(f())
    del later
    try:
        f()
    except NameError as e:
        print(type(e).__name__, e)
    try:
        later
    except UnboundLocalError as e:
        print(type(e).__name__, e)
early()

def local():
    try:
        print(x)
    except UnboundLocalError as e:
        print(e)
    x = 1
    del x
    try:
        del x
    except UnboundLocalError as e:
        print(e)
local()

try:
    undefined_name
except NameError as e:
    print(e, e.name)

# Depth
def a(x):
    def b(y):
        def c(z):
            nonlocal x
            x += 1
            def d():
                return x, y, z
            return d
        return c
    return b
f = a(1)(2)
print(f(3)(), f(4)(), f.__code__.co_freevars, a.__code__.co_cellvars)

# Cells as objects
def pair():
    v = 1
    def g(): return v
    def s(x):
        nonlocal v
        v = x
    return g, s
g, s = pair()
print(len(g.__closure__), g.__closure__[0] is s.__closure__[0], g.__closure__[0].cell_contents)
s(2)
print(g(), g.__closure__[0].cell_contents)
g.__closure__[0].cell_contents = 3
print(g())
del g.__closure__[0].cell_contents
try:
    g()
except NameError as e:
    print(e)
try:
    g.__closure__[0].cell_contents
except ValueError as e:
    print(e)
print(type(g.__closure__[0]).__name__)

# Parameters can be cells; so can *args and **kw
def capture(p, *args, k=1, **kw):
    def inner(): return p, args, k, kw
    p = p * 2
    return inner
print(capture(1, 2, 3, k=4, z=5)())

# Class bodies do not pass their names on to functions
x = 'global'
class K:
    x = 'class'
    def m(self): return x
    y = [x for _ in range(2)]
    z = x
print(K().m(), K.y, K.z)

def enclosing():
    x = 'enclosing'
    class L:
        z = x
        def m(self): return x
    class M:
        x = x + '!'
        def m(self): return x
    return L.z, L().m(), M.x, M().m()
try:
    print(enclosing())
except NameError as e:
    print(e)

# nonlocal across a class body, and a comprehension's own scope
def through():
    n = 0
    class P:
        def bump(self):
            nonlocal n
            n += 1
            return n
    p = P()
    return p.bump(), p.bump(), n
print(through())
n = 'outside'
print([n for n in range(3)], n)
print([(lambda: n + m)() for n in range(2) for m in range(2)])
def total():
    t = 0
    def add(n):
        nonlocal t
        t += n
    [add(i) for i in range(5)]
    return t
print(total())
print(sorted(locals().keys() & {'x', 'n', 'g', 's', 'K'}))
def loc(a, b=2):
    c = a
    def f(): return c
    return sorted(locals())
print(loc(1))
