package collectionsmod

import (
	"fmt"

	"github.com/minipy-go/minipy/object"
)

// A tupleGetter is the descriptor of one field of a namedtuple.
type tupleGetter struct {
	object.Header
	index int
	doc   value // owned
}

var tupleGetterType = &class{}

func tupleGetterInit() {
	tupleGetterType.Define(object.TypeSpec{Name: "_collections._tuplegetter", Flags: object.FlagGC, Layout: object.LayoutOf[tupleGetter](), Basic: 32,
		Slots: object.Slots{New: tupleGetterNew, DescrGet: tupleGetterGet,
			DescrSet: func(t *thread, _, _, x value) error {
				if x.O == nil {
					return t.Raise(object.AttributeError, "can't delete attribute")
				}
				return t.Raise(object.AttributeError, "can't set attribute")
			},
			Repr: func(t *thread, v value) (value, error) {
				g := object.As[tupleGetter](v)
				s, err := t.ReprString(g.doc)
				return t.NewStr(fmt.Sprintf("_tuplegetter(%d, %s)", g.index, s)), err
			},
			Traverse: func(o *header, visit func(value)) {
				if g := as[tupleGetter](o); g.doc.O != nil {
					visit(g.doc)
				}
			},
			Clear: func(t *thread, o *header) { drop(t, &as[tupleGetter](o).doc) }},
		Decls: []object.Decl{
			object.Property("__doc__", "", func(_ *thread, v value) (value, error) {
				if d := object.As[tupleGetter](v).doc; d.O != nil {
					return d.Ref(), nil
				}
				return object.None, nil
			}, func(t *thread, v, x value) error {
				g := object.As[tupleGetter](v)
				old := g.doc
				g.doc = x.XRef()
				t.XUnref(old)
				return nil
			}),
			object.Method("__reduce__()", "", func(t *thread, v value, _ []value) (value, error) {
				g := object.As[tupleGetter](v)
				return t.NewTuple(tupleGetterType.Value(), t.NewTuple(object.Int(int64(g.index)), g.doc.Ref())), nil
			}),
		}})
}

func tupleGetterNew(t *thread, typ *class, a args) (value, error) {
	if len(a.Pos) != 2 || len(a.KwNames()) > 0 {
		return value{}, t.TypeErr("_tuplegetter expected 2 arguments, got %d", len(a.Pos))
	}
	i, err := t.AsIndex(a.Pos[0], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	g := object.New[tupleGetter](t, typ)
	g.index, g.doc = i, a.Pos[1].Ref()
	return object.Obj(&g.Header), nil
}

func tupleGetterGet(t *thread, d, obj, _ value) (value, error) {
	g := object.As[tupleGetter](d)
	if obj.O == nil {
		return d.Ref(), nil
	}
	tup, ok := object.AsTuple(obj)
	if !ok {
		if obj == object.None {
			return d.Ref(), nil
		}
		return value{}, t.TypeErr("descriptor for index '%d' for tuple subclasses doesn't apply to '%s' object", g.index, obj.Type().Name)
	}
	if g.index < 0 || g.index >= len(tup.Items) {
		return value{}, t.Raise(object.IndexError, "tuple index out of range")
	}
	return tup.Items[g.index].Ref(), nil
}
