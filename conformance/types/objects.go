package main

// objectFamilies has the types of classes, modules and what annotations are written with.
func objectFamilies() []family {
	drawn["name"] = words("'a' 'b' 'x' 'value' '__name__' '__dict__' '__class__' 'method' 3 '\\ud800'")
	return []family{aliasFamily(), unionFamily(), proxyFamily(), namespaceFamily(), cellFamily(), moduleFamily(), typeFamily(), objectFamily(), singletonFamily()}
}

// asked is what any object is asked.
const asked = `
	repr(v)
	str(v)
	hash(v) == hash(v)
	v == v, v != v
	v == $any
	v < v
	v + v
	bool(v)
	len(v)
	type(iter(v))
	v[$any]
	v[$any] = 1
	del v[0]
	$any in v if type(v) is not type(collections.abc.Callable[[], T]) else 0
	v()
	v.x
	v.x = $any
	del v.x
	type(v.__dict__).__name__
	v.__class__
	v.__class__ = Owner
	getattr(v, $name, None) is None
	format(v, '')
	format(v, '5')
	dir(v) == sorted(dir(v))
	v.__reduce_ex__(2)
	v.__reduce_ex__($digit)
	copy.copy(v)
	copy.deepcopy(v) is v
	v.__sizeof__()
	v.__eq__($any), v.__ne__($any)
	v.__lt__($any), v.__le__($any), v.__gt__(v), v.__ge__(v)
	v.__hash__
	v.__init__()
	v.__init__($any)
	v.__format__('')
	v.__subclasshook__(1)
	v.__init_subclass__()
	v.__setattr__('q', 1)
	v.__delattr__('q')
	v.__dir__() != 0
	type(v)
	type(v)()
	isinstance(v, $class)
	isinstance($any, v)
	issubclass($class, v)
	callable(v)
	v | None
	None | v
	v | $class
	v | v
	list[v]
	{v: 1} == {v: 1}
`

func aliasFamily() family {
	drawn["parameter"] = filled("int", "str", "T", "U", "list[T]", "None", "...", "()", "(int, str)", "(T, U)", "$small", "'name'", "list", "dict[T, int]", "int | T", "[int, T]", "$alias")
	drawn["alias"] = filled("list[int]", "list[T]", "dict[str, T]", "tuple[T, ...]", "tuple[()]", "tuple[int, ()]", "dict[T, U]", "types.GenericAlias(list, (int,))", "types.GenericAlias(list, int)", "set[frozenset[T]]",
		"types.GenericAlias(Owner, (T, 1))", "type[int]", "collections.deque[T]", "types.GenericAlias(1, 2)", "List[int]", "collections.abc.Callable[[int, T], str]", "dict[T, list[U]]")
	return family{name: "genericalias", types: "types.GenericAlias", value: drawn["alias"], length: 6, operations: lines(asked, `
		v = $alias
		v = $alias
		v[$parameter]
		v[$parameter]
		v[$parameter, $parameter]
		v = v[$parameter]
		v.__origin__
		v.__args__
		v.__parameters__
		v.__mro_entries__(())
		v.__mro_entries__((v,))
		v.__instancecheck__($any)
		v.__subclasscheck__($class)
		v([1, 2])
		v({1: 2})
		v()
		v(1)
		v(x=1)
		v == $alias
		v != $alias
		v == v.__origin__
		v.__name__, v.__qualname__, v.__module__
		v.append
		v.fromkeys('ab', 1)
		v.__len__
		v.__origin__ = 1
		v.__args__ = ()
		type('T', (v,), {}).__bases__
		type('T', (v,), {})
		types.new_class('T', (v,)).__mro__[1:]
		types.new_class('T', (v,)).__orig_bases__
		types.GenericAlias(v, $parameter)
		types.GenericAlias($class, $parameter)
		types.GenericAlias($parameter)
		types.GenericAlias(origin=1)
		list[$parameter]
		dict[$parameter, $parameter]
		tuple[$parameter]
		hash(v) == hash(types.GenericAlias(v.__origin__, v.__args__))
		v | $alias
		$alias | int
		v.__or__(int), v.__ror__(None)
		v.__getitem__(int)
		v.__call__([1])
		v.__reduce__()
		copy.deepcopy(v) == v
		weak(v)
		isinstance([], v)
		issubclass(list, v)
	`)}
}

func unionFamily() family {
	drawn["union"] = filled("int | str", "int | None", "list[T] | int", "T2 | None", "int | str | float", "None | list[int]", "(int | str) | (str | bytes)", "bool | int", "Owner | None", "dict[T, U] | None", "int | list[str] | None", "collections.abc.Callable | int")
	return family{name: "uniontype", types: "types.UnionType", value: drawn["union"], length: 6, operations: lines(asked, `
		v = $union
		v = $union
		v.__args__
		v.__parameters__
		v[$parameter]
		v[$parameter, $parameter]
		v = v[$parameter]
		v = v | $class
		v | $parameter
		$parameter | v
		v | $union
		v == $union
		v == (str | int)
		v != $union
		hash(v) == hash(str | int)
		isinstance($any, v)
		isinstance($scalar, v)
		isinstance($any, $union)
		issubclass($class, v)
		issubclass(bool, v)
		v.__instancecheck__($any)
		v.__subclasscheck__($class)
		v.__or__($class)
		v.__ror__($class)
		v.__eq__($union)
		v.__getitem__(int)
		v.__args__ = 1
		types.UnionType()
		types.UnionType(int, str)
		type('T', (v,), {})
		type('T', (types.UnionType,), {})
		v.__origin__
		v.__module__
		v.__doc__ is None
		weak(v)
		$parameter | $parameter
		int | $any
		type.__or__(int, $parameter)
		type.__ror__(int, $parameter)
	`)}
}

func proxyFamily() family {
	drawn["proxy"] = filled("types.MappingProxyType($dict)", "types.MappingProxyType($dict)", "types.MappingProxyType({$pair, $pair})", "types.MappingProxyType(Default({$pair}))", "types.MappingProxyType(Mapping(($key, $any)))", "types.MappingProxyType(collections.OrderedDict($dict))", "types.MappingProxyType(collections.ChainMap($dict))")
	return family{name: "mappingproxy", types: "types.MappingProxyType", value: drawn["proxy"], length: 8, operations: lines(asked, `
		v = $proxy
		v = $proxy
		v[$key]
		v[$key]
		v[$badkey]
		v[$key] = 1
		del v[$key]
		v.get($key)
		v.get($key, $any)
		v.get()
		v.get(key=1)
		v.keys()
		v.values()
		v.items()
		v.copy()
		v.copy(1)
		list(v)
		dict(v)
		reversed(v)
		v.__reversed__()
		$key in v
		$badkey in v
		v | $dict
		$dict | v
		v | $proxy
		v |= $dict
		v.__or__($dict), v.__ror__($dict)
		v.__ior__($dict)
		v.__contains__($key)
		v.__getitem__($key)
		v.__len__()
		v.__iter__()
		v == $dict
		v == v.copy()
		v != $proxy
		v < v
		v.__eq__($dict), v.__ne__($dict)
		hash(v)
		types.MappingProxyType($item)
		types.MappingProxyType()
		types.MappingProxyType(mapping=$dict)
		types.MappingProxyType(v)
		types.MappingProxyType([1])
		v.__class_getitem__(int)
		v.pop(1)
		v.update({})
		v.setdefault(1)
		v.popitem()
		v.clear()
		{**v}
		(lambda **k: k)(**v)
		sorted(v, key=repr)
		type('T', (types.MappingProxyType,), {})
		type('T', (), v)
		vars(Derived)['value']
		vars(Derived).get('method') is Derived.method
		len(v), bool(v)
		str(v) == str(v.copy())
	`)}
}

func namespaceFamily() family {
	drawn["namespace"] = filled("types.SimpleNamespace()", "types.SimpleNamespace(a=$any)", "types.SimpleNamespace(a=$any, b=$any)", "types.SimpleNamespace(**{'$char': $any, 'a': $any})", "Namespace(a=$any)")
	return family{name: "simplenamespace", types: "types.SimpleNamespace", value: drawn["namespace"], length: 8, operations: lines(asked, `
		v = $namespace
		v = $namespace
		v.a
		v.b
		v.a = $any
		v.b = $any
		v.a = v
		v.a += $small
		del v.a
		del v.b
		setattr(v, $name, $any)
		getattr(v, $name)
		delattr(v, $name)
		vars(v)
		vars(v)['z'] = $any
		vars(v)[3] = $any
		v.__dict__ = {'a': 1}
		v.__dict__.clear()
		v == $namespace
		v != $namespace
		v == types.SimpleNamespace(**vars(v))
		v < $namespace
		v.__lt__(v), v.__le__(v), v.__gt__(v), v.__ge__(v), v.__ne__(v)
		v.__repr__()
		v.__reduce__()
		v.__init__(a=$any)
		v.__init__(1)
		types.SimpleNamespace(1)
		types.SimpleNamespace(**{'a b': 1})
		types.SimpleNamespace(**$dict)
		hash(v)
		copy.copy(v)
		copy.deepcopy(v)
		copy.copy(v) == v
		sorted(dir(v))[-2:]
		type('T', (types.SimpleNamespace,), {'__slots__': ()})(a=1)
		weak(v)
	`)}
}

func cellFamily() family {
	drawn["cell"] = filled("types.CellType()", "types.CellType($any)", "types.CellType($any)", "(lambda x: (lambda: x))($any).__closure__[0]")
	return family{name: "cell", types: "types.CellType", value: drawn["cell"], length: 8, operations: lines(asked, `
		v = $cell
		v = $cell
		v.cell_contents
		v.cell_contents
		v.cell_contents = $any
		v.cell_contents = v
		del v.cell_contents
		v == $cell
		v != $cell
		v < $cell
		v.__lt__(v), v.__le__(v), v.__gt__(v), v.__ge__(v), v.__ne__(v)
		types.CellType($any) < types.CellType($any)
		types.CellType() < types.CellType($any)
		types.CellType() == types.CellType()
		types.CellType($small) <= types.CellType($small)
		types.CellType(1, 2)
		types.CellType(contents=1)
		v.__eq__($cell)
		v.__repr__() == repr(v)
		re.sub('0x.*', '', repr(v))
		hash(v)
		type('T', (types.CellType,), {})
	`)}
}

func moduleFamily() family {
	drawn["module"] = filled("types.ModuleType('m')", "types.ModuleType('m', $doc)", "types.ModuleType($name)", "types.ModuleType(name='m', doc='d')", "Module('m')", "types.ModuleType($name, doc=$any)")
	return family{name: "module", types: "types.ModuleType", value: drawn["module"], length: 8, operations: lines(asked, `
		v = $module
		v = $module
		v.a
		v.a = $any
		v.__name__
		v.__name__ = $any
		del v.__name__
		v.__doc__
		v.__doc__ = $doc
		v.__loader__, v.__spec__, v.__package__
		v.__spec__ = types.SimpleNamespace(_initializing=True)
		v.__loader__ = 3
		v.__file__ = 'f'
		len(v.__dict__)
		sorted(vars(v))
		vars(v)['a'] = $any
		vars(v).clear(); v.__doc__ = 1
		v.__annotations__
		v.__annotations__ = {}
		del v.__annotations__
		v.__annotations__['a'] = int
		v.__getattr__ = lambda name: name
		v.__getattr__ = 3
		v.__dir__ = lambda: ['q']
		v.missing
		setattr(v, $name, $any)
		getattr(v, $name, None)
		delattr(v, $name)
		sorted(v.__dir__())
		sorted(dir(v))
		v.__repr__()
		v.__getattribute__('a')
		v.__init__('n')
		v.__init__('n', 'd')
		v.__init__()
		v.__init__(3)
		v.__dict__ = {}
		types.ModuleType()
		types.ModuleType(3)
		types.ModuleType('a', 'b', 'c')
		exec('z = 1', vars(v)); del v.__builtins__
		v.z
		v.__class__ = Module
		v.__class__ = types.ModuleType
		weak(v)
		hash(v) == hash(v)
	`)}
}

func typeFamily() family {
	drawn["kind"] = filled("type('K', (Owner,), {})", "type('K', (Derived,), {'y': 1})", "type('K', (Slotted,), {})", "int", "list", "type('K', (Meta,), {})", "Meta('M', (Owner,), {'a': $any})", "type('K', (), {'a': $any})", "type('K', (List,), {})", "type('K', (Owner, dict), {'__slots__': ('q',)})", "object", "type", "bool", "Exception")
	drawn["bases"] = filled("()", "(Owner,)", "(Derived, Owner)", "(Owner, Derived)", "(int, str)", "(bool,)", "(Slotted, Other)", "(object,)", "(1,)", "$small", "(Meta,)", "(List, dict)", "(Exception, Owner)", "(v,)", "(v, v)")
	return family{name: "type", types: "type", value: drawn["kind"], length: 6, operations: lines(`
		v = $kind
		v = $kind
		v.__name__
		v.__name__ = $name
		v.__name__ = 'Renamed'
		v.__qualname__
		v.__qualname__ = $name
		v.__module__
		v.__module__ = $name
		del v.__module__
		v.__bases__
		v.__bases__ = $bases
		v.__base__
		v.__mro__
		v.mro()
		v.__dict__.get('a')
		v.__dict__['q'] = 1
		v.__dictoffset__, v.__weakrefoffset__, v.__basicsize__, v.__itemsize__
		v.__flags__ & 0xff1047e0
		v.__text_signature__ if v.__flags__ & 512 else 0
		v.__doc__ if v.__flags__ & 512 else 0
		v.__doc__ = $doc
		del v.__doc__
		v.__abstractmethods__
		v.__abstractmethods__ = [$name, 'b']
		del v.__abstractmethods__
		v.__annotations__
		v.__annotations__ = $any
		del v.__annotations__
		v.__annotations__['x'] = int
		v.__subclasses__() != 0
		v.__prepare__('n', ())
		v.__prepare__()
		v.__instancecheck__($any)
		v.__subclasscheck__($kind)
		v.__subclasscheck__($any)
		v.__call__()
		v.__sizeof__() > 0
		v.__dir__()[:0]
		v.__or__($kind), v.__ror__($kind)
		v | $kind
		v | $any
		v.__class__
		v.__class__ = Meta
		v.__class__ = $class
		v.__class__ = type
		v.__repr__
		repr(v)
		v()
		v(1)
		v.x
		v.x = $any
		v.a
		v.a = $any
		del v.a
		v.method
		setattr(v, $name, $any)
		getattr(v, $name, None) is None
		delattr(v, $name)
		v().a
		isinstance($any, v)
		isinstance($owner, v)
		issubclass(v, $class)
		issubclass($kind, v)
		issubclass(v, ($class, $class))
		v == $kind
		v < v
		hash(v) == hash(v)
		v + v
		v[int]
		len(v)
		bool(v)
		$any in v
		callable(v)
		copy.copy(v) is v
		copy.deepcopy(v) is v
		v.__reduce_ex__(2)
		type(v)
		type($any)
		type('n', $bases, {})
		type($name, (), {})
		type('N', $bases, {})
		type('N', $bases, {'__slots__': 'a'})
		type('N', $bases, {'__slots__': ('__dict__', '__weakref__', 'b')})
		type('N', $bases, {'__slots__': ['__a', 'a']}).__basicsize__
		type('N', $bases, {'__slots__': $any})
		type('N', $bases, {'__qualname__': $name})
		type('N', $bases, {'__doc__': $any}).__doc__ is None
		type('N', $bases, {'__classcell__': 1})
		type('N', $bases, {'__eq__': None})()
		type('N', $bases, $dict)
		type('N', $bases, {}, x=1)
		type('N', $bases)
		type()
		Meta('N', $bases, {}).method()
		Meta('N', $bases, {}).__mro__
		type.__new__(Meta, 'N', $bases, {})
		type.__new__($kind, 'N', (), {})
		type.__new__(type)
		type.__call__(v)
		type.__init__(v)
		type.__init__(v, 1, 2, 3)
		type.mro(v)
		type.__subclasses__($any)
		type.__getattribute__(v, 'a')
		type.__setattr__(v, 'a', 1)
		type.__delattr__(v, 'a')
		v.__init__() if v is not Exception else 0
		v.__getattribute__(v, 'a') if v.__flags__ & 512 and not issubclass(v, (list, dict)) else 0
		object.__new__(v)
		object.__new__(v, 1)
		v.__new__(v)
		v.__new__($class) if v is not Exception else 0
		v.__init_subclass__(x=1)
		v.__subclasshook__()
		T = type('N', (v,), {}); T(), T.__mro__
		T = type('N', (v,), {'__init_subclass__': lambda **k: print(k)}); type('M', (T,), {}, a=1)
		v.__eq__(v), v.__ne__(v), v.__hash__ is None
	`)}
}

func objectFamily() family {
	drawn["instance"] = filled("object()", "Owner()", "Derived()", "Slotted()", "Other()", "type('K', (), {'a': $any})()", "type('K', (Owner,), {'__slots__': ('s',)})()", "Meta('M', (), {})()")
	return family{name: "object", types: "object", value: drawn["instance"], length: 8, operations: lines(asked, `
		v = $instance
		v = $instance
		v.a
		v.a = $any
		v.y
		v.y = 3
		del v.y
		v.value
		v.value += 1
		v.data
		v.data = 1
		v.method($small)
		v.made()
		v.plain($small)
		v.s = $any
		v.__dict__ = {'z': 1}
		v.__dict__ = 3
		del v.__dict__
		vars(v)
		v.__class__ = Derived
		v.__class__ = Slotted
		v.__class__ = $class
		v.__class__ = type('K', (), {})
		v.__weakref__
		v.__slots__
		v.__module__
		v.__doc__ is None
		setattr(v, $name, $any)
		getattr(v, $name, None) is None
		delattr(v, $name)
		v.__getattribute__('a')
		v.__getattribute__($name) is None
		v.__setattr__('a', $any)
		v.__setattr__(1, 2)
		v.__delattr__('a')
		v.__lt__(v), v.__le__(v), v.__gt__(v), v.__ge__(v), v.__ne__(v)
		v.__str__() == str(v), v.__repr__() == repr(v)
		v.__hash__() == hash(v)
		v.__reduce__()
		v.__reduce_ex__(0)
		v.__reduce_ex__(1)
		v.__reduce_ex__(2)
		v.__reduce_ex__(4)
		object.__reduce_ex__(v)
		v.__reduce_ex__('a')
		v.__sizeof__()
		v.__new__(object)
		object.__new__()
		object.__new__($class)
		object.__init__(v, 1)
		object.__eq__(v, v), object.__ne__(v, 1)
		object($any)
		type(v)(1)
		type(v)(x=1)
		object.__format__(v, 'x')
		object.__getattribute__(v, 'a')
		object.__setattr__(v, 'a', $any)
		object.__setattr__($any, 'a', 1)
		object.__delattr__(v, 'a')
		object.__dir__(v)[:0]
		object.__class__
		object.__subclasshook__()
		object.__init_subclass__()
		object.__init_subclass__(1)
		object.__reduce_ex__(v, 3)
		copy.copy(v)
		sorted(vars(copy.copy(v))) == sorted(vars(v))
		weak(v)
	`)}
}

func singletonFamily() family {
	drawn["singleton"] = words("None Ellipsis NotImplemented ... None NotImplemented Ellipsis")
	return family{name: "singletons", types: "types.NoneType types.EllipsisType types.NotImplementedType", value: drawn["singleton"], length: 6, operations: lines(asked, `
		v = $singleton
		v.__bool__()
		v.__repr__()
		v.__reduce__()
		v is copy.copy(v), v is copy.deepcopy(v)
		type(v)() is v
		type(v)(1)
		type(v)(a=1)
		type(v).__new__(type(v)) is v
		type(v).__new__(type(v), 1)
		type('T', (type(v),), {})
		not v
		v and 1, v or 1
		v is None
		v == None, v == NotImplemented, v == ...
		[v, $any].count(v)
		'%s' % v
		'%s' % (v,)
		'%d' % v
		f'{v:>20}'
		v.__eq__(v), v.__ne__(v), v.__lt__(v)
		v.a = 1
		v.__class__ = int
		v + 1
		1 + v
		v[0]
		-v
		int(v)
		sum([v])
		sorted([v, v])
		max(v, v)
		range(v)
		slice(v)
		dict(v)
		list(v)
		v in v
		v.__doc__
		v.__module__
		type(v).__name__, type(v).__module__
		v.__hash__() == hash(v)
	`)}
}
