# Asks a Python what operations give. A run comes as lines: the expression of a value, which is v; operations on it,
# each an expression or a statement; an empty line. A line goes back for each operation: what it gave, and v.
import collections, copy, functools, itertools, math, operator, re, sys

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


def show(x, depth=0):
    """A value in one line: subclasses by name, iterators by what they give."""
    kind = type(x)
    name = kind.__name__
    if hasattr(kind, "__next__") and depth < 3:
        try:
            return f"{name}[{', '.join(show(i, depth + 1) for i in itertools.islice(x, 40))}]"
        except Exception as e:
            return f"{name}[{fail(e)}]"
    text = repr(x)
    return f"{name} {text}" if kind.__module__ == "__main__" else text


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
        return show(eval(code, names))
    except Exception as e:
        return fail(e)


def main():
    plain = {k: v for k, v in globals().items() if k not in ("main", "answer", "LONG")}
    plain.update(inf=math.inf, nan=math.nan)
    names = start = None
    for line in sys.stdin:
        text = line[:-1]
        if not text:
            names = None
            sys.stdout.flush()
        elif names is None:
            names, start = dict(plain), text
            names["v"] = eval(text, names)
        else:
            got = answer(text, names)
            now = show(names["v"]) if not hasattr(names["v"], "__next__") else ""
            if len(now) > LONG:
                names["v"] = eval(start, names)
            print(ADDRESS.sub("", f"{got} | {now}").replace("\n", "\\n"))


sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)
main()
