# Metaclasses: __prepare__, __new__, __init__, __call__, conflicts, keyword arguments, hooks.
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print('prepare', name, [b.__name__ for b in bases], kw)
        return {'prepared': True}
    def __new__(mcs, name, bases, ns, **kw):
        print('new', name, [k for k in ns if not k.startswith('__')], kw)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print('init', name)
        super().__init__(name, bases, ns)
    def __call__(cls, *args, **kw):
        print('call', cls.__name__, args)
        return super().__call__(*args, **kw)
    def __repr__(cls): return f'<<{cls.__name__}>>'
    def __len__(cls): return 7
    def __iter__(cls): return iter('abc')
    def __getitem__(cls, k): return ('item', k)
    def __contains__(cls, k): return k == 'x'
    def __getattr__(cls, n): return 'meta ' + n
    def __instancecheck__(cls, o): return o == 5
    def __subclasscheck__(cls, k): return k is int
class A(metaclass=Meta, flag=1):
    x = 1
    def __init__(self, v): self.v = v
print(A, A.prepared, A(3).v, len(A), list(A), A['k'], 'x' in A, A.anything)
print(isinstance(5, A), isinstance(A(1), A), isinstance(6, A), issubclass(int, A), issubclass(A, A))
class B(A):
    y = 2
print(type(B).__name__, B.x, isinstance(type(B), type))

def attempt(f):
    try:
        print(f())
    except TypeError as e:
        print('TypeError:', e)
class M1(type): pass
class M2(type): pass
class X(metaclass=M1): pass
class Y(metaclass=M2): pass
attempt(lambda: type('Z', (X, Y), {}))
class M3(M1, M2): pass
class Z(X, Y, metaclass=M3): pass
print(type(Z).__name__)
class Derived(X): pass
print(type(Derived).__name__)
attempt(lambda: type.__call__(type))
attempt(lambda: type(1, 2))
attempt(lambda: M1('q', (), {}, extra=1))

# A metaclass need not be a class
def maker(name, bases, ns, **kw): return (name, bases, sorted(k for k in ns if not k.startswith('__')), kw)
class F(metaclass=maker, opt='o'):
    a = 1
print(F)
class Pre:
    def __call__(self, name, bases, ns): return ('made', name)
    def __prepare__(self, name, bases): return {}
class G(metaclass=Pre()): pass
print(G)

# The namespace may be any mapping, and keeps its own order
class Logged(dict):
    def __setitem__(self, k, v):
        if not k.startswith('__'):
            print('  bind', k, v)
        super().__setitem__(k, v)
class LM(type):
    @classmethod
    def __prepare__(mcs, name, bases): return Logged()
class H(metaclass=LM):
    a = 1
    b = a + 1
    a = 3
    for i in range(2): pass
    del b
print(H.a, H.i, hasattr(H, 'b'))
class BadPrepare(type):
    @classmethod
    def __prepare__(mcs, name, bases): return 5
attempt(lambda: exec('class I(metaclass=BadPrepare): pass'))

# __init_subclass__, __set_name__, __class_getitem__, __mro_entries__, __classcell__
class Plugin:
    found = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.found.append((cls.__name__, tag))
class P1(Plugin, tag='one'): pass
class P2(Plugin): pass
class P3(P1, tag=3): pass
print(Plugin.found)
attempt(lambda: exec('class P4(Plugin, other=1): pass'))
class Named:
    def __set_name__(self, owner, name): self.where = (owner.__name__, name)
class Holder:
    n = Named()
    m = n2 = Named()
print(Holder.n.where, Holder.m.where)
class Generic:
    def __class_getitem__(cls, item): return (cls.__name__, item)
print(Generic[int], Generic['a', 1])
attempt(lambda: Holder[1])
attempt(lambda: int[1])
class Entries:
    def __mro_entries__(self, bases): return (Generic,)
class FromEntries(Entries(), P1): pass
print([b.__name__ for b in FromEntries.__bases__], FromEntries.__orig_bases__[1].__name__)
attempt(lambda: exec('class J(5): pass'))

# The order of the steps
class Steps(type):
    def __new__(m, n, b, ns):
        print('  1 new before')
        c = super().__new__(m, n, b, ns)
        print('  4 new after')
        return c
    def __init__(c, n, b, ns):
        print('  5 init')
class SN:
    def __set_name__(self, o, n): print('  2 set_name', n)
class ISC:
    def __init_subclass__(cls): print('  3 init_subclass')
print('steps')
class Q(ISC, metaclass=Steps):
    d = SN()
    def uses_cell(self): return __class__
print(Q().uses_cell() is Q)
class Lost(type):
    def __new__(m, n, b, ns):
        ns.pop('__classcell__', None)
        return super().__new__(m, n, b, ns)
try:
    class R(metaclass=Lost):
        def f(self): return __class__
except RuntimeError as e:
    print(str(e)[:46])
print(type.__name__, type.__class__, type.__mro__, type.__bases__)
class Abstract(type):
    def __setattr__(cls, n, v): print('  class setattr', n, v); super().__setattr__(n, v)
    def __delattr__(cls, n): print('  class delattr', n); super().__delattr__(n)
class T(metaclass=Abstract): pass
T.a = 1
del T.a
