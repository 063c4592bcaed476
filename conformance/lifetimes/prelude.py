# What the random programs are made of. Everything that dies or is told of a death says so through log.
import collections, contextlib, copy, functools, gc, itertools, operator, sys, types, weakref

class state:
    log = print
    steps = 0

def log(*what):
    state.log(*what)

def stop():
    "Bounds the loops of a program."
    state.steps += 1
    return state.steps % 4 == 0 or state.steps > 60

def lim(items):
    "At most three of the items."
    return itertools.islice(items, 3)

grave = []   # what came back to life
keep = []    # references, so that their callbacks are called

class Ops:
    "Operators: most make a new object, so that expressions leave temporaries behind."
    __slots__ = ()
    def mix(self, other=0):
        n = getattr(other, 'n', 0)
        return type(self)((self.n * 7 + (n if type(n) is int else 0)) % 900 + 100)
    def name(self): return f'{type(self).__name__}{self.n}'
    def __repr__(self): return f'<{self.name()}>'
    def __hash__(self): return self.n
    def __add__(self, other): return self.mix(other)
    def __radd__(self, other): return self.mix(other)
    def __sub__(self, other): return other
    def __mul__(self, other): return (self, other)
    def __matmul__(self, other): raise Boom(self, other)
    def __iadd__(self, other): return self
    def __isub__(self, other): return self.mix(other)
    def __neg__(self): return self.mix()
    def __lt__(self, other): return self.mix(other)
    def __le__(self, other): return self.n <= getattr(other, 'n', 0)
    def __call__(self, *args, **kw): return self.mix() if not args else args[-1]
    def __getitem__(self, key): return self.mix(key)
    def __setitem__(self, key, value): self.a = value
    def __delitem__(self, key): del self.a
    def __contains__(self, item): return self.n % 2 == 0
    def __iter__(self): return iter([self.mix(), self.mix()])
    def __enter__(self): return self.mix()
    def __exit__(self, *info): return self.n % 2 == 0
    def __format__(self, spec): return 'f'
    def meth(self, *args): return args[0] if args else self

class Dies(Ops):
    __slots__ = ()
    def __del__(self): state.log('del', self.name())

class N(Dies):
    "plain"
    def __init__(self, n=0, a=None, **kw):
        self.n = n
        if a is not None: self.a = a
        for k, v in kw.items(): setattr(self, k, v)

class P(Ops):
    "plain, without __del__"
    def __init__(self, n=0, a=None):
        self.n = n
        self.a = a

class S(Dies):
    __slots__ = 'n', 'a', 'b', '__weakref__'
    def __init__(self, n=0, a=None):
        self.n = n
        self.a = a

class T(Dies):
    "no weak references"
    __slots__ = 'a', 'n', 'b'
    def __init__(self, n=0, b=None):
        self.b = b
        self.n = n

class R(N):
    "comes back to life, once"
    def __del__(self):
        state.log('del', self.name(), 'saved')
        grave.append(self)

class V(N):
    "comes back to life in what it refers to"
    def __del__(self):
        state.log('del', self.name(), 'kept by its own')
        self.a.b = self

class Z(N):
    "__del__ fails"
    def __del__(self):
        state.log('del', self.name(), 'failing')
        raise Boom(self.n)

class W(N):
    "__del__ works: it makes, drops and collects, and looks at the exception being handled"
    def __del__(self):
        state.log('del', self.name(), 'working', sys.exc_info()[0])
        x = N(self.n + 1000)
        self.c = x
        try:
            raise Boom(x)
        except Boom as e:
            state.log('caught', len(e.args))
        if grave: grave.pop()
        if self.n % 5 == 0: state.log('collected', gc.collect())

class B(N):
    "falsehood and comparisons"
    def __bool__(self): return self.n % 3 == 0
    def __eq__(self, other): return self.n % 4 == getattr(other, 'n', 1) % 4
    __hash__ = Ops.__hash__

class Boom(Exception): pass

class X(Boom):
    def __init__(self, n=0, *args):
        self.n = n if type(n) is int else 0
    def __del__(self): state.log('del X', self.n)

class L(list):
    __hash__ = Ops.__hash__
    n = 0
    def __init__(self, n=0, *items):
        self.n = n if type(n) is int else 0
        self.extend(items)
    def __del__(self): state.log('del L', self.n, len(self))

class D(dict):
    __hash__ = Ops.__hash__
    n = 0
    def __init__(self, n=0, *items):
        self.n = n if type(n) is int else 0
        for i, x in enumerate(items): self[i] = x
    def __del__(self): state.log('del D', self.n, len(self))
    def __missing__(self, key): return N(77, key)

class E(set):
    __hash__ = Ops.__hash__
    n = 0
    def __init__(self, n=0, *items):
        self.n = n if type(n) is int else 0
        for x in items: self.add(x)
    def __del__(self): state.log('del E', self.n, len(self))

class U(tuple):
    n = 0
    def __new__(cls, n=0, *items):
        self = tuple.__new__(cls, items)
        self.n = n if type(n) is int else 0
        return self
    def __hash__(self): return self.n
    def __del__(self): state.log('del U', self.n, len(self))

class Q(collections.deque):
    __hash__ = Ops.__hash__
    n = 0
    def __init__(self, n=0, *items):
        super().__init__(items, 3)
        self.n = n if type(n) is int else 0
    def __del__(self): state.log('del Q', self.n, len(self))

class I(int):
    def __new__(cls, n=0, a=None):
        self = int.__new__(cls, n if type(n) is int else 0)
        self.n = int(self)
        self.a = a
        return self
    def __del__(self): state.log('del I', int(self))

class Link(weakref.ref):
    "a weak reference with members of its own"
    __slots__ = 'a', 'n'

class Desc:
    "a data descriptor whose values lie in the instance"
    def __init__(self, a=None): self.a = a
    def __get__(self, obj, cls=None): return (self, obj)
    def __set__(self, obj, value): obj.a = value
    def __set_name__(self, cls, name): log('named', name)

class Meta(type):
    "its classes tell of their deaths"
    def __new__(meta, name, bases=(), ns=(), **kw):
        return super().__new__(meta, name, bases, dict(ns))
    def __init__(cls, *args, **kw): pass
    def __del__(cls): state.log('del class', cls.__name__)

class Wait:
    "awaitable"
    def __init__(self, n=0, *items): self.n, self.items = n, items
    def __await__(self):
        got = yield self.n
        return got
    def __del__(self): state.log('del Wait', self.n)

class Steps:
    "an iterator, of asynchronous loops too"
    def __init__(self, n=0, *items): self.n, self.items, self.at = n, list(items), 0
    def __iter__(self): return self
    def __next__(self):
        if not self.items: raise StopIteration(N(self.n + 500))
        return self.items.pop()
    def __aiter__(self): return self
    async def __anext__(self):
        if not self.items: raise StopAsyncIteration(N(self.n + 500))
        return self.items.pop()
    async def __aenter__(self): return self.items[0] if self.items else self
    async def __aexit__(self, *info): return self.n % 2 == 0
    def __del__(self): state.log('del Steps', self.n)

def cb(n, *holds):
    "A callback that tells of a death."
    def told(ref): state.log('told', n, ref() if type(ref) is not weakref.finalize else 0)
    return told

def undo(n):
    "A callback that drops what came back to life, and makes garbage."
    def told(ref):
        state.log('undo', n)
        grave.clear()
        x = N(n + 2000)
        x.a = x
    return told

def bad(n):
    "A callback that fails."
    def told(ref): raise Boom(n)
    return told

def watch(obj, n):
    "Tells of the object's death, if it can."
    try: keep.append(weakref.ref(obj, cb(n)))
    except TypeError: log('unwatched', type(obj).__name__)
    return obj

def drive(co, *values):
    "Runs a coroutine or a generator a few steps."
    try:
        for v in (None, *values): log('got', kind(co.send(v)))
    except Exception as e: log('drove', kind(e))

def adrive(gen, n=2):
    "Runs an asynchronous generator a few steps."
    for _ in range(n):
        try: gen.__anext__().send(None)
        except StopIteration as e: log('item', kind(e.value))
        except Exception as e: log('adrove', kind(e))

Pair = collections.namedtuple('Pair', 'a b')
copyof = copy.copy

def kind(x):
    if isinstance(x, type): return f'class {x.__name__}'
    n = getattr(x, 'n', None)
    return f'{type(x).__name__} {n}' if type(n) in (int, str) else type(x).__name__

def rc(x):
    "How often a mortal object is referred to."
    if type(x) in (int, str, float, bool, type(None), type, bytes, complex): return '-'
    if type(x) is tuple and not gc.is_tracked(x): return '-'    # it may be a constant, which others share
    return sys.getrefcount(x) - 3

def saw(phase, info): state.log(phase, info['generation'], info['collected'], info['uncollectable'])

def burst():
    "Enough containers for a collection."
    x = [[] for _ in range(1200)]
