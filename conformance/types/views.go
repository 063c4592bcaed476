package main

// memoryviewFamily has the views of bytes, bytearrays and arrays.
func memoryviewFamily() family {
	drawn["format"] = words("'b' 'B' 'c' 'h' 'H' 'i' 'I' 'l' 'L' 'q' 'Q' 'n' 'N' 'f' 'd' '?' 'P' '@B' '@i' '<i' 'z' '' 'BB' 's' None 3 b'B'")
	drawn["shape"] = filled("[$digit]", "[$digit, $digit]", "[2, 3]", "(2, 2, 2)", "[4, 3]", "[2, 6]", "[]", "()", "[$small]", "None", "[2, 'a']", "[3, 2, 2]", "$small", "[0]", "[2**62, 4]")
	drawn["typecode"] = words("b B h H i I l L q Q f d")
	drawn["buffer"] = filled("$bytes", "bytearray($bytes)", "bytearray(range($digit))", "bytes(range(12))", "bytearray(24)", "bytearray(range(24))",
		"array.array('$typecode', [1, 2, 3, 4])", "memoryview($blob)", "array.array('$typecode')", "bytearray(range(12))")
	drawn["cast"] = filled("memoryview(bytearray(range(12))).cast('B', [3, 4])", "memoryview(bytes(range(24))).cast('B', [2, 3, 4])", "memoryview(bytearray(16)).cast('$typecode')",
		"memoryview(bytearray(range(12)))[::$step]", "memoryview(b'abc').toreadonly()", "memoryview(bytearray(16)).cast('$typecode')[::$step]", "memoryview(bytearray(b'x')).cast('B', [])")
	drawn["view"] = filled("memoryview($buffer)", "memoryview($buffer)", "memoryview($buffer)", "$cast", "$cast")
	return family{name: "memoryview", types: "memoryview", value: drawn["view"], length: 8, operations: lines(`
		v = $view
		v = $view
		v = v[$cut]
		v = v[::$step]
		v = v.cast($format)
		v = v.cast($format, $shape)
		v = v.toreadonly()
		v.cast($format)
		v.cast($format, $shape)
		v.cast('B')
		v.cast('B', $shape)
		v.cast(format=$format, shape=$shape)
		v.cast('B').cast($format, $shape)
		v[$index]
		v[$small]
		v[$small, $small]
		v[$digit, $digit, $digit]
		v[$cut]
		v[$cut][$cut]
		v[$cut, $small]
		v[$cut, $cut]
		v[...]
		v[()]
		v[$any]
		v[$index] = $octet
		v[$small] = $num
		v[$small] = $octet
		v[$small, $small] = $octet
		v[$cut] = $buffer
		v[$cut] = v[$cut]
		v[:] = v[::-1]
		v[...] = $octet
		v[()] = $octet
		v[$any] = $any
		del v[$small]
		v.tolist()
		v.tobytes()
		v.tobytes($order)
		v.tobytes(order='F')
		v.tobytes('C'), v.tobytes('A')
		v.hex()
		v.hex($bytefill)
		v.hex(':', $small)
		v.hex(sep='-', bytes_per_sep=$index)
		v.release()
		v.toreadonly()
		v.obj
		v.nbytes, v.itemsize, v.ndim, v.format
		v.shape, v.strides, v.suboffsets
		v.readonly, v.c_contiguous, v.f_contiguous, v.contiguous
		v.shape = 1
		v.x = 1
		v.x
		len(v), v.__len__()
		bool(v)
		bytes(v)
		bytearray(v)
		list(v)
		tuple(v)
		iter(v) if alive(v) else 0
		v.__iter__
		reversed(v)
		sorted(v)
		set(v)
		$octet in v
		v == $view
		v == $buffer
		v != $buffer
		v == v
		v == v[::-1]
		v.__eq__($view), v.__ne__($buffer)
		v < $view
		v.__lt__(v), v.__le__(v), v.__gt__(v), v.__ge__(v)
		hash(v) == hash(v.tobytes())
		v.__hash__() == hash(bytes(v))
		hash(memoryview(b'abc')) == hash(b'abc')
		memoryview($item)
		memoryview($buffer)
		memoryview(v)
		memoryview(object=$buffer)
		memoryview()
		memoryview(v, v)
		v.__enter__() is v
		v.__exit__(1, 2, 3)
		v.__exit__()
		v.__getitem__($index)
		v.__setitem__($index, $octet)
		v.__delitem__($index)
		repr(v)
		str(v)
		v + v
		v * 2
		b'' + v
		bytearray(b'ab') + v
		b'-'.join([v, v])
		int.from_bytes(v, 'little')
		int(v)
		str(v, 'latin-1')
		b'abc'.find(v)
		v.__sizeof__()
		v.__reduce_ex__(2)
		copy.copy(v)
		a, *b = v
		max(v)
		sum(v)
		v.index($octet)
		v.obj.append(1)
		v.obj.clear()
		v.obj.extend(b'abc')
		w = v[$cut]
		w.release()
		w.tolist()
		w[0] = 1
		list(zip(v, v)) if alive(v) else 0
	`)}
}

// viewFamilies has the views of dicts, which show what their dict is now.
func viewFamilies() []family {
	drawn["viewed"] = filled("$dict.keys()", "$dict.items()", "$dict.values()")
	drawn["views"] = filled("$viewed", "$viewed", "$group", "v", "v.mapping.keys()", "v.mapping.items()")
	all := each("& | - ^", "v % $views", "$views % v", "w = v; w %= $group; w")
	all = append(all, each("< <= > >= == !=", "v % $views", "$group % v")...)
	all = append(all, each("and or sub xor rand ror rsub rxor lt le gt ge eq ne", "v.__%__($views)")...)
	all = append(all, lines(`
		v.isdisjoint($views)
		v.isdisjoint($group)
		v.isdisjoint()
		v.mapping
		v.mapping[$key]
		v.mapping[$key] = 1
		v.mapping = 1
		v.mapping | {}
		len(v), v.__len__()
		iter(v) if alive(v) else 0
		v.__iter__()
		reversed(v)
		v.__reversed__()
		iter(v).__length_hint__()
		iter(v).__reduce__()
		reversed(v).__reduce__()
		reversed(v).__length_hint__()
		$key in v
		($key, $any) in v
		($badkey, 1) in v
		$badkey in v
		$any in v
		v.__contains__($key)
		v.__contains__(($key, $any))
		hash(v) == hash(v)
		repr(v), v.__repr__()
		str(v)
		list(v)
		set(v)
		sorted(v, key=repr)
		max(v, key=repr)
		a, *b = v
		type(v)()
		type(v).__name__
		copy.copy(v)
		v.__reduce_ex__(2)
		v.__sizeof__()
		v.x = 1
		v.x
		v[0]
		v()
		v + v
		bool(v)
		v = $viewed
		v = $viewed
		dict.fromkeys(v, 1)
		list(zip(v, v))
		isinstance(v, collections.abc.Set)
		collections.abc.Set.__and__(v, set()) if isinstance(v, collections.abc.Set) else 0
	`)...)
	return []family{{name: "dictviews", types: "dict_keys dict_items dict_values", value: drawn["viewed"], length: 8, operations: all}}
}
