package testcapimod

import "github.com/minipy-go/minipy/object"

// withTpDel makes the __tp_del__ of a class the finalizer of its instances that types in C
// had before PEP 442.
func withTpDel(t *thread, _ value, a []value) (value, error) {
	typ, err := heapClass(t, a[0])
	if err != nil {
		return value{}, err
	}
	t.In.GiveLegacyFinalizer(typ)
	return a[0].Ref(), nil
}

// withoutGC hides the instances of a class from the collector.
func withoutGC(t *thread, _ value, a []value) (value, error) {
	typ, err := heapClass(t, a[0])
	if err != nil {
		return value{}, err
	}
	t.WithoutGC(typ)
	return a[0].Ref(), nil
}

func heapClass(t *thread, v value) (*class, error) {
	if typ, ok := object.AsType(v); ok && typ.IsHeap() {
		return typ, nil
	}
	s, err := t.ReprString(v)
	if err != nil {
		return nil, err
	}
	return nil, t.TypeErr("heap type expected, got %s", s)
}

var (
	containerType = new(class)
	awaitType     = new(class)
	recursingType = new(class)
)

// A holder refers to one object.
type holder struct {
	object.Header
	item value // owned
}

func typesInit() {
	containerType.Define(object.TypeSpec{Name: "_testcapi.ContainerNoGC", Basic: 24, Flags: object.FlagBase, Layout: object.LayoutOf[holder](),
		Slots: object.Slots{New: containerNew, Clear: holderClear},
		Decls: []object.Decl{
			object.Member("value", "a container value for test purposes", func(_ *thread, v value) (value, error) {
				return object.As[holder](v).item.Ref(), nil
			}),
		}})
	awaitType.Define(object.TypeSpec{Name: "awaitType", Basic: 24, Layout: object.LayoutOf[holder](),
		Doc: "C level type with tp_as_async",
		Slots: object.Slots{New: awaitNew, Clear: holderClear, Await: func(_ *thread, v value) (value, error) {
			return object.As[holder](v).item.Ref(), nil
		}}})
	recursingType.Define(object.TypeSpec{Name: "RecursingInfinitelyError", Base: object.ExceptionType, Flags: object.FlagBase,
		Doc:   "Instantiating this exception starts infinite recursion.",
		Slots: object.Slots{Init: recursingInit}})
}

func containerNew(t *thread, typ *class, a args) (value, error) {
	if len(a.Pos)+len(a.KwNames()) > 1 {
		return value{}, t.TypeErr("function takes at most 1 argument (%d given)", len(a.Pos)+len(a.KwNames()))
	}
	x := a.Arg("value")
	if len(a.Pos) == 1 {
		x = a.Pos[0]
	}
	if x.IsNil() {
		return value{}, t.TypeErr("function missing required argument 'value' (pos 1)")
	}
	return newHolder(t, typ, x), nil
}

func awaitNew(t *thread, typ *class, a args) (value, error) {
	if len(a.Pos) != 1 {
		return value{}, t.TypeErr("awaitObject expected 1 argument, got %d", len(a.Pos))
	}
	return newHolder(t, typ, a.Pos[0]), nil
}

func newHolder(t *thread, typ *class, x value) value {
	h := object.New[holder](t, typ)
	h.item = x.Ref()
	return object.Obj(&h.Header)
}

func holderClear(t *thread, o *header) {
	h := object.As[holder](object.Obj(o))
	old := h.item
	h.item = value{}
	t.XUnref(old)
}

// recursingInit makes another exception of the same type to be raised instead.
func recursingInit(t *thread, self value, a args) error {
	if err := t.Enter(" while normalizing an exception"); err != nil {
		return err
	}
	defer t.Leave()
	return t.RaiseArgs(recursingType)
}
