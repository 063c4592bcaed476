# Special methods of operators: reflected, in-place, NotImplemented, subclass priority.
class N:
    def __init__(self, n): self.n = n
    def __repr__(self): return f'N({self.n})'
def make(name, sign):
    def op(self, other):
        log.append(name)
        return f'{name}:{self.n}{sign}{other}'
    return op
log = []
names = {'add': '+', 'sub': '-', 'mul': '*', 'truediv': '/', 'floordiv': '//', 'mod': '%', 'pow': '**', 'lshift': '<<', 'rshift': '>>', 'and': '&', 'or': '|', 'xor': '^', 'matmul': '@', 'divmod': 'dm'}
for k, sign in names.items():
    setattr(N, f'__{k}__', make(k, sign))
    setattr(N, f'__r{k}__', make('r' + k, sign))
n = N(5)
print(n + 1, 1 + n, n - 1, 1 - n, n * 2, 2 * n, n / 2, 2 / n, n // 2, 2 // n, n % 2, 2 % n, n ** 2, 2 ** n, n << 1, 1 << n, n >> 1, 1 >> n, n & 1, 1 & n, n | 1, 1 | n, n ^ 1, 1 ^ n, n @ 1, 1 @ n, divmod(n, 2), divmod(2, n))
print('a' + n, [1] + n, 1.5 * n, (1,) * n, None | n, n + n)
class U:
    def __neg__(self): return 'neg'
    def __pos__(self): return 'pos'
    def __invert__(self): return 'invert'
    def __abs__(self): return 'abs'
    def __round__(self, n='no digits'): return ('round', n)
    def __trunc__(self): return 'trunc'
    def __floor__(self): return 'floor'
    def __ceil__(self): return 'ceil'
    def __bool__(self): return False
    def __index__(self): return 4
    def __complex__(self): return 1j
    def __hash__(self): return 77
    def __call__(self, *a, **k): return (a, k)
    def __len__(self): return 3
    def __getitem__(self, k): return ('get', k)
    def __contains__(self, k): return k == 1
    def __reversed__(self): return 'reversed'
    def __format__(self, s): return 'format ' + s
    def __bytes__(self): return b'bytes'
    def __dir__(self): return ['dir']
    def __sizeof__(self): return 1000
    def __enter__(self): return 'entered'
    def __exit__(self, *a): pass
import math, operator
u = U()
print(-u, +u, ~u, abs(u), round(u), round(u, 2), math.trunc(u), math.floor(u), math.ceil(u), bool(u), not u, int(u), float(u), complex(u), hash(u), u(1, k=2), len(u), u[5], 1 in u, 2 in u, reversed(u), f'{u:x}', bytes(u), dir(u), operator.index(u), [0] * u, hex(u), range(u))
def attempt(f):
    try:
        print(f())
    except TypeError as e:
        print('TypeError:', e)
class Not:
    def __add__(self, o): log.append('Not.add'); return NotImplemented
    def __radd__(self, o): log.append('Not.radd'); return NotImplemented
    def __pow__(self, o, m=None): return ('pow', o, m)
log.clear()
attempt(lambda: Not() + 1); attempt(lambda: 1 + Not()); attempt(lambda: Not() + Not())
print(log)
log.clear()
class NotSub(Not):
    def __radd__(self, o): log.append('NotSub.radd'); return 'sub first'
print(Not() + NotSub(), log, pow(Not(), 2, 3), Not() ** 2)
class SameRadd(Not): pass
log.clear()
attempt(lambda: Not() + SameRadd())
print(log)
class A:
    def __add__(self, o): return 'A.add'
class B(A):
    def __radd__(self, o): return 'B.radd'
class C(A): pass
print(A() + B(), B() + A(), A() + C(), C() + A())
for op in ('u2 + 1', '1 + u2', '-u2', '~u2', 'u2[0]', 'u2()', 'len(u2)', 'u2 < 1', 'u2 @ u2', 'divmod(u2, 1)', 'pow(u2, 1)', 'pow(u2, 1, 2)', 'abs(u2)', 'round(u2)', 'u2 += 1', 'int(u2)', 'u2 ** 2', 'u2 << 1', '[] + u2', '"a" + u2', 'u2 * [1]', '[1][u2]', 'del u2[0]', 'u2[0] = 1', 'for x in u2: pass', '1 in u2', 'hash(u2)', 'print(**u2)', 'float(u2)', 'reversed(u2)'):
    class O: pass
    u2 = O()
    try:
        exec(op)
        print(op, 'ok', end='; ')
    except TypeError as e:
        print(op, '->', e, end='; ')
print()
class Noneish:
    __add__ = None
    __iter__ = None
    __contains__ = None
    __hash__ = None
    __len__ = None
attempt(lambda: Noneish() + 1); attempt(lambda: 1 in Noneish()); attempt(lambda: hash(Noneish())); attempt(lambda: len(Noneish()))
class V:
    __slots__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return V(self.x + o.x, self.y + o.y)
    def __mul__(self, k): return V(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __eq__(self, o): return isinstance(o, V) and (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __repr__(self): return f'V({self.x}, {self.y})'
    def __iter__(self): return iter((self.x, self.y))
    def __matmul__(self, o): return self.x * o.x + self.y * o.y
v, w = V(1, 2), V(3, 4)
print(v + w, v * 3, 3 * v, v == V(1, 2), v != w, v @ w, {v: 1}[V(1, 2)], [*v], sum([v, w], V(0, 0)), len({v, V(1, 2), w}))
class Truth:
    def __len__(self): return 0
class Truth2:
    def __bool__(self): return True
    def __len__(self): return 0
print(bool(Truth()), bool(Truth2()), bool(object()), Truth() or 'or', Truth2() and 'and', not Truth())
class Container:
    def __init__(self): self.d = {}
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __getitem__(self, k): return self.d[k]
    def __iter__(self): return iter(sorted(self.d))
    def __len__(self): return len(self.d)
c = Container()
c['b'] = 1; c['a', 1] = 2
del c['b']
print(list(c), len(c), c['a', 1])
