g = 1
def locals_and_globals(a, b):
    c = a
    global h
    h = g
    del c
    return c
def rebound(a, b, *args, k=1, **kw):
    b = a
    del k
    args = kw
def maybe(c):
    if c:
        x = 1
    return x
def always(c):
    if c:
        x = 1
    else:
        x = 2
    for i in c:
        y = x
    return x
def cells(a, b):
    def inner():
        nonlocal b
        b = a
        del b
    return inner
class C:
    x = 1
    def f(self):
        return __class__, x
    __private = x
    del x
def outer(x):
    class D:
        y = x
        x = x
        def m(self):
            return x
    return D
