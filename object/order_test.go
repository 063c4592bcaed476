package object

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The figures in this file are CPython 3.10.13's for the same operations.

// lcg yields the numbers that the recording script used.
func lcg(seed uint64) func() uint64 {
	return func() uint64 {
		seed = seed*6364136223846793005 + 1442695040888963407
		return seed >> 33
	}
}

func mix(fp *uint64, x int64) { *fp = *fp*1000003 + uint64(x) }

func (s *Set) mixInto(fp *uint64) {
	for pos := 0; ; {
		k, _ := s.Next(&pos)
		if k.O == nil {
			return
		}
		mix(fp, k.Int())
	}
}

func sizeof(t *testing.T, th *Thread, s *Set) uint64 {
	v, err := setSizeof(th, s.Value(), nil)
	require.NoError(t, err)
	return uint64(v.Int())
}

// TestSetOrder adds, discards and pops ints at random: the order of iteration is
// that of the table, so every probe and every resize must be CPython's.
func TestSetOrder(t *testing.T) {
	th := NewInterp().Main
	want := []struct {
		n, size int
		fp      uint64
	}{{32, 2248, 1865783689781951117}, {23, 2248, 17234526459728703389}, {34, 2248, 13220206693773000704},
		{1151, 131272, 3533826666570528052}, {1389, 131272, 8178147241434465947}, {1161, 131272, 18410991786784649336}}
	for seed, w := range want {
		next, s, fp := lcg(uint64(seed)), th.MakeSet(), uint64(0)
		limit := uint64(50)
		if seed >= 3 {
			limit = 5000
		}
		for step := 0; step < 3000; step++ {
			r, k := next(), int64(next()%limit)
			if seed%3 == 2 {
				k = k*65536 - 1000
			}
			switch op := r % 10; {
			case op < 6:
				require.NoError(t, s.Add(th, Int(k)))
			case op < 9:
				_, err := setDiscardKey(th, s, Int(k))
				require.NoError(t, err)
			case s.Len() > 0 && seed%2 == 1:
				_, err := setPop(th, s.Value(), nil)
				require.NoError(t, err)
			}
			if step%97 == 0 {
				s.mixInto(&fp)
			}
		}
		s.mixInto(&fp)
		assert.Equal(t, w.n, s.Len(), "seed %d", seed)
		assert.Equal(t, uint64(w.size), sizeof(t, th, s), "seed %d", seed)
		assert.Equal(t, w.fp, fp, "seed %d", seed)
		th.Unref(s.Value())
	}
	assert.Zero(t, th.In.Live)
}

// setStep does one random operation on two of the sets.
func setStep(th *Thread, next func() uint64, sets []*Set) (*Set, error) {
	i, j, op, n := next()%4, next()%4, next()%12, next()%40
	a, b := sets[i], sets[j]
	inplace := []func(t *Thread, a, b Value) (Value, error){setIOr, setIAnd, setISub, setIXor}
	binary := []func(t *Thread, a, b Value) (Value, error){setOr, setAnd, setSub, setXor}
	items := func(limit uint64) Value {
		l := th.NewList(nil)
		for ; n > 0; n-- {
			_ = as[List](l).Append(th, Int(int64(next()%limit)))
		}
		return l
	}
	var r Value
	var err error
	switch {
	case op < 4:
		r, err = inplace[op](th, a.Value(), b.Value())
	case op < 8:
		r, err = binary[op-4](th, a.Value(), b.Value())
	case op == 10:
		var c *Set
		c, err = th.setOf(SetType, b.Value())
		r = c.Value()
	default:
		var l Value
		switch op {
		case 8:
			l = items(300)
			for _, x := range as[List](l).Items {
				err = a.Add(th, x)
			}
		case 9:
			l = items(1000)
			err = a.update(th, l)
		default:
			l = items(300)
			err = a.differenceUpdate(th, l)
		}
		th.Unref(l)
		r = a.Value().Ref()
	}
	sets[i] = as[Set](r)
	th.Unref(a.Value())
	return sets[i], err
}

// TestSetAlgebra checks the order of what the operators make.
func TestSetAlgebra(t *testing.T) {
	th := NewInterp().Main
	want := []struct {
		n  [4]int
		fp uint64
	}{{[4]int{29, 72, 60, 60}, 13583308601378311316}, {[4]int{194, 0, 0, 63}, 7238275547812300752},
		{[4]int{0, 38, 0, 22}, 17690001483910236797}, {[4]int{0, 0, 0, 0}, 14749305123254467091}}
	for seed, w := range want {
		next, fp := lcg(uint64(seed+100)), uint64(0)
		sets := []*Set{th.MakeSet(), th.MakeSet(), th.MakeSet(), th.MakeSet()}
		for step := 0; step < 400; step++ {
			s, err := setStep(th, next, sets)
			require.NoError(t, err)
			s.mixInto(&fp)
			fp ^= sizeof(t, th, s)
		}
		var n [4]int
		for i, s := range sets {
			n[i] = s.Len()
			th.Unref(s.Value())
		}
		assert.Equal(t, w.n, n, "seed %d", seed)
		assert.Equal(t, w.fp, fp, "seed %d", seed)
	}
	assert.Zero(t, th.In.Live)
}

type sortKey struct {
	Header
	v int64
}

// TestSortComparisons counts what a script with its own __lt__ sees of a sort.
func TestSortComparisons(t *testing.T) {
	count, seen := 0, uint64(0)
	typ := (&Type{}).Define(TypeSpec{Name: "K", Layout: LayoutOf[sortKey](), Slots: Slots{
		Compare: func(t *Thread, a, b Value, op int) (Value, error) {
			x, y := as[sortKey](a).v, as[sortKey](b).v
			count++
			mix(&seen, x*31+y)
			return Bool(x < y), nil
		}}})
	want := []struct {
		n, count int
		seen, fp uint64
	}{{0, 0, 0, 0}, {1, 0, 0, 48244}, {2, 1, 2, 2}, {5, 8, 6241569246040199336, 907195332002209332},
		{33, 124, 14686524113723456739, 1709942372147147703}, {64, 272, 1764544724637706202, 13216295818899748696},
		{65, 298, 7437397860924717214, 10761515179676318279}, {200, 1256, 12693440755170767536, 10421845872940879798},
		{1079, 4047, 76335011715224615, 2412842780992694829}, {3054, 16830, 12460142488092703851, 282155994313920867},
		{1517, 7936, 7867176939670279703, 3384857339289936015}, {734, 1420, 4072656840198326912, 9133460862754439766}}
	th := NewInterp().Main
	for seed, w := range want {
		count, seen = 0, 0
		l := th.NewList(nil)
		for _, v := range sortInput(uint64(seed)) {
			k := New[sortKey](th, typ)
			k.v = v
			require.NoError(t, as[List](l).GiveAppend(th, Obj(&k.Header)))
		}
		require.NoError(t, as[List](l).Sort(th, Value{}, seed%4 == 3))
		fp := uint64(0)
		for _, k := range as[List](l).Items {
			mix(&fp, as[sortKey](k).v)
		}
		assert.Equal(t, w.n, len(as[List](l).Items), "seed %d", seed)
		assert.Equal(t, w.count, count, "seed %d", seed)
		assert.Equal(t, w.seen, seen, "seed %d", seed)
		assert.Equal(t, w.fp, fp, "seed %d", seed)
		th.Unref(l)
	}
	assert.Zero(t, th.In.Live)
}

// sortInput is random for the first seeds and made of runs for the others.
func sortInput(seed uint64) (out []int64) {
	next := lcg(seed + 7)
	n := []int{0, 1, 2, 5, 33, 64, 65, 200, 1000, 3000, 1500, 700}[seed]
	m := []uint64{10, 1000000, 3}[seed%3]
	for range n {
		out = append(out, int64(next()%m))
	}
	if seed < 8 {
		return out
	}
	out = nil
	for len(out) < n {
		c, s, d := int64(next()%90), int64(next()%100), int64(next()%3)-1
		for x := range c {
			out = append(out, s+d*x)
		}
	}
	return out
}

// TestListSizes appends, pops and extends: the room that a list takes is CPython's.
func TestListSizes(t *testing.T) {
	th := NewInterp().Main
	v := th.NewList(nil)
	l := as[List](v)
	var caps []int
	note := func() {
		if c := cap(l.Items); len(caps) == 0 || caps[len(caps)-1] != c {
			caps = append(caps, c)
		}
	}
	for i := range 200 {
		require.NoError(t, l.Append(th, Int(int64(i))))
		note()
	}
	assert.Equal(t, []int{4, 8, 16, 24, 32, 40, 52, 64, 76, 92, 108, 128, 148, 172, 200}, caps)
	caps = nil
	for len(l.Items) > 0 {
		_, err := l.Pop(th, -1)
		require.NoError(t, err)
		note()
	}
	assert.Equal(t, []int{200, 116, 68, 40, 24, 16, 12, 8, 4, 0}, caps)
	th.Unref(v)
	assert.Zero(t, th.In.Live)
	assert.Zero(t, th.In.Bytes)
}

// TestHashes checks hashes that are the same in every run of CPython.
func TestHashes(t *testing.T) {
	th := NewInterp().Main
	ints := func(n ...int64) (out []Value) {
		for _, i := range n {
			out = append(out, Int(i))
		}
		return out
	}
	for _, c := range []struct {
		v    Value
		want int64
	}{
		{th.NewTuple(), 5740354900026072187},
		{th.NewTuple(ints(1, 2, 3)...), 529344067295497451},
		{th.NewTuple(Int(1), th.NewTuple(ints(2, 3)...)), 7267574591690527098},
		{th.NewTuple(Int(-1)), 8078679518589016365},
		{th.NewFrozenSet(nil), 133146708735736},
		{th.NewFrozenSet(ints(1, 2, 3)), -272375401224217160},
		{th.NewRange(0, 5, 1), hashOf(t, th, ints(5, 0, 1))},
	} {
		h, err := th.Hash(c.v)
		require.NoError(t, err)
		assert.Equal(t, c.want, h)
		th.Unref(c.v)
	}
	assert.Zero(t, th.In.Live)
}

func hashOf(t *testing.T, th *Thread, items []Value) int64 {
	v := th.NewTuple(items...)
	h, err := th.Hash(v)
	require.NoError(t, err)
	th.Unref(v)
	return h
}
