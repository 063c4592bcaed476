package jsonmod

import (
	"errors"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// A scanner is _json.Scanner: a decoder's settings, ready to read with.
type scanner struct {
	object.Header
	own    [5]value // owned; as hooks has them
	strict bool
}

var scannerType = &object.Type{}

func scannerInit() {
	members := []object.Decl{object.Member("strict", "strict", func(_ *thread, v value) (value, error) { return object.Bool(object.As[scanner](v).strict), nil })}
	for i, name := range hooks {
		members = append(members, object.Member(name, name, func(_ *thread, v value) (value, error) {
			return pylib.Or(object.As[scanner](v).own[i], object.None).Ref(), nil
		}))
	}
	scannerType.Define(object.TypeSpec{Name: "_json.Scanner", Sig: "(context)", Flags: object.FlagGC | object.FlagBase, Basic: 72,
		Doc:    "Reads single values with the settings of a decoder.",
		Layout: object.LayoutOf[scanner](),
		Slots:  object.Slots{New: scannerNew, Call: scannerCall, Traverse: scannerTraverse, Clear: scannerClear},
		Decls:  members})
}

func scannerNew(t *thread, typ *object.Type, a object.Args) (value, error) {
	context, rest, err := one(t, "make_scanner", "context", a)
	if err != nil {
		return value{}, err
	}
	if len(rest.KwNames()) > 0 && len(a.Pos) > 0 {
		return value{}, t.TypeErr("make_scanner() takes no keyword arguments")
	}
	s := object.New[scanner](t, typ)
	v := object.Obj(&s.Header)
	strict, err := t.GetAttrS(context, "strict")
	if err == nil {
		s.strict, err = t.Truth(strict)
		t.Unref(strict)
	}
	for i, name := range hooks {
		if err == nil {
			s.own[i], err = t.GetAttrS(context, name)
		}
	}
	if err != nil {
		t.Unref(v)
		return value{}, err
	}
	return v, nil
}

func scannerTraverse(o *header, visit func(value)) {
	pylib.Visit(visit, object.As[scanner](object.Obj(o)).own[:]...)
}

func scannerClear(t *thread, o *header) {
	s := object.As[scanner](object.Obj(o))
	own := s.own
	s.own = [5]value{}
	for _, v := range own {
		t.XUnref(v)
	}
}

// scannerCall is scan_once(string, idx): the value and the index behind it, or
// StopIteration(index) where there is no value.
func scannerCall(t *thread, v value, a object.Args) (value, error) {
	out := make([]value, 2)
	copy(out, a.Pos)
	if rest := named(a, []string{"string", "idx"}, out); len(a.Pos) > 2 || len(rest.KwNames()) > 0 || out[0].IsNil() || out[1].IsNil() {
		return value{}, t.TypeErr("scan_once() takes exactly 2 arguments: string and idx")
	}
	s, ok := object.AsStr(out[0])
	if !ok {
		return value{}, t.TypeErr("first argument must be a string, not %s", out[0].Type().Name)
	}
	idx, err := t.AsIndex(out[1], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	if idx < 0 {
		return value{}, t.ValueErr("idx cannot be negative")
	}
	if idx >= s.N {
		return value{}, t.RaiseArgs(object.StopIteration, object.Int(int64(idx)))
	}
	sc := object.As[scanner](v)
	own := sc.own // the hooks may let go of the scanner
	for _, h := range own {
		h.XRef()
		defer t.XUnref(h)
	}
	own[1], own[2] = unless(own[1], object.FloatType), unless(own[2], object.IntType)
	r := newReader(out[0], own[:])
	r.strict = sc.strict
	defer r.close(t)
	x, end, err := r.value(t, s.Offset(idx))
	if err != nil {
		var none noValue
		if errors.As(err, &none) {
			err = t.RaiseArgs(object.StopIteration, object.Int(int64(s.Point(none.at))))
		}
		return value{}, err
	}
	return t.NewTuple(x, object.Int(int64(s.Point(end)))), nil
}

// unless is v, absent where it is the class that the reader makes numbers of anyway.
func unless(v value, typ *object.Type) value {
	if v == typ.Value() {
		return value{}
	}
	return v
}

func scanString(t *thread, _ value, a []value) (value, error) {
	s, ok := object.AsStr(a[0])
	if !ok {
		return value{}, t.TypeErr("first argument must be a string, not %s", a[0].Type().Name)
	}
	end, err := t.AsIndex(a[1], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	if end < 0 || end > s.N {
		return value{}, t.ValueErr("end is out of bounds")
	}
	r := &reader{doc: s, s: s.S, strict: true}
	if !a[2].IsNil() {
		if r.strict, err = t.Truth(a[2]); err != nil {
			return value{}, err
		}
	}
	v, stop, err := r.text(t, s.Offset(end))
	if err != nil {
		return value{}, err
	}
	return t.NewTuple(v, object.Int(int64(s.Point(stop)))), nil
}
