package randommod

import (
	"crypto/sha512"
	"math/big"

	"github.com/minipy-go/minipy/object"
)

func randomSeed(t *thread, self value, args []value) (value, error) {
	a, version := args[0], args[1]
	one, two := false, true
	if !version.IsNil() {
		i, ok := object.IntValue(version)
		two = ok && i == 2
		one = ok && i == 1
	}
	r := self2(self)
	switch {
	case one && !a.IsNil() && (a.IsStr() || isBytes(a)):
		r.mt.seedInt(new(big.Int).SetUint64(seedVersion1(t, a)))
	case a.IsNil() || a == object.None:
		r.mt.seedSystem()
	case two && (a.IsStr() || isBytes(a) || isByteArray(a)):
		b := seedBytes(t, a)
		sum := sha512.Sum512(b)
		r.mt.seedInt(new(big.Int).SetBytes(append(b, sum[:]...)))
	case object.IsIntObj(a):
		x, _ := object.AsBig(a)
		r.mt.seedInt(x)
	default:
		h, err := t.Hash(a)
		if err != nil {
			return value{}, err
		}
		r.mt.seedInt(new(big.Int).SetUint64(uint64(h)))
	}
	r.setGauss(t, object.None)
	return object.None, nil
}

func isBytes(v value) bool { return v.Type().Flags&object.FlagBytes != 0 }

func isByteArray(v value) bool { return object.IsInstance(v, object.ByteArrayType) }

// seedBytes returns a copy of a seed's bytes.
func seedBytes(t *thread, a value) []byte {
	if a.IsStr() {
		return []byte(a.String())
	}
	b, _ := a.Type().Slots.Buffer(t, a)
	return append([]byte(nil), b...)
}

// seedVersion1 is the hash that version 1 takes of a text: Python 2's.
func seedVersion1(t *thread, a value) uint64 {
	var points []rune
	if a.IsStr() {
		for s := a.String(); s != ""; {
			r, n := object.DecodePoint(s)
			points = append(points, r)
			s = s[n:]
		}
	} else {
		for _, c := range seedBytes(t, a) {
			points = append(points, rune(c))
		}
	}
	var x uint64
	if len(points) > 0 {
		x = uint64(points[0]) << 7
	}
	for _, c := range points {
		x = 1000003*x ^ uint64(c)
	}
	return x ^ uint64(len(points))
}

func randomGetState(t *thread, self value, _ []value) (value, error) {
	if self.Type().IsSubtype(systemRandomType) {
		return noState(t, self, object.Args{})
	}
	r := self2(self)
	if !r.mt.seeded {
		r.mt.seedSystem()
	}
	state := t.MakeTuple(mtN + 1)
	for i, w := range r.mt.state {
		state.Items[i] = object.Int(int64(w))
	}
	state.Items[mtN] = object.Int(int64(r.mt.index))
	return t.NewTuple(object.Int(3), object.Obj(&state.Header), r.gauss(t).Ref()), nil
}

func randomSetState(t *thread, self value, args []value) (value, error) {
	version, err := t.GetItem(args[0], object.Int(0))
	if err != nil {
		return value{}, err
	}
	defer t.Unref(version)
	n, ok := object.IntValue(version)
	if !ok || n != 2 && n != 3 {
		s, err := t.StrString(version)
		if err != nil {
			return value{}, err
		}
		return value{}, t.ValueErr("state with version %s passed to Random.setstate() of version 3", s)
	}
	parts, err := t.Collect(args[0])
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(parts)
	if len(parts) != 3 {
		few := "not enough values to unpack (expected 3, got %d)"
		if len(parts) > 3 {
			return value{}, t.ValueErr("too many values to unpack (expected 3)")
		}
		return value{}, t.ValueErr(few, len(parts))
	}
	r := self2(self)
	r.setGauss(t, parts[2].Ref())
	return object.None, r.restore(t, parts[1], n == 2)
}

// restore sets the twister's state; version 2 stored some words as negative ints.
func (r *random) restore(t *thread, state value, signed bool) error {
	tup, ok := object.AsTuple(state)
	if !ok {
		return t.TypeErr("state vector must be a tuple")
	}
	if len(tup.Items) != mtN+1 {
		return t.ValueErr("state vector is the wrong size")
	}
	m := twister{seeded: true}
	for i := range m.state {
		x, ok := object.AsBig(tup.Items[i])
		if !ok {
			return t.TypeErr("an integer is required")
		}
		switch {
		case signed:
			x = new(big.Int).And(x, big.NewInt(1<<32-1))
		case x.Sign() < 0:
			return t.Raise(object.OverflowError, "can't convert negative value to unsigned int")
		case !x.IsUint64():
			return t.Raise(object.OverflowError, "Python int too large to convert to C unsigned long")
		}
		m.state[i] = uint32(x.Uint64())
	}
	i, ok := object.IntValue(tup.Items[mtN])
	if !ok || i < 0 || i > mtN {
		return t.ValueErr("invalid state")
	}
	m.index = int(i)
	r.mt = m
	return nil
}

func randomReduce(t *thread, self value, _ []value) (value, error) {
	state, err := t.CallMethod(self, "getstate")
	if err != nil {
		return value{}, err
	}
	return t.NewTuple(self.Type().Value().Ref(), t.NewTuple(), state), nil
}
