# hierarchies.py FROM COUNT: draws COUNT random class hierarchies from seed FROM on and prints how their classes are
# laid out: sizes and offsets, what instances can do, and which errors conflicting bases and slots raise.
import array, collections, functools, io, itertools, sys, types, weakref

class Random:
    "The same numbers for a seed for ever."
    def __init__(self, seed): self.x = seed * 0x9e3779b97f4a7c15 & 0xffffffffffffffff
    def below(self, n):
        self.x = self.x + 0x9e3779b97f4a7c15 & 0xffffffffffffffff
        z = self.x
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9 & 0xffffffffffffffff
        z = (z ^ z >> 27) * 0x94d049bb133111eb & 0xffffffffffffffff
        return (z ^ z >> 31) % n
    def pick(self, seq): return seq[self.below(len(seq))]
    def chance(self, percent): return self.below(100) < percent

common = [object, object, object, int, tuple, bytes, str, list, dict, set, BaseException, Exception, type, float]
rare = [bool, complex, bytearray, frozenset, OSError, StopIteration, ImportError, SyntaxError, SystemExit, KeyError, ValueError,
        UnicodeDecodeError, UnicodeEncodeError, AttributeError, NameError, Warning, property, classmethod, staticmethod, super,
        enumerate, zip, map, filter, reversed, range, slice, memoryview, type(None), type(len), type(lambda: 0), types.ModuleType,
        types.SimpleNamespace, types.GenericAlias, types.MethodType, types.CodeType, types.CellType, types.MappingProxyType,
        weakref.ref, weakref.WeakMethod, collections.deque, collections.OrderedDict, collections.defaultdict, functools.partial,
        itertools.chain, itertools.count, itertools.cycle, io.StringIO, io.BytesIO, array.array]
names = ['a', 'b', 'c', 'd', '_e', '__f']
odd = ['', '1', 'a b', 'é', 3, None, b'a', 'class', '__slots__', '__doc__']

def slots(r):
    "A value of __slots__, and how it reads."
    s = [r.pick(names) for _ in range(r.below(4))]
    if r.chance(35): s.insert(r.below(len(s) + 1), '__dict__')
    if r.chance(35): s.insert(r.below(len(s) + 1), '__weakref__')
    if r.chance(3): s.append(r.pick(odd))
    form = r.below(12)
    if form == 0 and s: s = s[0]
    elif form == 1: s = list(s)
    elif form == 2 and None not in s: s = dict.fromkeys(s, 'doc')
    else: s = tuple(s)
    return s

def message(e): return f'{type(e).__name__}: {e}'

class Hierarchy:
    def __init__(self, seed):
        self.r = Random(seed)
        self.made = []

    def base(self):
        r = self.r
        if self.made and r.chance(65): return r.pick(self.made)
        return r.pick(common) if r.chance(75) else r.pick(rare)

    def draw(self, name):
        r = self.r
        bases = tuple(self.base() for _ in range(1 + (r.chance(45) and 1 + r.chance(30))))
        ns = {}
        if r.chance(60): ns['__slots__'] = slots(r)
        if r.chance(8): ns[r.pick(names[:4])] = 1
        if r.chance(4): ns['__dict__'] = 1
        if r.chance(4): ns['__weakref__'] = 1
        if r.chance(4): ns['__doc__'] = 'doc'
        print(f'class {name}({", ".join(b.__name__ for b in bases)})', *(f'{k}={v!r}' for k, v in ns.items()), end=': ')
        try: cls = types.new_class(name, bases, {}, lambda d: d.update(ns))
        except Exception as e: return print(message(e))
        self.made.append(cls)
        print(cls.__basicsize__, cls.__itemsize__, cls.__dictoffset__, cls.__weakrefoffset__, cls.__base__.__name__, sys.getsizeof(cls))
        self.instance(cls)

    def instance(self, cls):
        for n, args in enumerate(((), ('1',), ([],), (len,), (len, []), (len, cls), ('i',), ('x', (), {}), (b'x',))):
            try: x = cls(*args)
            except Exception as e: continue
            break
        else: return print('  no instance')
        out = [n, sys.getsizeof(x)]
        try: out.append(weakref.ref(x)() is x)
        except Exception as e: out.append(message(e))
        try: out.append(sorted(k for k in x.__dict__ if k[:2] != '__'))
        except Exception as e: out.append(message(e))
        for name in ('a', 'zz', '_X__f'):
            try:
                setattr(x, name, 1)
                out.append(getattr(x, name) == 1)
            except Exception as e: out.append(message(e))
        try: del x.a
        except Exception as e: out.append(message(e))
        try: x.b
        except Exception as e: out.append(type(e).__name__)
        print(' ', *out)
        self.change(x)

    def change(self, x):
        "Gives the instance another class."
        to = self.r.pick(self.made) if self.r.chance(90) else self.base()
        try: x.__class__ = to
        except Exception as e: print('  to', to.__name__, message(e))
        else: print('  became', type(x).__name__, sys.getsizeof(x))

    def rebase(self):
        if len(self.made) < 2: return
        cls, to = self.r.pick(self.made), tuple(self.base() for _ in range(1 + self.r.chance(30)))
        print(f'{cls.__name__}.__bases__ = {", ".join(b.__name__ for b in to)}', end=': ')
        try: cls.__bases__ = to
        except Exception as e: print(message(e))
        else: print(cls.__basicsize__, cls.__dictoffset__, cls.__weakrefoffset__, cls.__base__.__name__)

def draw(seed):
    print('#', seed)
    h = Hierarchy(seed)
    for i in range(3 + h.r.below(6)): h.draw('ABCDEFGHI'[i])
    if h.r.chance(40): h.rebase()

for seed in range(int(sys.argv[1]), int(sys.argv[1]) + int(sys.argv[2])): draw(seed)
