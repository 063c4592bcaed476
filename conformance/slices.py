# Slices of lists, tuples, strings and bytes; assignment and deletion; slice objects.
l = list(range(10))
for s in (slice(2, 5), slice(None), slice(None, None, -1), slice(-3, None), slice(None, -3), slice(8, 2, -2), slice(100), slice(5, 100), slice(-100, 3), slice(3, 3), slice(None, None, 3), slice(-1, -8, -3), slice(0, 10, 100)):
    print(s, l[s], tuple(l)[s], '0123456789'[s], b'0123456789'[s], list(range(10)[s]), s.indices(10))
m = l[:]
m[2:5] = 'abc'
print(m)
m[2:5] = []
print(m)
m[1:1] = [7, 8, 9]
print(m)
m[::2] = [0] * len(m[::2])
print(m)
m[:] = 'xyz'
print(m)
m[5:] = [1]
m[-100:0] = ['start']
print(m)
m[3:1] = ['odd']
print(m)
del m[1:3]
print(m)
m = l[:]
del m[::3]
print(m)
del m[::-2]
print(m)
del m[5:1]
m[1:2] = m
print(m)
def attempt(f):
    try:
        print(f())
    except (TypeError, ValueError, IndexError, AttributeError) as e:
        print(type(e).__name__ + ':', e)
t1, abc, bs, dct, five, nothing = (1,), 'abc', b'abc', {}, 5, None
def put(l, k, v): l[k] = v; return l
def rem(l, k): del l[k]; return l
attempt(lambda: put([1, 2, 3], slice(None, None, 2), [1])); attempt(lambda: put([1], slice(0, 1), 5)); attempt(lambda: l[::0]); attempt(lambda: l['a':])
attempt(lambda: l[1.0:]); attempt(lambda: put([1], 5, 0)); attempt(lambda: rem([1], 5)); attempt(lambda: put((1,), 0, 0)); attempt(lambda: put('abc', 0, 'x'))
attempt(lambda: rem((1,), 0)); attempt(lambda: rem('abc', 0)); attempt(lambda: l[None]); attempt(lambda: l['x']); attempt(lambda: t1['x'])
attempt(lambda: abc[None]); attempt(lambda: bs[None]); attempt(lambda: dct[1:2]); attempt(lambda: five[0]); attempt(lambda: put(5, 0, 0)); attempt(lambda: l[1 << 100])
attempt(lambda: l[: 1 << 100] == l); attempt(lambda: nothing[0])
class I:
    def __index__(self): return 2
print(l[I()], l[I():], l[:I():I()], 'abc'[I()])
class Show:
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): print('set', k, v)
    def __delitem__(self, k): print('del', k)
s = Show()
print(s[1], s[1:2], s[::], s[1:2, 3], s[...], s[1:2:3], s[:, None], s[(1, 2)], s[1,], s['a':'b'], s[()])
s[1:2] = 5
del s[::2]
s[0, 1:2] += (1,) if False else (9,)
sl = slice(1, 2, 3)
print(sl.start, sl.stop, sl.step, sl == slice(1, 2, 3), sl != slice(1, 2), slice(1) < slice(2), repr(slice('a', None, [])))
attempt(lambda: hash(sl)); attempt(lambda: slice()); attempt(lambda: setattr(sl, 'start', 5)); attempt(lambda: sl.indices(-1)); attempt(lambda: slice(1, 2, 0).indices(5))
print([x[1] for x in [(1, 2), 'ab']], l[1:][1:][0], l[-1:][0], [[1, 2], [3]][0][1], 'abc'[1][0][0])
b = bytearray(b'abcdef')
b[1:3] = b'XYZ'
del b[0]
b[0] = 65
print(b, b[::2], b[-1])
m = [1, 2, 3]
m[1:2] = (x for x in 'gen')
m += 'ab'
m *= 2
print(m)
r = range(0, 100, 7)
print(r[2:5], r[-1], r[::-1], len(r[1:]), r[3:1], r.index(14), r.count(15), 21 in r)
