# Which built-in types can be called without arguments, made by object.__new__, and derived from; and who derives from whom.
import array
import collections
import functools
import itertools
import operator
import types
import weakref


def outcome(f):
    try:
        f()
        return "ok"
    except TypeError as e:
        return str(e)


TYPES = [bool, int, float, complex, str, bytes, bytearray, memoryview, list, tuple, dict, set, frozenset, range, slice,
         object, type, property, classmethod, staticmethod, super, enumerate, zip, map, filter, reversed,
         types.BuiltinFunctionType, types.MethodType, types.FunctionType, types.ModuleType, types.CodeType, types.FrameType,
         types.TracebackType, types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType, types.CellType,
         types.MappingProxyType, types.GenericAlias, types.UnionType, types.SimpleNamespace, types.WrapperDescriptorType,
         types.MethodWrapperType, types.MethodDescriptorType, types.ClassMethodDescriptorType, types.GetSetDescriptorType,
         types.MemberDescriptorType, type(None), type(...), type(NotImplemented), weakref.ref, weakref.ProxyType,
         array.array, collections.deque, collections.OrderedDict, collections.defaultdict, functools.partial,
         itertools.count, itertools.chain, operator.itemgetter]
TYPES += [type(iter(x)) for x in ([], (), {}, set(), "", b"", range(0), zip(), {}.values(), {}.items())]
TYPES += [type({}.keys()), type({}.values()), type({}.items()), type(reversed([])), type(iter(int, 1))]
for t in TYPES:
    print(t.__name__, [outcome(f) for f in (t, lambda: object.__new__(t), lambda: t.__new__(t), lambda: type("X", (t,), {}))])


def tree(t, depth=0):
    if t.__module__ == "builtins":
        print(" " * depth + t.__name__)
        for s in t.__subclasses__():
            tree(s, depth + 1)


tree(BaseException)
print(int.__subclasses__(), bool.__subclasses__(), [list in object.__subclasses__(), bool in object.__subclasses__()])
