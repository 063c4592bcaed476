def f(a, *b, **c):
    del a, b, c
    if x: a = b = c = 1
    return a, b, c
def g(a, *b, k, **c):
    del a, b, c, k
    yield a, b, c, k
