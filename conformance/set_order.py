# Ints in sets come out in the order of the table: probes, resizes and reused entries.
def lcg(seed):
    while True:
        seed = (seed * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
        yield seed >> 33
def mix(fp, s):
    for x in s: fp = (fp * 1000003 + x) & (2**64 - 1)
    return fp
for seed in range(6):
    g = lcg(seed); s = set(); fp = 0
    for step in range(1000):
        r = next(g); k = next(g) % (50 if seed < 3 else 5000)
        if seed % 3 == 2: k = k * 65536 - 1000
        op = r % 10
        if op < 6: s.add(k)
        elif op < 9: s.discard(k)
        elif s and seed % 2: s.pop()
        if step % 97 == 0: fp = mix(fp, s)
    print(len(s), s.__sizeof__(), mix(fp, s))
for seed in range(8):
    g = lcg(seed + 100); fp = 0
    sets = [set() for _ in range(4)]
    for step in range(150):
        i = next(g) % 4; j = next(g) % 4; op = next(g) % 20; n = next(g) % 40
        a, b = sets[i], sets[j]
        if op == 0: a |= b
        elif op == 1: a &= b
        elif op == 2: a -= b
        elif op == 3: a ^= b
        elif op == 4: sets[i] = a | b
        elif op == 5: sets[i] = a & b
        elif op == 6: sets[i] = a - b
        elif op == 7: sets[i] = a ^ b
        elif op == 8: sets[i] = set(b)
        elif op == 9: a.difference_update([next(g) % 300 for _ in range(n)])
        elif op == 10: a.symmetric_difference_update([next(g) % 300 for _ in range(n)])
        elif op == 11: sets[i] = a.intersection(list(b))
        elif op == 12: sets[i] = {k: 0 for k in a}.keys() & b
        elif op == 13: sets[i] = {k: 0 for k in a}.keys() | b
        elif op == 14: sets[i] = set(frozenset(a).union(b, [n]))
        elif op == 15: sets[i] = a.difference({k: 0 for k in b})
        else: a.update([next(g) % 1000 for _ in range(n)])
        fp = mix(fp, sets[i]) ^ sets[i].__sizeof__()
    print([len(x) for x in sets], fp)
print({3, 1, 2}, {10, 5, 100, -1, 64}, set(range(20, 0, -3)), {True, 0, 2.5, 1 << 61}, frozenset([8, 16, 24, 32, 0]))
print({i * 8 for i in range(12)}, list({1 << i for i in range(12)}), set('a') | {1} - {1})
s = set(range(10)); print([s.pop() for _ in range(4)], s); s.add(0); print(s, s.pop(), s)
s = {1, 2, 3}
for i in s: 
    try: s.add(i + 10)
    except RuntimeError as e: print(e)
    break
try:
    for i in s: s.add(i + 100)
except RuntimeError as e: print(e, s)
try:
    for i in s: s.discard(i); s.add(i + 1000)
except RuntimeError as e: print(e)
