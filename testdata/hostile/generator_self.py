def g():
    yield from x
x = g()
next(x)
