package object

import (
	"strings"
	"sync"
)

// What the attributes of built-in types do not have in CPython, though their declarations
// here have it: old methods bring no __text_signature__, some no __doc__. A line names
// types, then their attributes.

const noSignature = `
wrapper_descriptor method_descriptor member_descriptor: __reduce__
int: __ceil__ __floor__ __trunc__ conjugate
str: __getnewargs__
bytes: __getnewargs__ capitalize isalnum isalpha isascii isdigit islower isspace istitle isupper lower swapcase title upper
bytearray: __alloc__ capitalize isalnum isalpha isascii isdigit islower isspace istitle isupper lower swapcase title upper
memoryview: __enter__
list: __class_getitem__ __getitem__
tuple weakref.ReferenceType: __class_getitem__
dict: __class_getitem__ __getitem__ __sizeof__ clear copy items keys update values
set: __class_getitem__ __contains__ __reduce__ __sizeof__ add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset issuperset pop remove symmetric_difference symmetric_difference_update union update
frozenset: __class_getitem__ __contains__ __reduce__ __sizeof__ copy difference intersection isdisjoint issubset issuperset symmetric_difference union
range: __reduce__ __reversed__ count index
slice: __reduce__ indices
enumerate: __class_getitem__ __reduce__
zip: __reduce__ __setstate__
map filter ellipsis NotImplementedType types.SimpleNamespace method builtin_function_or_method method-wrapper callable_iterator OSError ImportError: __reduce__
reversed list_iterator list_reverseiterator tuple_iterator str_iterator bytes_iterator range_iterator longrange_iterator: __length_hint__ __reduce__ __setstate__
object: __init_subclass__ __subclasshook__
type: __prepare__
property: deleter getter setter
types.GenericAlias: __dir__ __instancecheck__ __mro_entries__ __reduce__ __subclasscheck__
types.UnionType: __instancecheck__ __subclasscheck__
mappingproxy: __class_getitem__ __reversed__ copy get items keys values
code: co_lines __sizeof__
module traceback: __dir__
generator coroutine: __del__ close send throw
coroutine_wrapper async_generator_asend async_generator_athrow: close send throw
async_generator: __class_getitem__ __del__ aclose asend athrow
frame: __sizeof__ clear
dict_keys dict_items: __reversed__ isdisjoint
dict_values: __reversed__
set_iterator dict_keyiterator dict_valueiterator dict_itemiterator dict_reversekeyiterator dict_reversevalueiterator dict_reverseitemiterator: __length_hint__ __reduce__
bytearray_iterator: __length_hint__ __setstate__
BaseException: __reduce__ __setstate__ with_traceback
collections.deque: __class_getitem__ __copy__ __reduce__ __reversed__ __sizeof__ append appendleft clear copy count extend extendleft index insert pop popleft remove reverse rotate
collections.OrderedDict: __reduce__ __reversed__ __sizeof__ clear copy items keys update values
collections.defaultdict: __class_getitem__ __copy__ __missing__ __reduce__ copy
functools.partial: __class_getitem__ __reduce__ __setstate__
functools._lru_cache_wrapper: __copy__ __deepcopy__ __reduce__ cache_clear cache_info
`

// The methods that get their arguments in a tuple: what they say of keywords names them without their type.
const inTuple = `
generator coroutine coroutine_wrapper async_generator_asend async_generator_athrow: throw
`

const noDoc = `
generator coroutine async_generator: __del__
code: __sizeof__
functools._lru_cache_wrapper: cache_clear cache_info
str bytes: __getnewargs__
memoryview: __enter__ __exit__
range: __reduce__
traceback: __dir__
collections.OrderedDict: items keys update values
functools.partial: __reduce__ __setstate__
`

// Types that look attributes up as object does and still have a __getattribute__ of their
// own, or a __setattr__ and a __delattr__.
const (
	ownGetAttribute = ` int float complex str bytes bytearray memoryview list tuple dict set frozenset range slice enumerate zip map
filter reversed property ellipsis mappingproxy types.SimpleNamespace cell code
builtin_function_or_method wrapper_descriptor method-wrapper method_descriptor classmethod_descriptor
getset_descriptor member_descriptor generator coroutine async_generator frame traceback dict_keys dict_items
dict_values list_iterator list_reverseiterator tuple_iterator set_iterator dict_keyiterator dict_valueiterator
dict_itemiterator str_iterator bytes_iterator bytearray_iterator range_iterator longrange_iterator
callable_iterator memory_iterator coroutine_wrapper async_generator_asend async_generator_athrow
functools.KeyWrapper array.arrayiterator BaseException collections.deque collections.defaultdict functools.partial
array.array `
	ownSetAttr = ` types.SimpleNamespace module method frame BaseException functools.partial `
)

// noTypeSignature lists types without a __text_signature__, though their constructor's arguments are declared.
const noTypeSignature = " type classmethod staticmethod method "

// The modules whose types C declares: they have no __module__ in their namespace.
const staticModules = " types collections _collections weakref itertools _io contextvars _contextvars _socket time _multiprocessing signal "

var (
	unsigned     = sync.OnceValue(func() map[string]bool { return attributeTable(noSignature) })
	tupled       = sync.OnceValue(func() map[string]bool { return attributeTable(inTuple) })
	undocumented = sync.OnceValue(func() map[string]bool { return attributeTable(noDoc) })
)

// attributeTable reads a table: type.attribute.
func attributeTable(text string) map[string]bool {
	m := map[string]bool{}
	for _, line := range strings.Split(text, "\n") {
		types, names, _ := strings.Cut(line, ": ")
		for _, typ := range strings.Fields(types) {
			for _, name := range strings.Fields(names) {
				m[typ+"."+name] = true
			}
		}
	}
	return m
}

// hasSignature reports whether the attribute of a type has a __text_signature__.
func hasSignature(typ *Type, name string) bool {
	return typ == nil || !unsigned()[typ.FullName()+"."+name]
}

// hasDoc reports whether the attribute of a type has a __doc__.
func hasDoc(typ *Type, name string) bool {
	return typ == nil || !undocumented()[typ.FullName()+"."+name]
}

// listsType reports whether a list of types has typ.
func listsType(list string, typ *Type) bool {
	return strings.Contains(strings.ReplaceAll(list, "\n", " "), " "+typ.FullName()+" ")
}
