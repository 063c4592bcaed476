// Package collabcmod is the modules collections.abc and _collections_abc: the abstract
// base classes of containers, iterables and callables.
//
// Invariant: an interpreter makes all the classes together, when the first of them is
// asked for, since issubclass() looks through the subclasses of a class: whether a tuple
// is Reversible is known to Sequence. Where a method needs another class of the module
// it takes it from the interpreter's state, which keeps the classes to the end.
package collabcmod

import "github.com/minipy-go/minipy/object"

type (
	thread = object.Thread
	value  = object.Value
	class  = object.Type
	args   = object.Args
	decl   = object.Decl
)

const moduleName = "collections.abc" // what the classes say as their __module__

// BaseModule declares _collections_abc, Module collections.abc.
var (
	BaseModule = object.ModuleSpec{Name: "_collections_abc", Doc: "Abstract base classes of containers.", Init: initBase,
		Functions: func() []decl {
			return []decl{
				object.Func("_check_methods(C, *methods)", "True if the class has all the methods, else NotImplemented.", checkMethods),
				object.Func("_is_param_expr(obj)", "Say if obj stands for the parameters of a Callable.", isParamExpr),
				object.Func("_type_repr(obj)", "How an argument of a generic alias is shown.", showType),
			}
		}}
	Module = object.ModuleSpec{Name: moduleName, Doc: "Abstract base classes of containers.", Init: initModule}
)

// The classes, in an order in which bases come first.
const (
	hashable = iota
	awaitable
	coroutine
	asyncIterable
	asyncIterator
	asyncGenerator
	iterable
	iterator
	reversible
	generator
	sized
	container
	collection
	callable
	set
	mutableSet
	mapping
	mappingView
	keysView
	itemsView
	valuesView
	mutableMapping
	sequence
	byteString
	mutableSequence
	callableAlias // no abstract class, but needed as they are
	numClasses
)

// exported is the order of __all__.
var exported = [...]int{awaitable, coroutine, asyncIterable, asyncIterator, asyncGenerator, hashable, iterable, iterator,
	generator, reversible, sized, container, callable, collection, set, mutableSet, mapping, mutableMapping, mappingView,
	keysView, itemsView, valuesView, sequence, mutableSequence, byteString}

// A row of the table of classes.
type row struct {
	spec  *object.ClassSpec
	bases []int
}

func rows() [callableAlias]row {
	return [...]row{
		hashable:        {hashableSpec(), nil},
		awaitable:       {awaitableSpec(), nil},
		coroutine:       {coroutineSpec(), []int{awaitable}},
		asyncIterable:   {asyncIterableSpec(), nil},
		asyncIterator:   {asyncIteratorSpec(), []int{asyncIterable}},
		asyncGenerator:  {asyncGeneratorSpec(), []int{asyncIterator}},
		iterable:        {iterableSpec(), nil},
		iterator:        {iteratorSpec(), []int{iterable}},
		reversible:      {reversibleSpec(), []int{iterable}},
		generator:       {generatorSpec(), []int{iterator}},
		sized:           {sizedSpec(), nil},
		container:       {containerSpec(), nil},
		collection:      {collectionSpec(), []int{sized, iterable, container}},
		callable:        {callableSpec(), nil},
		set:             {setSpec(), []int{collection}},
		mutableSet:      {mutableSetSpec(), []int{set}},
		mapping:         {mappingSpec(), []int{collection}},
		mappingView:     {mappingViewSpec(), []int{sized}},
		keysView:        {keysViewSpec(), []int{mappingView, set}},
		itemsView:       {itemsViewSpec(), []int{mappingView, set}},
		valuesView:      {valuesViewSpec(), []int{mappingView, collection}},
		mutableMapping:  {mutableMappingSpec(), []int{mapping}},
		sequence:        {sequenceSpec(), []int{reversible, collection}},
		byteString:      {byteStringSpec(), []int{sequence}},
		mutableSequence: {mutableSequenceSpec(), []int{sequence}},
	}
}

// state is an interpreter's classes, owned.
type state struct{ classes [numClasses]value }

type stateKey struct{}

func stateOf(t *thread) *state {
	return t.In.State(stateKey{}, func() any { return new(state) }).(*state)
}

// peek lends a class, which is there whenever a method of another runs.
func peek(t *thread, which int) value {
	v := stateOf(t).classes[which]
	if v.O == nil {
		return object.None
	}
	return v
}

func is(t *thread, v value, which int) (bool, error) { return t.IsInstanceOf(v, peek(t, which)) }

// Release drops the classes.
func (s *state) Release(t *thread) {
	for i := range s.classes {
		old := s.classes[i]
		s.classes[i] = value{}
		t.XUnref(old)
	}
	t.CollectGarbage(2)
}

// initBase makes the classes and binds them in _collections_abc.
func initBase(t *thread, m *object.Module) error {
	s := stateOf(t)
	if s.classes[callableAlias].O == nil {
		if err := s.make(t, m); err != nil {
			return err
		}
	}
	s.bind(t, m)
	m.Set(t, "GenericAlias", object.GenericAliasType.Value())
	for name, typ := range map[string]*class{
		"dict_keys": object.DictKeysType, "dict_values": object.DictValuesType, "dict_items": object.DictItemsType,
		"mappingproxy": object.MappingProxyType,
	} {
		m.Set(t, name, typ.Value())
	}
	m.Give(t, "__name__", t.NewStr(moduleName))
	return nil
}

// initModule binds the same in collections.abc.
func initModule(t *thread, m *object.Module) error {
	base, err := t.In.Importer(t, BaseModule.Name)
	if err != nil {
		return err
	}
	stateOf(t).bind(t, m)
	t.Unref(base)
	return nil
}

func (s *state) bind(t *thread, m *object.Module) {
	all := make([]value, len(exported))
	table := rows()
	for i, which := range exported {
		name := table[which].spec.Name
		m.Set(t, name, s.classes[which])
		all[i] = t.NewStr(name)
	}
	m.Set(t, "_CallableGenericAlias", s.classes[callableAlias])
	m.Give(t, "__all__", t.NewList(all))
}

// make makes the classes, and tells those that built-in types belong to.
func (s *state) make(t *thread, m *object.Module) error {
	abc, err := t.In.Importer(t, "abc")
	if err != nil {
		return err
	}
	meta, err := t.GetAttrS(abc, "ABCMeta")
	t.Unref(abc)
	if err != nil {
		return err
	}
	defer t.Unref(meta)
	alias, err := t.BuildClass(m, aliasSpec(), value{}, object.GenericAliasType.Value())
	if err != nil {
		return err
	}
	s.classes[callableAlias] = alias
	table := rows()
	for which := range table {
		var bases []value
		for _, b := range table[which].bases {
			bases = append(bases, s.classes[b])
		}
		if s.classes[which], err = t.BuildClass(m, table[which].spec, meta, bases...); err != nil {
			s.Release(t)
			return err
		}
	}
	for _, r := range [...]struct {
		which int
		typ   *class
	}{
		{set, object.FrozenSetType}, {mutableSet, object.SetType}, {mapping, object.MappingProxyType},
		{keysView, object.DictKeysType}, {itemsView, object.DictItemsType}, {valuesView, object.DictValuesType},
		{mutableMapping, object.DictType}, {sequence, object.TupleType}, {sequence, object.StrType},
		{sequence, object.RangeType}, {sequence, object.MemoryViewType}, {byteString, object.BytesType},
		{byteString, object.ByteArrayType}, {mutableSequence, object.ListType}, {mutableSequence, object.ByteArrayType},
	} {
		if err := t.RegisterABCClass(s.classes[r.which], r.typ); err != nil {
			s.Release(t)
			return err
		}
	}
	return t.RegisterPending(func(name string) value {
		for which := range table {
			if table[which].spec.Name == name {
				return s.classes[which]
			}
		}
		return value{}
	})
}

// recognised says which methods make a class a subclass of the abstract class name.
func recognised(name string) []string {
	switch name {
	case "Hashable":
		return []string{"__hash__"}
	case "Awaitable":
		return []string{"__await__"}
	case "Coroutine":
		return []string{"__await__", "send", "throw", "close"}
	case "AsyncIterable":
		return []string{"__aiter__"}
	case "AsyncIterator":
		return []string{"__anext__", "__aiter__"}
	case "AsyncGenerator":
		return []string{"__aiter__", "__anext__", "asend", "athrow", "aclose"}
	case "Iterable":
		return []string{"__iter__"}
	case "Iterator":
		return []string{"__iter__", "__next__"}
	case "Reversible":
		return []string{"__reversed__", "__iter__"}
	case "Generator":
		return []string{"__iter__", "__next__", "send", "throw", "close"}
	case "Sized":
		return []string{"__len__"}
	case "Container":
		return []string{"__contains__"}
	case "Collection":
		return []string{"__len__", "__iter__", "__contains__"}
	case "Callable":
		return []string{"__call__"}
	}
	return nil
}

// subclassHook is the __subclasshook__ of the classes that are recognised by methods
// alone. A class that inherits it is not.
func subclassHook(t *thread, cls value, a []value) (value, error) {
	typ, ok := object.AsType(cls)
	if !ok || typ.SpecClass(moduleName, typ.Name) != typ {
		return object.NotImplemented, nil
	}
	methods := recognised(typ.Name)
	if methods == nil {
		return object.NotImplemented, nil
	}
	sub, ok := object.AsType(a[0])
	if !ok {
		return t.GetAttrS(a[0], "__mro__")
	}
	for _, name := range methods {
		if v := t.PeekTypeS(sub, name); v.O == nil || v == object.None {
			return object.NotImplemented, nil
		}
	}
	return object.True, nil
}

func checkMethods(t *thread, _ value, a []value) (value, error) {
	sub, ok := object.AsType(a[0])
	if !ok {
		return t.GetAttrS(a[0], "__mro__")
	}
	names, _ := object.AsTuple(a[1])
	for _, n := range names.Items {
		s, ok := object.AsStr(n)
		if !ok {
			return object.NotImplemented, nil
		}
		if v := t.PeekTypeS(sub, s.S); v.O == nil || v == object.None {
			return object.NotImplemented, nil
		}
	}
	return object.True, nil
}

// aliasMaker makes classmethod(GenericAlias), the __class_getitem__ of generic classes.
func aliasMaker(t *thread) (value, error) {
	return t.NewClassMethod(object.GenericAliasType.Value()), nil
}

func selfMethod(_ *thread, self value, _ []value) (value, error) { return self.Ref(), nil }

// swallow drops err if it is of class typ, and reports so.
func swallow(t *thread, err error, typ *class) bool {
	if err == nil || !t.ErrIs(err, typ) {
		return false
	}
	t.Discard(err)
	return true
}

// void drops the result of a call that is made for its effect.
func void(t *thread, r value, err error) error {
	if err == nil {
		t.Unref(r)
	}
	return err
}

// none is the result of a method that returns nothing.
func none(err error) (value, error) {
	if err != nil {
		return value{}, err
	}
	return object.None, nil
}
