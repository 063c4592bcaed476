# Asks a Python what operations give. A run comes as lines: the expression of a value, which is v; operations on it,
# each an expression or a statement; an empty line. A line goes back for each operation: what it gave, and v.
import array, codecs, collections.abc, copy, functools, itertools, marshal, math, operator, re, sys, types, weakref

LONG = 1500  # a value that prints longer begins anew, lest it double for ever
ADDRESS = re.compile(" at 0x[0-9a-f]+")


class Index:
    """Is an int where an index is asked for, and only there."""

    def __init__(self, n): self.n = n
    def __index__(self): return self.n
    def __repr__(self): return f"Index({self.n!r})"


class Key:
    """Is equal to keys of its name; all have one of few hashes."""

    def __init__(self, name): self.name = name
    def __hash__(self): return len(self.name)
    def __eq__(self, other): return isinstance(other, Key) and self.name == other.name
    def __repr__(self): return f"Key({self.name!r})"


class Boom:
    """Refuses what it is asked."""

    def refuse(self, *args): raise ZeroDivisionError("boom")
    __eq__ = __hash__ = __lt__ = __index__ = __float__ = __iter__ = __len__ = __bool__ = refuse
    def __repr__(self): return "Boom()"


class Odd:
    """Answers what it should not."""

    def __index__(self): return "odd"
    __int__ = __float__ = __complex__ = __hash__ = __len__ = __iter__ = __length_hint__ = __index__
    def __repr__(self): return "Odd()"


class Sequence:
    """Iterates by __getitem__ alone."""

    def __init__(self, *items): self.items = items
    def __getitem__(self, i): return self.items[i]
    def __repr__(self): return f"Sequence{self.items!r}"


class Mapping:
    """Has what dict.update asks of a mapping."""

    def __init__(self, *items): self.items = items
    def keys(self): return [k for k, _ in self.items]
    def __getitem__(self, key): return dict(self.items)[key]
    def __repr__(self): return f"Mapping{self.items!r}"


class Backwards:
    """Is a sequence for reversed."""

    def __init__(self, *items): self.items = items
    def __len__(self): return len(self.items)
    def __getitem__(self, i): return self.items[i]
    def __repr__(self): return f"Backwards{self.items!r}"


def first(self): return self


def second(self, value=None): return value


def documented(self):
    """What it says."""
    return "documented", self


def abstract(self): return "abstract"
abstract.__isabstractmethod__ = True


class Owner:
    value = 5

    def method(self, *args): return "Owner.method", type(self).__name__, args
    @classmethod
    def made(cls): return "Owner.made", cls.__name__
    @staticmethod
    def plain(*args): return "Owner.plain", args
    data = property(lambda self: "Owner.data")
    y = 7


class Derived(Owner):
    value = 6

    def method(self, *args): return "Derived.method", args
    @classmethod
    def made(cls): return "Derived.made", cls.__name__


class Other:
    __slots__ = ("a", "__dict__")
    def __getattr__(self, name): return f"other {name}" if name[0] != "_" else object.__getattribute__(self, name)


class Slotted:
    __slots__ = ("a", "y")


class Meta(type):
    def method(cls): return "Meta.method", cls.__name__


def code_of(source):
    """The code of what the source calls f."""
    names = {}
    exec(compile(source, "made", "exec"), names)
    return getattr(names["f"], "__wrapped__", names["f"]).__code__


LOG = []


def noisy(base):
    """A subclass that overrides whatever base has, and notes what is called."""
    def override(name):
        method = getattr(base, name)
        def noted(*args, **kw):
            LOG.append(name)
            return method(*args, **kw)
        noted.__name__ = name
        return noted
    unheard = "__new__ __init__ __class__ __getattribute__ __init_subclass__ __subclasshook__ __class_getitem__ __setattr__ __delattr__ __dir__ __doc__".split()
    static = ("fromkeys", "maketrans", "fromhex", "from_bytes", "__getformat__", "__setformat__")
    body = {n: override(n) for n in dir(base) if n not in unheard and n not in static and callable(getattr(base, n, None))}
    return type("Noisy" + base.__name__.title(), (base,), body)


NoisyInt, NoisyFloat, NoisyComplex, NoisyStr, NoisyBytes, NoisyBytearray, NoisyList, NoisyTuple, NoisyDict, NoisySet, NoisyFrozenset = [
    noisy(t) for t in (int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset)]


NoisyEnumerate, NoisyZip, NoisyMap, NoisyFilter, NoisyReversed, NoisyProperty, NoisyNamespace, NoisyModule = [
    noisy(t) for t in (enumerate, zip, map, filter, reversed, property, types.SimpleNamespace, types.ModuleType)]


class TypeVar:
    """As a type variable of typing is for the built-in types."""

    def __init__(self, name): self.name = name
    def __repr__(self): return "~" + self.name
    def __or__(self, other): return ("or", self, other)
    def __ror__(self, other): return ("or", other, self)
TypeVar.__module__ = "typing"
T2, U = TypeVar("T"), TypeVar("U")
T = T2


def weak(x):
    """Whether x can be referred to weakly, and the reference's class."""
    return type(weakref.ref(x)).__name__


class Property(property): pass
class Namespace(types.SimpleNamespace): pass
class Module(types.ModuleType): pass
class Super(super): pass
class Int(int): pass
class Float(float): pass
class Complex(complex): pass
class Str(str): pass
class Bytes(bytes): pass
class ByteArray(bytearray): pass
class List(list): pass
class Tuple(tuple): pass
class Dict(dict): pass
class Default(dict):
    def __missing__(self, key): return ("missing", key)
class Set(set): pass
class FrozenSet(frozenset): pass


def shown(x):
    try:
        return show(x)
    except Exception as e:
        return fail(e)


def show(x, depth=0):
    """A value in one line: subclasses by name, iterators by what they give."""
    kind = type(x)
    name = kind.__name__
    if hasattr(kind, "__next__") and depth < 3:
        try:
            return f"{name}[{', '.join(show(i, depth + 1) for i in itertools.islice(x, 40))}]"
        except Exception as e:
            return f"{name}[{fail(e)}]"
    if kind is memoryview:
        return view(x)
    text = repr(x)
    if isinstance(x, (set, frozenset)) and re.search("None|nan|<", text):
        text = f"{kind.__name__} of {sorted(map(repr, x))}"  # their hashes are addresses
    return f"{name} {text}" if kind.__module__ == "__main__" else text


def view(m):
    """A memoryview's buffer."""
    try:
        return f"<{m.format} {m.shape} {m.strides} {m.readonly} {m.tobytes()}>"
    except Exception as e:
        return f"memoryview[{fail(e)}]"


def alive(m):
    """Whether a memoryview is not released: iterating over one is a SystemError in CPython."""
    try:
        return m.nbytes >= 0
    except ValueError:
        return False


def hashed(x):
    """The hash of what has one that does not depend on addresses."""
    return hash(x) if not re.search("nan|None|<", repr(x)) else 0


def fail(e):
    return f"{type(e).__name__}: {e}"


def answer(text, names):
    try:
        try:
            code = compile(text, "operation", "eval")
        except SyntaxError:
            exec(compile(text, "operation", "exec"), names)
            return "done"
        LOG.clear()
        got = eval(code, names)
        calls = f" ({' '.join(LOG)})" if LOG else ""
        return show(got) + calls
    except Exception as e:
        return fail(e)


def begin(names, text):
    """Makes v; None if there is no such value."""
    names["v"] = None
    try:
        names["v"] = eval(text, names)
    except Exception:
        pass


def main():
    plain = {k: v for k, v in globals().items() if k not in ("main", "answer", "begin", "LONG")}
    plain.update(inf=math.inf, nan=math.nan)
    names = start = None
    for line in sys.stdin:
        text = line[:-1]
        if not text:
            names = None
            sys.stdout.flush()
        elif names is None:
            names, start = dict(plain), text
            begin(names, start)
        else:
            got = answer(text, names)
            now = shown(names["v"]) if not hasattr(type(names["v"]), "__next__") else ""
            if len(now) > LONG:
                begin(names, start)
            print(ADDRESS.sub("", f"{got} | {now}").replace("\n", "\\n"))


sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)
main()
