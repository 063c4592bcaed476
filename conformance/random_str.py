"""Random operations on str: a checksum for each batch of answers."""
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


LETTERS = "aabbc  ABc\t\n,.%0123\xe9\xdf\u0131\u0130\u01c5\u03a3\u20ac\u2028\ufb01\U0001f600\ud800\udc00\x00\x1c\x85\u0660\u00b2\u0345"


def text(most=8):
    return "".join(pick(LETTERS if rnd(3) else "ab ") for _ in range(rnd(most + 1)))


def number():
    return pick([0, 1, 2, 3, 5, 8, -1, -2, -5, 100, -100, None, I(), True, 1 << 70, -1 << 70, 1.5, "x"] if not rnd(6) else [0, 1, 2, 3, 4, -1, -2, -3])


def piece():
    return pick([b"a", None, 3, ("a", "b"), (), ("a", 1), bytearray(b"a"), ["a"]]) if not rnd(14) else text(2)


def few(n):
    return [number() for _ in range(rnd(n + 1))]


def parts():
    return pick([[text(2) for _ in range(rnd(4))], text(4), (text(1), text(1)), [text(1), 3], {"k": 1}, 5, iter([text(2), text(2)])])


def table():
    return pick([{97: "x", 98: None, 99: 0x20AC}, {"a": 1}, {97: 1 << 21}, {97: 1.5}, {32: "", 233: "ee"}, "0123456789" * 12, [1], None, str.maketrans("ab", "ba", " ")])


SPECS = ["", "5", "<5", ">7", "^6", "*^8", "\u20ac>4", "05", "=5", "+", "d", "s", ".2", "5.1s", ",", "_", "10.3", "#x", "<<<", "{}", "\ud800<5", "5c", "n", "z", ".", "1.", "99999999999999999999"]
FORMATS = ["%s", "%r", "%a", "%5s|", "%-5s|", "%.2s", "%c", "%d", "%x", "%%", "%", "%(a)s", "%*s", "%s %s", "%y", "%5", "%(a", "%-5.1s|", "%#o", "%+d", "%e", "%05d", "%.3r"]
FIELDS = ["{}", "{0}", "{1}", "{}{}", "{a}", "{a!r}", "{!s:5}", "{:>5}", "{0[1]}", "{0.x}", "{", "}", "{{}}", "{!x}", "{:{}}", "{0}{}", "{a[b]}", "{0!}", "{!", "{0[}", "{:{1}}", "{!a:>8}"]


def values():
    return tuple(pick([text(3), 5, -3, 65, 1.5, None, b"x", "\u20ac", 1 << 21, [1, 2], I()]) for _ in range(rnd(3)))


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
    "zfill": lambda: [number()], "join": lambda: [parts()], "translate": lambda: [table()],
    "encode": lambda: [pick(["utf-8", "ascii", "latin-1", "utf-16-le", "cp1252", "utf-7", "unicode-escape", "utf-32-be", "raw-unicode-escape", "cp437", "nosuch", "koi8_r"]), pick(["strict", "replace", "ignore", "xmlcharrefreplace", "backslashreplace", "namereplace", "surrogateescape", "surrogatepass", "nosuch"])],
    "__getitem__": lambda: [pick([number(), slice(number(), number()), slice(number(), number(), number())])],
    "__add__": lambda: [piece()], "__mul__": lambda: [number() if rnd(4) else 3], "__contains__": lambda: [piece()],
    "__lt__": lambda: [piece()], "__eq__": lambda: [piece()], "__ge__": lambda: [piece()], "__mod__": lambda: [values()], "format": lambda: list(values()),
    "__format__": lambda: [pick(SPECS)], "maketrans": lambda: [piece() for _ in range(1 + rnd(3))],
}
CALLS["rsplit"] = CALLS["split"]
PLAIN = ["upper", "lower", "title", "capitalize", "swapcase", "casefold", "isalpha", "isalnum", "isascii", "isdecimal", "isdigit", "isidentifier", "islower",
         "isnumeric", "isprintable", "isspace", "istitle", "isupper", "__len__", "__repr__", "__iter__", "__str__"]
NAMES = sorted(CALLS) * 2 + PLAIN


def limited(name, args):
    big = (1 << 70, -1 << 70, 100)
    return name in ("center", "ljust", "rjust", "zfill", "expandtabs", "__mul__") and any(isinstance(x, int) and x in big for x in args)


def step():
    name = pick(NAMES)
    s = text(12)
    if name == "__mod__":
        s = pick(FORMATS) + (pick(FORMATS) if not rnd(4) else "")
    elif name == "format":
        s = pick(FIELDS) + (pick(FIELDS) if not rnd(4) else "")
    args = CALLS[name]() if name in CALLS else [] if rnd(30) else [number()]
    if limited(name, args):
        args = [3]
    told = name + repr(s) + show(args)
    return told + " -> " + show(outcome(getattr(s, name), *args))


batches(int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1] != "-v" else 20, 250, step)
