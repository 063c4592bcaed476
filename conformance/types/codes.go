package main

import "pgregory.net/rapid"

// codeFamilies has code objects, by what says nothing of the machine that runs them, and what runs them.
func codeFamilies() []family {
	drawn["local"] = words("a b c x args rest")
	drawn["global"] = words("g h len print a x")
	drawn["atom"] = filled("$local", "$local", "$global", "$small", "$constant")
	drawn["constant"] = words("1 1.0 True 0.0 -0.0 'a' b'a' None ... (1,2) (1.0,2) 1j (0.0,) (-0.0,) frozenset 1000000000000000000000")
	drawn["expression"] = rapid.Deferred(func() *rapid.Generator[string] {
		return filled("$atom", "$atom", "$atom", "$atom + $atom", "$global($atom)", "$local.y", "$local.y.z($atom)", "[$local for $local in $atom]", "lambda $local: $expression",
			"($local := $atom)", "{$atom: $expression}", "f'{$local}{$atom!r}'", "$atom if $local else $expression", "(yield $atom)", "[$expression, *$local]", "$local[$atom:]", "not $atom", "$atom < $local < $atom")
	})
	drawn["statement"] = filled("return $expression", "$local = $expression", "$local, $local = $expression", "$local.y = $expression", "$local[$atom] = $atom", "del $local",
		"global g; g = $expression", "import sys", "import os.path as $local", "from os import path as $local, sep", "$local += $expression", "assert $local, $atom", "raise $local",
		"def k($local=$atom): return $local + $local", "class K: y = $atom", "for $local in $expression: pass", "while $local: break", "pass", "'doc'", "print($expression)",
		"def k(): nonlocal x; x = $expression", "with $local as $local: pass", "$local: int = $atom", "return", "yield from $local", "return [$local for $local in $expression if $local]",
		"def k():$newline  return $local, x", "try: $local$newline except $global as e: $local = e")
	drawn["newline"] = rapid.Just(`\n `)
	drawn["parameters"] = filled("", "a", "a, b", "a, /, b", "a, b=$atom", "*args", "a, *, c", "a, *args, c=$atom, **rest", "**rest", "x, a, *, b", "a, b, c, x", "x: int, a: str = $constant")
	drawn["kindofdef"] = words("def def def def async~def")
	drawn["source"] = rapid.OneOf(
		filled(`'x = 1\ndef f($parameters):\n $statement\n'`, `'def f($parameters):\n $statement\n $statement\n'`, `'def f($parameters):\n $statement\n\n $statement\n $statement\n'`,
			`'@staticmethod\ndef f($parameters):\n $statement\n'`, `'f = lambda $local: $expression\n'`, `'f = lambda: $expression\n'`, `'async def f($parameters):\n await $local\n $statement\n'`,
			`'def make(x, $local=1):\n def f($parameters):\n  return $expression, x\n return f\nf = make(1)\n'`, `'def f():\n 1\n'`, `'def f():\n return 1\n'`, `'def f(a):\n return $constant\n'`))
	drawn["codeobject"] = filled("code_of($source)", "code_of($source)", "code_of($source)", "compile($source, 'other', 'exec')", "compile('$expression', 'e', 'eval')", "compile('$small', 's', 'single')")
	drawn["badfield"] = words("None 1.5 -1 10**40 [] {} b'a'")
	return []family{codeFamily()}
}

func codeFamily() family {
	all := each("co_argcount co_posonlyargcount co_kwonlyargcount co_nlocals co_flags co_firstlineno co_names co_varnames co_freevars co_cellvars co_filename co_name",
		"v.%", "v.replace(%=v.%) == v", "v.replace(%=$badfield)", "v.%=$any", "v.%")
	return family{name: "code", types: "types.CodeType", value: drawn["codeobject"], length: 8, operations: append(all, lines(`
		v = $codeobject
		v = $codeobject
		v.co_name, v.co_filename, v.co_firstlineno
		v.replace(co_name='q$digit').co_name
		v.replace(co_name='other') == v
		v.replace(co_filename='other') == v
		v.replace(co_firstlineno=$digit) == v
		v.replace(co_firstlineno=$index).co_firstlineno
		v.replace(co_name='a', co_flags=v.co_flags | 64).co_flags
		v = v.replace(co_name='renamed', co_firstlineno=$digit + 1)
		v.replace(co_code=v.co_code, co_consts=v.co_consts, co_linetable=v.co_linetable, co_stacksize=v.co_stacksize) == v
		v.replace(co_code=$small)
		v.replace(co_consts=$small)
		v.replace(co_linetable=None)
		v.replace(x=1)
		v.replace(1)
		v.replace() == v, v.replace() is v
		v == $codeobject
		v != $codeobject
		code_of($source) == code_of($source)
		s = $source; code_of(s) == code_of(s), hash(code_of(s)) == hash(code_of(s))
		code_of('def f(a):\n return $constant\n') == code_of('def f(a):\n return $constant\n')
		v == v, v < v
		v.__eq__(v), v.__ne__(v), v.__lt__(v), v.__le__(v), v.__gt__(v), v.__ge__(v)
		v.__eq__($any)
		hash(v) == hash(v.replace())
		hash(v) == hash(v.replace(co_filename='z'))
		{v: 1}[v.replace()]
		{line for _, _, line in v.replace(co_firstlineno=7).co_lines() if line} == {line + 7 - v.co_firstlineno for _, _, line in v.co_lines() if line}
		[type(x).__name__ for row in list(v.co_lines())[:1] for x in row]
		type(v.co_lnotab).__name__, type(v.co_linetable).__name__, type(v.co_code).__name__, type(v.co_consts).__name__, type(v.co_stacksize).__name__
		any(type(x) is types.CodeType for x in v.co_consts)
		v.__sizeof__() - 16 * bool(v.co_cellvars) < 400
		sys.getsizeof(v) == v.__sizeof__()
		re.sub('at 0x[0-9a-f]*', '', repr(v))
		str(v) == repr(v)
		copy.copy(v)
		copy.deepcopy(v) is v
		v.__reduce_ex__($digit)
		weakref.ref(v)() is v
		v.x = 1
		v()
		len(v)
		v[0]
		iter(v)
		bool(v)
		vars(v)
		sorted(dir(v))
		type('C', (types.CodeType,), {})
		types.CodeType()
		types.CodeType($small)
		v.replace(co_flags=v.co_flags | $digit * 0x10000).co_flags
		v.replace(co_flags=v.co_flags ^ 64).co_flags
		v.replace(co_flags=v.co_flags ^ 0x110).co_flags
		types.CodeType($badfield, 0, 0, 0, 0, 0, b'', (), (), (), '', '', 1, b'')
		types.CodeType(0, 0, 0, 0, 0, 0, $small, (), (), (), '', '', 1, b'')
		types.CodeType(0, 0, 0, 0, 0, 0, b'', (), (1,), (), '', '', 1, b'')
		types.FunctionType(v, {}).__name__ if not v.co_freevars else 0
		types.FunctionType(v, {}, 'named').__qualname__ if not v.co_freevars else 0
		types.FunctionType(v, {}, None, (1, 2)).__defaults__ if not v.co_freevars else 0
		types.FunctionType(v, {})
		types.FunctionType(v, {}, None, None, (types.CellType(1),))
		types.FunctionType(v, {}, closure=(1,))
		marshal.loads(marshal.dumps(v)) == v
		marshal.loads(marshal.dumps(v)).co_names
		isinstance(v, types.CodeType), callable(v)
		collections.OrderedDict.fromkeys([v, v.replace()]).__len__()
	`)...)}
}
