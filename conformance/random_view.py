"""Random operations on memoryview: a checksum for each batch of answers."""
import binascii
import sys

seed = 1


def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) & (1 << 64) - 1
    return (seed >> 33) % n


def pick(xs):
    return xs[rnd(len(xs))]


class I:
    def __index__(self):
        return 2

    def __repr__(self):
        return "I()"


def outcome(f, *a, **k):
    try:
        return f(*a, **k)
    except Exception as e:
        return type(e).__name__ + ": " + str(e)


def show(x):
    if isinstance(x, memoryview):
        return outcome(lambda: "view %s %s %r" % (x.format, x.shape, outcome(x.tobytes)))
    if type(x) in (list, tuple):
        return "[" + ", ".join(["..." if hasattr(y, "__next__") else show(y) for y in x]) + "]"
    if hasattr(x, "__next__"):
        return repr(list(x))
    return repr(x)


def batches(count, size, step):
    shown = "-v" in sys.argv
    for b in range(count):
        answers = []
        for i in range(size):
            answers.append(step())
            if shown:
                print(ascii(answers[-1]))
        print(b, binascii.crc32("\n".join(answers).encode("utf-8", "surrogatepass")))


def number():
    return pick([0, 1, 2, 3, 5, 8, -1, -2, -5, 100, 255, 256, -100, None, I(), True, 1 << 70, 1.5, "x", b"a", b"ab"] if not rnd(5) else [0, 1, 2, 3, 4, -1, -2, -3])


def cut():
    return slice(*[number() if rnd(2) else None for _ in range(3)])


def key():
    return pick([number(), number(), cut(), cut(), (number(),), (number(), number()), (), ..., (cut(),), (cut(), cut()), (0, cut())])


FORMATS = ["B", "b", "c", "h", "H", "i", "I", "l", "L", "q", "Q", "f", "d", "?", "n", "N", "P", "@i", "<i", "x", "", "BB", "\u20ac", 5, None]
SHAPES = [[4, 2], (2, 4), [8], [2, 2, 2], [], (1,), [3, 3], [-1, 8], [0], "x", 5, [1.5], [2, 4, 1]]


def view():
    data = bytes(rnd(256) for _ in range(8 * rnd(3) + (rnd(9) if not rnd(3) else 0)))
    m = memoryview(pick([bytes, bytearray, bytearray])(data))
    if not rnd(2):
        m = outcome(m.cast, pick(FORMATS[:16]))
        if not isinstance(m, memoryview):
            return memoryview(data)
    if not rnd(4):
        m = m[cut_some()]
    elif not rnd(4) and len(m) == 8:
        m = outcome(m.cast, "B", pick([(4, 2), (2, 4), (2, 2, 2)])) if m.itemsize == 1 and m.format == "B" else m
    elif not rnd(20):
        m.release()
    return m


def cut_some():
    return slice(pick([None, 0, 1, -3]), pick([None, 2, 5, -1]), pick([None, 1, 2, -1]))


CALLS = {
    "__getitem__": lambda: [key()], "__setitem__": lambda: [key(), pick([number(), b"a", b"abcd", bytearray(b"xy"), memoryview(b"ab"), 3.5, True])],
    "__delitem__": lambda: [key()], "cast": lambda: [pick(FORMATS)] + [pick(SHAPES)][: rnd(2)], "tobytes": lambda: [pick(["C", "F", "A", None, "x", 5])][: rnd(2)],
    "tolist": lambda: [], "hex": lambda: [pick([":", b":", "ab", "-", 5])][: rnd(2)] + [number()][: rnd(2)], "toreadonly": lambda: [], "release": lambda: [],
    "__eq__": lambda: [pick([view(), b"abcdefgh", 5])], "__len__": lambda: [], "__hash__": lambda: [], "__contains__": lambda: [number()], "__iter__": lambda: [],
    "__enter__": lambda: [], "__lt__": lambda: [view()],
}
ATTRS = ["format", "itemsize", "nbytes", "ndim", "shape", "strides", "suboffsets", "readonly", "contiguous", "c_contiguous", "f_contiguous"]


def step():
    m = view()
    told = show(m)
    if not rnd(5):
        name, args = pick(ATTRS), []
        r = outcome(getattr, m, name)
    else:
        name = pick(sorted(CALLS))
        args = CALLS[name]()
        r = outcome(lambda: list(m) if name == "__iter__" else getattr(m, name)(*args)) if name != "__hash__" else outcome(lambda: type(hash(m)).__name__)
    return "%s %s %s -> %s %s" % (told, name, show(args), show(r), show(m))


batches(int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1] != "-v" else 20, 250, step)
