# Sorts by ints, floats and strs keep the order of equal keys, whatever way they are done.
import random

random.seed(7)


def ints(n):
    return random.choice([
        lambda: [random.randrange(-5, 5) for _ in range(n)],
        lambda: [random.randrange(-2**62, 2**62) for _ in range(n)],
        lambda: [random.randrange(1000) << 40 for _ in range(n)]])()


def floats(n):
    inf = float('inf')
    return random.choice([
        lambda: [random.choice([0.0, -0.0, 1.5, -1.5, 1e300, -1e300, inf, -inf, 5e-324, -5e-324]) for _ in range(n)],
        lambda: [random.uniform(-1, 1) for _ in range(n)],
        lambda: [random.choice([1.0, float('nan'), 2.0, -3.0]) for _ in range(n)]])()


def strs(n):
    return random.choice([
        lambda: [str(random.randrange(1000)) for _ in range(n)],
        lambda: ['name%06d' % random.randrange(n + 1) for _ in range(n)],
        lambda: [''.join(random.choice('a\0\x01b') for _ in range(random.randrange(20))) for _ in range(n)],
        lambda: ['x' * random.randrange(40) for _ in range(n)],
        lambda: [''.join(random.choice('aé\u0800\ud800\uffff\U00010000') for _ in range(random.randrange(9))) for _ in range(n)],
        lambda: [random.choice(['', 'one', 'another']) + ' beginning ' + str(random.random())[:9] for _ in range(n)]])()


def checksum(items):
    r = 0
    for x in items:
        for c in repr(x):
            r = (r * 31 + ord(c)) % 1000000007
    return r


for n in [0, 1, 2, 3, 5, 8, 13, 19, 40, 63, 64, 65, 66, 100, 200, 257, 300, 1000]:
    for kind in ints, floats, strs:
        for _ in range(4):
            keys = kind(n)
            print(n, kind.__name__, checksum(sorted(keys)), checksum(sorted(keys, reverse=True)),
                  checksum(sorted(range(n), key=keys.__getitem__)),
                  checksum(sorted(range(n), key=keys.__getitem__, reverse=True)))

for n in 20000, 40000:
    for kind in ints, strs:
        keys = kind(n)
        places = sorted(range(n), key=keys.__getitem__)
        print(n, all(keys[a] < keys[b] or keys[a] == keys[b] and a < b for a, b in zip(places, places[1:])))
