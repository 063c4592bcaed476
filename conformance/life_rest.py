# Arguments that *args and **kwargs take belong to the caller too: they die after the callee's other locals, the last
# one first, whatever the callee does with its tuple and dict.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('del', self.name)

def plain(a, *args, **kw):
    x = N('local x'); y = N('local y')
    print('leaving')

def rebinding(a, *args, **kw):
    x = N('local x')
    args = kw = None
    print('rebound')

def deleting(*args, **kw):
    del args
    x = N('local x')
    del kw
    print('deleted')

def inner(*args, **kw):
    x = N('local x')
    return (lambda: (args, kw)) and None

def emptying(*args, **kw):
    x = N('local x')
    kw.clear()
    print('emptied')

def replacing(*args, **kw):
    x = kw.pop('k', None)
    kw['k'] = N('local k')
    y = N('local y')
    print('replaced')

def keeping(*args, **kw):
    x = N('local x')
    return args, kw

def named(a, *, b=None, **kw):
    x = N('local x')
    print('leaving')

def failing(*args, **kw):
    x = N('local x')
    raise ValueError

def yielding(*args, **kw):
    x = N('local x')
    yield
    args = None
    print('rebound')
    yield

class C:
    def __init__(self, *args, **kw):
        x = N('local x')
        print('made')
    def __call__(self, *args, **kw):
        x = N('local x')
        print('called')
    def __del__(self): print('del C')

for f in plain, rebinding, deleting, inner, emptying, replacing, keeping, named, C, C():
    print('-', getattr(f, '__name__', 'instance'))
    if f is named: f(N(1), k=N(2), b=N(3), j=N(4))
    else:
        f(N(1), N(2), N(3))
        print('keywords')
        f(N(1), k=N(2), j=N(3))
        print('spread')
        f(*(N(1), N(2)), **dict(k=N(3)))
print('- failing')
try: failing(N(1), N(2), k=N(3))
except ValueError: print('caught')
print('- yielding')
g = yielding(N(1), N(2), k=N(3))
next(g); next(g)
del g
print('- lambda')
(lambda *a: a)(N(1), N(2))
(lambda *a: len(a))(N(1), N(2))
