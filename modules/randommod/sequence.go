package randommod

import (
	"math"
	"math/big"

	"github.com/minipy-go/minipy/object"
)

// rangeArg is an argument of randrange as an int (given). A float without a fraction
// still passes, as 3.10 deprecates but accepts.
func rangeArg(t *thread, v value, what string) (value, error) {
	i, err := t.Index(v)
	if err == nil || !t.ErrIs(err, object.TypeError) {
		return i, err
	}
	t.Discard(err)
	if i, err = t.ToInt(v); err != nil {
		return value{}, err
	}
	same, err := t.Equal(i, v)
	if err == nil && !same {
		err = t.ValueErr("non-integer %s for randrange()", what)
	}
	if err != nil {
		t.Unref(i)
		return value{}, err
	}
	return i, nil
}

// rangeBig is rangeArg as a number.
func rangeBig(t *thread, v value, what string) (*big.Int, error) {
	i, err := rangeArg(t, v, what)
	if err != nil {
		return nil, err
	}
	x, _ := object.AsBig(i)
	x = new(big.Int).Set(x)
	t.Unref(i)
	return x, nil
}

func randomRandRange(t *thread, self value, args []value) (value, error) {
	s := sourceOf(t, self)
	start, err := rangeBig(t, args[0], "arg 1")
	if err != nil {
		return value{}, err
	}
	if args[1].IsNil() || args[1] == object.None {
		if !args[2].IsNil() && args[2] != object.Int(1) {
			return value{}, t.TypeErr("Missing a non-None stop argument")
		}
		if start.Sign() <= 0 {
			return value{}, t.ValueErr("empty range for randrange()")
		}
		return s.pick(new(big.Int), big.NewInt(1), start)
	}
	stop, err := rangeBig(t, args[1], "stop")
	if err != nil {
		return value{}, err
	}
	step := big.NewInt(1)
	if !args[2].IsNil() {
		if step, err = rangeBig(t, args[2], "step"); err != nil {
			return value{}, err
		}
	}
	return s.pickRange(start, stop, step)
}

func (s *source) pickRange(start, stop, step *big.Int) (value, error) {
	width := new(big.Int).Sub(stop, start)
	one := big.NewInt(1)
	if step.Cmp(one) == 0 {
		if width.Sign() <= 0 {
			return value{}, s.t.ValueErr("empty range for randrange() (%s, %s, %s)", start, stop, width)
		}
		return s.pick(start, step, width)
	}
	// The number of steps, rounded up.
	n := new(big.Int).Add(width, step)
	switch step.Sign() {
	case 1:
		n.Sub(n, one)
	case -1:
		n.Add(n, one)
	default:
		return value{}, s.t.ValueErr("zero step for randrange()")
	}
	if n.Quo(n, step); n.Sign() <= 0 {
		return value{}, s.t.ValueErr("empty range for randrange()")
	}
	return s.pick(start, step, n)
}

// pick returns start + step·i for a random i below n.
func (s *source) pick(start, step, n *big.Int) (value, error) {
	i, err := s.belowBig(n)
	if err != nil {
		return value{}, err
	}
	i = new(big.Int).Mul(i, step)
	return s.t.NewBig(i.Add(i, start)), nil
}

func randomRandInt(t *thread, self value, args []value) (value, error) {
	s := sourceOf(t, self)
	if a, b := args[0], args[1]; a.IsInt() && b.IsInt() && a.Int() <= b.Int() && b.Int() < 1<<32 && a.Int() > -1<<32 {
		i, err := s.below(int(b.Int() - a.Int() + 1))
		return object.Int(a.Int() + int64(i)), err
	}
	stop, err := t.Binary(object.OpAdd, args[1], object.Int(1))
	if err != nil {
		return value{}, err
	}
	defer t.Unref(stop)
	return randomRandRange(t, self, []value{args[0], stop, {}})
}

func randomChoice(t *thread, self value, args []value) (value, error) {
	n, err := t.Len(args[0])
	if err != nil {
		return value{}, err
	}
	s := sourceOf(t, self)
	i, err := s.below(n)
	if err != nil {
		return value{}, err
	}
	return t.GetItem(args[0], object.Int(int64(i)))
}

// cumulate returns the running totals of an iterable of numbers, given.
func cumulate(t *thread, v value) ([]value, error) {
	items, err := t.Collect(v)
	if err != nil {
		return nil, err
	}
	for i := 1; i < len(items); i++ {
		sum, err := t.Binary(object.OpAdd, items[i-1], items[i])
		if err != nil {
			t.UnrefAll(items)
			return nil, err
		}
		old := items[i]
		items[i] = sum
		t.Unref(old)
	}
	return items, nil
}

// bisect returns the first i below hi with x < sums[i], or hi.
func bisect(t *thread, sums []value, x value, hi int) (int, error) {
	lo := 0
	for lo < hi {
		mid := (lo + hi) / 2
		less, err := t.CompareBool(x, sums[mid], object.CmpLT)
		if err != nil {
			return 0, err
		}
		if less {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo, nil
}

func randomChoices(t *thread, self value, args []value) (value, error) {
	population, weights, cum := args[0], args[1], args[2]
	n, err := t.Len(population)
	if err != nil {
		return value{}, err
	}
	k := 1
	if !args[3].IsNil() {
		if k, err = t.AsIndex(args[3], object.OverflowError); err != nil {
			return value{}, err
		}
	}
	if err := t.Grow(max(k, 0) * 16); err != nil {
		return value{}, err
	}
	given := !weights.IsNil() && weights != object.None
	var sums []value
	switch {
	case !cum.IsNil() && cum != object.None:
		if given {
			return value{}, t.TypeErr("Cannot specify both weights and cumulative weights")
		}
		sums, err = t.Collect(cum)
	case given:
		sums, err = cumulate(t, weights)
		if err != nil && object.IsIntObj(weights) && t.ErrIs(err, object.TypeError) {
			t.Discard(err)
			repr, err := t.ReprString(weights)
			if err != nil {
				return value{}, err
			}
			return value{}, t.TypeErr("The number of choices must be a keyword argument: k=%s", repr)
		}
	default:
		s := sourceOf(t, self)
		return s.draw(population, k, func() (int, error) {
			f, err := s.float()
			return int(f * float64(n)), err
		})
	}
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(sums)
	s := sourceOf(t, self)
	return s.drawWeighted(population, sums, n, k)
}

// draw returns a list of k items of population at the positions that next gives.
func (s *source) draw(population value, k int, next func() (int, error)) (value, error) {
	t := s.t
	items := make([]value, 0, max(0, min(k, 1<<16)))
	for range max(k, 0) {
		i, err := next()
		var v value
		if err == nil {
			v, err = t.GetItem(population, object.Int(int64(i)))
		}
		if err == nil && len(items)&0xFFF == 0xFFF {
			if err = t.Poll(); err != nil {
				t.Unref(v)
			}
		}
		if err != nil {
			t.UnrefAll(items)
			return value{}, err
		}
		items = append(items, v)
	}
	return t.NewList(items), nil
}

func (s *source) drawWeighted(population value, sums []value, n, k int) (value, error) {
	t := s.t
	if len(sums) != n {
		return value{}, t.ValueErr("The number of weights does not match the population")
	}
	if n == 0 {
		return value{}, t.Raise(object.IndexError, "list index out of range")
	}
	totalV, err := t.Binary(object.OpAdd, sums[n-1], object.Float(0))
	if err != nil {
		return value{}, err
	}
	defer t.Unref(totalV)
	total, err := t.AsFloat(totalV)
	switch {
	case err != nil:
		return value{}, err
	case total <= 0:
		return value{}, t.ValueErr("Total of weights must be greater than zero")
	case math.IsInf(total, 0) || math.IsNaN(total):
		return value{}, t.ValueErr("Total of weights must be finite")
	}
	return s.draw(population, k, func() (int, error) {
		f, err := s.float()
		if err != nil {
			return 0, err
		}
		return bisect(t, sums, object.Float(f*total), n-1)
	})
}

func randomShuffle(t *thread, self value, args []value) (value, error) {
	x := args[0]
	n, err := t.Len(x)
	if err != nil {
		return value{}, err
	}
	s := sourceOf(t, self)
	for i := n - 1; i > 0; i-- {
		j := 0
		if args[1].IsNil() || args[1] == object.None {
			j, err = s.below(i + 1)
		} else {
			j, err = s.shuffleFloat(args[1], i+1)
		}
		if err == nil && i&0xFFF == 0 {
			err = t.Poll()
		}
		if err == nil {
			err = swap(t, x, i, j)
		}
		if err != nil {
			return value{}, err
		}
	}
	return object.None, nil
}

// shuffleFloat draws from the function that a caller of shuffle brought.
func (s *source) shuffleFloat(f value, n int) (int, error) {
	v, err := s.t.Call(f)
	if err != nil {
		return 0, err
	}
	defer s.t.Unref(v)
	x, err := s.t.AsFloat(v)
	return int(math.Floor(x * float64(n))), err
}

// swap exchanges x[i] and x[j].
func swap(t *thread, x value, i, j int) error {
	if x.Type() == object.ListType {
		if l, _ := object.AsList(x); i < len(l.Items) && j < len(l.Items) && j >= 0 {
			l.Items[i], l.Items[j] = l.Items[j], l.Items[i]
			return nil
		}
	}
	iv, jv := object.Int(int64(i)), object.Int(int64(j))
	a, err := t.GetItem(x, jv)
	if err != nil {
		return err
	}
	defer t.Unref(a)
	b, err := t.GetItem(x, iv)
	if err != nil {
		return err
	}
	defer t.Unref(b)
	if err := t.SetItem(x, iv, a); err != nil {
		return err
	}
	return t.SetItem(x, jv, b)
}

func isSequence(v value) bool {
	const f = object.FlagSequence | object.FlagStr | object.FlagBytes
	return v.Type().Flags&f != 0 || isByteArray(v)
}

func randomSample(t *thread, self value, args []value) (value, error) {
	population := args[0].Ref()
	defer func() { t.Unref(population) }()
	if object.IsInstance(population, object.SetType) || object.IsInstance(population, object.FrozenSetType) {
		items, err := t.Collect(population)
		if err != nil {
			return value{}, err
		}
		t.Unref(population)
		population = t.NewTuple(items...)
	}
	if !isSequence(population) {
		return value{}, t.TypeErr("Population must be a sequence.  For dicts or sets, use sorted(d).")
	}
	n, err := t.Len(population)
	if err != nil {
		return value{}, err
	}
	s := sourceOf(t, self)
	var sums []value
	if counts := args[2]; !counts.IsNil() && counts != object.None {
		if sums, err = cumulate(t, counts); err != nil {
			return value{}, err
		}
		defer t.UnrefAll(sums)
		if n, err = s.countTotal(sums, n); err != nil {
			return value{}, err
		}
	}
	k, err := t.AsIndex(args[1], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	if k < 0 || k > n {
		return value{}, t.ValueErr("Sample larger than population or is negative")
	}
	if err := t.Grow(k * 32); err != nil {
		return value{}, err
	}
	at, err := s.distinct(n, k)
	if err != nil {
		return value{}, err
	}
	i := 0
	return s.draw(population, k, func() (int, error) {
		j := at[i]
		i++
		if sums == nil {
			return j, nil
		}
		return bisect(t, sums, object.Int(int64(j)), len(sums)-1)
	})
}

// countTotal checks the running totals of sample's counts and returns the last.
func (s *source) countTotal(sums []value, n int) (int, error) {
	t := s.t
	if len(sums) != n {
		return 0, t.ValueErr("The number of counts does not match the population")
	}
	if n == 0 {
		return 0, t.Raise(object.IndexError, "pop from empty list")
	}
	if !object.IsIntObj(sums[n-1]) {
		return 0, t.TypeErr("Counts must be integers")
	}
	total, err := t.AsIndex(sums[n-1], object.OverflowError)
	if err == nil && total <= 0 {
		err = t.ValueErr("Total of counts must be greater than zero")
	}
	return total, err
}

// distinct returns k different numbers below n in the order of their drawing. A small
// n is kept as a pool from which the drawn are taken out; otherwise the drawn are kept
// in a set and what comes up twice is drawn again.
func (s *source) distinct(n, k int) ([]int, error) {
	setSize := 21.0
	if k > 5 {
		setSize += math.Pow(4, math.Ceil(object.Log(float64(k)*3)/object.Log(4)))
	}
	at := make([]int, k)
	if float64(n) <= setSize {
		pool := make([]int, n)
		for i := range pool {
			pool[i] = i
		}
		for i := range at {
			j, err := s.below(n - i)
			if err != nil {
				return nil, err
			}
			at[i] = pool[j]
			pool[j] = pool[n-i-1]
		}
		return at, nil
	}
	drawn := make(map[int]bool, k)
	for i := range at {
		for {
			j, err := s.below(n)
			if err != nil {
				return nil, err
			}
			if !drawn[j] {
				drawn[j] = true
				at[i] = j
				break
			}
		}
		if i&0xFFF == 0xFFF {
			if err := s.t.Poll(); err != nil {
				return nil, err
			}
		}
	}
	return at, nil
}
