# random with a seed: CPython's Mersenne Twister and what every method makes of it.
import random
random.seed(42)
print([random.random() for _ in range(3)], [random.getrandbits(k) for k in (1, 8, 32, 33, 64, 100)], [random.randint(1, 6) for _ in range(10)], [random.randrange(10) for _ in range(5)], [random.randrange(0, 100, 7) for _ in range(3)], [random.choice('abc') for _ in range(5)])
l = list(range(10)); random.shuffle(l); print(l, random.sample(range(100), 5), random.sample('abcdef', 3), random.choices('ab', k=5), random.choices([1, 2, 3], weights=[1, 1, 8], k=5), random.choices('xy', cum_weights=[1, 3], k=4))
print(random.uniform(1, 10), random.triangular(0, 1, 0.5), random.gauss(0, 1), random.gauss(0, 1), random.normalvariate(0, 1), random.expovariate(1), random.betavariate(1, 2), random.gammavariate(2, 1), random.lognormvariate(0, 1), random.vonmisesvariate(0, 1), random.paretovariate(1), random.weibullvariate(1, 1))
for seed in (0, 1, -1, 2 ** 40, 10 ** 30, 'text', b'bytes', 1.5, True, ''):
    r = random.Random(seed); print(repr(seed), r.random(), r.getrandbits(32), r.randint(0, 10 ** 20))
r = random.Random(7); s = r.getstate(); a = [r.random() for _ in range(3)]; r.setstate(s); print(a == [r.random() for _ in range(3)], s[0], len(s[1]), s[1][0], s[1][-1], s[2])
r1, r2 = random.Random(5), random.Random(5); print([r1.random() for _ in range(1000)] == [r2.random() for _ in range(1000)], sum(r1.randrange(1000) for _ in range(2000)), r1.randbytes(5), random.Random(3).randbytes(10))
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)
for f in (lambda: random.choice([]), lambda: random.sample([1], 2), lambda: random.sample([1], -1), lambda: random.randint(5, 1), lambda: random.randrange(0), lambda: random.randrange(1, 10, 0), lambda: random.getrandbits(-1), lambda: random.choices([], k=1), lambda: random.choices([1, 2], weights=[1]), lambda: random.choices([1], weights=[0]), lambda: random.shuffle((1, 2)), lambda: random.sample({'a': 1}, 1), lambda: random.getrandbits(0), lambda: random.randrange(3, 3), lambda: random.setstate(5), lambda: random.choice(5)):
    attempt(f)
class Mine(random.Random):
    def random(self): return 0.5
m = Mine(1); print(m.random(), m.randrange(10), m.choice('abcd'), m.sample(range(10), 3), m.uniform(0, 4))
random.seed(1); x = random.random(); random.seed(1, version=2); print(x == random.random()); random.seed(12345); print(random.sample(range(10 ** 6), 3), random.shuffle([1]), random.randint(10 ** 30, 10 ** 31))
big = list(range(1000)); random.seed(9); random.shuffle(big); print(big[:5], sum(i * v for i, v in enumerate(big)))
print(random.__all__, all(hasattr(random, n) for n in random.__all__))
