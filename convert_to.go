package minipy

import (
	"math/big"
	"reflect"
	"time"
	"unicode/utf8"

	"github.com/minipy-go/minipy/object"
)

// toPy converts a Go value to a Python object, given. An error is a Python exception.
func (i *Interp) toPy(x any) (object.Value, error) {
	if p := i.lastPlan; p != nil && p.rt == reflect.TypeOf(x) { // many calls pass the same type
		return p.enc(i, reflect.ValueOf(x))
	}
	switch x := x.(type) {
	case nil:
		return object.None, nil
	case bool:
		return object.Bool(x), nil
	case int:
		return object.Int(int64(x)), nil
	case int64:
		return object.Int(x), nil
	case float64:
		return object.Float(x), nil
	case string:
		return i.newText(x), nil
	case *Value:
		return i.valueOf(x)
	case []byte:
		if x == nil {
			return object.None, nil
		}
		if err := i.t.Grow(len(x)); err != nil {
			return object.Value{}, err
		}
		return i.t.NewBytes(append([]byte(nil), x...)), nil
	case Owned:
		return i.owned(x)
	case Shared:
		return i.shared(x)
	}
	rv := reflect.ValueOf(x)
	i.lastPlan = planOf(rv.Type())
	return i.lastPlan.enc(i, rv)
}

// newText makes a str; bytes that are no UTF-8 become surrogates, as in file names.
func (i *Interp) newText(s string) object.Value {
	if v, ok := i.t.NewASCII(s); ok {
		return v
	}
	if utf8.ValidString(s) {
		return i.t.NewStr(s)
	}
	v, err := i.t.DecodeBytes([]byte(s), "utf-8", "surrogateescape")
	if err != nil {
		i.t.Discard(err)
		return i.t.NewStr("")
	}
	return v
}

// valueOf gives the object of a Value.
func (i *Interp) valueOf(x *Value) (object.Value, error) {
	switch {
	case x == nil:
		return object.None, nil
	case x.h.in != i:
		return object.Value{}, i.t.ValueErr("a Value of another interpreter")
	case x.h.v.O == nil:
		return object.Value{}, i.t.ValueErr("a Value that was released")
	}
	return x.h.v.Ref(), nil
}

// encoderOf makes the conversion of a Go type to Python.
func encoderOf(rt reflect.Type) func(i *Interp, rv reflect.Value) (object.Value, error) {
	switch rt {
	case valueType:
		return func(i *Interp, rv reflect.Value) (object.Value, error) { return i.valueOf(rv.Interface().(*Value)) }
	case bigPtrType:
		return func(i *Interp, rv reflect.Value) (object.Value, error) {
			x := rv.Interface().(*big.Int)
			if x == nil {
				return object.None, nil
			}
			return i.t.NewBig(new(big.Int).Set(x)), nil
		}
	case bigType:
		return func(i *Interp, rv reflect.Value) (object.Value, error) {
			x := rv.Interface().(big.Int)
			return i.t.NewBig(new(big.Int).Set(&x)), nil
		}
	case timeType:
		return func(i *Interp, rv reflect.Value) (object.Value, error) { return i.newTime(rv.Interface().(time.Time)) }
	case durationType:
		return func(i *Interp, rv reflect.Value) (object.Value, error) { return i.newDuration(time.Duration(rv.Int())) }
	case ownedType:
		return func(i *Interp, rv reflect.Value) (object.Value, error) { return i.owned(rv.Interface().(Owned)) }
	case sharedType:
		return func(i *Interp, rv reflect.Value) (object.Value, error) { return i.shared(rv.Interface().(Shared)) }
	case classesType:
		return func(i *Interp, rv reflect.Value) (object.Value, error) { return i.openClass(rv.Interface().(Class)) }
	}
	switch rt.Kind() {
	case reflect.Bool:
		return func(_ *Interp, rv reflect.Value) (object.Value, error) { return object.Bool(rv.Bool()), nil }
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(_ *Interp, rv reflect.Value) (object.Value, error) { return object.Int(rv.Int()), nil }
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return func(i *Interp, rv reflect.Value) (object.Value, error) { return i.t.NewUint(rv.Uint()), nil }
	case reflect.Float32, reflect.Float64:
		return func(_ *Interp, rv reflect.Value) (object.Value, error) { return object.Float(rv.Float()), nil }
	case reflect.Complex64, reflect.Complex128:
		return func(i *Interp, rv reflect.Value) (object.Value, error) { return i.t.NewComplex(rv.Complex()), nil }
	case reflect.String:
		return func(i *Interp, rv reflect.Value) (object.Value, error) { return i.newText(rv.String()), nil }
	case reflect.Slice, reflect.Array:
		return encodeSlice(rt)
	case reflect.Map:
		return encodeMap(rt)
	case reflect.Pointer:
		return encodePointer(rt)
	case reflect.Struct:
		return func(i *Interp, rv reflect.Value) (object.Value, error) {
			p := reflect.New(rt)
			p.Elem().Set(rv)
			return i.proxy(planOf(rt), p)
		}
	case reflect.Func:
		return func(i *Interp, rv reflect.Value) (object.Value, error) {
			if rv.IsNil() {
				return object.None, nil
			}
			if isSeq(rt) {
				return i.newSeq(rv), nil
			}
			return i.newFunc("", rv.Interface())
		}
	case reflect.Chan:
		return func(i *Interp, rv reflect.Value) (object.Value, error) {
			if rv.IsNil() {
				return object.None, nil
			}
			return i.newChan(rv), nil
		}
	case reflect.Interface:
		return func(i *Interp, rv reflect.Value) (object.Value, error) {
			if rv.IsNil() {
				return object.None, nil
			}
			e := rv.Elem()
			return planOf(e.Type()).enc(i, e)
		}
	}
	return func(i *Interp, _ reflect.Value) (object.Value, error) {
		return object.Value{}, i.t.TypeErr("Go type %s has no Python counterpart", rt)
	}
}

func encodeSlice(rt reflect.Type) func(i *Interp, rv reflect.Value) (object.Value, error) {
	if rt.Elem().Kind() == reflect.Uint8 {
		return func(i *Interp, rv reflect.Value) (object.Value, error) {
			b := make([]byte, rv.Len())
			reflect.Copy(reflect.ValueOf(b), rv)
			return i.t.NewBytes(b), nil
		}
	}
	return func(i *Interp, rv reflect.Value) (object.Value, error) {
		n, p := rv.Len(), planOf(rt.Elem())
		if err := i.nest(n); err != nil {
			return object.Value{}, err
		}
		defer i.t.Leave()
		items := i.t.NewItems(n)[:0]
		for k := range n {
			x, err := p.enc(i, rv.Index(k))
			if err != nil {
				i.t.UnrefAll(items)
				return object.Value{}, err
			}
			items = append(items, x)
		}
		return i.t.NewList(items), nil
	}
}

// nest asks for the memory of a container of n items and guards against a structure
// that contains itself; on success the caller calls t.Leave.
func (i *Interp) nest(n int) error {
	if err := i.t.Grow(n * 16); err != nil {
		return err
	}
	return i.t.Enter(" while converting a Go value")
}

func encodeMap(rt reflect.Type) func(i *Interp, rv reflect.Value) (object.Value, error) {
	return func(i *Interp, rv reflect.Value) (object.Value, error) {
		kp, vp := planOf(rt.Key()), planOf(rt.Elem())
		if err := i.nest(4 * rv.Len()); err != nil {
			return object.Value{}, err
		}
		defer i.t.Leave()
		d := i.t.NewDict()
		fail := func(err error) (object.Value, error) {
			i.t.Unref(d.Value())
			return object.Value{}, err
		}
		for _, key := range sortedKeys(rv) {
			k, err := kp.enc(i, key)
			if err != nil {
				return fail(err)
			}
			v, err := vp.enc(i, rv.MapIndex(key))
			if err == nil {
				err = d.Set(i.t, k, v)
				i.t.Unref(v)
			}
			i.t.Unref(k)
			if err != nil {
				return fail(err)
			}
		}
		return d.Value(), nil
	}
}

// encodePointer: a pointer to a struct is an object that shares it; any other is what
// it points to.
func encodePointer(rt reflect.Type) func(i *Interp, rv reflect.Value) (object.Value, error) {
	if rt.Implements(errorType) {
		return func(i *Interp, rv reflect.Value) (object.Value, error) {
			if rv.IsNil() {
				return object.None, nil
			}
			return i.newException(rv.Interface().(error)), nil
		}
	}
	if isShared(rt) {
		elem := barePlan(rt.Elem()) // which may lead back here
		return func(i *Interp, rv reflect.Value) (object.Value, error) {
			if rv.IsNil() {
				return object.None, nil
			}
			return i.proxy(elem, rv)
		}
	}
	return func(i *Interp, rv reflect.Value) (object.Value, error) {
		if rv.IsNil() {
			return object.None, nil
		}
		if err := i.t.Enter(" while converting a Go value"); err != nil {
			return object.Value{}, err
		}
		defer i.t.Leave()
		return planOf(rt.Elem()).enc(i, rv.Elem())
	}
}

// isShared reports whether a type is that of pointers to structs that scripts share.
func isShared(rt reflect.Type) bool {
	return rt.Kind() == reflect.Pointer && rt.Elem().Kind() == reflect.Struct && rt != valueType && rt != bigPtrType && !rt.Implements(errorType)
}

// newException gives the exception object of a Go error.
func (i *Interp) newException(err error) object.Value {
	return i.t.TakeExc(i.raise(err)).Value()
}

// hasDatetime reports whether the script can import datetime, which is not minipy's own.
func (i *Interp) hasDatetime() (bool, error) {
	m, err := i.t.In.Importer(i.t, "datetime")
	if err == nil {
		i.t.Unref(m)
		return true, nil
	}
	if i.t.ErrIs(err, object.ModuleNotFoundError) {
		i.t.Discard(err)
		return false, nil
	}
	return false, err
}

// newTime gives a datetime.datetime with the zone's offset, or, where there is no datetime,
// an object with Go's methods.
func (i *Interp) newTime(x time.Time) (object.Value, error) {
	t := i.t
	if has, err := i.hasDatetime(); err != nil {
		return object.Value{}, err
	} else if !has {
		return i.proxy(planOf(timeType), reflect.ValueOf(&x))
	}
	_, off := x.Zone()
	delta, err := i.fromModule("datetime", "timedelta", object.Int(0), object.Int(int64(off)))
	if err != nil {
		return object.Value{}, err
	}
	zone, err := i.fromModule("datetime", "timezone", delta)
	t.Unref(delta)
	if err != nil {
		return object.Value{}, err
	}
	n := func(k int) object.Value { return object.Int(int64(k)) }
	v, err := i.fromModule("datetime", "datetime", n(x.Year()), n(int(x.Month())), n(x.Day()), n(x.Hour()), n(x.Minute()),
		n(x.Second()), n(x.Nanosecond()/1000), zone)
	t.Unref(zone)
	return v, err
}

// newDuration gives a datetime.timedelta, which counts microseconds, or, where there is no
// datetime, a number of seconds.
func (i *Interp) newDuration(d time.Duration) (object.Value, error) {
	if has, err := i.hasDatetime(); err != nil {
		return object.Value{}, err
	} else if !has {
		return object.Float(d.Seconds()), nil
	}
	return i.fromModule("datetime", "timedelta", object.Int(0), object.Int(int64(d/time.Second)),
		object.Int(int64(d%time.Second/time.Microsecond)))
}

// fromModule calls a function of a module; args are lent.
func (i *Interp) fromModule(module, name string, args ...object.Value) (object.Value, error) {
	t := i.t
	m, err := t.In.Importer(t, module)
	if err != nil {
		return object.Value{}, err
	}
	f, err := t.GetAttrS(m, name)
	t.Unref(m)
	if err != nil {
		return object.Value{}, err
	}
	r, err := t.Call(f, args...)
	t.Unref(f)
	return r, err
}
