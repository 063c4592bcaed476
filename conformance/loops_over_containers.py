# for loops over dicts, their values, sets and texts: what changes meanwhile, what the iterator holds
class Named:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("died", self.name)


def caught(loop, *args):
    try:
        print(loop(*args))
    except RuntimeError as e:
        print("RuntimeError:", e)


def growing_dict(d):
    for k in d:
        d[k + 100] = k


def shrinking_values(d):
    for v in d.values():
        d.popitem()


def replaced_keys(d):
    seen = []
    for k in d:
        seen.append(k)
        del d[k]
        d[k + 100] = k
    return seen


def new_values(d):
    seen = []
    for v in d.values():
        seen.append(v)
        for k in d:
            d[k] = v + 1
    return seen


def growing_set(s):
    for x in s:
        s.add(x + 100)


caught(growing_dict, {1: 2, 3: 4})
caught(growing_dict, {})
caught(shrinking_values, {1: 2, 3: 4})
caught(replaced_keys, dict.fromkeys(range(6)))
caught(new_values, {1: 2, 3: 4, 5: 6})
caught(growing_set, {1, 2, 3})

holes = dict.fromkeys(range(9), "v")
for k in (0, 3, 4, 8):
    del holes[k]
print([k for k in holes], [v for v in holes.values()])
hollow = set(range(40))
for k in range(0, 40, 3):
    hollow.discard(k)
print([k for k in hollow])

for text in ("", "abc", "aéz", "日本x", "\U0001f600!", "a\udc80b"):
    print([ascii(c) for c in text])

for make in ({1: "a", 2: "b"}.keys, {1: "a", 2: "b"}.values, {1, 2, 3}.copy, "abc".upper):
    it = iter(make())
    first = next(it)
    rest = [x for x in it]
    again = [x for x in it]
    print(first, rest, again, next(it, "end"))


def deaths():
    d = {1: Named("one"), 2: Named("two"), 3: Named("three")}
    for v in d.values():
        print("got", v.name)
        d[1] = d[2] = None
        break
    print("rebind")
    v = None
    print("loop again")
    for v in d.values():
        print(v and v.name)
        d[3] = 0
    print("end", v and v.name)


def temporary():
    for v in {1: Named("first"), 2: Named("second")}.values():
        print("in loop", v.name)
    print("behind")
    del v
    for v in {Named("alone")}:
        print("in loop", v.name)
    print("behind")


deaths()
temporary()
