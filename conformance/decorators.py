# Decorators on functions, methods and classes, and the order they run in.
import functools
log = []
def note(tag):
    log.append('make ' + tag)
    def decorate(f):
        log.append('apply ' + tag)
        @functools.wraps(f)
        def wrapper(*args, **kw):
            return f'{tag}({f(*args, **kw)})'
        return wrapper
    return decorate

@note('a')
@note('b')
@note('c')
def f(x=1):
    "doc of f"
    return x
print(log)
print(f(), f(2), f(x=3), f.__name__, f.__doc__, f.__wrapped__.__wrapped__.__wrapped__())

# Any expression
table = {'up': str.upper, 'twice': lambda f: lambda: f() * 2}
@table['twice']
def g(): return 'ab'
print(g())
@(lambda f: f())
def value(): return 42
print(value)
@print
def shown(): pass
print(shown)

# Classes
def register(cls):
    registry[cls.__name__] = cls
    return cls
registry = {}
@register
class One: pass
@register
class Two(One): pass
print(sorted(registry), registry['Two'] is Two)
def replace(cls): return 'not a class'
@replace
class Three: pass
print(Three)

# A class as decorator, with state
class Count:
    def __init__(self, f):
        functools.update_wrapper(self, f)
        self.f, self.n = f, 0
    def __call__(self, *args):
        self.n += 1
        return self.f(*args)
    def __get__(self, obj, kind=None):
        return self if obj is None else functools.partial(self, obj)
@Count
def h(x): return x + 1
print(h(1), h(2), h.n, h.__name__)
class K:
    @Count
    def m(self, x): return x * 10
    @staticmethod
    def s(x): return ('static', x)
    @classmethod
    def c(cls, x): return (cls.__name__, x)
    @property
    def p(self): return 'property'
    @functools.lru_cache(maxsize=2)
    def cached(self, x):
        print('  computing', x)
        return x * x
k = K()
print(k.m(2), k.m(3), K.m.n)
print(K.s(1), k.s(2), K.c(3), k.c(4), k.p)
print(k.cached(2), k.cached(2), k.cached(3), k.cached(4), k.cached(2))
print(K.cached.cache_info())

# staticmethod is callable since 3.10, and wraps what it holds
@staticmethod
def plain(x):
    "plain doc"
    return x
print(plain(5), plain.__name__, plain.__doc__, plain.__wrapped__(6))

# The decorated name is bound only at the end
try:
    @note('z')
    def z(): return z
    print(z.__name__)
    @missing_decorator
    def never(): pass
except NameError as e:
    print(e)
try:
    never
except NameError as e:
    print(e)

# A decorator that keeps no reference lets the function die
import weakref
def forget(f):
    global gone
    gone = weakref.ref(f)
    return None
@forget
def short(): pass
print(short, gone())

@functools.singledispatch
def kind(x): return 'something'
@kind.register
def _(x: int): return 'int'
@kind.register(list)
def _(x): return 'list'
print(kind(1), kind([]), kind('s'), kind(True))

def parametrised(func=None, *, times=2):
    if func is None:
        return lambda f: parametrised(f, times=times)
    return lambda *a: [func(*a) for _ in range(times)]
@parametrised
def two(): return 1
@parametrised(times=3)
def three(x): return x
print(two(), three('x'))
