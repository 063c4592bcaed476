# Which items list.sort compares, in which order; what happens when they misbehave.
def lcg(seed):
    while True:
        seed=(seed*6364136223846793005+1442695040888963407)&(2**64-1)
        yield seed>>33
class K:
    n=0
    __slots__='v',
    def __init__(s,v): s.v=v
    def __lt__(s,o): K.n+=1; K.fp=(K.fp*1000003+s.v*31+o.v)&(2**64-1); return s.v<o.v
out=[]
for seed in range(12):
    g=lcg(seed+7); n=[0,1,2,5,33,64,65,200,1000,3000,1500,700][seed]
    m=[10,1000000,3][seed%3]
    l=[next(g)%m for _ in range(n)]
    if seed>=8:  # runs
        l=[]
        while len(l)<n:
            c=next(g)%90; s=next(g)%100; d=next(g)%3-1
            l+= [s+d*x for x in range(c)]
    l=[K(x) for x in l]; K.n=0; K.fp=0
    l.sort(reverse=seed%4==3)
    fp=0
    for x in l: fp=(fp*1000003+x.v)&(2**64-1)
    out.append((len(l),K.n,K.fp,fp))
print(out)
class Bad:
    def __init__(self, v): self.v = v
    def __lt__(self, other):
        Bad.left -= 1
        if Bad.left < 0: raise ValueError('enough')
        return self.v < other.v
for limit in (0, 1, 5, 20, 60, 100, 150, 200, 250, 300, 400):
    g = lcg(3)
    l = [Bad(next(g) % 50) for _ in range(100)]
    keep = sorted(map(id, l))
    Bad.left = limit
    try: l.sort(reverse=limit % 2)
    except ValueError as e: print(limit, e, end=' ')
    print(len(l), sorted(map(id, l)) == keep, [x.v for x in l])
class Liar:
    def __lt__(self, other): return True
print(len(sorted(Liar() for _ in range(300))))
class Random:
    g = lcg(5)
    def __lt__(self, other): return next(Random.g) % 2
for n in (10, 100, 500):
    l = [Random() for _ in range(n)]; ids = sorted(map(id, l)); l.sort(); print(sorted(map(id, l)) == ids)
def attempt(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
def during(action):
    l = [3, 1, 2]
    def key(x):
        action(l)
        return x
    attempt(l.sort, key=key)
    print(l)
during(lambda l: l.append(1)); during(lambda l: l.clear()); during(lambda l: print(l, len(l)))
during(lambda l: (l.append(1), l.pop())); during(lambda l: l.extend([])); during(lambda l: l.__init__([5])); during(lambda l: l.sort())
during(lambda l: 1/0)
nan = float('nan')
print(sorted([3.0, nan, 1.0, nan, 2.0, -1.0, 5.5]), sorted([0.0, -0.0, 0.0, -0.0]), sorted([-0.0, 0.0], reverse=True))
print(sorted([(1, 'b'), (1, 'a'), (0, 'z'), (1,), ()]), sorted([[2], [1, 5], [1]]), sorted(['b', 'a', 'é', 'Z', '', 'aa']))
print(sorted([True, 2, 0.5, False, 1]), sorted([1 << 70, 1, -(1 << 70)]), sorted('hello', key=str.upper, reverse=True))
attempt(sorted, [1, 'a', 2]); attempt(sorted, [(1, 2), (1, 'a')]); attempt(sorted, [None, None]); attempt(sorted, [None]); attempt(sorted, [1j, 2j])
attempt([1].sort, reverse='x'); attempt([1].sort, key=3); attempt([].sort, key=3); attempt(sorted, [3, 1], reverse=2)
print(sorted([('a', 1), ('b', 1), ('c', 0)], key=lambda p: p[1], reverse=True))
