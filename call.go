package minipy

import (
	"context"
	"fmt"
	"iter"
	"reflect"

	"github.com/minipy-go/minipy/object"
)

// Kw gives keyword arguments to Call, Value.Call and the functions that Func makes: it
// stands among the arguments, usually last. As the last parameter of a bound function it
// receives the keyword arguments of a script.
type Kw map[string]any

// Call calls a function of the script, found by its name among the globals or given as a
// *Value, and converts its result to T. The arguments are converted as by Interp.Set.
//
//	price, err := minipy.Call[float64](ctx, in, "price", order, minipy.Kw{"currency": "EUR"})
//
// With a *Value as T the caller releases the result. What the call raises is an *Error;
// a result that is no T is one too, of type TypeError or OverflowError.
func Call[T any, F string | *Value](ctx context.Context, in *Interp, fn F, args ...any) (T, error) {
	var result T
	if err := in.enter(ctx); err != nil {
		return result, err
	}
	f, err := in.callee(fn)
	if err != nil {
		return result, in.leave(err)
	}
	f.Ref()
	r, err := in.call(f, args)
	in.t.Unref(f)
	if err == nil {
		result, err = fromPy[T](in, r)
		in.t.Unref(r)
	}
	return result, in.leave(err)
}

// callee lends the function that fn, a string or a *Value, stands for.
func (i *Interp) callee(fn any) (object.Value, error) {
	switch fn := fn.(type) {
	case string:
		return i.lookup(fn)
	case *Value:
		if fn.h.in != i {
			return object.Value{}, i.t.ValueErr("a Value of another interpreter")
		}
		if fn.h.v.O == nil {
			return object.Value{}, i.t.ValueErr("a Value that was released")
		}
		return fn.h.v, nil
	}
	panic("minipy: no callee")
}

// lookup lends what a global name, or a built-in one, is bound to.
func (i *Interp) lookup(name string) (object.Value, error) {
	t := i.t
	s := i.lastName
	if s == nil || s.S != name {
		s = t.In.Intern(name)
		i.lastName = s
	}
	if v := i.main.Dict.GetStr(t, s); v.O != nil {
		return v, nil
	}
	if v := t.In.Builtins.GetStr(t, s); v.O != nil {
		return v, nil
	}
	return object.Value{}, t.Raise(object.NameError, "name '%s' is not defined", name)
}

// call calls f, lent, with Go arguments.
func (i *Interp) call(f object.Value, args []any) (object.Value, error) {
	t := i.t
	var named object.Args
	var err error
	first := len(i.args) // a call within this one stands above
	for _, x := range args {
		if kw, ok := x.(Kw); ok {
			err = i.addKeywords(&named, kw)
		} else {
			var v object.Value
			if v, err = i.toPy(x); err == nil {
				i.args = append(i.args, v)
			}
		}
		if err != nil {
			break
		}
	}
	pos := i.args[first:len(i.args):len(i.args)]
	a := object.Args{Pos: pos}
	if len(named.KwNames()) > 0 {
		a = object.WithKw(pos, named.KwNames(), named.Kw())
	}
	var r object.Value
	if err == nil {
		r, err = t.CallArgs(f, a)
	}
	t.UnrefAll(a.Pos)
	t.UnrefAll(a.Kw())
	t.UnrefAll(a.KwNames())
	clear(pos)
	i.args = i.args[:first]
	return r, err
}

// addKeywords adds keyword arguments, in the order of their names.
func (i *Interp) addKeywords(a *object.Args, kw Kw) error {
	for _, key := range sortedKeys(reflect.ValueOf(kw)) {
		v, err := i.toPy(kw[key.String()])
		if err != nil {
			return err
		}
		a.AddKw(object.Obj(&i.t.In.Intern(key.String()).Header).Ref(), v)
	}
	return nil
}

// As converts the object of v to T as Call does with a result. v is not released.
func As[T any](v *Value) (T, error) {
	i, o, err := v.enter(noContext)
	if err != nil {
		var zero T
		return zero, err
	}
	x, err := fromPy[T](i, o)
	return x, i.leave(err)
}

// Func makes a typed Go function of a Python callable. T is a func type: a first
// parameter of type context.Context governs the call, a last result of type error
// receives what it raises (without one, an error panics). The function keeps the
// callable alive until Go's collector finds that the function is gone, or Close.
//
//	label, err := minipy.Func[func(int) (string, error)](v)
func Func[T any](v *Value) (T, error) {
	var f T
	rt := reflect.TypeFor[T]()
	if rt.Kind() != reflect.Func {
		return f, fmt.Errorf("minipy: Func of %s, which is no func type", rt)
	}
	i, o, err := v.enter(noContext)
	if err != nil {
		return f, err
	}
	if o.Type().Slots.Call == nil {
		return f, i.leave(i.mismatch("a callable", o))
	}
	reflect.ValueOf(&f).Elem().Set(makeFunc(rt, i.giveForever(o.Ref())))
	return f, i.leave(nil)
}

// makeFunc makes a Go function of type rt that calls v, which it owns.
func makeFunc(rt reflect.Type, v *Value) reflect.Value {
	outs := rt.NumOut()
	fails := outs > 0 && rt.Out(outs-1) == errorType
	return reflect.MakeFunc(rt, func(in []reflect.Value) []reflect.Value {
		var ctx context.Context
		if len(in) > 0 && rt.In(0) == contextType {
			ctx, _ = in[0].Interface().(context.Context)
			in = in[1:]
		}
		args := make([]any, 0, len(in))
		for k, x := range in {
			if rt.IsVariadic() && k == len(in)-1 {
				for n := range x.Len() {
					args = append(args, x.Index(n).Interface())
				}
				continue
			}
			args = append(args, x.Interface())
		}
		results := make([]reflect.Value, outs)
		for k := range results {
			results[k] = reflect.New(rt.Out(k)).Elem()
		}
		values := results
		if fails {
			values = results[:outs-1]
		}
		err := v.callInto(ctx, args, values)
		if err == nil {
			return results
		}
		if !fails {
			panic(err)
		}
		for k := range values {
			values[k].SetZero()
		}
		results[outs-1].Set(reflect.ValueOf(&err).Elem())
		return results
	})
}

// callInto calls v and stores its result, or the items of the tuple that it returns for
// several.
func (v *Value) callInto(ctx context.Context, args []any, results []reflect.Value) error {
	i, o, err := v.enter(ctx)
	if err != nil {
		return err
	}
	r, err := i.call(o, args)
	if err != nil {
		return i.leave(err)
	}
	switch len(results) {
	case 0:
	case 1:
		err = planOf(results[0].Type()).dec(i, r, results[0])
	default:
		tup, ok := object.AsTuple(r)
		if !ok || len(tup.Items) != len(results) {
			err = i.t.TypeErr("expected a tuple of %d, got %s", len(results), object.TypeName(r))
			break
		}
		for k := range results {
			if err = planOf(results[k].Type()).dec(i, tup.Items[k], results[k]); err != nil {
				break
			}
		}
	}
	i.t.Unref(r)
	return i.leave(err)
}

// Each iterates over a Python iterable and converts its items to T. An error, of the
// iterable or of a conversion, is yielded once and ends the loop. Leaving the loop drops
// the Python iterator, so that its `finally` runs before the next statement of Go. The
// interpreter is free between the items.
//
//	for row, err := range minipy.Each[Row](ctx, v) { … }
func Each[T any](ctx context.Context, v *Value) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var x T
		err := v.each(ctx, func(o object.Value) (err error) {
			x, err = fromPy[T](v.h.in, o)
			return err
		}, func() bool { return yield(x, nil) })
		if err != nil {
			var zero T
			yield(zero, err)
		}
	}
}

// each runs body after decode has seen each item of the iterable v; body ends the loop
// with false.
func (v *Value) each(ctx context.Context, decode func(x object.Value) error, body func() bool) error {
	i, o, err := v.enter(ctx)
	if err != nil {
		return err
	}
	it, err := i.t.Iter(o)
	if err != nil {
		return i.leave(err)
	}
	iterator := i.give(it)
	defer iterator.Release()
	if err := i.leave(nil); err != nil {
		return err
	}
	for {
		_, o, err := iterator.enter(ctx)
		if err != nil {
			return err
		}
		x, err := i.t.NextOf(o)
		if err == nil && x.O == nil {
			return i.leave(nil)
		}
		if err == nil {
			err = decode(x)
			i.t.Unref(x)
		}
		if err := i.leave(err); err != nil {
			return err
		}
		if !body() {
			return nil
		}
	}
}
