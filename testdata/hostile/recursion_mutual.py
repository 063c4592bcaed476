def f(n): return g(n)
def g(n): return [f(n) for i in (1,)]
f(1)
