# sys.getsizeof and __sizeof__.
import sys, collections, weakref, types
size = sys.getsizeof
class E: pass
class S0: __slots__ = ()
class S1: __slots__ = ('a',)
class S2(S1): __slots__ = ('b', '__weakref__')
class L(list): pass
class I(int): pass
class T(tuple): pass
class St(str): pass
class D(dict): pass
def f(): pass
print([size(n) for n in (0, 1, -1, 2 ** 30 - 1, 2 ** 30, 2 ** 60, 2 ** 63, 10 ** 30, 10 ** 100)], size(True), size(1.5), size(1j), size(None), size(...), size(NotImplemented))
print([size('a' * n) for n in (0, 1, 5, 100)], [size('é' * n) for n in (1, 2, 10)], [size('λ' * n) for n in (1, 2, 10)], [size('😀' * n) for n in (1, 2, 10)], size('aé'), size('aλ'))
print([size(bytes(n)) for n in (0, 1, 10)], [size(bytearray(n)) for n in (0, 1, 10)], size(memoryview(b'')), size(range(5)), size(slice(1)))
print([size(tuple(range(n))) for n in (0, 1, 2, 10)], [size([0] * n) for n in (0, 1, 2, 10)], size(list(range(5))), size([1, 2, 3]), size([x for x in range(3)]), size(list('abc')), size(list((1, 2, 3))), size([*range(3)]))
l = []; grow = []
for i in range(70):
    l.append(i); grow.append(size(l))
print(grow)
shrink = []
while l: l.pop(); shrink.append(size(l))
print(shrink)
l = [1, 2]; l.extend([3]); a = size(l); l += [4, 5]; b = size(l); l.insert(0, 0); c = size(l); l[2:2] = [9, 9, 9]; d = size(l); del l[1:]; e = size(l); l.clear(); print(a, b, c, d, e, size(l), size([1] + [2]), size([1, 2][:1]), size([0] * 3 + [1]), size(sorted((3, 1, 2))))
print([size(dict.fromkeys(range(n))) for n in (0, 1, 5, 6, 10, 11, 21, 22, 42, 43, 100)], size({}), size({1: 2}), size({'a': 1, 'b': 2}), size({i: i for i in range(6)}), size(dict(a=1)))
d = {}; sizes = []
for i in range(100): d[i] = i; sizes.append(size(d))
print(sorted(set(sizes)), [sizes.index(s) for s in sorted(set(sizes))]); d.clear(); print(size(d))
d = {i: i for i in range(10)}; c1 = size(d); [d.pop(i) for i in range(9)]; print(c1, size(d))
print([size(set(range(n))) for n in (0, 1, 4, 5, 10, 19, 20, 100)], [size(frozenset(range(n))) for n in (0, 1, 5)], size({1, 2, 3}), size(set([1, 2, 3, 4, 5])))
s = set(); sizes = []
for i in range(200): s.add(i); sizes.append(size(s))
print(sorted(set(sizes)), [sizes.index(x) for x in sorted(set(sizes))])
print(size(E()), size(S0()), size(S1()), size(S2()), size(L()), size(L([1])), size(I(5)), size(T((1,))), size(St('a')), size(D()), size(E().__dict__), size(object()), size(E), size(type), size(int), size(f), size(f.__code__) > 100, size(len), size([].append), size(E().__init__), size(property()), size(weakref.ref(E)), size(types), size(super(E, E())), size(staticmethod(f)), size((i for i in ())), size(iter([])), size(iter(())), size(iter({})), size(enumerate([])), size(zip()), size(map(f, [])), size({}.keys()), size(Exception()), size(KeyError(1)), size(OSError()), size(f.__get__(1)), size(types.SimpleNamespace()))
e = E(); a = size(e.__dict__); e.x = 1; b = size(e.__dict__); e.y = e.z = 2; c = size(e.__dict__); print(a, b, c, size(e))
print(size(collections.deque()), size(collections.deque(range(100))), size(collections.OrderedDict()), size(collections.defaultdict(int)), size(collections.Counter()), size(collections.namedtuple('P', 'x y')(1, 2)))
print((5).__sizeof__(), [].__sizeof__(), [1].__sizeof__(), ().__sizeof__(), {}.__sizeof__(), ''.__sizeof__(), E().__sizeof__(), S0().__sizeof__(), type.__sizeof__(E), object().__sizeof__(), b''.__sizeof__())
class Own:
    def __sizeof__(self): return 1000
class Neg:
    def __sizeof__(self): return -1
class Str:
    def __sizeof__(self): return 'x'
class Slotted:
    __slots__ = ()
    def __sizeof__(self): return 10
print(size(Own()), size(Slotted()))
for x in (Neg(), Str()):
    try: size(x)
    except (ValueError, TypeError) as e: print(e)
    print(size(x, 'default') if isinstance(x, Str) else '-')
try: size()
except TypeError as e: print(e)
