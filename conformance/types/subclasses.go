package main

import (
	"slices"
	"strings"

	"pgregory.net/rapid"
)

// subclassFamilies has, for each built-in type that classes can be derived from, a subclass that overrides all of
// its methods: an answer says which of them were called.
func subclassFamilies() []family {
	drawn["noisynumber"] = filled("NoisyInt($int)", "NoisyFloat($float)", "NoisyComplex($complex)", "NoisyInt($small)", "NoisyInt($digit)")
	drawn["noisytext"] = filled("NoisyStr($text)", "NoisyBytes($bytes)", "NoisyBytearray($bytes)")
	drawn["noisylist"] = filled("NoisyList($list)", "NoisyTuple($tuple)", "NoisyList([$numbers])", "NoisyTuple([$numbers])")
	drawn["noisydict"] = filled("NoisyDict($dict)", "NoisyDict({$pair, $pair})", "NoisyDict(a=$any, b=$any)")
	drawn["noisyset"] = filled("NoisySet([$keys])", "NoisyFrozenset([$keys])")
	drawn["noisyiterator"] = filled("NoisyEnumerate($list)", "NoisyZip($list, $list)", "NoisyMap($function, $list)", "NoisyFilter($function, $list)", "NoisyReversed($list)")
	drawn["noisyobject"] = filled("NoisyNamespace(a=$any)", "NoisyModule('m')", "NoisyModule('m', $doc)", "NoisyProperty(first)", "NoisyProperty(documented, second)")
	object := append(namespaceFamily().operations, moduleFamily().operations...)
	for _, f := range descriptorFamilies() {
		if f.name == "property" {
			object = append(object, f.operations...)
		}
	}
	number := append(intFamily().operations, append(floatFamily().operations, complexFamily().operations...)...)
	text := append(strFamily().operations, bytearrayFamily().operations...)
	list := append(listFamily().operations, tupleFamily().operations...)
	table := []struct {
		name, types, value string
		operations         []string
	}{
		{"noisynumbers", "int float complex", "noisynumber", number},
		{"noisytexts", "str bytes bytearray", "noisytext", text},
		{"noisylists", "list tuple", "noisylist", list},
		{"noisydicts", "dict", "noisydict", dictFamily().operations},
		{"noisysets", "set frozenset", "noisyset", setFamily().operations},
		{"noisyiterators", "enumerate zip map filter reversed", "noisyiterator", iteratorFamilies()[1].operations},
		{"noisyobjects", "property types.SimpleNamespace types.ModuleType", "noisyobject", object},
	}
	var all []family
	for _, row := range table {
		operations := append(row.operations[:len(row.operations):len(row.operations)], noisyOperations(row.value)...)
		all = append(all, family{name: row.name, types: row.types, value: drawn[row.value], length: 5,
			operations: slices.DeleteFunc(operations, func(o string) bool { return o == "hash(v)" })}) // which may be an address
	}
	return all
}

// noisyOperations is what any object may be used for.
func noisyOperations(value string) []string {
	drawn["noisy"] = rapid.Deferred(func() *rapid.Generator[string] {
		return filled("$noisynumber", "$noisytext", "$noisylist", "$noisyset", "$noisydict", "$any", "v")
	})
	all := each("+ - / // % @ & | ^ >> < <= > >= == !=", "v % $"+value, "$"+value+" % v", "v % $noisy", "$noisy % v")
	all = append(all, each("* <<", "v % NoisyInt($digit)", "NoisyInt($digit) % v if type(v) not in (int, NoisyInt) or v < 999 else 0", "v % $str", "v % NoisyFloat($float)")...)
	return append(all, strings.Split(strings.ReplaceAll(`v = $x
v = $x
divmod(v, $x)
pow(v, NoisyInt($digit)) if abs(v) < 99 else 0
$noisy in v
v in [$x, $x]
v in $noisy
[$x, v].index(v)
$list.count(v)
{v: 1}
{v, $x}
{$x: 1}.get(v)
$dict.get(v)
v in $set
v[$noisy]
[1, 2, 3][v]
'abc'[v]
(1, 2, 3)[v:]
str(v), repr(v), format(v), ascii(v)
'%s %r %a' % (v, v, v)
f'{v} {v!r} {v!s:>9}'
'{} {!r}'.format(v, v)
'{0[0]} {0.real}'.format(v)
bytes(v)
int(v), float(v)
list(v)
tuple(v)
set(v)
frozenset(v)
dict(v)
dict(**v)
(lambda *a, **k: (a, k))(*v)
(lambda *a, **k: (a, k))(**v)
{**v}
[*v, *v]
a, *b = v
''.join(v)
','.join([v, v])
b','.join([v, v])
sum([v, v], v)
max(v, $x)
sorted([v, $x, $x])
bool(v), not v
v.__sizeof__()
sys.getsizeof(v)
len(v)
iter(v)
reversed(v)
hash(v) == hash(v)
next(iter(v))
isinstance(v, $class)
range(v)
slice(v).indices(9)
chr(v)
round(v)
math.floor(v)
abs(v), -v, +v
operator.index(v)
x = [1, 2, 3]; x[v:] = v
x = [1, 2, 3]; x.extend(v); x
x = [1, 2]; x += v
x = set(); x.update(v); x
x = {}; x.update(v); x
x = bytearray(b'ab'); x.extend(v); x
x = v; x += $x; x
x = v; x |= $x; x
x = v; x *= 2; x
copy.copy(v)
copy.deepcopy(v)
v.__reduce_ex__(2)[:2]
eval('a', v) if not isinstance(v, dict) else 0
eval('1', {}, v)
type('T', (), v)
exec('', v) if not isinstance(v, dict) else 0
getattr(v, 'real', 0)
'abc'.startswith(v)
'abcab'.replace('ab', v)
'abcab'.split(v)
'a b'.translate(v)
b'abc'.find(v)
int.from_bytes(v, 'big')
int(v, 16)
memoryview(v)
zip(v, v)
map(str, v)
enumerate(v)
all(v), any(v)
itertools.chain(v, v)
functools.reduce(lambda a, b: a, v)
collections.Counter(v)`, "$x", "$"+value), "\n")...)
}
