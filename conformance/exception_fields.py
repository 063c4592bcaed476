# What OSError, ImportError and SyntaxError keep of their arguments; suggestions.
import sys
sys.stderr = sys.stdout


def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


class Keyword(OSError):
    def __new__(cls, msg, *, baz=None):
        self = super().__new__(cls, msg)
        self.baz = baz
        return self
attempt(lambda: (Keyword("m", baz=1).args, Keyword("m", baz=2).baz))
class WithInit(OSError):
    def __init__(self, a, b):
        super().__init__(a)
        self.b = b
attempt(lambda: (WithInit("a", "b").args, WithInit("a", "b").b))
class Both(OSError):
    def __new__(cls, a, b): return super().__new__(cls, a)
    def __init__(self, a, b): self.b = b
attempt(lambda: (Both("a", "b").args, Both("a", "b").b))
for args in ("a", "b"), ("a", "b", 3), (3,), ("a", "b", 2 ** 80), ("a", "b", "c"):
    attempt(lambda: BlockingIOError(*args).characters_written)
    attempt(lambda: BlockingIOError(*args).args)
e = BlockingIOError("a", "b", 3)
e.characters_written = 5
print(e.characters_written)
del e.characters_written
attempt(lambda: e.characters_written)
attempt(lambda: delattr(e, "characters_written"))
for args in ("foo", "bar", "baz", "quux", "quuux"), ("foo", "bar", "baz"), (1, "x", "y", None, "z"), ("one",):
    e = OSError(*args)
    print(e.filename, e.filename2, e.args, e.__reduce__())
e = ImportError("test", name="n", path="p")
print(e.__reduce__(), e.msg)
e.__init__()
print(e.msg, e.name, e.path, e.args)
e.extra = 1
print(e.__reduce__())
attempt(lambda: OSError(a=1))
attempt(lambda: FileNotFoundError(2, "x").errno)


def suggest(*names):
    class B: pass
    for n in names:
        setattr(B, n, None)
    try:
        B().bluch
    except AttributeError:
        sys.__excepthook__(*sys.exc_info())
suggest("blach", "bluc")
suggest("blucha", "bluc")
suggest("bluchi", "blach")
def unbound():
    something = 1
    if 0:
        somethong = 2
    print(somethong)
    return something
try:
    unbound()
except UnboundLocalError as e:
    print(e.name)
    sys.__excepthook__(*sys.exc_info())
for offset, end in (2, 100), (0, 100), (10, 100), (3, 5), (9, None):
    for name in "bad.py", b"bad.py", None, 5:
        try:
            raise SyntaxError("bad bad", (name, 1, offset, "abcdefg", 1, end))
        except SyntaxError:
            sys.__excepthook__(*sys.exc_info())
