# The room that lists take, and the order in which containers drop what they held.
a = []; r = []
for i in range(200):
    a.append(i)
    z = (a.__sizeof__() - 40) // 8
    if not r or r[-1] != z: r.append(z)
print(r); r = []
while a:
    a.pop(); z = (a.__sizeof__() - 40) // 8
    if not r or r[-1] != z: r.append(z)
print(r)
for n in range(12):
    a = [1] * n; b = a[:]; c = list(a); d = list(a); d.append(1); e = []; e.extend(a); e.extend((1, 2, 3)); f = a + [1]; g = a * 3
    h = a[:]; h *= 3; i = a[:]; i.insert(0, 0); j = sorted(a); k = [x for x in a]; l = a[:]; l[1:3] = [1, 2, 3, 4, 5, 6]
    m = a[:]; del m[1:4]; o = a[:]; o += iter(a); p = [*a, 1]; q = [0]; q[1:] = a; q.clear()
    print(n, [(x.__sizeof__() - 40) // 8 for x in (a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q)])
def shrunk(n):
    a = list(range(n)); del a[::2]; b = list(range(n)); del b[3:]
    return (a.__sizeof__() - 40) // 8, (b.__sizeof__() - 40) // 8
print([shrunk(n) for n in range(30)])
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print(s.n, end=' ')
class H(D):
    def __hash__(s): return s.n
x = [D(i) for i in range(5)]; del x; print('list')
x = [D(i) for i in range(5)]; x.clear(); print('list.clear')
x = [D(i) for i in range(5)]; x[1:4] = []; print('slice'); x[:] = [D(7), D(8), D(9)]; print('slice2'); del x[::2]; print('del step'); x *= 0; print('*=0')
x = [D(i) for i in range(15)]; x[::2] = [None] * 8; print('ext'); x[:12] = [1]; print('long'); x.__init__(); print('init')
x = tuple(D(i) for i in range(5)); del x; print('tuple')
x = tuple(D(i) for i in range(15)); del x; print('tuple')
x = {i: D(i) for i in range(5)}; del x; print('dict')
x = {i: D(i) for i in range(5)}; x.clear(); print('dict.clear')
x = {D(i): D(i * 10) for i in range(5)}; del x; print('dict')
x = {H(i) for i in (4, 2, 3, 1)}; del x; print('set')
x = {H(i) for i in (4, 2, 3, 1)}; x.clear(); print('set.clear')
x = {H(i) for i in (4, 2, 3, 1)}; x -= {2, 3}; x -= x; print('set -=')
x = {H(i) for i in range(1)}; x.difference_update(x); print('set -=')
x = frozenset(H(i) for i in (4, 2, 3, 1)); del x; print('frozenset')
x = {H(i) for i in range(20)}; x &= set(); print('set &=')
x = [D(1), D(2), D(3)]; x[1] = 0; print('set'); del x[0]; print(); x.remove(0); x.pop(); print()
x = slice(D(1), D(2), D(3)); del x; print('slice')
x = zip([D(1)], [D(2)], [D(3)]); del x; print('zip')
x = zip([D(1)], [D(2)]); next(x); print('next'); next(x, 0); print('end'); del x; print('zip')
x = zip([D(1), D(3)], [D(2), D(4)]); y = next(x); z = next(x); del y; print('y'); del z; print('z'); next(x, 0); print('end'); del x; print('zip')
x = map(D(9).__eq__, [D(1)], [D(2)]); del x; print('map')
x = enumerate([D(1), D(2)]); y = next(x); y = None; print('a'); next(x); print('b'); next(x, 0); print('c'); del x; print('d')
for i, y in enumerate(D(n) for n in range(3)): del y; print('loop')
print('after')
x = iter({1: D(2)}.items()); next(x); print('a'); next(x, 0); print('exh'); del x; print()
x = reversed([D(1)]); next(x); print('a'); next(x, 0); print('exh'); del x
x = reversed((D(1),)); next(x); print('a'); next(x, 0); print('exh'); del x
x = iter((D(1),)); next(x); print('a'); next(x, 0); print('exh'); del x
x = iter({H(1)}); next(x); print('a'); next(x, 0); print('exh'); del x
x = filter(None, iter([D(1)])); next(x); print('a'); next(x, 0); print('exh'); del x
x = iter(D(5).__hash__, 3); del x; print('iter')
x = [D(1)]; x += [D(2)]; x.extend(x); x *= 2; print(len(x)); x = None; print()
x = {1: D(1), 2: D(2)}; x[1] = D(3); print('set'); x.update({2: D(4), 5: D(5)}); print('update'); x.pop(1); print('pop'); x.popitem(); print('popitem'); del x[2]; print('del')
x = dict.fromkeys('ab', D(1)); x['a'] = 0; print('a'); x |= {'b': 0}; print('b')
class L(list): pass
class T(tuple): pass
class S(set): pass
class M(dict): pass
x = L([D(1), D(2)]); x.y = D(3); del x; print('L')
x = T([D(1), D(2)]); x.y = D(3); del x; print('T')
x = S([H(1), H(2)]); x.y = D(3); del x; print('S')
x = M({1: D(1), 2: D(2)}); x.y = D(3); del x; print('M')
class Meddler:
    def __init__(s, l): s.l = l
    def __del__(s): print(len(s.l), s.l[:2], end=' '); s.l.append('m')
x = []; x += [Meddler(x), 1, 2, 3]; x[0] = 0; print(x); x[1:3] = [Meddler(x), Meddler(x)]; x[1:3] = []; print(x); x.insert(0, Meddler(x)); x.pop(0); print(x)
x.append(Meddler(x)); x.clear(); print(x)
x = {}
class K:
    def __del__(s): print(len(x), list(x), end=' ')
x['a'] = K(); x['a'] = 1; print(); x['b'] = K(); del x['b']; print(); x['c'] = K(); x.clear(); print(x)
