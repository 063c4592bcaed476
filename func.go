package minipy

import (
	"context"
	"reflect"
	"runtime"
	"strings"
	"sync"

	"github.com/minipy-go/minipy/object"
)

// A goFunc is a Go function that scripts call.
type goFunc struct {
	object.Header
	weak *object.WeakRef //lint:ignore U1000 at its offset
	name string
	fn   reflect.Value
	plan *funcPlan
	fast fastCall // nil: through reflection
}

var goFuncType = new(object.Type)

func goFuncInit() {
	goFuncType.Define(object.TypeSpec{Name: "minipy.function", Doc: "A Go function.", Flags: object.FlagNoNew, Basic: 24, Weak: 16,
		Layout: object.LayoutOf[goFunc]().WeakAt(object.FieldOffset[goFunc]("weak")),
		Slots: object.Slots{
			Call: func(t *object.Thread, v object.Value, a object.Args) (object.Value, error) {
				f := object.As[goFunc](v)
				if f.fast != nil && len(a.KwNames()) == 0 {
					if r, done, err := f.fast(hostOf(t), a.Pos); done {
						return r, err
					}
				}
				return hostOf(t).callFunc(f.plan, f.fn, f.name, a)
			},
			Repr: func(t *object.Thread, v object.Value) (object.Value, error) {
				return t.NewStr("<Go function " + object.As[goFunc](v).name + ">"), nil
			},
			Clear: func(_ *object.Thread, o *object.Header) {
				f := object.As[goFunc](object.Obj(o))
				f.fn, f.plan, f.fast = reflect.Value{}, nil, nil
			},
		},
		Decls: []object.Decl{
			object.Getter("__name__", "", goFuncName),
			object.Getter("__qualname__", "", goFuncName),
		}})
}

func goFuncName(t *object.Thread, v object.Value) (object.Value, error) {
	return t.NewStr(object.As[goFunc](v).name), nil
}

// newFunc gives the object of a Go function; an empty name: the function's own.
func (i *Interp) newFunc(name string, fn any) (object.Value, error) {
	rv := reflect.ValueOf(fn)
	if name == "" {
		name = goName(rv)
	}
	hostTypes.Do(defineTypes)
	f := object.New[goFunc](i.t, goFuncType)
	f.name, f.fn, f.plan, f.fast = name, rv, funcPlanOf(rv.Type()), fastCallOf(fn)
	return object.Obj(&f.Header), nil
}

// goName is the last part of a function's name, in Python's style.
func goName(fn reflect.Value) string {
	name := "function"
	if f := runtime.FuncForPC(fn.Pointer()); f != nil {
		name = f.Name()
	}
	name = strings.TrimSuffix(name[strings.LastIndexByte(name, '.')+1:], "-fm")
	return snake(name)
}

// A funcPlan says how a Go function is called: context first, error last, a trailing
// struct with py tags (or a Kw) takes the keyword arguments.
type funcPlan struct {
	ctx, interp bool
	in          []*plan
	variadic    *plan
	kw          reflect.Type // of the parameter that takes keyword arguments, nil if none
	results     []*plan
	fails       bool // the last result is an error
	lends       bool // a parameter is a *Value or an iterator
}

var funcPlans sync.Map // reflect.Type → *funcPlan

func funcPlanOf(rt reflect.Type) *funcPlan {
	if p, ok := funcPlans.Load(rt); ok {
		return p.(*funcPlan)
	}
	p, _ := funcPlans.LoadOrStore(rt, newFuncPlan(rt, 0))
	return p.(*funcPlan)
}

// isLent reports whether arguments of that type are lent for the call.
func isLent(rt reflect.Type) bool { return rt == valueType || rt.Kind() == reflect.Func && isSeq(rt) }

// newFuncPlan plans the calls of a function whose first skip parameters are bound.
func newFuncPlan(rt reflect.Type, skip int) *funcPlan {
	p := &funcPlan{}
	k, n := skip, rt.NumIn()
	if k < n && rt.In(k) == contextType {
		p.ctx = true
		k++
	}
	if k < n && rt.In(k) == interpType {
		p.interp = true
		k++
	}
	if rt.IsVariadic() {
		n--
		p.variadic = planOf(rt.In(n).Elem())
		p.lends = isLent(rt.In(n).Elem())
	} else if n > k {
		if last := rt.In(n - 1); last == kwType || last.Kind() == reflect.Struct && planOf(last).names().tagged {
			p.kw = last
			n--
		}
	}
	for ; k < n; k++ {
		p.in = append(p.in, planOf(rt.In(k)))
		p.lends = p.lends || isLent(rt.In(k))
	}
	outs := rt.NumOut()
	if outs > 0 && rt.Out(outs-1) == errorType {
		p.fails = true
		outs--
	}
	for k := range outs {
		p.results = append(p.results, planOf(rt.Out(k)))
	}
	return p
}

// callFunc calls a Go function with the arguments of a script.
func (i *Interp) callFunc(p *funcPlan, fn reflect.Value, name string, a object.Args) (object.Value, error) {
	args := make([]reflect.Value, 0, 8)
	if p.ctx {
		args = append(args, reflect.ValueOf(i.callContext()))
	}
	if p.interp {
		args = append(args, reflect.ValueOf(i))
	}
	if err := i.checkCount(p, name, a); err != nil {
		return object.Value{}, err
	}
	var lent []*Value
	if p.lends {
		defer func() {
			for _, v := range lent {
				if v.lent {
					v.cleanup.Stop()
					v.h.drop()
				}
			}
		}()
	}
	outer := i.lending
	if p.lends {
		i.lending = &lent
	} else {
		i.lending = nil
	}
	args, err := i.positional(p, name, a.Pos, args)
	i.lending = outer
	if err != nil {
		return object.Value{}, err
	}
	if p.kw != nil {
		kw, err := i.keywords(p.kw, name, a)
		if err != nil {
			return object.Value{}, err
		}
		args = append(args, kw)
	}
	var outs []reflect.Value
	if err := i.inGo(func() { outs = fn.Call(args) }); err != nil {
		return object.Value{}, i.raise(err)
	}
	return i.results(p, outs)
}

// positional converts the positional arguments of a bound function.
func (i *Interp) positional(p *funcPlan, name string, pos []object.Value, args []reflect.Value) ([]reflect.Value, error) {
	for k, x := range pos {
		ap := p.variadic
		if k < len(p.in) {
			ap = p.in[k]
		}
		rv := reflect.New(ap.rt).Elem()
		if err := ap.dec(i, x, rv); err != nil {
			return nil, i.inArgument(err, name, k)
		}
		if ap.rt == valueType {
			v := rv.Interface().(*Value)
			v.lent = true
			*i.lending = append(*i.lending, v)
		}
		args = append(args, rv)
	}
	return args, nil
}

// callContext is the context that a bound function gets.
func (i *Interp) callContext() context.Context { return callContext{i.ctx(), i} }

func (i *Interp) checkCount(p *funcPlan, name string, a object.Args) error {
	n := len(a.Pos)
	switch {
	case p.kw == nil && len(a.KwNames()) > 0:
		return i.t.TypeErr("%s() takes no keyword arguments", name)
	case p.variadic == nil && n != len(p.in):
		return i.t.TypeErr("%s() takes %d positional argument%s but %d %s given", name, len(p.in), plural(len(p.in), "s", ""), n, plural(n, "were", "was"))
	case p.variadic != nil && n < len(p.in):
		return i.t.TypeErr("%s() takes at least %d positional argument%s but %d %s given", name, len(p.in), plural(len(p.in), "s", ""), n, plural(n, "were", "was"))
	}
	return nil
}

func plural(n int, many, one string) string {
	if n == 1 {
		return one
	}
	return many
}

// inArgument says in which argument a conversion failed.
func (i *Interp) inArgument(err error, name string, k int) error {
	t := i.t
	if !t.ErrIs(err, object.TypeError) && !t.ErrIs(err, object.OverflowError) && !t.ErrIs(err, object.ValueError) {
		return err
	}
	exc := t.TakeExc(err)
	defer t.Unref(exc.Value())
	s, serr := t.StrString(exc.Value())
	if serr != nil {
		return serr
	}
	return t.Raise(exc.Typ, "%s() argument %d: %s", name, k+1, s)
}

// keywords makes the parameter that takes the keyword arguments.
func (i *Interp) keywords(rt reflect.Type, name string, a object.Args) (reflect.Value, error) {
	if rt == kwType {
		kw := Kw{}
		for k, n := range a.KwNames() {
			x, err := i.natural(a.Kw()[k])
			if err != nil {
				return reflect.Value{}, err
			}
			kw[n.String()] = x
		}
		return reflect.ValueOf(kw), nil
	}
	out := reflect.New(rt).Elem()
	set := planOf(rt).names()
	for k, n := range a.KwNames() {
		at, ok := set.index[n.String()]
		if !ok {
			return reflect.Value{}, i.t.TypeErr("%s() got an unexpected keyword argument '%s'", name, n.String())
		}
		if err := i.setField(out, &set.list[at], a.Kw()[k]); err != nil {
			return reflect.Value{}, err
		}
	}
	return out, nil
}

// results converts what a Go function returned.
func (i *Interp) results(p *funcPlan, outs []reflect.Value) (object.Value, error) {
	if p.fails {
		last := outs[len(outs)-1]
		outs = outs[:len(outs)-1]
		if !last.IsNil() {
			return object.Value{}, i.raise(last.Interface().(error))
		}
	}
	switch len(outs) {
	case 0:
		return object.None, nil
	case 1:
		return p.results[0].enc(i, outs[0])
	}
	items := make([]object.Value, 0, len(outs))
	for k, o := range outs {
		x, err := p.results[k].enc(i, o)
		if err != nil {
			i.t.UnrefAll(items)
			return object.Value{}, err
		}
		items = append(items, x)
	}
	return i.t.NewTuple(items...), nil
}

// A fastCall calls a function of a common type without reflection; not done: the
// arguments are not what it takes.
type fastCall func(i *Interp, args []object.Value) (r object.Value, done bool, err error)

// fastCallOf is the fastCall of fn, nil if its type has none.
func fastCallOf(fn any) fastCall {
	switch fn := fn.(type) {
	case func(float64) float64:
		return func(i *Interp, a []object.Value) (object.Value, bool, error) {
			if len(a) != 1 || !a[0].IsFloat() {
				return object.Value{}, false, nil
			}
			var r float64
			x := a[0].Float()
			err := i.inGo(func() { r = fn(x) })
			return i.fastResult(object.Float(r), err)
		}
	case func(int) int:
		return func(i *Interp, a []object.Value) (object.Value, bool, error) {
			if len(a) != 1 || !a[0].IsInt() {
				return object.Value{}, false, nil
			}
			var r int
			x := int(a[0].Int())
			err := i.inGo(func() { r = fn(x) })
			return i.fastResult(object.Int(int64(r)), err)
		}
	case func(int, int) int:
		return func(i *Interp, a []object.Value) (object.Value, bool, error) {
			if len(a) != 2 || !a[0].IsInt() || !a[1].IsInt() {
				return object.Value{}, false, nil
			}
			var r int
			x, y := int(a[0].Int()), int(a[1].Int())
			err := i.inGo(func() { r = fn(x, y) })
			return i.fastResult(object.Int(int64(r)), err)
		}
	case func(string) string:
		return func(i *Interp, a []object.Value) (object.Value, bool, error) {
			if len(a) != 1 || a[0].Type() != object.StrType || !object.As[object.Str](a[0]).ASCII() {
				return object.Value{}, false, nil
			}
			var r string
			x := a[0].String()
			if err := i.inGo(func() { r = fn(x) }); err != nil {
				return object.Value{}, true, i.raise(err)
			}
			return i.newText(r), true, nil
		}
	}
	return nil
}

func (i *Interp) fastResult(r object.Value, err error) (object.Value, bool, error) {
	if err != nil {
		return object.Value{}, true, i.raise(err)
	}
	return r, true, nil
}
