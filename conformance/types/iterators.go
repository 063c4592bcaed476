package main

import "strings"

// iteratorFamilies has the iterators of the built-in types. An operation may change what an iterator goes through: x.
func iteratorFamilies() []family {
	drawn["iterator"] = filled("iter($list)", "iter($list)", "iter($tuple)", "iter($set)", "iter($frozenset)", "iter($dict)", "iter($dict.items())", "iter($dict.values())",
		"reversed($list)", "reversed($tuple)", "reversed($dict)", "reversed($dict.items())", "reversed($dict.values())", "iter($text)", "reversed($text)",
		"iter($bytes)", "reversed($bytes)", "iter($bytearray)", "iter($range)", "reversed($range)", "iter(Sequence($items))", "reversed(Backwards($items))",
		"iter(memoryview($blob))", "iter(iter($list).__next__, $small)", "iter(lambda: 1, 1)", "reversed(memoryview($blob))")
	drawn["front"] = filled("enumerate($iter)", "enumerate($iter, $int)", "enumerate(iterable=$list, start=$index)", "zip($iter, $list)", "zip($list, $list, $iter, strict=$truth)", "zip()",
		"zip($list, $list, strict=True)", "map($function, $iter)", "map($function, $list, $list)", "filter($function, $list)", "filter($function, $iter)", "filter(None, $list)", "reversed($list)")
	drawn["function"] = words("None bool repr len abs str lambda~*a:a lambda~a:a lambda~a,b:(b,a) divmod max min operator.add 3 'x' Boom()")
	ask := lines(`
		next(v)
		next(v)
		next(v)
		next(v, $any)
		next(v, 'none')
		v.__next__()
		v.__length_hint__()
		v.__length_hint__()
		operator.length_hint(v, $small)
		v.__reduce__()
		v.__reduce__()
		v.__reduce__()
		v.__reduce_ex__($digit)
		v.__setstate__($index)
		v.__setstate__($small)
		v.__setstate__($small)
		v.__setstate__($truth)
		v.__setstate__($any) if type(v).__name__ != 'longrange_iterator' else 0
		v = copy.copy(v)
		w = copy.copy(v); list(itertools.islice(w, 30))
		copy.copy(v)
		copy.deepcopy(v)
		w = v.__reduce__(); v = w[0](*w[1])
		w = v.__reduce__(); w = w[0](*w[1]); w.__setstate__($small); w = list(itertools.islice(w, 30))
		iter(v) is v, v.__iter__() is v
		list(itertools.islice(v, $digit))
		list(itertools.islice(v, 40))
		$any in itertools.islice(v, 40)
		a, *b = itertools.islice(v, 40)
		a, b = itertools.islice(v, $digit)
		[*itertools.islice(v, $digit)]
		zip(v, v)
		enumerate(v, $small)
		map(repr, v)
		filter(None, v)
		reversed(v)
		max(itertools.islice(v, 40), key=repr)
		type(v).__name__
		repr(type(v))
		type(v)()
		type(v)($iter)
		type(v)($iter, $any)
		type(v)($small, $iter)
		type(v)($iter, $iter, strict=$any)
		len(v)
		bool(v)
		v[0]
		v.x = 1
		v.x
		v()
		hash(v) == hash(v)
		v == v, v < v
		v + v
		v.__sizeof__()
		type(v)[int]
		v.__class_getitem__(int)
		isinstance(v, collections.abc.Iterator)
		v.__contains__(1)
	`)
	changes := lines(`
		x = $list; v = iter(x)
		x = $list; v = reversed(x)
		x = {$keys}; v = iter(x)
		x = $dict; v = iter(x)
		x = $dict; v = iter(x.items())
		x = $dict; v = reversed(x.values())
		x = bytearray($blob); v = iter(x)
		x = $list; v = enumerate(x, $small)
		x = $list; v = zip(x, x)
		x = $list; v = filter($function, x)
		x.append($small)
		x.add($small)
		x[$key] = 1
		x.pop()
		x.popitem()
		x.clear()
		x.extend(b'ab')
		x.insert(0, $small)
		del x[$small]
		x.update({1: 2})
		x
	`)
	return []family{
		{name: "iterators", types: iteratorTypes, value: drawn["iterator"], length: 10, operations: append(append(ask, changes...), "v = $iterator", "v = $iterator", "v = $iterator")},
		{name: "fronts", types: "enumerate zip map filter reversed", value: drawn["front"], length: 10, operations: append(append(ask, changes...), "v = $front", "v = $front", "v = $front", "v = $front")},
	}
}

var iteratorTypes = strings.Join(strings.Fields(`list_iterator list_reverseiterator tuple_iterator set_iterator dict_keyiterator dict_valueiterator dict_itemiterator
	dict_reversekeyiterator dict_reversevalueiterator dict_reverseitemiterator str_iterator bytes_iterator bytearray_iterator range_iterator longrange_iterator callable_iterator
	iterator`), " ")
