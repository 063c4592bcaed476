# Augmented assignment: in-place methods, fallbacks, targets evaluated once.
x = 10
x += 5; x -= 3; x *= 4; x //= 5; x **= 2; x %= 57; x <<= 3; x >>= 1; x |= 9; x &= 30; x ^= 5; x /= 4
print(x)
l = m = [1]
l += [2]; l += 'ab'; l *= 2
print(l, l is m)
t = u = (1,)
t += (2,)
print(t, u)
s = 'a'; s += 'b'; s *= 3
print(s)
d = e = {'a': 1}
d |= {'b': 2}; d |= [('c', 3)]
print(d, d is e)
st = sv = {1, 2, 3}
st -= {1}; st |= {9}; st &= {2, 9}; st ^= {2, 5}
print(sorted(st), st is sv)
f = fv = frozenset([1])
f |= {2}
print(sorted(f), fv)
b = bv = bytearray(b'x')
b += b'y'; b *= 2
print(b, b is bv)
class I:
    def __init__(self, v): self.v = v
    def __iadd__(self, o): self.v += o; return self
    def __isub__(self, o): return NotImplemented
    def __sub__(self, o): return I(self.v - o)
    def __imatmul__(self, o): return f'imatmul {o}'
    def __add__(self, o): return 'add'
i = j = I(1)
i += 5
print(i is j, i.v)
i -= 2
print(i is j, i.v)
i @= 'm'
print(i)
class NoI:
    def __radd__(self, o): return ('radd', o)
n = 5
n += NoI()
print(n)
def attempt(f):
    try:
        print(f())
    except (TypeError, UnboundLocalError, AttributeError, KeyError) as e:
        print(type(e).__name__ + ':', e)
def a1():
    x = 5
    x += 'a'
def a2():
    x = []
    x += 5
def a3():
    t = ([],)
    try:
        t[0] += ['added although it fails']
    finally:
        print(t)
def a4():
    y += 1
def a5():
    x = 'a'
    x -= 1
def a6():
    o = object()
    o.x += 1
def a7():
    d = {}
    d['k'] += 1
def a8():
    x = I(1)
    x -= None
def a9():
    x = {1}
    x |= [2]
for f in (a1, a2, a3, a4, a5, a6, a7, a8, a9):
    attempt(f)
log = []
def key(k):
    log.append(k)
    return k
class D(dict):
    def __getitem__(self, k): log.append(('get', k)); return super().__getitem__(k)
    def __setitem__(self, k, v): log.append(('set', k, v)); super().__setitem__(k, v)
d = D(a=1)
d[key('a')] += key(5)
print(log)
class P:
    def __getattr__(self, n): print('  get', n); return 10
    def __setattr__(self, n, v): print('  set', n, v)
def obj():
    print('  obj')
    return P()
obj().x += 1
l = [1, 2, 3]
l[0] += 10; l[-1] *= 5
l[1:2] += ['s']
print(l)
class C:
    count = 0
c = C()
c.count += 1
print(c.count, C.count, c.__dict__)
g = 1
def glob():
    global g
    g += 1
    return g
def clos():
    n = 0
    def up():
        nonlocal n
        n += 1
        return n
    up()
    return up()
print(glob(), clos())
big = 2 ** 62
big += big; print(big)
big -= 2 ** 63; print(big)
big = 3; big **= 50; print(big)
big >>= 70; print(big)
q = 7; q /= 2; print(q); q //= 1; print(q); q **= -1; print(q)
z = 1j; z *= 1j; print(z)
r = True; r &= False; print(r); r |= 5; print(r)
v = w = [[]] * 3
v[0] += [1]
print(v, w)
