package main

// descriptorFamilies has the types that classes are made of.
func descriptorFamilies() []family {
	drawn["getter"] = words("None first second lambda~s:1 lambda~s:s.y lambda~s,x:None 3 documented abstract Boom() lambda~*a:a Owner.method")
	drawn["doc"] = filled("None", "'doc'", "$small", "''")
	drawn["owner"] = filled("Owner()", "Owner()", "Derived()", "None", "$small", "Owner", "Slotted()")
	drawn["class"] = words("Owner Derived Slotted int str object type None 3 Meta Other bool dict")
	return []family{propertyFamily(), methodFamily("classmethod"), methodFamily("staticmethod"), superFamily()}
}

// described is what descriptors are asked.
const described = `
	v.__get__($owner, $class)
	v.__get__($owner)
	v.__get__(None, $class)
	v.__get__(None, None)
	v.__get__()
	v.__get__($owner, $class, 1)
	v.__isabstractmethod__
	v.__doc__
	sorted(v.__dict__)
	v.__name__
	v.__module__
	v.__qualname__
	v.__wrapped__
	v.__annotations__
	v.x = $small
	v.x
	del v.x
	v.__doc__ = $doc
	v()
	v($owner)
	v($owner, $any)
	callable(v)
	hash(v) == hash(v)
	v == v, v != $any
	v < v
	type(v)
	type(v)()
	type(v)($getter)
	type(v)($getter, $getter)
	type(v)(f=$getter)
	v.__init__($getter)
	v.__sizeof__()
	v.__reduce_ex__(2)
	copy.copy(v) is v
	type('T', (), {'a': v})().a
	type('T', (), {'a': v}).a
	type('T', (Owner,), {'method': v})().method
	Meta('T', (), {'a': v})().a
	T = type('T', (), {'a': v}); t = T(); t.a = 1
	T = type('T', (), {'a': v}); t = T(); del t.a
	type('T', (type(v),), {})($getter).__doc__
	type('T', (type(v),), {'__doc__': $doc})($getter).__doc__
	isinstance(v, object)
	dir(v) == dir(type(v))
	bool(v)
	len(v)
`

func propertyFamily() family {
	drawn["property"] = filled("property($getter)", "property($getter, $getter)", "property($getter, $getter, $getter)", "property($getter, $getter, $getter, $doc)", "property()",
		"property(fget=$getter, doc=$doc)", "property(fset=$getter)", "Property($getter)", "Property($getter, doc=$doc)", "property(fdel=$getter, fget=$getter)")
	return family{name: "property", types: "property", value: drawn["property"], length: 8, operations: lines(described, `
		v = $property
		v = $property
		v.fget, v.fset, v.fdel
		v.fget = 1
		del v.__doc__
		v.getter($getter)
		v.setter($getter)
		v.deleter($getter)
		v = v.getter($getter)
		v = v.setter($getter)
		v = v.deleter($getter)
		v.getter($getter).__doc__
		v.setter()
		v.__set__($owner, $any)
		v.__delete__($owner)
		v.__set__($owner)
		v.__set_name__(Owner, 'name')
		v.__set_name__(Owner)
		v.__set_name__(1, $any)
		property($getter, doc=$doc).__doc__
		Property($getter).__doc__
		property(documented).__doc__
		property(documented).getter($getter).__doc__
		Property(documented).getter($getter).__doc__
		property(abstract).__isabstractmethod__
		property(None, abstract).__isabstractmethod__
		property($getter, $getter, $getter, $doc, 1)
		property(x=1)
		type('T', (), {'a': property(documented), '__slots__': ()}).a.__doc__
	`)}
}

func methodFamily(name string) family {
	drawn["method"] = filled(name+"($getter)", name+"($getter)", name+"("+name+"($getter))", name+"(property(first))", name+"(documented)", name+"(abstract)", name+"(classmethod($getter))", name+"(staticmethod($getter))",
		name+"(Owner)", name+"(functools.partial(max, 3))", "type('Sub', ("+name+",), {})($getter)")
	value := drawn["method"]
	drawn[name] = value
	return family{name: name, types: name, value: value, length: 6, operations: lines(described, `
		v = $`+name+`
		v = $`+name+`
		v.__func__
		v.__wrapped__ is v.__func__
		v.__func__ = 1
		v.__get__($owner, $class)($any)
		v.__get__(Owner())()
		v.__get__(Owner(), Owner)($any)
		v.__get__(None, Derived)()
		v.__call__
		`+name+`()
		`+name+`(1, 2)
		`+name+`(function=first)
		repr(v)
		v.__init__(documented)
		v.__name__ = 'x'
		v.__qualname__ = 'y'
		v.__doc__ = 'doc'
	`)}
}

func superFamily() family {
	drawn["super"] = filled("super(Derived, Derived())", "super(Derived, Derived)", "super(Owner, Derived())", "super(Owner, Owner())", "super(Derived)", "super(Owner)", "super(Meta, Meta('M', (), {}))", "super(int, True)",
		"super(Other, Other())", "super(object, Derived())", "super(Owner, Derived)", "super(bool, True)", "super(List, List([1, 2]))", "super(Default, Default({1: 2}))", "Super(Derived, Derived())")
	return family{name: "super", types: "super", value: drawn["super"], length: 6, operations: lines(`
		v = $super
		v = $super
		v.__thisclass__
		v.__self__
		v.__self_class__
		v.method()
		v.method
		v.made()
		v.plain()
		v.data
		v.data = 1
		del v.data
		v.value
		v.__class__
		v.__init__()
		v.__init__($class)
		v.__init__($class, $owner)
		v.__get__($owner, $class)
		v.__get__($owner)
		v.__get__(None, $class)
		v.__get__($owner).method()
		v.__get__()
		v.__module__
		sorted(v.__dict__)
		v.__name__
		v.__eq__(v)
		v.__hash__
		v.__new__
		v.__repr__()
		v.__str__()
		v.__getattribute__('method')
		v.__getattribute__('__class__')
		v.__setattr__('x', 1)
		v.__sizeof__()
		v.__reduce_ex__(2)
		v.__len__()
		v.__getitem__(0)
		v.__setitem__(0, 1)
		v.__missing__(1)
		v.__index__()
		v.__add__(1)
		v.__dir__()[:0]
		v.append(1)
		v.missing
		v.x = 1
		repr(v), str(v)
		len(v)
		v[0]
		v()
		v + v
		bool(v)
		v == v
		hash(v) == hash(v)
		copy.copy(v)
		super($class, $owner)
		super($class, $class)
		super($class)
		super()
		super(1)
		super(Owner, Derived(), 1)
		super(Owner, x=1)
		super(Owner, $owner).method()
		super(Derived, $owner).made()
		super($class).__get__($owner).__self_class__
		isinstance(v, super)
		type(v)
		dir(v) == dir(super)
	`)}
}
