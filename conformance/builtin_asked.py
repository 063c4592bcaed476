# What built-in functions ask of subclasses that override a method, and what they say of arguments.
import copyreg
import math
import re
import struct


def shown(f, *args, **kw):
    try:
        return repr(f(*args, **kw))
    except Exception as e:
        return f"{type(e).__name__}: {e}"


# constants passed by keyword stay what they are
def gather(*args, **kw): return len(args), len(kw)
class Gatherer: gather = gather
for _ in range(3):
    print(gather(a=(), b=-17), gather(0, a=(1, 2), b=3), Gatherer().gather(a=(), b=(1, 2)))
print(eval(compile("v.gather(a=(), b=-17)", "x", "eval"), {"v": Gatherer()}), (1, 2))

# str.format does not look at keywords that are no strings
print(shown(lambda: "{a}".format(**{1: 2})), shown(lambda: "{a}".format(**{1: 2, "a": 3})), shown(lambda: str.format("{0}{b}", 5, **{(): 2, "b": 3})))
print(shown(lambda: gather(**{1: 2})), shown(lambda: dict(**{1: 2})), shown(lambda: [].sort(**{1: 2})))

# a method that takes a tuple names itself, its descriptor the class, too
update = {1}.update
print(shown(update, a=1), shown(set.update, {1}, a=1), shown(lambda: {1}.update(a=1)), shown(lambda: set.update({1}, a=1)))
print(shown(lambda: "".count(a=1)), shown(lambda: str.count("", **{"a": 1})), shown(lambda: [].append(a=1)))
class Text(str): pass
class Items(list): pass
append, translate = Items().append, Text("a").translate
print(shown(append), shown(append, 1, 2), shown(lambda: append()), shown(lambda: Items().append(1, 2)), shown(lambda: Items().append(x=1)))
print(shown(lambda: translate()), shown(lambda: translate(x=1)), shown(lambda: Text("a").translate()), shown(str.translate, Text("a"), x=1))
print(shown(eval, "a", [1]), shown(eval, "a", 1), shown(exec, "a", [1]))

# the format of floats
for known in "unknown", "IEEE, little-endian":
    float.__setformat__("double", known)
    float.__setformat__("float", known)
    for code in "<d", ">f", "d", "f":
        print(code, [shown(struct.pack, code, x) for x in (math.inf, -math.nan, -0.0, 5e-324, 1e-45, 1.0000000596046448, 1e300, -1.5)])

# patterns are copied through copyreg
p = re.compile("a+", re.I)
print(re.Pattern in copyreg.dispatch_table, copyreg.dispatch_table[re.Pattern](p)[1], shown(p.__reduce_ex__, 2), p.__reduce_ex__(0)[1:])


# floats and ints of a class, long enough to be compared as ints
class Asked(int): pass
for name in "__lt__", "__eq__", "__ge__", "__neg__", "__float__":
    def note(self, *args, name=name):
        print(name, end=" ")
        return getattr(int, name)(self, *args)
    setattr(Asked, name, note)
for x in 2.0 ** 60, -2.0 ** 60, 2.0 ** 50 + 0.5, -2.0 ** 50 - 0.5, 3.0, math.inf:
    for n in 2 ** 60, -2 ** 60, 2 ** 50, -2 ** 50 - 1:
        print(x < Asked(n), x == Asked(n), x >= Asked(n), Asked(n) != x)
print(math.isqrt(Asked(10 ** 30)), math.isqrt(Asked(81)))


class Table:
    """Counts what str.translate asks for."""
    def __init__(self, **table): self.table, self.asked = table, ""
    def __getitem__(self, point):
        self.asked += chr(point)
        return self.table[chr(point)]
for table in Table(), Table(b="é"), Table(b=None), Table(b="xy"), Table(b="z"), Table(b=66), Table(c="xy", b=None), Table(a=None, b=None):
    for text in "abcabcab", "aébcabc", "bbbb", "abca€b":
        table.asked = ""
        print(text.translate(table), table.asked, end=" ")
    print()


# namespaces, sets, lists
class Names(dict):
    def keys(self): print("keys", end=" "); return dict.keys(self)
    def __iter__(self): print("iter", end=" "); return dict.__iter__(self)
    def __getitem__(self, key): print("getitem", end=" "); return dict.__getitem__(self, key)
class Bag(set):
    def __iter__(self): print("iter", end=" "); return set.__iter__(self)
    def __len__(self): print("len", end=" "); return set.__len__(self)
class Row(list):
    def __iter__(self): print("iter", end=" "); return list.__iter__(self)
    def __len__(self): print("len", end=" "); return list.__len__(self)
class Pair(tuple):
    def __iter__(self): print("iter", end=" "); return iter("xy")
names, bag, row, pair = Names(a=1), Bag([1]), Row([1]), Pair((1, 2))
print(type("X", (), names).a, names.copy(), names | names, {"a"}.difference(names), names.keys() - names)
print(bag, bag.__reduce__()[1], {1, 2} - bag, {1, 2}.difference(bag))
row.extend(row)
row += row
print(row == [1] * 4, dict([Row([1, 2])]), gather(*row), (lambda *a: a)(*pair), [*pair], dict([pair]))
