# Comparisons and decorators by the hundred: more than a function has registers.


class N:
    alive = 0

    def __init__(self, n):
        self.n = n
        N.alive += 1

    def __del__(self):
        N.alive -= 1

    def __lt__(self, other):
        if other.n == N.raises:
            raise ValueError(other.n, N.alive)
        return self.n < other.n


N.raises = -1
made = []


def make(n):
    made.append(n)
    return N(n)


def chain(numbers, op="<"):
    return op.join(f"make({n})" for n in numbers)


for count in 2, 63, 64, 65, 200, 9000:
    made.clear()
    source = chain(range(count))
    print(count, eval(source), len(made), N.alive)
    print(eval(f"1 if {source} else 2"), eval(f"1 if not ({source}) else 2"), N.alive)
    made.clear()
    stop = [*range(count // 2), 0, *range(count)]
    print(eval(chain(stop)), eval(f"1 if {chain(stop)} else 2"), len(made), N.alive)
    N.raises = count * 2 // 3
    for text in source, f"1 if {source} else 2", f"[{source}]":
        try:
            eval(text)
        except ValueError as e:
            print(e)
    N.raises = -1
    names = {}
    exec(f"def f():\n    x = {source}\n    while {source}:\n        return x\n", globals(), names)
    print(names["f"](), N.alive)

a = 1
print(eval("<=".join(["a"] * 20000)), eval(" is ".join(["a"] * 20000)), eval(" in ".join(["'ab'"] * 9000)))

log = []


class D:
    def __init__(self, n):
        self.n = n
        log.append(n)

    def __call__(self, f):
        if self.n == D.raises:
            raise ValueError(self.n, f)
        return f + 1 if isinstance(f, int) else 0

    def __del__(self):
        log.append(-self.n)


for count in 1, 399, 400, 401, 1000, 6000:
    for what in "def f(a, b=[]): pass", "class f(object): pass", "async def f(): yield":
        for D.raises in -1, count * 2 // 3:
            names = {"D": D}
            log.clear()
            try:
                exec("".join(f"@D({n})\n" for n in range(count)) + what, names)
                print(count, names["f"])
            except ValueError as e:
                print(count, "raised", e)
            del names
            print(len(log), hash(tuple(log)))
