# __getattr__, __getattribute__, __setattr__, __delattr__, __dir__, and module attributes.
class G:
    def __init__(self): self.real = 1
    def __getattr__(self, name):
        if name.startswith('x'):
            return 'made ' + name
        raise AttributeError(f'no {name} here')
g = G()
print(g.real, g.xyz, getattr(g, 'xa'), hasattr(g, 'xb'), hasattr(g, 'y'), getattr(g, 'y', 'default'))
try:
    g.y
except AttributeError as e:
    print(e)
class All:
    a = 'class'
    def __getattribute__(self, name):
        if name == 'special':
            return 'special'
        return ('seen', name, object.__getattribute__(self, name) if name in ('a', 'b') else None)
o = All()
o.b = 2
print(o.special, o.a, o.b, o.nothing)
class Both:
    def __getattribute__(self, name):
        print('  attribute', name)
        raise AttributeError(name)
    def __getattr__(self, name): return 'attr ' + name
print(Both().q)
class Set:
    def __setattr__(self, name, value):
        print('  set', name, value)
        object.__setattr__(self, name, value * 2)
    def __delattr__(self, name):
        print('  del', name)
        object.__delattr__(self, name)
s = Set()
s.a = 2
s.a += 1
print(s.a)
del s.a
try:
    del s.a
except AttributeError as e:
    print(e)
setattr(s, 'b', 1)
print(vars(s))
class D:
    def __dir__(self): return ['b', 'a', 'c']
print(dir(D()), D().__dir__())
class E:
    x = 1
    def __init__(self): self.y = 2
print([n for n in dir(E()) if not n.startswith('__')], [n for n in dir(E) if not n.startswith('__')])
print(sorted(dir(object()))[:6], '__weakref__' in dir(E), '__weakref__' in dir(object))

# Special methods do not pass through the hooks
class H:
    def __getattribute__(self, name):
        print('  looked', name)
        return object.__getattribute__(self, name)
    def __len__(self): return 3
h = H()
print(len(h))
print(h.__len__())

# A proxy
class Proxy:
    def __init__(self, target): object.__setattr__(self, '_t', target)
    def __getattr__(self, n): return getattr(object.__getattribute__(self, '_t'), n)
    def __setattr__(self, n, v): setattr(self._t, n, v)
    def __delattr__(self, n): delattr(self._t, n)
e = E()
p = Proxy(e)
p.z = 5
print(e.z, p.x, p.y)
del p.y
print(hasattr(e, 'y'))

# Recursion in __getattr__ is an error, not a crash
class R:
    def __getattr__(self, n): return self.other
try:
    R().x
except RecursionError as err:
    print('RecursionError')

# The error names the object and the name
try:
    e.missing
except AttributeError as err:
    print(err, err.name, err.obj is e)
try:
    (5).foo
except AttributeError as err:
    print(err, err.name, err.obj)
for args in [(), (1,), (1, 2, 3, 4), (1, 2)]:
    try:
        print(getattr(*args))
    except TypeError as err:
        print(err)

import lib
from lib import hooks
print(hooks.present, hooks.absent)
try:
    hooks.forbidden
except AttributeError as err:
    print(err)
print([n for n in dir(hooks) if not n.startswith('__')])
from lib.hooks import anything
print(anything)
