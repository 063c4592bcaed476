package minipy

import (
	"reflect"

	"github.com/minipy-go/minipy/object"
)

// An Owned is what Own returns: pass it to Interp.Set, Call or as a result.
type Owned struct {
	v       any
	release func() error
}

// Own lends v to a script. When the script's last reference to it dies — return, del,
// rebinding, an exception, cancellation, the collection of a cycle, or Close — release(v)
// runs once, on the goroutine that runs the script, before its next instruction. What
// release returns as an error goes where errors in __del__ go: to Config.Unraisable, or
// else to sys.stderr.
//
//	in.Set("tx", minipy.Own(tx, (*sql.Tx).Rollback))
//
// A pointer to a struct is the same object for the script wherever it comes from, so a
// release that Own adds to it waits for the last of them all. What is no pointer is
// copied into an object of its own.
func Own[T any](v T, release func(T) error) Owned {
	return Owned{v: v, release: func() error { return release(v) }}
}

// owned gives the object of an Owned.
func (i *Interp) owned(o Owned) (object.Value, error) {
	rv := reflect.ValueOf(o.v)
	if !rv.IsValid() || o.release == nil {
		return object.Value{}, i.t.ValueErr("Own of nothing")
	}
	for rv.Kind() == reflect.Pointer && rv.Elem().Kind() == reflect.Pointer {
		rv = rv.Elem()
	}
	if rv.Kind() == reflect.Pointer && rv.IsNil() {
		return object.Value{}, i.t.ValueErr("Own of a nil pointer")
	}
	if rv.Kind() != reflect.Pointer {
		p := reflect.New(rv.Type())
		p.Elem().Set(rv)
		rv = p
	}
	v, err := i.proxy(planOf(rv.Type().Elem()), rv)
	if err != nil {
		return object.Value{}, err
	}
	g := object.As[goObject](v)
	g.releases = append(g.releases, o.release)
	return v, nil
}

// A Shared is what Ref returns.
type Shared struct{ p any }

// Ref shares the map, slice or struct that p points to instead of copying it: what the
// script changes, Go sees, and the other way round. For a script a shared map is a
// mapping and a shared slice a sequence; list(x) and dict(x) copy them.
func Ref[T any](p *T) Shared { return Shared{p} }

// shared gives the object of a Shared.
func (i *Interp) shared(s Shared) (object.Value, error) {
	rv := reflect.ValueOf(s.p)
	if !rv.IsValid() || rv.IsNil() {
		return object.None, nil
	}
	return sharingEncoder(rv.Type().Elem())(i, rv.Elem())
}

// A Class is what ClassOf returns.
type Class struct{ rt reflect.Type }

// ClassOf lets a script make structs of type T, which Interp.Set or a Module binds to a
// name: Point(x=1, y=2) is a *Point whose other fields are zero. Without it scripts see
// the structs that the host passes, and can make none.
func ClassOf[T any]() Class { return Class{reflect.TypeFor[T]()} }

// openClass gives the class of a struct, which the script may call from then on.
func (i *Interp) openClass(c Class) (object.Value, error) {
	if c.rt == nil || c.rt.Kind() != reflect.Struct {
		return object.Value{}, i.t.TypeErr("ClassOf(%s) is no struct", c.rt)
	}
	p := planOf(c.rt)
	typ := p.class()
	if i.classes == nil {
		i.classes = map[*object.Type]*plan{}
	}
	i.classes[typ] = p
	return typ.Value().Ref(), nil
}
