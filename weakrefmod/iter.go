package weakrefmod

import (
	"fmt"

	"github.com/minipy-go/minipy/object"
)

// What an iterator yields.
const (
	valuesItems = iota // of a WeakValueDictionary
	valuesKeys
	valuesValues
	valuesRefs
	keysItems // of a WeakKeyDictionary
	keysKeys
	keysValues
	setItems // of a WeakSet
)

// iterKinds says what each kind of iterator is called, and which of its variables hold
// what between two steps: an entry's key, its value, and the referent. CPython's are
// generators, and a variable of theirs keeps what it holds alive until the next step.
var iterKinds = [...]struct {
	name          string
	key, val, obj bool
}{
	valuesItems:  {"WeakValueDictionary.items", true, true, true},
	valuesKeys:   {"WeakValueDictionary.keys", true, true, false},
	valuesValues: {"WeakValueDictionary.values", false, true, true},
	valuesRefs:   {"WeakValueDictionary.itervaluerefs", false, false, false},
	keysItems:    {"WeakKeyDictionary.items", true, true, true},
	keysKeys:     {"WeakKeyDictionary.keys", true, false, true},
	keysValues:   {"WeakKeyDictionary.values", true, true, false},
	setItems:     {"WeakSet.__iter__", true, false, true},
}

// A weakIter iterates over a container. From its first step to its end what dies in the
// container stays there as a dead entry, which the iterator skips.
type weakIter struct {
	object.Header
	Weak          *object.WeakRef
	c             value // owned: the container; absent once it is finished
	data          value // owned: what it walks over; absent before the first step
	key, val, obj value // owned
	walk          object.Walk
	of            uint8 // valuesItems …
	running       bool
}

var iterType = &object.Type{}

func iterInit() {
	iterType.Define(object.TypeSpec{
		Name: "generator", Twin: true, Flags: object.FlagGC | object.FlagNoNew | object.FlagFinalize | object.FlagWeakFirst, Layout: object.LayoutOf[weakIter]().WeakAt(object.FieldOffset[weakIter]("Weak")), Basic: 88, Weak: 32,
		Slots: object.Slots{Iter: func(t *thread, v value) (value, error) { return v.Ref(), nil }, Next: iterNext,
			Finalize: func(t *thread, v value) {
				if err := object.As[weakIter](v).finish(t); err != nil {
					t.Unraisable(err, "", v)
				}
			},
			Repr: func(t *thread, v value) (value, error) {
				return t.NewStr(fmt.Sprintf("<generator object %s at %s>", iterKinds[object.As[weakIter](v).of].name, object.Address(v.O))), nil
			},
			Traverse: iterTraverse, Clear: iterClear},
		Decls: []object.Decl{
			object.Method("send(arg, /)", "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration.", iterSend),
			object.Method("close()", "close() -> raise GeneratorExit inside generator.", func(t *thread, v value, _ []value) (value, error) {
				it := object.As[weakIter](v)
				if it.running {
					return value{}, t.ValueErr("generator already executing")
				}
				return object.None, it.finish(t)
			}),
			object.Getter("__name__", "", func(t *thread, v value) (value, error) {
				name := iterKinds[object.As[weakIter](v).of].name
				for i := range name {
					if name[i] == '.' {
						return t.NewStr(name[i+1:]), nil
					}
				}
				return t.NewStr(name), nil
			}),
			object.Getter("__qualname__", "", func(t *thread, v value) (value, error) {
				return t.NewStr(iterKinds[object.As[weakIter](v).of].name), nil
			}),
		},
	})
}

// newIter returns an iterator over v, a container.
func newIter(t *thread, v value, of uint8) value {
	it := object.New[weakIter](t, iterType)
	it.c, it.of = v.Ref(), of
	return object.Obj(&it.Header)
}

// iterMethod is a method without arguments that returns an iterator.
func iterMethod(of uint8) object.NativeFn {
	return func(t *thread, v value, _ []value) (value, error) { return newIter(t, v, of), nil }
}

func iterSlot(of uint8) func(t *thread, v value) (value, error) {
	return func(t *thread, v value) (value, error) { return newIter(t, v, of), nil }
}

func (it *weakIter) kind() kind {
	switch {
	case it.of < keysItems:
		return kindValues
	case it.of < setItems:
		return kindKeys
	}
	return kindSet
}

// enter begins the iteration.
func (it *weakIter) enter(t *thread) error {
	c := asContainer(it.c)
	first := "_iterating"
	if it.of < keysItems {
		first = "_pending_removals"
	}
	return c.within(t, first, func() error {
		c.iterating++
		it.data = c.table(t).Ref()
		if it.of == setItems {
			it.walk = object.NewWalk(c.set(t).Len())
		} else {
			it.walk = object.NewWalk(c.dict(t).Len())
		}
		return nil
	})
}

// leave ends the iteration; after the last one the container removes what died.
func (it *weakIter) leave(t *thread) error {
	data := it.data
	if data.IsNil() || it.c.IsNil() {
		return nil
	}
	it.data = value{}
	c := asContainer(it.c)
	c.iterating--
	var err error
	if c.shown && c.kept(t, "_iterating").IsNil() {
		err = t.RaiseAttr(it.c, t.In.Intern("_iterating"), "'%s' object has no attribute '_iterating'", it.c.Type().Name)
	} else if c.iterating == 0 {
		err = c.commit(t, it.kind())
	}
	t.Unref(data)
	return err
}

// finish ends the iterator and drops what its variables hold.
func (it *weakIter) finish(t *thread) error {
	err := it.leave(t)
	iterClear(t, &it.Header)
	return err
}

func iterTraverse(o *object.Header, visit func(value)) {
	it := object.As[weakIter](object.Obj(o))
	for _, v := range [...]value{it.c, it.data, it.key, it.val, it.obj} {
		if !v.IsNil() {
			visit(v)
		}
	}
}

func iterClear(t *thread, o *object.Header) {
	it := object.As[weakIter](object.Obj(o))
	if err := it.leave(t); err != nil {
		t.Discard(err)
	}
	held := [...]value{it.c, it.key, it.val, it.obj}
	it.c, it.key, it.val, it.obj = value{}, value{}, value{}, value{}
	t.UnrefAll(held[:])
}

// set gives x to a variable, which drops what it held.
func set(t *thread, variable *value, x value) {
	old := *variable
	*variable = x
	t.XUnref(old)
}

func iterSend(t *thread, v value, a []value) (value, error) {
	it := object.As[weakIter](v)
	if a[0] != object.None && it.data.IsNil() && !it.c.IsNil() {
		return value{}, t.TypeErr("can't send non-None value to a just-started generator")
	}
	r, err := iterNext(t, v)
	if r.IsNil() && err == nil {
		err = t.RaiseArgs(object.StopIteration)
	}
	return r, err
}

func iterNext(t *thread, v value) (value, error) {
	it := object.As[weakIter](v)
	if it.c.IsNil() {
		return value{}, nil
	}
	if it.running {
		return value{}, t.ValueErr("generator already executing")
	}
	it.running = true
	r, err := it.next(t)
	it.running = false
	if r.IsNil() {
		if err2 := it.finish(t); err2 != nil {
			if err != nil {
				t.Discard(err)
			}
			err = err2
		}
	}
	return r, err
}

// next finds the next living entry; absent at the end.
func (it *weakIter) next(t *thread) (value, error) {
	if it.data.IsNil() {
		if err := it.enter(t); err != nil {
			return value{}, err
		}
	}
	holds := &iterKinds[it.of]
	for {
		var key, val value
		var err error
		if it.of == setItems {
			key, err = it.walk.Set(t, object.As[object.Set](it.data))
		} else {
			key, val, err = it.walk.Dict(t, object.As[object.Dict](it.data))
		}
		if key.IsNil() {
			return value{}, err
		}
		ref := key
		if it.of < keysItems {
			ref = val
		}
		if it.of == valuesRefs {
			return ref.Ref(), nil
		}
		// The entry is held before anything is dropped: a drop may remove it.
		key.Ref()
		val.XRef()
		if holds.key {
			set(t, &it.key, key)
		} else {
			t.Unref(key)
		}
		if holds.val {
			set(t, &it.val, val)
		} else {
			t.XUnref(val)
		}
		if !holds.obj {
			if !alive(ref) {
				continue
			}
			if it.of == valuesKeys {
				return it.key.Ref(), nil
			}
			return it.val.Ref(), nil
		}
		obj := target(ref)
		set(t, &it.obj, obj)
		if obj.IsNil() {
			continue
		}
		switch it.of {
		case valuesItems:
			return t.NewTuple(it.key.Ref(), it.obj.Ref()), nil
		case keysItems:
			return t.NewTuple(it.obj.Ref(), it.val.Ref()), nil
		}
		return it.obj.Ref(), nil
	}
}
