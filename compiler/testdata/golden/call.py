def calls(f, a, b):
    f()
    x = f(a, b, 1)
    f(a, k=b)
    f.m(a)
    x = f.m(a, k=b)
    f(*a)
    f(a, *b)
    f(**a)
    f(1, *a, k=b, **b)
    f.m(*a)
    return f(a(b(x)))
@f
@g.h(1)
def decorated(a, b=1, *, k=x, **kw) -> int: pass
@f
class K(B, metaclass=M):
    """doc"""
    a: int
    b: int = 1
lam = lambda x, y=1: x + y
