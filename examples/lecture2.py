# Слабые ссылки и модуль weakref: the second lecture.
# `__weakrefoffset__` says where in an object of the type the list of its weak references hangs; 0 says nowhere.
import collections, functools, weakref

class Function:
    pass

print('Function.__weakrefoffset__ = ', Function.__weakrefoffset__)
print('type.__weakrefoffset__  =   ', type.__weakrefoffset__)
print('int.__weakrefoffset__   =   ', int.__weakrefoffset__)
print('str.__weakrefoffset__   =   ', str.__weakrefoffset__)
print('bool.__weakrefoffset__  =   ', bool.__weakrefoffset__)
print('list.__weakrefoffset__  =   ', list.__weakrefoffset__)
print('dict.__weakrefoffset__  =   ', dict.__weakrefoffset__)
print('tuple.__weakrefoffset__ =   ', tuple.__weakrefoffset__)
print('set.__weakrefoffset__   =   ', set.__weakrefoffset__)
print('float.__weakrefoffset__ =   ', float.__weakrefoffset__)

print()
print('The rest of the table')
function = type(lambda: None)
method = type(Function().__init__)
generator = type(x for x in ())
for kind in (object, bytes, bytearray, complex, range, slice, frozenset, memoryview, property, super,
             classmethod, staticmethod, BaseException, Exception, function, type(Function.__repr__),
             type(len), type([].append), generator, type(weakref), type(None), type(Ellipsis),
             weakref.ref, collections.OrderedDict, collections.deque, collections.defaultdict, functools.partial):
    print(f'{kind.__name__:24}{kind.__weakrefoffset__:5}')

print()
print('Classes of our own: where the weak list goes')

class Empty:
    pass

class Slots:
    __slots__ = ('a', 'b')

class SlotsWeak:
    __slots__ = ('a', 'b', '__weakref__')

class SlotsDict:
    __slots__ = ('a', '__dict__')

class Child(Slots):
    pass

class List(list):
    pass

class Dict(dict):
    pass

class Tuple(tuple):
    pass

class Str(str):
    pass

class Float(float):
    pass

class Int(int):
    pass

class Set(set):
    pass

class Error(Exception):
    pass

class Meta(type):
    pass

for kind in (Empty, Slots, SlotsWeak, SlotsDict, Child, List, Dict, Tuple, Str, Float, Int, Set, Error, Meta):
    print(f'{kind.__name__:12}weak {kind.__weakrefoffset__:4}  dict {kind.__dictoffset__:4}  '
          f'basic {kind.__basicsize__:4}  item {kind.__itemsize__}')

print()
print('What takes a weak reference')
for thing in (Empty(), Slots(), SlotsWeak(), List(), Tuple(), Int(), Set(), set(), frozenset(), Empty, int,
              len, print, lambda: 0, (x for x in ()), [], (), {}, 1, 1.5, 'text', b'bytes', None, Error()):
    try:
        weakref.ref(thing)
    except TypeError as error:
        print('no ', error)
    else:
        print('yes', type(thing).__name__)
