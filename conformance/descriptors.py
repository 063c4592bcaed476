# The descriptor protocol and the order in which attributes are found.
class Data:
    def __set_name__(self, owner, name): self.name = name; print('  set_name', owner.__name__, name)
    def __get__(self, obj, kind=None): return f'data get {self.name} {obj is not None} {kind.__name__}'
    def __set__(self, obj, value): print('  data set', self.name, value)
    def __delete__(self, obj): print('  data delete', self.name)
class NonData:
    def __get__(self, obj, kind=None): return f'non-data get {obj is not None}'
class OnlySet:
    def __set__(self, obj, value): obj.__dict__['only'] = ('stored', value)
class A:
    d = Data()
    n = NonData()
    only = OnlySet()
a = A()
print(a.d, '|', A.d, '|', a.n, '|', A.n)
a.d = 1
del a.d
a.__dict__['d'] = 'instance'
a.__dict__['n'] = 'instance'
print(a.d, '|', a.n)
a.only = 5
print(a.only)
print(type(A.only).__name__)
a.n = 'replaced'
print(a.n)
A.d = 'overwritten'
print(A.d, a.d)

def attempt(f):
    try:
        print(f())
    except (AttributeError, TypeError) as e:
        print(type(e).__name__ + ':', e)
class NoDelete:
    def __get__(self, o, k=None): return 1
    def __set__(self, o, v): raise AttributeError('read only, says the descriptor')
class B:
    x = NoDelete()
attempt(lambda: delattr(B(), 'x'))
attempt(lambda: setattr(B(), 'x', 1))

# Functions are descriptors; so are classmethod and staticmethod
def f(self, *args): return (self, args)
class C:
    m = f
    c = classmethod(lambda cls, x: (cls.__name__, x))
    s = staticmethod(lambda x: x)
    b = len
    k = int
c = C()
print(f.__get__(1)(2), f.__get__(None, int) is f, C.m is f, c.c(1), C.c(2), c.s(3), c.b([1]), c.k('5'))
print(type(C.__dict__['c']).__name__, type(C.__dict__['s']).__name__, C.__dict__['s'].__func__(9))
attempt(lambda: f.__get__(None, None))
print(classmethod(f).__get__(None, int)(1))
class D2:
    inner = classmethod(property(lambda cls: 'class property of ' + cls.__name__))
print(D2.inner, D2().inner)

# Built-in descriptors
print(str.upper, 'abc'.upper.__self__, str.upper('x'), str.__dict__['upper'].__get__('q')())
print(int.__add__, (5).__add__(6), int.__dict__['__add__'](1, 2), int.real, int.__dict__['real'].__get__(5))
attempt(lambda: str.upper(5))
attempt(lambda: str.upper())
attempt(lambda: int.__add__(1))
attempt(lambda: int.__add__('a', 1))
attempt(lambda: setattr(5, 'real', 1))
print(type(str.upper).__name__, type(int.__add__).__name__, type(int.real).__name__, type((5).__add__).__name__, type([].append).__name__)
print(dict.fromkeys('ab'), dict.__dict__['fromkeys'].__get__(None, dict)('c'))

# Special methods are found on the type, never on the instance
class L:
    def __len__(self): return 5
l = L()
l.__len__ = lambda: 99
print(len(l), l.__len__())
class Callable: pass
x = Callable()
x.__call__ = lambda: 'instance'
attempt(lambda: x())
Callable.__call__ = lambda self: 'type'
attempt(lambda: x())

# A descriptor found in a metaclass
class Meta(type):
    md = property(lambda cls: 'meta data')
    mn = NonData()
    def mm(cls): return 'meta method of ' + cls.__name__
class M(metaclass=Meta):
    md = 'class value loses to data'
    mn = 'class value wins over non-data'
print(M.md, M.mn, M.mm())
attempt(lambda: M().mm)

# A lookup that changes what it looks at
class Once:
    def __get__(self, obj, kind=None):
        obj.__dict__['lazy'] = 'computed'
        return 'first'
class Z: lazy = Once()
z = Z()
print(z.lazy, z.lazy)
class Err:
    def __get__(self, obj, kind=None): raise AttributeError('from get')
class Y:
    e = Err()
    def __getattr__(self, n): return 'fallback ' + n
print(Y().e)
class BadName:
    def __set_name__(self, owner, name): raise ValueError('refused')
try:
    class W: x = BadName()
except RuntimeError as e:
    print(e, '<-', repr(e.__cause__))
