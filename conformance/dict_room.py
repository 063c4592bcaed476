# When tables of dicts grow, as sys.getsizeof shows, and what an iterable's length hint costs.


def room(slots, used, more):
    """The size of a dict of so many slots, so many of them used, after an update with more keys."""
    d = dict.fromkeys(range(slots))
    for i in range(used, slots):
        del d[i]
    d.update(dict.fromkeys(range(more)))
    return d.__sizeof__()


for slots in 5, 10, 21, 42:
    for used in range(1, slots + 1, 3):
        print(slots, used, [room(slots, used, more) for more in (1, 2, 4, 5, 6, 9, 10, 11, 12, 18, 19, 20, 21, 22, 30, 42, 43)])

for n in 1, 4, 5, 6, 10, 11, 20, 21, 22, 42, 43, 85:
    d = dict(zip(range(n), range(n)))
    print(n, d.__sizeof__(), {**d}.__sizeof__(), dict.fromkeys(set(d)).__sizeof__(), dict.fromkeys(d).__sizeof__(),
          ({1000: 1} | d).__sizeof__(), {k: k for k in d}.__sizeof__())


class Hinted:
    def __init__(self, hint): self.hint = hint
    def __iter__(self): return iter((1, 2, 3))
    def __length_hint__(self): return self.hint


for hint in 0, 3, 2**62, 2**100, -1, "x", NotImplemented:
    for take in bytes, list, bytearray, tuple, bytearray().extend, lambda x: int.from_bytes(x, "big"):
        try:
            print(hint, take(Hinted(hint)))
        except Exception as e:
            print(hint, type(e).__name__, e)
for take in bytes, list:
    for items in range(2**62), range(2**100):
        try:
            print(take(items))
        except Exception as e:
            print(type(e).__name__, e)
