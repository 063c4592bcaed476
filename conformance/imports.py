# Imports of modules beside the script: packages, relative imports, cycles, failures, sys.modules.
import sys
import lib
print(lib.__name__, lib.loaded, lib.name_of_package, lib.__package__)
import lib.shapes
print(lib.loaded, lib.shapes.area(3))
import lib.shapes as s
from lib.shapes import area, Square as Sq, unit
from lib import shapes
print(s is shapes is lib.shapes is sys.modules['lib.shapes'], area(2, 5), Sq(4).area(), unit)
s.unit = 10
print(area(1), unit)
import lib.sub.leaf
print(lib.loaded, lib.sub.here, lib.sub.leaf_value, lib.sub.leaf.shapes is s)
print(lib.sub.leaf.__name__, lib.sub.leaf.__package__, lib.sub.__package__, lib.shapes.__package__)
ns = {}
exec('from lib.shapes import *', ns)
print(sorted(k for k in ns if not k.startswith('__')))
ns = {}
exec('from lib import *', ns)
print(sorted(k for k in ns if not k.startswith('__')))
def attempt(source):
    try:
        exec(source, {'__name__': '__main__'})
        print(source, 'ok')
    except Exception as e:
        print(source, '|', type(e).__name__ + ':', str(e).split(' (')[0], '|', getattr(e, 'name', None))
for source in ('import missing_module', 'import lib.missing', 'from lib import missing', 'from lib.shapes import missing', 'import lib.shapes.missing',
               'from missing_module import x', 'from . import x', 'from .x import y', 'import lib.broken', 'import lib.broken', 'from lib import broken',
               'import lib.circle_bad', 'import math, sys as system', 'from math import (sin, cos,)', 'import lib.sub.leaf as l; l.value'):
    attempt(source)
print('lib.broken' in sys.modules, hasattr(lib, 'broken'))
import lib.circle_a
print(lib.circle_a.both(), lib.circle_b.seen)

# sys.modules is asked first; None forbids
class Fake:
    value = 'fake'
sys.modules['pretended'] = Fake
import pretended
print(pretended.value)
sys.modules['forbidden'] = None
attempt('import forbidden')
del sys.modules['lib.shapes']
import lib.shapes
print(lib.shapes is s, sys.modules['lib.shapes'] is lib.shapes)
m = __import__('lib.sub.leaf')
print(m.__name__, __import__('lib.sub.leaf', fromlist=['x']).__name__, __import__('math').__name__)
attempt('__import__("")')
attempt('__import__(5)')

# Modules as objects
import types
mod = types.ModuleType('made', 'its doc')
mod.x = 1
print(mod, mod.__name__, mod.__doc__, mod.x, type(mod).__name__, sorted(vars(mod)))
try:
    mod.y
except AttributeError as e:
    print(e)
try:
    lib.nothing
except AttributeError as e:
    print(e)
print(str(lib.shapes).split(' from ')[0], sys, hasattr(lib, '__path__'), hasattr(s, '__path__'), lib.__file__.endswith('lib/__init__.py'))
print(__name__, __package__, __spec__, __file__.endswith('imports.py'), '__main__' in sys.modules)
def inside():
    import lib.sub as q
    from lib.sub import here
    return q.here == here
print(inside())
if __name__ == '__main__':
    print('main')
