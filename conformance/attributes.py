# What the attributes of every built-in type are called and say of themselves, and how their methods refuse arguments. A
# line has a checksum of a type's rows; with any argument the script prints the rows themselves.
import array
import binascii
import collections
import functools
import re
import sys
import types
import weakref


def function(): pass
def generator(): yield 1
async def coroutine(): pass
async def asynchronous(): yield 1


try:
    1 / 0
except ZeroDivisionError as e:
    trace = e.__traceback__
waiting, cached, keyed = coroutine(), functools.lru_cache(function), functools.cmp_to_key(function)
code, frame = function.__code__, trace.tb_frame

kinds = [int, bool, float, complex, str, bytes, bytearray, memoryview, list, tuple, dict, set, frozenset, range,
         slice, enumerate, zip, map, filter, reversed, object, type, property, classmethod, staticmethod, super,
         type(None), type(...), type(NotImplemented), types.GenericAlias, types.UnionType, types.MappingProxyType,
         types.SimpleNamespace, types.CellType, types.ModuleType, types.FunctionType, types.MethodType,
         types.BuiltinFunctionType, types.WrapperDescriptorType, types.MethodWrapperType, types.MethodDescriptorType,
         types.ClassMethodDescriptorType, types.GetSetDescriptorType, types.MemberDescriptorType, type({}.keys()),
         type({}.items()), type({}.values()), type(iter([])), type(reversed([])), type(iter(())), type(iter(set())),
         type(iter({})), type(iter({}.values())), type(iter({}.items())), type(reversed({})),
         type(reversed({}.values())), type(reversed({}.items())), type(iter('')), type(iter(b'')),
         type(iter(bytearray())), type(iter(range(1))), type(iter(range(1 << 70))), type(iter(int, 1)),
         type(iter(memoryview(b''))), BaseException, Exception, OSError, StopIteration, SystemExit, KeyError,
         SyntaxError, UnicodeError, UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError, ImportError,
         AttributeError, NameError, ValueError, TypeError, LookupError, ArithmeticError, Warning, StopAsyncIteration,
         GeneratorExit, KeyboardInterrupt, BlockingIOError,IndentationError, collections.deque, weakref.ref,
         type(code), type(frame), type(trace), type(generator()), type(waiting), type(asynchronous()), type(waiting.__await__()),
         type(asynchronous().asend(1)), type(asynchronous().athrow(1)), functools.partial, type(cached), type(keyed), type(keyed(1)), array.array,
         type(iter(array.array('i')))]
waiting.close()
samples = [5, True, 1.5, 2j, 'ab', b'ab', bytearray(b'ab'), memoryview(b'ab'), [1, 2], (1, 2), {1: 2}, {1},
           frozenset({1}), range(3), slice(3), enumerate('ab'), zip('ab'), map(len, ['a']), filter(None, [1]),
           reversed([1]), object(), property(len), classmethod(len), staticmethod(len), None, ..., NotImplemented,
           list[int], int | str, types.MappingProxyType({1: 2}), types.SimpleNamespace(a=1), types.CellType(1),
           types.ModuleType('m'), {}.keys(), {1: 2}.items(), {}.values(), iter([1]), iter((1,)), iter({1}), iter({1:
           2}), iter('a'), iter(b'a'), iter(bytearray(b'a')), iter(range(2)), iter(range(1 << 70)), iter(int, 1),
           iter(memoryview(b'a')), reversed({1: 2}), (lambda: 0), len, [].append, 'a'.__len__, list.append,
           list.__len__, int.real, ValueError('a'), OSError(1, 'a'), UnicodeDecodeError('a', b'b', 0, 1, 'c'),
           KeyError(1), StopIteration(1), int, type, list, dict.__dict__['fromkeys'],
           code, frame, trace, generator(), cached, keyed, functools.partial(int, '3'), array.array('i', [1, 2]), iter(array.array('i', [1]))]


def told(title, rows):
    text = "\n".join(rows)
    print(title, len(rows), f"{binascii.crc32(text.encode()):08x}")
    if len(sys.argv) > 1:
        print(text)


def row(name, x):
    words = [name, type(x).__name__]
    for attr in "__name__", "__qualname__", "__objclass__", "__text_signature__":
        if not isinstance(x, type):
            words.append(repr(getattr(x, attr, "-")))
    words.append("doc" if getattr(x, "__doc__", None) else repr(getattr(x, "__doc__", "-")))
    return re.sub(" at 0x[0-9a-f]+", "", " ".join(words))


for kind in kinds:
    about = [kind.__basicsize__, kind.__itemsize__, kind.__dictoffset__, kind.__weakrefoffset__, hex(kind.__flags__ & 0xff1047e0), kind.__base__,
             kind.__text_signature__]
    told(kind.__qualname__, [str(dir(kind)), str(sorted(vars(kind))), str(about)] + [row(name, x) for name, x in sorted(vars(kind).items())])

calls = [(), (None,) * 9, "xyz", (None,), (None, None), (object,) * 3]
# attributes of GenericAlias are those of list; setting attributes of types and iterating over a released view have other tests
apart = set("""__class__ __dir__ __subclasses__ __init_subclass__ mro __prepare__ __doc__ __instancecheck__ __subclasscheck__ __subclasshook__ __setattr__""".split())


def refusals(s, kind):
    obj = kind if s is None and kind is not type(None) else s
    for name in sorted(set(dir(kind)) - apart):
        for args in calls:
            if kind is memoryview and name == "__iter__" or obj is kind and not args and name == "__call__":
                continue
            try:
                method = getattr(obj, name)
            except Exception as e:
                yield f"{name} {type(e).__name__} {e}"
                break
            if not callable(method):
                break
            try:
                method(**{args: 1}) if args == "xyz" else method(*args)
            except Exception as e:
                yield re.sub(" at 0x[0-9a-f]+", "", f"{name} {args} {type(e).__name__} {e}")


for s in samples:
    kind, s = (s, None) if type(s) is type else (type(s), s)
    told(f"calls of {kind.__qualname__}", list(refusals(s, kind)))
