# The four numbers of the layout of every built-in type that is found as a subclass of object.
import sys, types, collections, itertools, functools, weakref, io, re, operator, _thread, _contextvars, array, struct, random
import binascii, bisect, heapq, _queue, select, _socket, math, gc, warnings, atexit, time, unicodedata
names = '''
_collections: _deque_iterator _deque_reverse_iterator _tuplegetter
_contextvars: Context ContextVar Token
_frozen_importlib: BuiltinImporter FrozenImporter ModuleSpec
_frozen_importlib_external: FileFinder PathFinder SourceFileLoader _NamespaceLoader
_io: BufferedRWPair BufferedRandom BufferedReader BufferedWriter BytesIO FileIO IncrementalNewlineDecoder StringIO
  TextIOWrapper _BufferedIOBase _BytesIOBuffer _IOBase _RawIOBase _TextIOBase
_queue: Empty SimpleQueue
_sre: SRE_Scanner
_struct: Struct unpack_iterator
_thread: RLock _ExceptHookArgs _local lock
_weakrefset: WeakSet
array: array arrayiterator
binascii: Error Incomplete
builtins: ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError BufferError
  BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError
  DeprecationWarning EOFError EncodingWarning Exception FileExistsError FileNotFoundError FloatingPointError
  FutureWarning GeneratorExit ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError
  KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NoneType NotADirectoryError
  NotImplementedError NotImplementedType OSError OverflowError PendingDeprecationWarning PermissionError
  ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration
  StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError
  UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError
  Warning ZeroDivisionError anext_awaitable async_generator async_generator_asend async_generator_athrow
  async_generator_wrapped_value bool builtin_function_or_method bytearray bytearray_iterator bytes bytes_iterator
  callable_iterator cell classmethod classmethod_descriptor code complex coroutine coroutine_wrapper dict
  dict_itemiterator dict_items dict_keyiterator dict_keys dict_reverseitemiterator dict_reversekeyiterator
  dict_reversevalueiterator dict_valueiterator dict_values ellipsis enumerate filter float frame frozenset function
  generator getset_descriptor int items iterator keys list list_iterator list_reverseiterator longrange_iterator
  managedbuffer map mappingproxy member_descriptor memoryview method method-wrapper method_descriptor module object
  odict_items odict_iterator odict_keys odict_values property range range_iterator reversed set set_iterator slice
  staticmethod str str_iterator super traceback tuple tuple_iterator type values wrapper_descriptor zip
collections: OrderedDict defaultdict deque
functools: KeyWrapper _lru_cache_wrapper _lru_list_elem partial
io: UnsupportedOperation
itertools: _grouper _tee _tee_dataobject accumulate chain combinations combinations_with_replacement compress count
  cycle dropwhile filterfalse groupby islice pairwise permutations product repeat starmap takewhile zip_longest
operator: attrgetter itemgetter methodcaller
random: Random SystemRandom
re: Match Pattern error
select: epoll poll
socket: gaierror herror
struct: error
time: struct_time
types: GenericAlias SimpleNamespace UnionType
unicodedata: UCD
weakref: CallableProxyType KeyedRef ProxyType ReferenceType WeakKeyDictionary WeakMethod WeakValueDictionary finalize
'''
known = set()
for line in names.split('\n'):
    module, colon, rest = line.partition(': ')
    if colon: here, line = module, rest
    known.update((here, n) for n in line.split())
seen = set()
def walk(t):
    if t in seen: return
    seen.add(t)
    for s in type.__subclasses__(t): walk(s)
walk(object)
lines = {(t.__module__, t.__qualname__, t.__basicsize__, t.__itemsize__, t.__dictoffset__, t.__weakrefoffset__) for t in seen
         if (t.__module__, t.__qualname__) in known}
for l in sorted(lines): print(*l)
print(len(known), len(lines))
