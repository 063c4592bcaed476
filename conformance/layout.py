# The layout of types: __basicsize__, __itemsize__, __dictoffset__, __weakrefoffset__ of built-in types and classes.
import sys, gc, weakref, collections, functools, itertools, types, operator, io, random
def show(t): print(f'{t.__name__:28}{t.__basicsize__:5}{t.__itemsize__:4}{t.__dictoffset__:5}{t.__weakrefoffset__:5}')
print(f'{"type":28}{"basic":>5}{"item":>5}{"dict":>5}{"weak":>5}')
async def co(): yield
def gen(): yield
c = (lambda: 0)
for t in (object, type, int, bool, float, complex, str, bytes, bytearray, memoryview, list, tuple, dict, set, frozenset, range, slice, property, classmethod, staticmethod, super, enumerate, zip, map, filter, reversed,
          type(None), type(...), type(NotImplemented), types.FunctionType, types.LambdaType, types.MethodType, types.BuiltinFunctionType, types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType, types.CodeType, types.FrameType, types.TracebackType, types.ModuleType, types.CellType, types.MappingProxyType, types.SimpleNamespace, types.GetSetDescriptorType, types.MemberDescriptorType, types.MethodDescriptorType, types.WrapperDescriptorType, types.MethodWrapperType, types.ClassMethodDescriptorType, types.GenericAlias, types.UnionType,
          BaseException, Exception, KeyError, StopIteration, SystemExit, OSError, ImportError, SyntaxError, UnicodeDecodeError, AttributeError, NameError,
          weakref.ref, weakref.ProxyType, weakref.CallableProxyType, weakref.WeakMethod, weakref.finalize, weakref.WeakSet, weakref.WeakValueDictionary, weakref.KeyedRef,
          collections.OrderedDict, collections.deque, collections.defaultdict, collections.Counter, collections.ChainMap, functools.partial, functools.partialmethod, itertools.count, itertools.chain, itertools.cycle, itertools.repeat, itertools.islice, itertools.product, operator.itemgetter, operator.attrgetter, io.StringIO, random.Random,
          type(iter([])), type(iter(())), type(iter('')), type(iter({})), type(iter(set())), type(iter(range(1))), type(iter(b'')), type({}.keys()), type({}.values()), type({}.items()), type(reversed([])), type(iter(int, 1))):
    show(t)
print('classes')
class Empty: pass
class Child(Empty): pass
class Slots0: __slots__ = ()
class Slots1: __slots__ = ('a',)
class Slots3: __slots__ = ('a', 'b', 'c')
class SlotsW: __slots__ = ('__weakref__',)
class SlotsD: __slots__ = ('__dict__',)
class SlotsDW: __slots__ = ('__dict__', '__weakref__')
class SlotsAll: __slots__ = ('a', '__weakref__', 'b', '__dict__')
class S1Child(Slots1): pass
class S1More(Slots1): __slots__ = ('b',)
class S1W(Slots1): __slots__ = ('__weakref__',)
class S1WD(S1W): pass
class S0Child(Slots0): __slots__ = ()
class EmptySlots(Empty): __slots__ = ('a',)
class WThenD(SlotsW): __slots__ = ('__dict__',)
class DThenW(SlotsD): __slots__ = ('__weakref__',)
class List(list): pass
class ListS(list): __slots__ = ()
class ListS1(list): __slots__ = ('a',)
class ListW(list): __slots__ = ('__weakref__',)
class Dict(dict): pass
class DictS(dict): __slots__ = ('a', '__weakref__')
class Set(set): pass
class SetS(set): __slots__ = ()
class Tuple(tuple): pass
class TupleS(tuple): __slots__ = ()
class Str(str): pass
class StrS(str): __slots__ = ('a',)
class Bytes(bytes): pass
class BytesS(bytes): __slots__ = ()
class Int(int): pass
class IntS(int): __slots__ = ()
class Float(float): pass
class Complex(complex): pass
class ByteArray(bytearray): pass
class Err(Exception): pass
class ErrS(Exception): __slots__ = ()
class OsErr(OSError): pass
class Meta(type): pass
class MetaS(type): __slots__ = ()
class WithMeta(metaclass=Meta): pass
class Ref(weakref.ref): pass
class RefS(weakref.ref): __slots__ = ()
class Deque(collections.deque): pass
class Od(collections.OrderedDict): pass
class Dd(collections.defaultdict): pass
class Partial(functools.partial): pass
class Prop(property): pass
class Module(types.ModuleType): pass
class Super(super): pass
class Multi(Slots0, Slots1): pass
class MultiW(SlotsW, Slots0): __slots__ = ()
class Mixed(Slots0, list): pass
class MixedE(Empty, list): pass
class EmptyPair(Empty, Child.__base__.__base__): pass
class Point(collections.namedtuple('P', 'x y')): __slots__ = ()
class Deep(S1Child): __slots__ = ('z',)
class DeepList(ListS1): pass
class Classm(classmethod): pass
class Count(itertools.count): pass
class Rand(random.Random): pass
for t in (Empty, Child, Slots0, Slots1, Slots3, SlotsW, SlotsD, SlotsDW, SlotsAll, S1Child, S1More, S1W, S1WD, S0Child, EmptySlots, WThenD, DThenW, List, ListS, ListS1, ListW, Dict, DictS, Set, SetS, Tuple, TupleS, Str, StrS, Bytes, BytesS, Int, IntS, Float, Complex, ByteArray, Err, ErrS, OsErr, Meta, MetaS, WithMeta, Ref, RefS, Deque, Od, Dd, Partial, Prop, Module, Super, Multi, MultiW, Mixed, MixedE, EmptyPair, Point, Deep, DeepList, Classm, Count, Rand):
    show(t)
print([(hasattr(x, '__dict__'), hasattr(x, '__weakref__')) for x in (Empty(), Slots0(), SlotsW(), SlotsD(), SlotsAll(), List(), TupleS(), Int(), Err(), ErrS(), MultiW(), Mixed())])
print([Empty.__base__.__name__, MixedE.__base__.__name__, Multi.__base__.__name__, Mixed.__base__.__name__, EmptyPair.__base__.__name__, Child.__base__.__name__, Deep.__base__.__name__])
print([bool(t.__flags__ & 1 << 14) for t in (object, int, list, Empty, Slots0, Slots1, Str, Float, tuple, str, type)], [bool(t.__flags__ & 1 << 10) for t in (int, bool, type(None), type(len), Empty, types.FunctionType, slice, range)], [bool(t.__flags__ & 1 << 9) for t in (int, Empty)])
