package minipy

import (
	"fmt"
	"path"
	"reflect"
	"strings"
	"sync"

	"github.com/minipy-go/minipy/object"
)

// A goObject stands for a pointer to a Go struct: its attributes are the fields and
// methods of the struct, which it shares.
type goObject struct {
	object.Header
	weak     *object.WeakRef //lint:ignore U1000 at its offset
	base     object.GoPtr    // to the struct; nil once the object is dead
	plan     *plan           // of the struct
	addr     uintptr         // base as a number
	releases []func() error  // of Own, the last one first
}

// elem is the struct, addressable; invalid once the object is dead.
func (g *goObject) elem() reflect.Value {
	if g.base == nil {
		return reflect.Value{}
	}
	return object.VarAt(g.plan.rt, g.base)
}

// asGo returns v as the object of a Go struct.
func asGo(v object.Value) (*goObject, bool) {
	if v.O.Typ.Base != goBase {
		return nil, false
	}
	return object.As[goObject](v), true
}

// goBase is the class above those of all Go structs.
var goBase = new(object.Type)

func goBaseInit() {
	goBase.Define(object.TypeSpec{Name: "minipy.object", Doc: "A Go value.", Basic: 24, Weak: 16,
		Layout: object.LayoutOf[goObject]().WeakAt(object.FieldOffset[goObject]("weak")),
		Slots: object.Slots{New: goNew, Str: goStr, Clear: func(t *object.Thread, o *object.Header) {
			hostOf(t).forget(object.As[goObject](object.Obj(o)))
		}}})
}

// hostTypes defines the types of this package when the first object of one is made.
var hostTypes sync.Once

func defineTypes() {
	for _, define := range [...]func(){goBaseInit, goFuncInit, iterInit, chanInit, sliceViewInit, mapViewInit} {
		define()
	}
}

// hostOf is the Interp that a thread runs in.
func hostOf(t *object.Thread) *Interp { return t.In.Host.(*Interp) }

// newClass makes the class of the objects that stand for pointers to a struct.
func newClass(p *plan) *object.Type {
	hostTypes.Do(defineTypes)
	base := goBase
	ptr := reflect.PointerTo(p.rt)
	name := p.rt.Name()
	if name == "" {
		name = p.rt.Kind().String()
	}
	name = strings.ReplaceAll(name, ".", "_")
	if pkg := p.rt.PkgPath(); pkg != "" {
		name = path.Base(pkg) + "." + name
	}
	spec := object.TypeSpec{Name: name, Base: base}
	used := map[string]bool{}
	if p.names != nil { // it is a struct
		set := p.names()
		for k := range set.list {
			f := &set.list[k]
			used[f.name] = true
			spec.Decls = append(spec.Decls, object.Property(f.name, "", fieldGetter(f), fieldSetter(f)))
		}
	}
	for k := range ptr.NumMethod() {
		m := ptr.Method(k)
		n := snake(m.Name)
		if used[n] {
			continue
		}
		used[n] = true
		spec.Decls = append(spec.Decls, object.RawMethod(n+"(*args)", "", method(n, k, m.Type)))
	}
	return new(object.Type).Define(spec)
}

// method makes the Python method of a Go method; typ has the receiver first.
func method(name string, k int, typ reflect.Type) object.RawFn {
	fp := sync.OnceValue(func() *funcPlan { return newFuncPlan(typ, 1) })
	return func(t *object.Thread, self object.Value, a object.Args) (object.Value, error) {
		g := object.As[goObject](self)
		return hostOf(t).callFunc(fp(), g.elem().Addr().Method(k), name, a)
	}
}

// fieldGetter makes what reads a field. Numbers and texts are read without a detour.
func fieldGetter(f *structField) func(t *object.Thread, self object.Value) (object.Value, error) {
	if len(f.index) == 1 && f.typ != durationType {
		off := f.offset
		switch f.typ.Kind() {
		case reflect.Float64:
			return func(_ *object.Thread, self object.Value) (object.Value, error) {
				return object.Float(*object.At[float64](object.As[goObject](self).base, off)), nil
			}
		case reflect.Int:
			return func(_ *object.Thread, self object.Value) (object.Value, error) {
				return object.Int(int64(*object.At[int](object.As[goObject](self).base, off))), nil
			}
		case reflect.Int64:
			return func(_ *object.Thread, self object.Value) (object.Value, error) {
				return object.Int(*object.At[int64](object.As[goObject](self).base, off)), nil
			}
		case reflect.Bool:
			return func(_ *object.Thread, self object.Value) (object.Value, error) {
				return object.Bool(*object.At[bool](object.As[goObject](self).base, off)), nil
			}
		case reflect.String:
			return func(t *object.Thread, self object.Value) (object.Value, error) {
				return hostOf(t).newText(*object.At[string](object.As[goObject](self).base, off)), nil
			}
		case reflect.Pointer:
			if isShared(f.typ) {
				p := barePlan(f.typ.Elem())
				return func(t *object.Thread, self object.Value) (object.Value, error) {
					ptr := *object.At[object.GoPtr](object.As[goObject](self).base, off)
					if ptr == nil {
						return object.None, nil
					}
					return hostOf(t).proxyAt(p, ptr)
				}
			}
		}
	}
	enc := sync.OnceValue(func() func(*Interp, reflect.Value) (object.Value, error) { return sharingEncoder(f.typ) })
	return func(t *object.Thread, self object.Value) (object.Value, error) {
		fv, ok := fieldAt(object.As[goObject](self).elem(), f.index)
		if !ok {
			return object.None, nil
		}
		return enc()(hostOf(t), fv)
	}
}

// sharingEncoder is the encoder of what lies in memory that Go and the script share: a
// struct, slice or map in it is shared too.
func sharingEncoder(rt reflect.Type) func(i *Interp, rv reflect.Value) (object.Value, error) {
	p := planOf(rt)
	switch {
	case rt == timeType || rt == bigType || rt == ownedType || rt == sharedType:
	case rt.Kind() == reflect.Struct:
		return func(i *Interp, rv reflect.Value) (object.Value, error) { return i.proxy(p, rv.Addr()) }
	case rt.Kind() == reflect.Map, rt.Kind() == reflect.Slice && rt.Elem().Kind() != reflect.Uint8:
		return func(i *Interp, rv reflect.Value) (object.Value, error) { return i.newView(rv), nil }
	}
	return p.enc
}

func fieldSetter(f *structField) func(t *object.Thread, self, x object.Value) error {
	return func(t *object.Thread, self, x object.Value) error {
		if x.O == nil {
			return t.TypeErr("cannot delete field '%s' of a Go struct", f.name)
		}
		i := hostOf(t)
		v := reflect.New(f.typ).Elem()
		if err := planOf(f.typ).dec(i, x, v); err != nil {
			return err
		}
		fv, ok := fieldAt(object.As[goObject](self).elem(), f.index)
		if !ok {
			return t.RaiseAttr(self, t.In.Intern(f.name), "field '%s' is in an embedded struct that is nil", f.name)
		}
		fv.Set(v)
		return nil
	}
}

// goNew makes a struct from keyword arguments, where the host has opened its class.
func goNew(t *object.Thread, typ *object.Type, a object.Args) (object.Value, error) {
	i := hostOf(t)
	p := i.classes[typ]
	if p == nil {
		return object.Value{}, t.TypeErr("cannot create '%s' instances", typ.FullName())
	}
	v := reflect.New(p.rt)
	set := p.names()
	if len(a.Pos) > len(set.list) {
		return object.Value{}, t.TypeErr("%s() takes at most %d positional arguments (%d given)", typ.Name, len(set.list), len(a.Pos))
	}
	for k, x := range a.Pos {
		if err := i.setField(v.Elem(), &set.list[k], x); err != nil {
			return object.Value{}, err
		}
	}
	for k, n := range a.KwNames() {
		at, ok := set.index[n.String()]
		if !ok {
			return object.Value{}, t.TypeErr("%s() got an unexpected keyword argument '%s'", typ.Name, n.String())
		}
		if at < len(a.Pos) {
			return object.Value{}, t.TypeErr("%s() got multiple values for argument '%s'", typ.Name, n.String())
		}
		if err := i.setField(v.Elem(), &set.list[at], a.Kw()[k]); err != nil {
			return object.Value{}, err
		}
	}
	return i.proxy(p, v)
}

// goStr is str(): String or Error of the Go value if it has one.
func goStr(t *object.Thread, v object.Value) (object.Value, error) {
	g := object.As[goObject](v)
	i := hostOf(t)
	x := g.elem().Addr().Interface()
	var s string
	var f func()
	switch x := x.(type) {
	case fmt.Stringer:
		f = func() { s = x.String() }
	case error:
		f = func() { s = x.Error() }
	default:
		return t.Repr(v)
	}
	if err := i.inGo(f); err != nil {
		return object.Value{}, i.raise(err)
	}
	return i.newText(s), nil
}

// smallIdents is the size of the table that most pointers are found in.
const smallIdents = 16

// identities finds the object of a Go pointer, so that a pointer is always the same
// object while that lives.
type identities struct {
	small [smallIdents]*goObject
	more  map[identKey]*goObject
}

type identKey struct {
	plan *plan
	addr uintptr
}

func (d *identities) find(p *plan, addr uintptr) *goObject {
	if g := d.small[addr>>4%smallIdents]; g != nil && g.addr == addr && g.plan == p {
		return g
	}
	if len(d.more) == 0 {
		return nil
	}
	return d.more[identKey{p, addr}]
}

func (d *identities) add(g *goObject) {
	if p := &d.small[g.addr>>4%smallIdents]; *p == nil {
		*p = g
		return
	}
	if d.more == nil {
		d.more = map[identKey]*goObject{}
	}
	d.more[identKey{g.plan, g.addr}] = g
}

func (d *identities) remove(g *goObject) {
	if p := &d.small[g.addr>>4%smallIdents]; *p == g {
		*p = nil
		return
	}
	delete(d.more, identKey{g.plan, g.addr})
}

// proxy gives the object of a pointer, which is not nil, to a struct whose plan is p.
func (i *Interp) proxy(p *plan, ptr reflect.Value) (object.Value, error) {
	return i.proxyAt(p, object.GoPtrOf(ptr))
}

// proxyAt is proxy for a GoPtr.
func (i *Interp) proxyAt(p *plan, ptr object.GoPtr) (object.Value, error) {
	addr := uintptr(ptr)
	if g := i.idents.find(p, addr); g != nil {
		return object.Obj(&g.Header).Ref(), nil
	}
	if err := i.t.Overdrawn(); err != nil {
		return object.Value{}, err
	}
	g := object.New[goObject](i.t, p.class())
	g.base, g.plan, g.addr = ptr, p, addr
	i.idents.add(g)
	if i.cfg.Trace != nil {
		i.tellLife(&g.Header, true)
	}
	return object.Obj(&g.Header), nil
}

// forget is the death of g: what Own asked for is released now.
func (i *Interp) forget(g *goObject) {
	if i.cfg.Trace != nil {
		i.tellLife(&g.Header, false)
	}
	i.idents.remove(g)
	releases := g.releases
	g.releases, g.base = nil, nil
	for k := len(releases) - 1; k >= 0; k-- {
		i.runRelease(releases[k])
	}
}

// runRelease runs what Own was given; its error cannot be raised anywhere.
func (i *Interp) runRelease(f func() error) {
	var err error
	if perr := i.inGo(func() { err = f() }); perr != nil {
		err = perr
	}
	if err != nil {
		i.t.Unraisable(i.raise(err), "", object.Value{})
	}
}

// goValue is the Go value that an object stands for: a pointer to a struct, a function,
// a channel, or the slice or map of a view.
func goValue(v object.Value) (reflect.Value, bool) {
	switch typ := v.O.Typ; {
	case typ.Base == goBase:
		return object.As[goObject](v).elem().Addr(), true
	case typ == goFuncType:
		return object.As[goFunc](v).fn, true
	case typ == chanType:
		return object.As[goChan](v).ch, true
	case typ == sliceViewType, typ == mapViewType:
		return object.As[goView](v).elem, true
	}
	return reflect.Value{}, false
}
