# Classes: attributes, methods, class and instance dictionaries, errors.
class A:
    """Documentation of A."""
    shared = []
    count = 0
    def __init__(self, x, y=2):
        self.x = x
        self.y = y
        A.count += 1
    def sum(self): return self.x + self.y
    def __repr__(self): return f'A({self.x}, {self.y})'

a, b = A(1), A(3, 4)
print(a, b, a.sum(), A.sum(b), A.count, a.count)
a.shared.append(1)
print(b.shared, a.shared is A.shared)
a.count = 'mine'
print(a.count, b.count, A.count, sorted(vars(a)))
del a.count
print(a.count)
print(A.__doc__, A.__name__, A.__qualname__, A.__module__, A.__bases__, A.__mro__, a.__class__ is A)
print(a.__dict__, sorted(k for k in A.__dict__))
print(type(A.__dict__).__name__, A.__dict__['shared'])

def attempt(f):
    try:
        print(f())
    except (AttributeError, TypeError) as e:
        print(type(e).__name__ + ':', e)
attempt(lambda: a.missing)
attempt(lambda: A.missing)
attempt(lambda: delattr(a, 'missing'))
attempt(lambda: delattr(A, 'missing'))
attempt(lambda: setattr(5, 'x', 1))
attempt(lambda: setattr(object(), 'x', 1))
attempt(lambda: setattr(int, 'x', 1))
attempt(lambda: [].x)
attempt(lambda: A())
attempt(lambda: A(1, 2, 3))
attempt(lambda: A.__dict__.__setitem__('x', 1))
attempt(lambda: setattr(a, 5, 1))
attempt(lambda: getattr(a, 'nope', 'default'))
attempt(lambda: hasattr(a, 'x'))
attempt(lambda: object(1))
attempt(lambda: setattr(A, '__name__', 5))

# Methods
m = a.sum
print(m(), m.__self__ is a, m.__func__ is A.sum, m == a.sum, m is a.sum, m != b.sum, hash(m) == hash(a.sum))
print(str(m).startswith('<bound method A.sum of A(1, 2)>'))
print(A.sum.__name__, A.sum.__qualname__, type(A.sum).__name__, type(m).__name__)
A.late = lambda self: ('late', self.x)
print(a.late(), b.late())
a.own = lambda: 'own, no self'
print(a.own())
del A.late
attempt(lambda: a.late())

# __new__
class Single:
    instance = None
    def __new__(cls, *args):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance
    def __init__(self, *args): self.args = args
print(Single(1) is Single(2), Single.instance.args)
class Other:
    def __new__(cls): return 'not an instance'
    def __init__(self): print('never')
print(Other())
class NoInit:
    def __new__(cls, x): return super().__new__(cls)
attempt(lambda: NoInit(1).__class__.__name__)
class BadNew:
    def __new__(cls, x): return super().__new__(cls, x)
attempt(lambda: BadNew(1))
class BadInit:
    def __init__(self): return 5
attempt(BadInit)

# Private names are mangled with the class
class P:
    __secret = 1
    def get(self): return self.__secret
    def set(self, v): self.__secret = v
    def __m(self): return 'mangled method'
    def call(self): return self.__m()
p = P()
p.set(2)
print(p.get(), P._P__secret, p.__dict__, p.call())
attempt(lambda: p.__secret)

# Changing the class of an instance
class B1:
    def who(self): return 'B1'
class B2:
    def who(self): return 'B2'
o = B1()
o.__class__ = B2
print(o.who(), type(o).__name__, isinstance(o, B1))
attempt(lambda: setattr(o, '__class__', int))
attempt(lambda: setattr(o, '__class__', 5))
o.__dict__ = {'z': 26}
print(o.z)
attempt(lambda: setattr(o, '__dict__', 5))

# Nested classes, classes in functions, reprs
class Outer:
    class Inner: pass
def make():
    class Local: pass
    return Local
print(Outer.Inner, make(), Outer.Inner.__qualname__)
print(str(Outer.Inner()).split(' at ')[0], str(make()()).split(' at ')[0])
print(type('Made', (A,), {'z': 1})(5), type('Made', (), {}).__name__)
attempt(lambda: type('X', (5,), {}))
attempt(lambda: type('X', (bool,), {}))
attempt(lambda: type(5, (), {}))
print(type(5), type(type), isinstance(5, (str, int)), issubclass(bool, int), A.__subclasses__())
attempt(lambda: isinstance(5, 5))
attempt(lambda: issubclass(5, int))
print(callable(A), callable(a), callable(a.sum), callable(5))
# the first argument of __init__ need not be a parameter
class A:
    def __init__(*args): print(len(args))
print(type(A()).__name__, type(A(1)).__name__)
class B:
    def __init__(*args, **kw):
        print(sorted(kw))
        del args
print(type(B(a=1)).__name__)
class C:
    def __init__(this, *args):
        this = args
print(type(C(1)).__name__)
class D:
    def __init__(*, a): pass
try: D(a=1)
except TypeError as e: print(e)
class E:
    def __init__(): pass
try: E()
except TypeError as e: print(e)
class F:
    def __init__(self): yield
try: F()
except TypeError as e: print(e)
