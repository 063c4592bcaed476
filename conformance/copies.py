# copy, deepcopy, __reduce_ex__ of every protocol and __sizeof__ of every built-in type and of instances of subclasses.
import collections
import copy
import copyreg
import itertools
import re
import sys
import types


class Int(int): pass
class Float(float): pass
class Complex(complex): pass
class Str(str): pass
class Bytes(bytes): pass
class ByteArray(bytearray): pass
class List(list): pass
class Tuple(tuple): pass
class Dict(dict): pass
class Set(set): pass
class FrozenSet(frozenset): pass
class Plain: pass
class Slotted: __slots__ = "a", "b"
class Both(Slotted): pass
class SlottedInt(int): __slots__ = ()
class SlottedList(list): __slots__ = "x",
class State:
    def __getstate__(self): return "state"
    def __setstate__(self, state): self.got = state
class NoState:
    def __getstate__(self): return None
class NewArgs(tuple):
    def __new__(cls, *args): return super().__new__(cls, args)
    def __getnewargs__(self): return 1, 2
class NewArgsEx(int):
    def __new__(cls, n=0, *, base=0): return super().__new__(cls, n + base)
    def __getnewargs_ex__(self): return (5,), {"base": 2}
class BadArgs:
    def __getnewargs__(self): return [1]
class BadArgsEx:
    def __getnewargs_ex__(self): return (1, 2)
class Reduce:
    def __reduce__(self): return Reduce, ()
class ReduceEx:
    def __reduce_ex__(self, protocol): return ReduceEx, (), {"protocol": protocol}
class ReduceStr:
    def __reduce__(self): return "ReduceStr"
class Copies:
    def __copy__(self): return "copied"
    def __deepcopy__(self, memo): return "deeply", sorted(map(type, memo.values()), key=repr)
class Meta(type): pass
class Made(metaclass=Meta): pass
class Error(ValueError): pass


def filled(x, /, **attrs):
    for name, value in attrs.items():
        setattr(x, name, value)
    return x


def function(a, b=1): return a


values = [5, -2**70, True, 1.5, 2j, "ab", "\xe9", "\u20ac", "\U0001f600", b"ab", bytearray(b"ab"), memoryview(b"ab"), [1, [2]], (1, 2), (1, [2]), (), {1: [2]}, {1, 2}, frozenset({1}),
          range(3), slice(1, 2), enumerate("ab"), zip("ab", [1, 2]), zip("a", strict=True), map(abs, [1]), filter(None, [1]), reversed([1, 2]), object(), property(len), classmethod(len),
          staticmethod(len), super(List, List()), None, ..., NotImplemented, list[int], int | str, types.MappingProxyType({1: 2}), types.SimpleNamespace(a=[1]), types.CellType(1), types.ModuleType("m"), sys,
          {1: 2}.keys(), {1: 2}.items(), {1: 2}.values(), iter([1]), iter((1,)), iter({1}), iter({1: 2}), iter({1: 2}.items()), iter("ab"), iter(b"a"), iter(bytearray(b"a")), iter(range(2)), iter(range(1 << 70)), iter(int, 1),
          reversed({1: 2}), reversed(range(3)), function, lambda: 0, len, [].append, "a".__len__, list.append, list.__len__, int.real, dict.__dict__["fromkeys"], Slotted.a, (x for x in "a"), function.__code__,
          ValueError("a", 1), OSError(1, "a", "f"), KeyError(1), StopIteration(1), UnicodeDecodeError("a", b"b", 0, 1, "c"), ImportError("a", name="n"), AttributeError("a"), SystemExit(3), filled(Error("e"), a=1),
          int, type, Plain, Meta, Made, collections.deque([1], 3), collections.OrderedDict(a=1), collections.defaultdict(int, a=1), collections.Counter("aab"),
          Int(5), filled(Int(5), a=[1]), Float(1.5), Complex(2j), Str("ab"), filled(Str("ab"), a=1), Bytes(b"a"), ByteArray(b"a"), filled(ByteArray(b"a"), q=1), List([1, [2]]), filled(List([1]), a=[1]), Tuple([1, [2]]),
          filled(Tuple([1]), a=1), Dict(a=[1]), filled(Dict(a=1), q=1), Set([1]), filled(Set([1]), q=1), FrozenSet([1]), Plain(), filled(Plain(), a=[1]), Slotted(), filled(Slotted(), a=[1]), filled(Both(), a=1, c=2),
          SlottedInt(3), filled(SlottedList([1]), x=2), State(), NoState(), NewArgs(1, 2), NewArgsEx(5, base=2), BadArgs(), BadArgsEx(), Reduce(), ReduceEx(), ReduceStr(), Copies(), Made()]


def clean(x, depth=0):
    """repr, with what a plain object holds."""
    text = re.sub(" at 0x[0-9a-f]+", "", repr(x))
    held = getattr(x, "__dict__", None) if not isinstance(x, (type, types.ModuleType, types.FunctionType)) else None
    if hasattr(type(x), "__next__"):
        text += " " + str(list(itertools.islice(x, 5))) if depth == 0 else ""
    return f"{type(x).__name__} {text}" + (f" with {held}" if held else "")


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f"{type(e).__name__} {e}"


for v in values:
    print(clean(v, 1)[:150])
    last = None
    for protocol in range(6):
        r = re.sub(" at 0x[0-9a-f]+", "", str(attempt(v.__reduce_ex__, protocol) if not isinstance(v, type) else attempt(type(v).__reduce_ex__, v, protocol)))[:300]
        if r != last:
            print("   ", protocol, r)
        last = r
    c = attempt(copy.copy, v)
    print("    copy", c is v, clean(c)[:150])
    d = attempt(copy.deepcopy, v)
    print("    deep", d is v, clean(d)[:150])
    if not isinstance(v, (type, types.FunctionType, types.CodeType, types.GeneratorType, BaseException)):
        print("    size", attempt(v.__sizeof__))

print(complex in copyreg.dispatch_table, types.UnionType in copyreg.dispatch_table)
nested = [1]
nested.append(nested)
n = copy.deepcopy(nested)
print(n[1] is n, n is nested)
shared = [1]
pair = copy.deepcopy([shared, shared])
print(pair[0] is pair[1], pair)
d = {}
d["self"] = (d, [d])
e = copy.deepcopy(d)
print(e["self"][0] is e, e["self"][1][0] is e)
memo = {}
print(copy.deepcopy(shared, memo), len(memo), shared in memo.values())
