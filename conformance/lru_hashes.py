# lru_cache hashes its arguments once for each call.
from functools import lru_cache
class K:
    n = 0
    def __init__(s, i): s.i = i
    def __hash__(s): K.n += 1; return hash(s.i)
    def __eq__(s, o): return s.i == o.i
for size in 3, None, 0:
    K.n = 0
    @lru_cache(size)
    def f(*a, **k): return a[0].i
    for i in [1, 2, 3, 4, 1, 1, 4, 3, 5, 6, 7, 7]:
        f(K(i)); f(K(i), K(2)); f(K(i), k=K(3))
    print(size, K.n, f.cache_info())
    f.cache_clear()
