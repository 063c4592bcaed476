package minipy

import (
	"iter"
	"reflect"

	"github.com/minipy-go/minipy/object"
)

// A goIter is a Go iterator function as a Python iterator. Dropping it stops the
// function.
type goIter struct {
	object.Header
	weak *object.WeakRef              //lint:ignore U1000 at its offset
	next func() (object.Value, error) // absent: exhausted
	stop func()
}

var iterType = new(object.Type)

func iterInit() {
	iterType.Define(object.TypeSpec{Name: "minipy.iterator", Doc: "A Go iterator.", Flags: object.FlagNoNew, Basic: 24, Weak: 16,
		Layout: object.LayoutOf[goIter]().WeakAt(object.FieldOffset[goIter]("weak")),
		Slots: object.Slots{
			Iter: func(_ *object.Thread, v object.Value) (object.Value, error) { return v.Ref(), nil },
			Next: func(t *object.Thread, v object.Value) (object.Value, error) {
				if err := t.Work(1); err != nil {
					return object.Value{}, err
				}
				it := object.As[goIter](v)
				if it.next == nil {
					return object.Value{}, nil
				}
				x, err := it.next()
				if x.O == nil {
					it.next = nil
				}
				return x, err
			},
			Clear: func(t *object.Thread, o *object.Header) {
				it := object.As[goIter](object.Obj(o))
				stop := it.stop
				it.next, it.stop = nil, nil
				if stop != nil {
					hostOf(t).runRelease(func() error { stop(); return nil })
				}
			},
		}})
}

// isSeq reports whether a function type is that of iter.Seq or iter.Seq2.
func isSeq(rt reflect.Type) bool {
	if rt.NumIn() != 1 || rt.NumOut() != 0 || rt.In(0).Kind() != reflect.Func {
		return false
	}
	y := rt.In(0)
	return !y.IsVariadic() && y.NumOut() == 1 && y.Out(0).Kind() == reflect.Bool && (y.NumIn() == 1 || y.NumIn() == 2)
}

// newSeq gives the Python iterator of a Go iterator function.
func (i *Interp) newSeq(fn reflect.Value) object.Value {
	hostTypes.Do(defineTypes)
	it := object.New[goIter](i.t, iterType)
	yield := fn.Type().In(0)
	first := planOf(yield.In(0))
	if yield.NumIn() == 1 {
		next, stop := iter.Pull(func(yield func(reflect.Value) bool) {
			i.onBound(func() { fn.Seq()(yield) })
		})
		it.stop = stop
		it.next = func() (object.Value, error) {
			var x reflect.Value
			var ok bool
			if err := i.inGo(func() { x, ok = next() }); err != nil {
				return object.Value{}, i.raise(err)
			}
			if !ok {
				return object.Value{}, nil
			}
			return first.enc(i, x)
		}
		return object.Obj(&it.Header)
	}
	second := planOf(yield.In(1))
	next, stop := iter.Pull2(func(yield func(a, b reflect.Value) bool) {
		i.onBound(func() { fn.Seq2()(yield) })
	})
	it.stop = stop
	it.next = func() (object.Value, error) {
		var a, b reflect.Value
		var ok bool
		if err := i.inGo(func() { a, b, ok = next() }); err != nil {
			return object.Value{}, i.raise(err)
		}
		if !ok {
			return object.Value{}, nil
		}
		return i.pair(first, second, a, b)
	}
	return object.Obj(&it.Header)
}

// pair is one item of a Seq2: a tuple, or for an error as the second value the first
// one alone.
func (i *Interp) pair(first, second *plan, a, b reflect.Value) (object.Value, error) {
	if second.rt == errorType {
		if !b.IsNil() {
			return object.Value{}, i.raise(b.Interface().(error))
		}
		return first.enc(i, a)
	}
	x, err := first.enc(i, a)
	if err != nil {
		return object.Value{}, err
	}
	y, err := second.enc(i, b)
	if err != nil {
		i.t.Unref(x)
		return object.Value{}, err
	}
	return i.t.NewTuple(x, y), nil
}

// onBound runs a Go iterator in its coroutine; insideBound knows it by its name.
//
//go:noinline
func (i *Interp) onBound(f func()) { f() }

// decodeFunc makes a Go function of a callable, or a Go iterator of an iterable.
func decodeFunc(rt reflect.Type) decoder {
	return func(i *Interp, v object.Value, dst reflect.Value) error {
		if v == object.None {
			dst.SetZero()
			return nil
		}
		if g, ok := goValue(v); ok && g.Type() == rt {
			dst.Set(g)
			return nil
		}
		if isSeq(rt) {
			if v.Type().Slots.Iter == nil && v.Type().Slots.GetItem == nil && v.Type().Slots.Next == nil {
				return i.mismatch("an iterable", v)
			}
			x := i.give(v.Ref())
			if i.lending != nil {
				x.lent = true
				*i.lending = append(*i.lending, x)
			}
			dst.Set(i.seqOf(rt, x))
			return nil
		}
		if v.Type().Slots.Call == nil {
			return i.mismatch("a callable", v)
		}
		dst.Set(makeFunc(rt, i.giveForever(v.Ref())))
		return nil
	}
}

// seqOf makes a Go iterator of type rt over a Python iterable. Its errors are yielded
// if the second value is an error, else they panic.
func (i *Interp) seqOf(rt reflect.Type, v *Value) reflect.Value {
	yt := rt.In(0)
	withErr := yt.NumIn() == 2 && yt.In(1) == errorType
	return reflect.MakeFunc(rt, func(args []reflect.Value) []reflect.Value {
		yield := args[0]
		call := func(vals ...reflect.Value) bool { return yield.Call(vals)[0].Bool() }
		a := reflect.New(yt.In(0)).Elem()
		var b reflect.Value
		if yt.NumIn() == 2 {
			b = reflect.New(yt.In(1)).Elem()
		}
		decode := func(x object.Value) error {
			a.SetZero()
			if yt.NumIn() == 1 || withErr {
				return planOf(yt.In(0)).dec(i, x, a)
			}
			b.SetZero()
			tup, ok := object.AsTuple(x)
			if !ok || len(tup.Items) != 2 {
				return i.mismatch("a pair", x)
			}
			if err := planOf(yt.In(0)).dec(i, tup.Items[0], a); err != nil {
				return err
			}
			return planOf(yt.In(1)).dec(i, tup.Items[1], b)
		}
		err := v.each(noContext, decode, func() bool {
			if b.IsValid() {
				return call(a, b)
			}
			return call(a)
		})
		if err != nil {
			if !withErr {
				panic(err)
			}
			b.Set(reflect.ValueOf(&err).Elem())
			a.SetZero()
			call(a, b)
		}
		return nil
	})
}

// A goChan is a Go channel: scripts iterate over it until it is closed, and send to it.
type goChan struct {
	object.Header
	weak *object.WeakRef //lint:ignore U1000 at its offset
	ch   reflect.Value
}

var chanType = new(object.Type)

func chanInit() {
	chanType.Define(object.TypeSpec{Name: "minipy.channel", Doc: "A Go channel.", Flags: object.FlagNoNew, Basic: 24, Weak: 16,
		Layout: object.LayoutOf[goChan]().WeakAt(object.FieldOffset[goChan]("weak")),
		Slots: object.Slots{
			Iter: func(_ *object.Thread, v object.Value) (object.Value, error) { return v.Ref(), nil },
			Next: chanNext,
			Clear: func(_ *object.Thread, o *object.Header) {
				object.As[goChan](object.Obj(o)).ch = reflect.Value{}
			},
		},
		Decls: []object.Decl{
			object.Method("send(value, /)", "Send a value; wait until it is received or buffered.", chanSend),
			object.Method("close()", "Close the channel.", chanClose),
		}})
}

func (i *Interp) newChan(ch reflect.Value) object.Value {
	hostTypes.Do(defineTypes)
	c := object.New[goChan](i.t, chanType)
	c.ch = ch
	return object.Obj(&c.Header)
}

// chanNext receives, unless the call's context ends first.
func chanNext(t *object.Thread, v object.Value) (object.Value, error) {
	i, ch := hostOf(t), object.As[goChan](v).ch
	if ch.Type().ChanDir()&reflect.RecvDir == 0 {
		return object.Value{}, t.TypeErr("the channel can only be sent to")
	}
	if err := t.Work(1); err != nil {
		return object.Value{}, err
	}
	x, ok := ch.TryRecv()
	if x.IsValid() && !ok { // closed
		return object.Value{}, nil
	}
	if !ok {
		chosen := 0
		cases := []reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: ch}, {Dir: reflect.SelectRecv, Chan: reflect.ValueOf(i.ctx().Done())}}
		if err := i.inGo(func() { chosen, x, ok = reflect.Select(cases) }); err != nil {
			return object.Value{}, i.raise(err)
		}
		if chosen == 1 {
			return object.Value{}, i.waitStop(t)
		}
		if !ok {
			return object.Value{}, nil
		}
	}
	return planOf(ch.Type().Elem()).enc(i, x)
}

// waitStop is the stop of a call whose context has ended.
func (i *Interp) waitStop(t *object.Thread) error {
	t.Stop(true)
	if err := t.Poll(); err != nil {
		return err
	}
	return t.Raise(object.KeyboardInterrupt, "%v", i.ctx().Err())
}

func chanSend(t *object.Thread, v object.Value, a []object.Value) (object.Value, error) {
	i, ch := hostOf(t), object.As[goChan](v).ch
	if ch.Type().ChanDir()&reflect.SendDir == 0 {
		return object.Value{}, t.TypeErr("the channel can only be received from")
	}
	x := reflect.New(ch.Type().Elem()).Elem()
	if err := planOf(x.Type()).dec(i, a[0], x); err != nil {
		return object.Value{}, err
	}
	chosen := 0
	cases := []reflect.SelectCase{{Dir: reflect.SelectSend, Chan: ch, Send: x}, {Dir: reflect.SelectRecv, Chan: reflect.ValueOf(i.ctx().Done())}}
	if err := i.inGo(func() { chosen, _, _ = reflect.Select(cases) }); err != nil {
		return object.Value{}, i.raise(err)
	}
	if chosen == 1 {
		return object.Value{}, i.waitStop(t)
	}
	return object.None, nil
}

func chanClose(t *object.Thread, v object.Value, _ []object.Value) (object.Value, error) {
	i, ch := hostOf(t), object.As[goChan](v).ch
	if ch.Type().ChanDir()&reflect.SendDir == 0 {
		return object.Value{}, t.TypeErr("the channel can only be received from")
	}
	if err := i.inGo(func() { ch.Close() }); err != nil {
		return object.Value{}, i.raise(err)
	}
	return object.None, nil
}
