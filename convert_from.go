package minipy

import (
	"math"
	"math/big"
	"reflect"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/minipy-go/minipy/object"
)

// fromPy converts v, lent. An error is a Python exception; the result is then zero.
func fromPy[T any](i *Interp, v object.Value) (T, error) {
	var x T
	switch p := any(&x).(type) { // of these x does not reach the heap
	case *bool:
		if v.IsBool() {
			*p = v == object.True
			return x, nil
		}
	case *int:
		if v.IsInt() && strconv.IntSize == 64 {
			*p = int(v.Int())
			return x, nil
		}
	case *float64:
		if v.IsFloat() {
			*p = v.Float()
			return x, nil
		}
	case *string:
		if s, ok := object.AsStr(v); ok && s.ASCII() {
			*p = s.S
			return x, nil
		}
	}
	return fromPySlow[T](i, v)
}

func fromPySlow[T any](i *Interp, v object.Value) (x T, err error) {
	if err = i.decode(v, &x); err != nil {
		var zero T
		x = zero
	}
	return x, err
}

// decode converts v, lent, into what dst, a pointer, points to.
func (i *Interp) decode(v object.Value, dst any) error {
	switch dst := dst.(type) {
	case **Value:
		*dst = i.give(v.Ref())
		return nil
	case *any:
		x, err := i.natural(v)
		*dst = x
		return err
	}
	rv := reflect.ValueOf(dst).Elem()
	return planOf(rv.Type()).dec(i, v, rv)
}

// mismatch is the TypeError of a value of the wrong class.
func (i *Interp) mismatch(want string, v object.Value) error {
	return i.t.TypeErr("expected %s, got %s", want, object.TypeName(v))
}

type decoder = func(i *Interp, v object.Value, dst reflect.Value) error

// decoderOf makes the conversion of Python objects to a Go type.
func decoderOf(rt reflect.Type) decoder {
	switch rt {
	case valueType:
		return func(i *Interp, v object.Value, dst reflect.Value) error {
			dst.Set(reflect.ValueOf(i.give(v.Ref())))
			return nil
		}
	case bigPtrType:
		return decodeBigPtr
	case bigType:
		return func(i *Interp, v object.Value, dst reflect.Value) error {
			x, err := i.bigInt(v)
			if err == nil {
				dst.Set(reflect.ValueOf(*x))
			}
			return err
		}
	case timeType:
		return decodeTime
	case durationType:
		return decodeDuration
	case errorType:
		return decodeError
	}
	switch rt.Kind() {
	case reflect.Bool:
		return func(i *Interp, v object.Value, dst reflect.Value) error {
			if !v.IsBool() {
				return i.mismatch("bool", v)
			}
			dst.SetBool(v == object.True)
			return nil
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return decodeInt(rt)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return decodeUint(rt)
	case reflect.Float32, reflect.Float64:
		return func(i *Interp, v object.Value, dst reflect.Value) error {
			f, err := i.float(v)
			if err == nil {
				dst.SetFloat(f)
			}
			return err
		}
	case reflect.Complex64, reflect.Complex128:
		return func(i *Interp, v object.Value, dst reflect.Value) error {
			c, err := i.t.AsComplex(v)
			if err == nil {
				dst.SetComplex(c)
			}
			return err
		}
	case reflect.String:
		return func(i *Interp, v object.Value, dst reflect.Value) error {
			s, err := i.text(v)
			if err == nil {
				dst.SetString(s)
			}
			return err
		}
	case reflect.Slice:
		return decodeSlice(rt)
	case reflect.Array:
		return decodeArray(rt)
	case reflect.Map:
		return decodeMap(rt)
	case reflect.Struct:
		return decodeStruct(rt)
	case reflect.Pointer:
		return decodePointer(rt)
	case reflect.Func:
		return decodeFunc(rt)
	case reflect.Chan:
		return decodeGo(rt)
	case reflect.Interface:
		return decodeInterface(rt)
	}
	return func(i *Interp, v object.Value, _ reflect.Value) error {
		return i.t.TypeErr("no Python object becomes a Go %s", rt)
	}
}

// text is the Go string of a str; surrogates are the bytes that newText made them of.
func (i *Interp) text(v object.Value) (string, error) {
	s, ok := object.AsStr(v)
	if !ok {
		return "", i.mismatch("str", v)
	}
	if s.ASCII() || utf8.ValidString(s.S) {
		return s.S, nil
	}
	b, err := i.t.EncodeStr(s, "utf-8", "surrogateescape")
	return string(b), err
}

func (i *Interp) float(v object.Value) (float64, error) {
	if v.IsFloat() {
		return v.Float(), nil
	}
	if f, ok := object.FloatOf(v); ok {
		return f, nil
	}
	if object.IsIntObj(v) || v.Type().Slots.ToFloat != nil && !v.IsStr() {
		return i.t.AsFloat(v)
	}
	return 0, i.mismatch("float", v)
}

// integer is a Python int, or what has __index__.
func (i *Interp) integer(v object.Value) (n int64, big bool, err error) {
	if v.IsInt() || v.IsBool() {
		return v.Int(), false, nil
	}
	if !object.IsIntObj(v) && v.Type().Slots.Index == nil {
		return 0, false, i.mismatch("int", v)
	}
	x, err := i.t.Index(v)
	if err != nil {
		return 0, false, err
	}
	defer i.t.Unref(x)
	n, ok := object.IntValue(x)
	return n, !ok, nil
}

func (i *Interp) bigInt(v object.Value) (*big.Int, error) {
	n, isBig, err := i.integer(v)
	if err != nil {
		return nil, err
	}
	if !isBig {
		return big.NewInt(n), nil
	}
	x, err := i.t.Index(v)
	if err != nil {
		return nil, err
	}
	defer i.t.Unref(x)
	b, _ := object.AsBig(x)
	return new(big.Int).Set(b), nil
}

func decodeBigPtr(i *Interp, v object.Value, dst reflect.Value) error {
	if v == object.None {
		dst.SetZero()
		return nil
	}
	x, err := i.bigInt(v)
	if err == nil {
		dst.Set(reflect.ValueOf(x))
	}
	return err
}

func decodeInt(rt reflect.Type) decoder {
	return func(i *Interp, v object.Value, dst reflect.Value) error {
		n, isBig, err := i.integer(v)
		if err != nil {
			return err
		}
		if isBig || dst.OverflowInt(n) {
			return i.t.Raise(object.OverflowError, "int too large for Go's %s", rt)
		}
		dst.SetInt(n)
		return nil
	}
}

func decodeUint(rt reflect.Type) decoder {
	return func(i *Interp, v object.Value, dst reflect.Value) error {
		x, err := i.bigInt(v)
		if err != nil {
			return err
		}
		if x.Sign() < 0 {
			return i.t.Raise(object.OverflowError, "can't convert negative int to Go's %s", rt)
		}
		if !x.IsUint64() || dst.OverflowUint(x.Uint64()) {
			return i.t.Raise(object.OverflowError, "int too large for Go's %s", rt)
		}
		dst.SetUint(x.Uint64())
		return nil
	}
}

func decodeSlice(rt reflect.Type) decoder {
	bytes := rt.Elem().Kind() == reflect.Uint8
	return func(i *Interp, v object.Value, dst reflect.Value) error {
		if v == object.None {
			dst.SetZero()
			return nil
		}
		if g, ok := i.view(v, rt); ok {
			dst.Set(g)
			return nil
		}
		if bytes && object.IsBuffer(v) {
			b, release, err := i.t.BufferOf(v)
			if err != nil {
				return err
			}
			dst.SetBytes(append([]byte{}, b...))
			release()
			return nil
		}
		out := reflect.MakeSlice(rt, 0, 0)
		p := planOf(rt.Elem())
		err := i.items(v, "a list", func(x object.Value) error {
			e := reflect.New(rt.Elem()).Elem()
			if err := p.dec(i, x, e); err != nil {
				return err
			}
			out = reflect.Append(out, e)
			return nil
		})
		if err == nil {
			dst.Set(out)
		}
		return err
	}
}

// items visits the items of an iterable that is no str and no dict.
func (i *Interp) items(v object.Value, want string, visit func(x object.Value) error) error {
	if v.IsStr() || object.IsInstance(v, object.DictType) || object.IsBuffer(v) {
		return i.mismatch(want, v)
	}
	if v.Type().Slots.Iter == nil && v.Type().Slots.GetItem == nil {
		return i.mismatch(want, v)
	}
	if err := i.t.Enter(" while converting to Go"); err != nil {
		return err
	}
	defer i.t.Leave()
	return i.t.Iterate(v, visit)
}

func decodeArray(rt reflect.Type) decoder {
	return func(i *Interp, v object.Value, dst reflect.Value) error {
		p, n := planOf(rt.Elem()), 0
		out := reflect.New(rt).Elem()
		err := i.items(v, "a list of "+strconv.Itoa(rt.Len()), func(x object.Value) error {
			if n++; n > rt.Len() {
				return i.t.ValueErr("too many items for Go's %s", rt)
			}
			return p.dec(i, x, out.Index(n-1))
		})
		if err == nil && n < rt.Len() {
			err = i.t.ValueErr("%d items for Go's %s", n, rt)
		}
		if err == nil {
			dst.Set(out)
		}
		return err
	}
}

func decodeMap(rt reflect.Type) decoder {
	return func(i *Interp, v object.Value, dst reflect.Value) error {
		if v == object.None {
			dst.SetZero()
			return nil
		}
		if g, ok := i.view(v, rt); ok {
			dst.Set(g)
			return nil
		}
		out := reflect.MakeMap(rt)
		kp, vp := planOf(rt.Key()), planOf(rt.Elem())
		err := i.pairs(v, func(key, val object.Value) error {
			k, x := reflect.New(rt.Key()).Elem(), reflect.New(rt.Elem()).Elem()
			if err := kp.dec(i, key, k); err != nil {
				return err
			}
			if err := vp.dec(i, val, x); err != nil {
				return err
			}
			if !k.Comparable() {
				return i.t.TypeErr("Go cannot use %s as a key", k.Type())
			}
			out.SetMapIndex(k, x)
			return nil
		})
		if err == nil {
			dst.Set(out)
		}
		return err
	}
}

// pairs visits the items of a mapping.
func (i *Interp) pairs(v object.Value, visit func(key, val object.Value) error) error {
	t := i.t
	d, ok := object.AsDict(v)
	if !ok {
		if t.MatchesMapping(v) {
			c, err := t.Call(object.DictType.Value(), v)
			if err != nil {
				return err
			}
			defer t.Unref(c)
			return i.pairs(c, visit)
		}
		return i.mismatch("a dict", v)
	}
	if err := t.Enter(" while converting to Go"); err != nil {
		return err
	}
	defer t.Leave()
	pos := 0
	for k, x, ok := d.Next(&pos); ok; k, x, ok = d.Next(&pos) {
		k.Ref()
		x.Ref()
		err := visit(k, x)
		t.Unref(k)
		t.Unref(x)
		if err != nil {
			return err
		}
	}
	return nil
}

// decodeStruct copies a struct from an object that shares one, or from a dict.
func decodeStruct(rt reflect.Type) decoder {
	return func(i *Interp, v object.Value, dst reflect.Value) error {
		if g, ok := asGo(v); ok && g.elem().Type() == rt {
			dst.Set(g.elem())
			return nil
		}
		if g, ok := asGo(v); ok && g.elem().Kind() == reflect.Pointer && g.elem().Type().Elem() == rt {
			dst.Set(g.elem().Elem())
			return nil
		}
		out := reflect.New(rt).Elem()
		if err := i.fill(out, v); err != nil {
			return err
		}
		dst.Set(out)
		return nil
	}
}

// fill sets the fields of a struct from a dict.
func (i *Interp) fill(out reflect.Value, v object.Value) error {
	set := planOf(out.Type()).names()
	if _, ok := object.AsDict(v); !ok {
		return i.mismatch(out.Type().String()+" or a dict", v)
	}
	return i.pairs(v, func(key, val object.Value) error {
		name, ok := object.AsStr(key)
		if !ok {
			return i.mismatch("a str as the name of a field", key)
		}
		k, ok := set.index[name.S]
		if !ok {
			return i.t.TypeErr("%s has no field '%s'", out.Type(), name.S)
		}
		return i.setField(out, &set.list[k], val)
	})
}

// setField stores val, lent, in a field of a struct.
func (i *Interp) setField(elem reflect.Value, f *structField, val object.Value) error {
	for n, k := range f.index { // pointers to embedded structs are made on the way
		if n > 0 && elem.Kind() == reflect.Pointer {
			if elem.IsNil() {
				elem.Set(reflect.New(elem.Type().Elem()))
			}
			elem = elem.Elem()
		}
		elem = elem.Field(k)
	}
	return planOf(f.typ).dec(i, val, elem)
}

// decodePointer: an object that shares the struct gives the same pointer; None is nil;
// anything else is converted and a pointer to it made.
func decodePointer(rt reflect.Type) decoder {
	isError := rt.Implements(errorType)
	return func(i *Interp, v object.Value, dst reflect.Value) error {
		if v == object.None {
			dst.SetZero()
			return nil
		}
		if g, ok := asGo(v); ok && g.elem().Type() == rt.Elem() && g.elem().CanAddr() {
			dst.Set(g.elem().Addr())
			return nil
		}
		if ex, ok := object.AsException(v); ok && isError {
			if err := ex.GoError(); err != nil && reflect.TypeOf(err) == rt {
				dst.Set(reflect.ValueOf(err))
				return nil
			}
		}
		p := reflect.New(rt.Elem())
		if err := planOf(rt.Elem()).dec(i, v, p.Elem()); err != nil {
			return err
		}
		dst.Set(p)
		return nil
	}
}

// decodeGo takes the very Go value that an object stands for.
func decodeGo(rt reflect.Type) decoder {
	return func(i *Interp, v object.Value, dst reflect.Value) error {
		if v == object.None {
			dst.SetZero()
			return nil
		}
		if g, ok := goValue(v); ok && g.Type().AssignableTo(rt) {
			dst.Set(g)
			return nil
		}
		return i.mismatch("Go's "+rt.String(), v)
	}
}

func decodeInterface(rt reflect.Type) decoder {
	if rt.NumMethod() == 0 {
		return func(i *Interp, v object.Value, dst reflect.Value) error {
			x, err := i.natural(v)
			if err != nil {
				return err
			}
			if x == nil {
				dst.SetZero()
			} else {
				dst.Set(reflect.ValueOf(x))
			}
			return nil
		}
	}
	return decodeGo(rt)
}

// natural converts v to the Go value that is nearest to it: nil, bool, int, *big.Int,
// float64, complex128, string, []byte, time.Time, time.Duration, []any, map[string]any or
// map[any]any, the Go
// value that the object stands for, or else a *Value, which the host releases.
func (i *Interp) natural(v object.Value) (any, error) {
	switch v.Type() {
	case object.NoneType:
		return nil, nil
	case object.BoolType:
		return v == object.True, nil
	case object.IntType:
		if n, ok := object.IntValue(v); ok && int64(int(n)) == n {
			return int(n), nil
		}
		return i.bigInt(v)
	case object.FloatType:
		return v.Float(), nil
	case object.ComplexType:
		c, _ := object.ComplexOf(v)
		return c, nil
	case object.StrType:
		return i.text(v)
	case object.BytesType, object.ByteArrayType:
		b, release, err := i.t.BufferOf(v)
		if err != nil {
			return nil, err
		}
		defer release()
		return append([]byte{}, b...), nil
	case object.ListType, object.TupleType, object.SetType, object.FrozenSetType:
		out := []any{}
		err := i.items(v, "", func(x object.Value) error {
			e, err := i.natural(x)
			out = append(out, e)
			return err
		})
		return out, err
	case object.DictType:
		return i.naturalMap(v)
	}
	if g, ok := goValue(v); ok {
		if g.Type() == timePtrType { // of newTime, whose time is a value for Go
			g = g.Elem()
		}
		return g.Interface(), nil
	}
	if ex, ok := object.AsException(v); ok {
		return i.errorOf(ex), nil
	}
	switch i.className(v.Type()) {
	case "datetime.datetime":
		var x time.Time
		err := decodeTime(i, v, reflect.ValueOf(&x).Elem())
		return x, err
	case "datetime.timedelta":
		var x time.Duration
		err := decodeDuration(i, v, reflect.ValueOf(&x).Elem())
		return x, err
	}
	return i.give(v.Ref()), nil
}

func (i *Interp) naturalMap(v object.Value) (any, error) {
	d, _ := object.AsDict(v)
	named, pos := true, 0
	for k, _, ok := d.Next(&pos); ok && named; k, _, ok = d.Next(&pos) {
		named = k.IsStr()
	}
	if named {
		out := map[string]any{}
		return out, i.pairs(v, func(key, val object.Value) error {
			k, err := i.text(key)
			if err != nil {
				return err
			}
			out[k], err = i.natural(val)
			return err
		})
	}
	out := map[any]any{}
	return out, i.pairs(v, func(key, val object.Value) error {
		k, err := i.natural(key)
		if err != nil {
			return err
		}
		if k != nil && !reflect.TypeOf(k).Comparable() {
			return i.t.TypeErr("Go cannot use %T as a key", k)
		}
		out[k], err = i.natural(val)
		return err
	})
}

// errorOf is the Go error that an exception object stands for, or an *Error of it.
func (i *Interp) errorOf(ex *object.Exception) error {
	if err := ex.GoError(); err != nil {
		return err
	}
	return i.newError(ex)
}

func decodeError(i *Interp, v object.Value, dst reflect.Value) error {
	if v == object.None {
		dst.SetZero()
		return nil
	}
	if ex, ok := object.AsException(v); ok {
		dst.Set(reflect.ValueOf(i.errorOf(ex)))
		return nil
	}
	if g, ok := goValue(v); ok && g.Type().Implements(errorType) {
		dst.Set(g)
		return nil
	}
	return i.mismatch("an exception", v)
}

// decodeDuration takes a datetime.timedelta, or a number of seconds.
func decodeDuration(i *Interp, v object.Value, dst reflect.Value) error {
	if v.IsFloat() || v.IsInt() {
		f, _ := i.float(v)
		if ns := math.Round(f * 1e9); math.Abs(ns) < 1<<63 {
			dst.SetInt(int64(ns))
			return nil
		}
		return i.t.Raise(object.OverflowError, "too long for Go's time.Duration")
	}
	total := [3]int64{}
	for k, name := range [...]string{"days", "seconds", "microseconds"} {
		n, err := i.numberAttr(v, name, "datetime.timedelta")
		if err != nil {
			return err
		}
		total[k] = n
	}
	const maxDays = math.MaxInt64/int64(24*time.Hour) - 1
	if total[0] > maxDays || total[0] < -maxDays {
		return i.t.Raise(object.OverflowError, "too long for Go's time.Duration")
	}
	dst.SetInt(total[0]*int64(24*time.Hour) + total[1]*int64(time.Second) + total[2]*int64(time.Microsecond))
	return nil
}

// decodeTime takes a datetime.datetime, of which one without a zone is in UTC, or what
// newTime gives where there is no datetime.
func decodeTime(i *Interp, v object.Value, dst reflect.Value) error {
	if g, ok := asGo(v); ok && g.elem().Type() == timeType {
		dst.Set(g.elem())
		return nil
	}
	var n [7]int64
	for k, name := range [...]string{"year", "month", "day", "hour", "minute", "second", "microsecond"} {
		x, err := i.numberAttr(v, name, "datetime.datetime")
		if err != nil {
			return err
		}
		n[k] = x
	}
	zone := time.UTC
	off, err := i.t.CallMethod(v, "utcoffset")
	if err != nil {
		return err
	}
	defer i.t.Unref(off)
	if off != object.None {
		var d time.Duration
		if err := decodeDuration(i, off, reflect.ValueOf(&d).Elem()); err != nil {
			return err
		}
		if d != 0 {
			zone = time.FixedZone("", int(d/time.Second))
		}
	}
	dst.Set(reflect.ValueOf(time.Date(int(n[0]), time.Month(n[1]), int(n[2]), int(n[3]), int(n[4]), int(n[5]), int(n[6])*1000, zone)))
	return nil
}

// numberAttr is an int attribute of v, which should be of the class want.
func (i *Interp) numberAttr(v object.Value, name, want string) (int64, error) {
	x, err := i.t.LookupAttr(v, name)
	if err != nil {
		return 0, err
	}
	if x.O == nil {
		return 0, i.mismatch(want, v)
	}
	defer i.t.Unref(x)
	n, _, err := i.integer(x)
	return n, err
}
