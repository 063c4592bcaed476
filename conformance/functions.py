# Parameters of every kind, and the errors that calls make.
def call(f, /, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except TypeError as e:
        print('TypeError:', e)

def none(): return 'none'
def one(a): return a
def two(a, b): return a, b
def three(a, b, c): return a, b, c
def default(a, b=2, c=3): return a, b, c
def star(a, *rest): return a, rest
def kwonly(a, *, k, d=4): return a, k, d
def stars(*args, **kw): return args, sorted(kw.items())
def posonly(a, b=5, /, c=6): return a, b, c
def everything(a, b, /, c, d=4, *args, e, f=6, **kw): return a, b, c, d, args, e, f, kw

call(none); call(none, 1); call(none, 1, 2); call(none, x=1)
call(one); call(one, 1); call(one, 1, 2); call(one, a=1); call(one, 1, a=2); call(one, b=1)
call(two); call(two, 1); call(two, b=1); call(two, b=1, a=2); call(two, 1, 2, 3)
call(three); call(three, 1); call(three, c=1)
call(default); call(default, 1); call(default, 1, c=9); call(default, 1, 2, 3, 4); call(default, 1, 2, b=3)
call(star); call(star, 1); call(star, 1, 2, 3)
call(kwonly, 1); call(kwonly, 1, 2); call(kwonly, 1, k=2); call(kwonly, k=1); call(kwonly, 1, 2, k=3); call(kwonly, 1, k=1, z=1)
call(stars); call(stars, 1, 2, z=1, y=2); call(stars, *[1, 2], *(3,), **{'a': 1}, **{'b': 2})
call(posonly, 1); call(posonly, a=1); call(posonly, 1, b=2); call(posonly, 1, 2, c=3); call(posonly, a=1, b=2, c=3)
call(everything, 1, 2, 3, e=5); call(everything, 1, 2, 3, 4, 5, 6, e=7, f=8, g=9); call(everything, 1, 2, c=3, e=4, a=10)
call(everything); call(everything, 1, 2, 3)

def multi(a, b, *, c, d): return a
call(multi); call(multi, 1, 2)
def quoted(a=1, *, b): return b
call(quoted, 1, 2, b=3); call(quoted, 1, 2)
def range_args(a, b=1, c=2): pass
call(range_args, 1, 2, 3, 4)

# Duplicates and wrong types in the call itself
call(lambda: stars(**{'a': 1}, **{'a': 2}))
call(lambda: stars(*5))
call(lambda: stars(**5))
call(lambda: stars(**{1: 2}))
call(lambda: one(1, **{'a': 2}))
for thing in (5, 'text', None, [], ...):
    call(thing)
class C:
    def m(self, x): return x
call(lambda: C().m())
call(lambda: C.m())
call(lambda: C().m(1, 2))
call(lambda: C(1))

# Defaults are made once, in the order they stand
def seen(x, log=[]):
    log.append(x)
    return log
print(seen(1), seen(2), seen.__defaults__)
order = []
def mark(x):
    order.append(x)
    return x
def d(a=mark('a'), *, b=mark('b'), c: mark('c annotation') = mark('c')) -> mark('return'): pass
print(order)
print(d.__defaults__, d.__kwdefaults__, sorted(d.__annotations__.items()))

# Arguments are evaluated from left to right
order.clear()
stars(mark(1), *[mark(2)], mark(3), x=mark(4), **{'y': mark(5)}, z=mark(6))
print(order)

# What a function knows about itself
def known(a, /, b: int, *c, d=1, **e):
    """The documentation."""
    x = 1
    return x
print(known.__name__, known.__qualname__, known.__doc__, known.__module__, known.__closure__, known.__dict__)
code = known.__code__
print(code.co_name, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_varnames, code.co_nlocals)
known.tag = 5
print(known.tag, known.__dict__)
known.__name__ = 'renamed'
known.__defaults__ = (7,)
print(known.__name__, known(1), known.__defaults__)
try:
    known.__name__ = 5
except TypeError as e:
    print(e)
try:
    known.missing
except AttributeError as e:
    print(e)

# Recursion, returns, lambdas
def fact(n): return 1 if n < 2 else n * fact(n - 1)
print(fact(20), fact(30))
def nothing(): pass
print(nothing())
print((lambda: 1)(), (lambda x, y=2, *z, k=3, **w: (x, y, z, k, w))(1, 5, 6, k=7, q=8))
print((lambda: None).__name__, (lambda: None).__qualname__)
def outer():
    def inner(): pass
    return inner
print(outer().__qualname__, str(outer)[:19], str(outer())[:31])
def deep(n): return deep(n + 1)
try:
    deep(0)
except RecursionError as e:
    print(e)
