def arithmetic(a, b):
    x = a + b * 2 - 1.5
    x = (a + 1) // 3 % b ** 2
    x = -a + ~b
    x = 1 + 2 * 3 + a
    x = a + 1 + 2
    x += 1
    x <<= b
    return not x
def attributes(o, i):
    o.a.b = o.c
    o.d += 1
    o[i] = o[1]
    o[i] += o["k"]
    o[1:i] = o[::2]
    del o.a, o[i], o[0]
    return o[i, 1]
def truth(a, b, c):
    x = a and b or c
    y = f() or a
    z = f() and g() or h()
    return a if not (b and f()) else c
def comparisons(a, b):
    x = a < b
    y = a < f() <= b != 1
    z = a is None
    if a > b: f(1)
    if a >= 3 and b != 4: f(2)
    if a is not None or b is a: f(3)
    if a < f() < b: f(4)
    if not a < 1 < b: f(5)
    if a in [1, 2] and b not in {3}: f(6)
    return 0 < a
def walrus(a):
    if (n := len(a)) > 10:
        return n + (n := 2)
    return [y := f(a), y]
def strings(a, b):
    return f"{a}" f"x{b!r:>{a}}{a:d}" + f"" + f"{a!s}"
def conditional(a):
    x = 1 if a else 2
    return (yield) if x else (yield a)
