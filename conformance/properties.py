# property: getters, setters, deleters, documentation, inheritance, errors.
class Temperature:
    def __init__(self): self._c = 0.0
    @property
    def celsius(self):
        "Degrees Celsius."
        return self._c
    @celsius.setter
    def celsius(self, v):
        if v < -273.15:
            raise ValueError('below absolute zero')
        self._c = v
    @celsius.deleter
    def celsius(self):
        print('  deleter')
        self._c = None
    @property
    def fahrenheit(self): return self._c * 9 / 5 + 32

t = Temperature()
t.celsius = 100
print(t.celsius, t.fahrenheit, Temperature.celsius.__doc__, t.__dict__)
def attempt(f):
    try:
        print(f())
    except (AttributeError, ValueError, TypeError) as e:
        print(type(e).__name__ + ':', e)
attempt(lambda: setattr(t, 'celsius', -300))
attempt(lambda: setattr(t, 'fahrenheit', 5))
attempt(lambda: delattr(t, 'fahrenheit'))
del t.celsius
print(t.celsius)
p = Temperature.celsius
print(type(p).__name__, p.fget.__name__, p.fset.__name__, p.fdel.__name__, Temperature.fahrenheit.fset)
class WriteOnly:
    def put(self, v): self.v = v
    x = property(None, put, doc='write only')
w = WriteOnly()
w.x = 5
print(w.v, WriteOnly.x.__doc__)
attempt(lambda: w.x)
print(p.__get__(t), p.__get__(None, Temperature) is p)
attempt(lambda: property().__get__(t))
attempt(lambda: setattr(p, 'fget', None))

# A property in the class wins over the instance dictionary
class D:
    @property
    def x(self): return 'property'
d = D()
d.__dict__['x'] = 'instance'
print(d.x)
D.y = 'class'
d.__dict__['y'] = 'instance'
print(d.y)

# An AttributeError inside a getter reaches __getattr__
class G:
    @property
    def x(self): return self.nothing
    def __getattr__(self, name): return f'getattr({name})'
print(G().x)
class H:
    @property
    def x(self): return self.nothing
attempt(lambda: H().x)

# Inheritance, overriding one accessor
class Base:
    @property
    def v(self): return 'base'
class Child(Base):
    @Base.v.setter
    def v(self, x): print('  set', x)
c = Child()
c.v = 1
print(c.v, Base.v.fset)
attempt(lambda: setattr(Base(), 'v', 1))
class Super(Base):
    @property
    def v(self): return 'super ' + super().v
print(Super().v)

# A property on a metaclass is a property of the class
class Meta(type):
    @property
    def label(cls): return 'class ' + cls.__name__
class M(metaclass=Meta): pass
print(M.label)
attempt(lambda: M().label)

# A subclass of property, a property made from functions of any kind
class Loud(property):
    def __get__(self, obj, kind=None):
        print('  get')
        return super().__get__(obj, kind)
class L:
    x = Loud(lambda self: 'value')
    @classmethod
    def c(cls): return cls
    y = property(len)
    def __len__(self): return 3
print(L().x, L().y)
import functools
class Cached:
    @functools.cached_property
    def slow(self):
        print('  computing')
        return 42
k = Cached()
print(k.slow, k.slow, k.__dict__)
del k.slow
print(k.slow)
k.slow = 'set'
print(k.slow)
