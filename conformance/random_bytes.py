"""Random operations on bytes and bytearray: a checksum for each batch of answers."""
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


LETTERS = b"aabbc  ABc\t\n\r,.%0123\xe9\xff\x00\x0b\x0c\x1c\x85"


def raw(most=8):
    return bytes(pick(LETTERS if rnd(3) else b"ab ") for _ in range(rnd(most + 1)))


def number():
    return pick([0, 1, 2, 3, 5, 8, -1, -2, -5, 100, 255, 256, -100, None, I(), True, 1 << 70, -1 << 70, 1.5, "x"] if not rnd(6) else [0, 1, 2, 3, 4, -1, -2, -3])


def piece():
    return pick(["a", None, 97, 300, (b"a", b"b"), (), (b"a", 1), [b"a"], [97], memoryview(b"ab"), memoryview(b"abcd")[::2]]) if not rnd(9) else pick([bytes, bytes, bytearray])(raw(2))


def few(n):
    return [number() for _ in range(rnd(n + 1))]


def parts():
    return pick([[raw(2) for _ in range(rnd(4))], (raw(1), bytearray(raw(1)), memoryview(b"z")), [raw(1), 3], [b"a", "b"], raw(2), 5, iter([raw(2), raw(2)])])


def values():
    return tuple(pick([raw(3), 5, -3, 65, 1.5, None, "x", 256, b"a", bytearray(b"xy"), [1, 2], I()]) for _ in range(rnd(3)))


FORMATS = [b"%s", b"%b", b"%r", b"%a", b"%5s|", b"%-5b|", b"%.2s", b"%c", b"%d", b"%x", b"%%", b"%", b"%(a)s", b"%*s", b"%s %s", b"%y", b"%5", b"%#o", b"%+d", b"%e", b"%05d"]
CALLS = {
    "split": lambda: [None if not rnd(3) else piece()][: rnd(3)] + few(1)[:1] * rnd(2),
    "partition": lambda: [piece()], "rpartition": lambda: [piece()],
    "find": lambda: [piece()] + few(2), "rfind": lambda: [piece()] + few(2), "index": lambda: [piece()] + few(2),
    "rindex": lambda: [piece()] + few(2), "count": lambda: [piece()] + few(2),
    "startswith": lambda: [piece()] + few(2), "endswith": lambda: [piece()] + few(2),
    "replace": lambda: [piece(), piece()] + few(1),
    "strip": lambda: [piece()][: rnd(2)], "lstrip": lambda: [piece()][: rnd(2)], "rstrip": lambda: [piece()][: rnd(2)],
    "removeprefix": lambda: [piece()], "removesuffix": lambda: [piece()], "splitlines": lambda: few(1), "expandtabs": lambda: few(1),
    "center": lambda: [number()] + [piece()][: rnd(2)], "ljust": lambda: [number()] + [piece()][: rnd(2)], "rjust": lambda: [number()] + [piece()][: rnd(2)],
    "zfill": lambda: [number()], "join": lambda: [parts()],
    "translate": lambda: [pick([bytes(range(256)), bytes(range(255, -1, -1)), None, b"ab", "x"])] + [piece()][: rnd(2)],
    "hex": lambda: [pick([":", b":", "ab", "\u20ac", 5, "", "-"])][: rnd(2)] + few(1)[:1] * rnd(2),
    "decode": lambda: [pick(["utf-8", "ascii", "latin-1", "utf-16", "cp1252", "utf-7", "unicode-escape", "utf-32", "raw-unicode-escape", "cp437", "nosuch", "koi8_r"]), pick(["strict", "replace", "ignore", "xmlcharrefreplace", "backslashreplace", "surrogateescape", "surrogatepass", "nosuch"])],
    "__getitem__": lambda: [pick([number(), slice(number(), number()), slice(number(), number(), number())])],
    "__add__": lambda: [piece()], "__mul__": lambda: [number()], "__contains__": lambda: [piece()],
    "__lt__": lambda: [piece()], "__eq__": lambda: [piece()], "__ge__": lambda: [piece()], "__mod__": lambda: [values()],
    "fromhex": lambda: [pick(["", "61 62", "6", "6g", " 61\t62 ", "\u20ac", b"61", "61 6 2", "FFfe"])], "maketrans": lambda: [piece(), piece()],
}
CALLS["rsplit"] = CALLS["split"]
CHANGES = {
    "append": lambda: [number()], "extend": lambda: [pick([piece(), [1, 2, number()], iter([3])])], "insert": lambda: [number(), number()], "pop": lambda: few(1),
    "remove": lambda: [number()], "reverse": lambda: [], "clear": lambda: [], "copy": lambda: [], "__iadd__": lambda: [piece()], "__imul__": lambda: [number()],
    "__setitem__": lambda: [pick([number(), slice(number(), number()), slice(number(), number(), number())]), pick([piece(), number(), [1, 2], [1, 300]])],
    "__delitem__": lambda: [pick([number(), slice(number(), number()), slice(number(), number(), number())])],
    "__init__": lambda: [pick([piece(), 3, "x", [1, 2], [-1], None])],
}
PLAIN = ["upper", "lower", "title", "capitalize", "swapcase", "isalpha", "isalnum", "isascii", "isdigit", "islower", "isspace", "istitle", "isupper", "__len__", "__repr__", "__iter__"]
NAMES = {bytes: sorted(CALLS) * 2 + PLAIN, bytearray: sorted(CALLS) + sorted(CHANGES) * 2 + PLAIN}


def step():
    kind = pick([bytes, bytearray])
    name = pick(NAMES[kind])
    s = pick(FORMATS) + (pick(FORMATS) if not rnd(4) else b"") if name == "__mod__" else raw(12)
    args = CALLS[name]() if name in CALLS else CHANGES[name]() if name in CHANGES else [] if rnd(30) else [number()]
    if name in ("center", "ljust", "rjust", "zfill", "expandtabs", "__mul__", "__imul__") and any(isinstance(x, int) and x >= 100 for x in args):
        args = [3]
    if any(x is None or x == 256 for x in args[:1]) and name == "__init__":
        args = []
    s = kind(s)
    told = name + repr(s) + show(args)
    r = show(outcome(getattr(s, name), *args))
    return told + " -> " + r + (" " + repr(s) if kind is bytearray else "")


batches(int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1] != "-v" else 30, 250, step)
