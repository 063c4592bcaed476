package main

import (
	"strings"

	"pgregory.net/rapid"
)

// defineContainers lists what holds values, and what containers are asked with.
func defineContainers() {
	drawn["str"] = rapid.OneOf(words("'' 'a' 'b' 'c' 'ab' 'abc' 'é' '\\u20ac' '𝄞' 'x\\0' 'spam' 'Spam' '\\ud800' Str('a')"))
	drawn["scalar"] = filled("$small", "$small", "$small", "$small", "$int", "$quotient", "$str", "$str", "$bool", "$complex")
	// nan and None have hashes of their address: sets that hold them have no order worth comparing.
	drawn["key"] = filled("$small", "$small", "$small", "$small", "$str", "$str", "$quotient", "$complexquotient", "$int", "$bool", "($small, $str)",
		"frozenset({$small})", "Key('a')", "Key('b')", "Key('ab')", "Int($digit)")
	drawn["quotient"], drawn["complexquotient"] = plainFloat(), filled("complex($quotient, $quotient)")
	drawn["probe"] = filled("$key", "$key", "$key", "$key", "None", "nan")
	drawn["badkey"] = filled("[$small]", "Boom()", "{}", "Odd()", "([],)", "slice(1)")
	drawn["any"] = rapid.Deferred(func() *rapid.Generator[string] {
		return filled("$scalar", "$scalar", "$scalar", "$scalar", "$scalar", "[$few]", "tuple([$few])", "set([$keys])", "{$small: $scalar}", "Key('a')", "None", "$float")
	})
	drawn["few"] = several(3, "any")
	drawn["keys"] = rapid.Custom(func(t *rapid.T) string {
		return drawn["key"].Draw(t, "first") + ", " + several(6, "key").Draw(t, "more")
	})
	drawn["items"] = several(8, "any")
	drawn["numbers"] = several(12, "small")
	drawn["pair"] = filled("$key: $any")
	drawn["list"] = filled("[$items]", "[$numbers]", "[$numbers]", "List([$items])", "[]", "[$any] * $digit")
	drawn["tuple"] = filled("tuple([$items])", "tuple([$numbers])", "()", "Tuple([$items])", "($any, $any, $any)")
	drawn["set"] = filled("set([$keys])", "set([$keys])", "set()", "set(range($digit))", "Set([$keys])", "set([$keys] + [$keys])")
	drawn["frozenset"] = filled("frozenset([$keys])", "frozenset([$numbers])", "frozenset()", "FrozenSet([$keys])")
	drawn["dict"] = rapid.OneOf(rapid.Map(several(6, "pair"), braced), rapid.Map(several(3, "pair"), braced),
		filled("dict.fromkeys([$numbers])", "Dict({$pair})", "Default({$pair, $pair})", "dict(a=$any, b=$any)"))
	drawn["stride"] = rapid.OneOf(between(1, 9), between(-9, -1), words("1 -1 2 -2 5 1000000007 -9223372036854775808 18446744073709551617"))
	drawn["range"] = filled("range($small)", "range($small, $small)", "range($small, $small, $stride)", "range($int, $int, $stride)", "range($small, $int)", "range(0)")
	drawn["iter"] = filled("$list", "$list", "$tuple", "$set", "$dict", "range($digit)", "iter($list)", "(x for x in $list)", "$str",
		"Sequence($items)", "map(abs, $list)", "None", "$small", "Boom()", "Odd()", "b'ab'", "v", "iter(list(v))", "reversed($list)")
	drawn["group"] = filled("$set", "$set", "$set", "$frozenset", "$frozenset", "[$keys]", "tuple([$keys])", "iter([$keys])", "{$pair, $pair}", "{$pair, $pair}.keys()",
		"range($digit)", "$str", "v", "v", "$small", "None", "Boom()", "Odd()", "Sequence($keys)", "[$badkey, $keys]", "b'ab'")
	drawn["huge"] = words("9223372036854775807 9223372036854775808 -9223372036854775808 -9223372036854775809 4611686018427387904 10**30 -10**30")
	drawn["index"] = filled("$small", "$small", "$small", "$small", "$huge", "$bool", "Index($small)", "None", "1.0", "'a'", "Odd()")
	drawn["bound"] = filled("", "", "$small", "$small", "$small", "$huge", "None", "Index($small)")
	drawn["cut"] = filled("$bound:$bound", "$bound:$bound", "$bound:$bound:$bound", "$bound:$bound:$step", "::$step", "1.5:", ":'a'")
	drawn["step"] = filled("1", "2", "3", "-1", "-2", "$small", "None", "0")
	drawn["sorter"] = words("None repr str type len lambda~x:0 lambda~x:-x hash abs lambda~x:x%3 lambda~x:str(x)[::-1] 3")
	drawn["mapping"] = filled("$dict", "$dict", "$dict", "Mapping(($key, $any), ($key, $any))", "[($key, $any), ($key, $any)]", "$group", "zip('ab', $list)", "['ab', 'cd']", "v")
}

func braced(text string) string { return "{" + text + "}" }

// common is what every container is asked.
const common = `
	len(v)
	bool(v)
	repr(v)
	str(v)
	hashed(v)
	list(v)
	tuple(v)
	sorted(v)
	sorted(v, key=repr)
	sorted(v, key=$sorter, reverse=$truth)
	min(v)
	max(v)
	max(v, default=$any)
	min(v, key=repr)
	sum(v)
	sum(v, $any)
	any(v)
	all(v)
	$any in v
	$key in v
	$badkey in v
	$any not in v
	iter(v)
	reversed(v)
	enumerate(v, $small)
	zip(v, $iter)
	zip(v, v, strict=$bool)
	map(repr, v)
	filter(None, v)
	[x for x in v]
	{x: 1 for x in v}
	[*v, *v]
	(lambda *a: a)(*v)
	(lambda **k: k)(**v)
	a, *b = v
	a, b = v
	(lambda a, b=2, *c: (a, b, c))(*v)
	next(iter(v))
	operator.length_hint(iter(v))
	copy.copy(v)
	copy.copy(v) is v
	copy.deepcopy(v) == v
	v.__sizeof__()
	sys.getsizeof(v)
	v.__reduce_ex__(2)
	v.__contains__($any)
	v.__len__()
	v.x
	v.x = 1
	v()
	v == v
	v is v
	format(v, '')
	format(v, '5')
	'%s' % (v,)
	'%r' % v
	f'{v}{v!r:.20}'
	+v
	-v
	int(v)
	v == $any
	v != $any
	v < $any
	v.copy()
	v.clear()
	operator.countOf(v, $any)
	operator.indexOf(v, $any)
	list(itertools.islice(v, $digit))
	functools.reduce(lambda a, b: (a, b), v)
	collections.Counter(v)
	dict(v)
	dict.fromkeys(v, $small)
	''.join(v)
	isinstance(v, (list, tuple))
`

// sequential is what sequences are asked.
const sequential = `
	v[$index]
	v[$small]
	v[$cut]
	v[$cut]
	v[$cut][$cut]
	v[slice($index, $index, $index)]
	v.index($any)
	v.index($small)
	v.index($any, $index)
	v.index($any, $small, $small)
	v.count($any)
	v.count($small)
	v.__getitem__($index)
	v.__getitem__(slice($index, None))
	v[::-1] == list(reversed(v)) if len(v) < 1000 else 0
	v.__iter__()
	v.__reversed__()
`

// chained is what sequences that can be added and multiplied are asked.
const chained = `
	v + $list
	v + $tuple
	$list + v
	v + $any
	v * $small
	v * $index
	$small * v
	v * 2 + v
	v.__add__($any)
	v.__mul__($index)
	v.__rmul__($index)
	v < $list
	v <= $tuple
	v == $list
	v != $tuple
	v > v[1:]
	v >= v * 2
	v < v + v
	v.__eq__($tuple), v.__ne__($list)
	v.__le__($list), v.__gt__($tuple), v.__ge__($list)
	v.__lt__($list)
`

func listFamily() family {
	return family{name: "list", types: "list", value: drawn["list"], length: 12, operations: lines(common, sequential, chained, `
		v.append($any)
		v.append($small)
		v.extend($iter)
		v.extend($iter)
		v.insert($index, $any)
		v.insert($small, $small)
		v.pop()
		v.pop()
		v.pop($index)
		v.pop($small)
		v.remove($any)
		v.remove($small)
		v.clear()
		v.reverse()
		v.sort()
		v.sort(reverse=$truth)
		v.sort(key=$sorter)
		v.sort(key=$sorter, reverse=$truth)
		v.sort($any)
		v.copy()
		v[$index] = $any
		v[$small] = $small
		v[$cut] = $iter
		v[$cut] = $iter
		v[$cut] = v
		v[$small:$small] = [$numbers]
		v[::$step] = $list
		del v[$index]
		del v[$small]
		del v[$cut]
		del v[$cut]
		v += $iter
		v += v
		v *= $digit
		v *= $index
		v = $list
		v = v[$cut]
		v.__init__($iter)
		v.__setitem__($index, $any)
		v.__delitem__($index)
		v.__iadd__($iter)
		v.__imul__($small)
		list($iter)
		List($iter)
		list(a=$small)
		[v.append(x) for x in v[:3]]
		[v.pop() for _ in range($digit)]
		v.append(v) or v.pop() is v
		[x for x in v if x == $small]
		v == v[:]
		v.index(v[-1])
		v.sort(key=lambda x: v.append(x))
		i = iter(v); v.extend([1, 2]); i
		iter(v).__reduce__()[1:]
		reversed(v).__length_hint__()
	`)}
}

func tupleFamily() family {
	return family{name: "tuple", types: "tuple", value: drawn["tuple"], length: 6, operations: lines(common, sequential, chained, `
		v[$index] = $any
		del v[$index]
		v += $tuple
		v *= $digit
		v = $tuple
		v = v[$cut]
		v[:] is v
		v * 1 is v
		tuple(v) is v
		tuple($iter)
		Tuple($iter)
		hashed(v) == hashed(tuple(list(v)))
		hashed(tuple([$keys]))
		hashed((v, v))
		($any, *v, $any)
		v.__getnewargs__()
		v == tuple(v)
		{v: 1}
		'%s %s' % v
		'%d-%d' % v
		iter(v).__reduce__()[1:]
		iter(v).__setstate__($small)
		divmod(*v)
		isinstance(1, v)
		issubclass(v, v)
	`)}
}

func dictFamily() family {
	return family{name: "dict", types: "dict", value: drawn["dict"], length: 12, operations: lines(common, `
		v[$key]
		v[$key]
		v[$badkey]
		v.__getitem__($key)
		v.__lt__($dict), v.__le__($dict), v.__gt__($dict), v.__ge__($dict)
		v.__eq__($dict), v.__ne__($dict)
		v.__ror__($mapping)
		v.__iter__()
		v.__reversed__()
		v[$key] = $any
		v[$key] = $any
		v[$key] = $any
		v[$badkey] = $any
		del v[$key]
		del v[$key]
		del v[$badkey]
		v.get($probe)
		v.get($key, $any)
		v.get($badkey)
		v.get()
		v.setdefault($key)
		v.setdefault($key, $any)
		v.setdefault($badkey)
		v.pop($key)
		v.pop($key, $any)
		v.pop($badkey, 1)
		v.popitem()
		v.popitem()
		v.clear()
		set(v)
		frozenset(v)
		v.copy()
		v.update($mapping)
		v.update($mapping)
		v.update($mapping, a=$any)
		v.update(a=$any, b=$any)
		v.update($mapping, $mapping)
		v.keys()
		v.values()
		v.items()
		list(v.items())
		reversed(v.items())
		reversed(v.values())
		len(v.items())
		v | $dict
		v | $mapping
		$mapping | v
		v |= $mapping
		v |= $dict
		v == $dict
		v != $dict
		v < $dict
		{**v, $key: $any}
		{**v, **$mapping}
		dict($mapping)
		dict($mapping, a=$any)
		Dict($mapping)
		Default($mapping)[$key]
		dict.fromkeys($iter)
		dict.fromkeys($iter, $any)
		Dict.fromkeys($iter, $any)
		v.keys() & $group
		v.keys() | $group
		v.keys() - $group
		v.keys() ^ $group
		sorted(v.items() & $group, key=repr)
		sorted(v.items() - $group, key=repr)
		$group - v.keys()
		$group & v.keys()
		v.keys() == $group
		v.keys() <= $group
		v.keys() > $group
		v.items() == $group
		v.items() >= v.items()
		v.keys().isdisjoint($group)
		v.items().isdisjoint($group)
		v.values() == v.values()
		($key, $any) in v.items()
		($badkey, $any) in v.items()
		$key in v.keys()
		$any in v.values()
		v.keys().mapping
		v.__init__($mapping)
		v.__setitem__($key, $any)
		v.__delitem__($key)
		v.__or__($mapping)
		v.__ior__($mapping)
		[v.pop(k) for k in list(v)[:2]]
		[v.setdefault(k, 1) for k in v]
		[v.update({repr(k): 1}) for k in v]
		[v.pop(k) for k in v]
		v = $dict
		v = {k: v[k] for k in reversed(v)}
		v.update(zip(range($digit), range(9)))
		v = {k: x for k, x in v.items() if x}
		list(zip(v, v.values(), v.items()))
		i = iter(v.items()); next(i); i
		iter(v).__length_hint__()
		iter(v.items()).__reduce__()
		eval('$small', {}, v)
		'%(a)s' % v
		'{a} {b}'.format_map(v)
		'{a}'.format_map(v)
		type('X', (), v).__name__
	`)}
}

// gathered is what sets and frozensets are asked.
func gathered() []string {
	all := each("& | - ^ <= < >= > == !=", "v % $group", "v % $group", "v % $set", "$group % v")
	all = append(all, each("union intersection difference symmetric_difference issubset issuperset isdisjoint", "v.%($group)", "v.%($group)", "v.%($group)")...)
	all = append(all, each("union intersection difference", "v.%()", "v.%($group, $group)", "v.%(v, $group)")...)
	all = append(all, each("and or sub xor rand ror rsub rxor eq le gt lt ne ge", "v.__%__($group)")...)
	return append(all, lines(strings.ReplaceAll(common, "$iter", "$group"), `
		$probe in v
		v.__iter__()
		$badkey in v
		$set in v
		v.__contains__($badkey)
		v.copy() is v
		v == set(v)
		set(v)
		frozenset(v)
		v == frozenset(v)
		v | set([$keys]) == v.union([$keys])
		v = $set
		v = $frozenset
		v = v | $set
		iter(v).__length_hint__()
		iter(v).__reduce__()
		set($group)
		frozenset($group)
		Set($group)
		set($group, $group)
		hashed(frozenset(v))
		hashed(frozenset([$keys]))
		{frozenset(v): 1}.get(v)
		v[0]
		v + $set
	`)...)
}

func setFamily() family {
	return family{name: "set", types: "set", value: drawn["set"], length: 12, operations: append(gathered(), lines(`
		v.add($key)
		v.add($key)
		v.add($key)
		v.add($badkey)
		v.remove($key)
		v.remove($key)
		v.remove($set)
		v.remove($badkey)
		v.discard($key)
		v.discard($key)
		v.discard($badkey)
		v.pop()
		v.pop()
		v.clear()
		v.copy()
		v.update($group)
		v.update($group, $group)
		v.update(range($digit, 60, 7))
		v.intersection_update($group)
		v.intersection_update($group, $group)
		v.difference_update($group)
		v.difference_update($group, $group)
		v.symmetric_difference_update($group)
		v &= $group
		v |= $set
		v |= $set
		v -= $set
		v -= $group
		v ^= $set
		v ^= $group
		v -= v
		v.__init__($group)
		v.__ior__($group)
		v.__iand__($set)
		v.__ixor__($set)
		v.__isub__($group)
		[v.add(k) for k in range($digit, 30, 3)]
		[v.discard(k) for k in range($digit)]
		[v.add(repr(k)) for k in v]
		[v.pop() for _ in range($digit)]
		v in {frozenset(v)}
	`)...)}
}

func frozensetFamily() family {
	return family{name: "frozenset", types: "frozenset", value: drawn["frozenset"], length: 6, operations: append(gathered(), lines(`
		v.add($key)
		frozenset(v) is v
		v.union() is v
		v.copy() is v
		hashed(v)
		hashed(v) == hashed(frozenset(list(v)))
		v &= $group
		v |= $set
		v -= $group
		v ^= $set
		{v: 1}[frozenset(v)]
		FrozenSet($group)
	`)...)}
}

func rangeFamily() family {
	return family{name: "range", types: "range", value: drawn["range"], length: 8, operations: lines(strings.ReplaceAll(sequential, "($any", "($small"), `
		len(v)
		bool(v)
		repr(v)
		hash(v) if len(v[:2]) > 1 else 0 # shorter ones hash None
		hash(v) == hash(v[:])
		iter(v)
		reversed(v)
		v == $range
		v != $range
		v == v[:]
		v < $range
		v is v[:]
		v == list(v) if len(v) < 100 else 0
		v.start, v.stop, v.step
		v.start = 1
		del v.step
		v.x = 1
		v[$index] = 1
		$int in v
		$num in v if len(v) < 1000 else 0
		$small in v
		Int($small) in v if len(v) < 1000 else 0
		$str in v if len(v) < 1000 else 0
		v.index($int)
		v.index($num) if len(v) < 1000 else 0
		v.count($int)
		v.count($num) if len(v) < 1000 else 0
		v[-1] in v
		v.index(v[-1])
		v.count(v[-1])
		v[$int]
		v[$int:$int]
		v[$int::$step]
		v[$cut] == v[$cut]
		v = $range
		v = v[$cut]
		v.__reduce__()
		iter(v).__reduce__()
		reversed(v).__reduce__()
		iter(v).__length_hint__()
		iter(v).__setstate__($small)
		copy.copy(v)
		copy.deepcopy(v) == v
		range($operand)
		range($operand, $operand)
		range($int, $int, $operand)
		range($index, $index, $index)
		range()
		range(1, 2, 3, 4)
		v + v
		v * 2
		max(v[:50])
		sum(v[:50])
		sum(v[-20:])
		list(v[:50][::$step])
		tuple(v[$small:$small][:50])
		sorted(v[:20], reverse=True)
		min(v[:50], default=None)
		a, *b = v[:5]
		set(v[:20])
		[x for x in v[:10]]
		i = iter(v[:9]); next(i); i.__reduce__()
		operator.length_hint(reversed(v))
		v.__contains__($any) if len(v) < 1000 else 0
		sys.getsizeof(v)
		zip(v, 'abc')
		enumerate(v[:4], $int)
		slice(v.start, v.stop, v.step).indices($digit)
		int(v)
		v.__eq__($any), v.__ne__($range)
		v.__lt__($range), v.__le__(v), v.__gt__(v), v.__ge__(v)
		v.__bool__()
		v.__len__()
	`)}
}

func sliceFamily() family {
	drawn["slice"] = filled("slice($index)", "slice($index, $index)", "slice($index, $index, $index)", "slice($any)", "slice($any, $any, $any)", "slice(None, None, $step)")
	return family{name: "slice", types: "slice", value: drawn["slice"], length: 8, operations: lines(`
		v.start, v.stop, v.step
		v.start
		v.start = 1
		del v.stop
		repr(v)
		str(v)
		hashed(v)
		v == $slice
		v != $slice
		v < $slice
		v >= $slice
		v == v
		v == slice(v.start, v.stop, v.step)
		v < slice(v.start, v.stop, v.step)
		v.indices($digit)
		v.indices($digit)
		v.indices($small)
		v.indices($int)
		v.indices($operand)
		range($digit)[v]
		range($int)[v]
		list(range($digit))[v]
		'abcdef'[v]
		b'abcdef'[v]
		(1, 2, 3, 4)[v]
		bytearray(b'abcdef')[v]
		x = list(range($digit)); x[v] = [$numbers]; v = x; v = $slice
		x = list(range($digit)); del x[v]
		{1: 2}[v]
		{v: 2}
		v in [v, $slice]
		v = $slice
		slice()
		slice($any, $any, $any, $any)
		slice($operand, $operand)
		v.__reduce__()
		copy.copy(v)
		copy.deepcopy(v) == v
		v.x
		v.x = 1
		v()
		len(v)
		iter(v)
		v[0]
		bool(v)
		sys.getsizeof(v)
		(lambda **k: k)(a=v)
		v.__eq__($any), v.__ne__($slice)
		v.__lt__($slice)
		v.__le__($slice)
		v.__gt__($slice)
		v.__ge__($slice)
		v + v
		sorted([v, $slice])
		[1, 2, 3].__getitem__(v)
		[1, 2, 3].index(2, v)
		range(v.start, v.stop, v.step)
		range(10)[v] == range(10)[slice(*v.indices(10))]
		tuple(range(*v.indices(10)))
	`)}
}
