package object

import (
	"cmp"
	"math/bits"
	"slices"
)

// sortInts sorts unboxed ints, of which equal ones cannot be told apart.
func sortInts(t *Thread, items []Value) error {
	up := true
	for i := 1; i < len(items) && up; i++ {
		up = int64(items[i-1].N) <= int64(items[i].N)
	}
	if up {
		return nil
	}
	if err := t.Grow(8 * len(items)); err != nil {
		return err
	}
	ns := t.In.numbers.take(blockSize(max(minBlock, len(items))))
	for i, v := range items {
		ns[i] = int64(v.N)
	}
	err := sortNumbers(t, ns[:len(items)])
	if err == nil {
		for i := range items {
			items[i].N = uint64(ns[i])
		}
	}
	t.In.numbers.put(ns)
	return err
}

// sortFloats sorts floats; it does nothing if there are some whose order a stable sort
// decides: nan, and zeros of which one is negative.
func sortFloats(t *Thread, items []Value) (done bool, err error) {
	if err := t.Grow(8 * len(items)); err != nil {
		return false, err
	}
	fs := make([]float64, len(items))
	for i, v := range items {
		f := v.Float()
		if f != f || f == 0 && v.N != 0 {
			return false, nil
		}
		fs[i] = f
	}
	if err := sortNumbers(t, fs); err != nil {
		return false, err
	}
	for i, f := range fs {
		items[i] = Float(f)
	}
	return true, nil
}

// sortPart is how many numbers are sorted at once: it takes about a millisecond.
const sortPart = 1 << 14

// sortNumbers sorts xs, which it divides first, by quicksort's partition, so that the
// thread can be stopped in between. An error leaves xs in some order.
func sortNumbers[T cmp.Ordered](t *Thread, xs []T) error {
	for budget := 2 * bits.Len(uint(len(xs))); len(xs) > sortPart; budget-- {
		if budget == 0 { // divided badly again and again
			break
		}
		n, err := partition(t, xs)
		if err != nil {
			return err
		}
		small, large := xs[:n], xs[n:]
		if len(small) > len(large) {
			small, large = large, small
		}
		if err := sortNumbers(t, small); err != nil {
			return err
		}
		xs = large
	}
	slices.Sort(xs)
	return t.Work(len(xs) >> 3)
}

// partition brings what is smaller than a middle number of xs to the front, and returns
// where the rest begins: neither part is empty. What equals the number is in both.
func partition[T cmp.Ordered](t *Thread, xs []T) (int, error) {
	n := len(xs)
	mid := func(a, b, c T) T { return max(min(a, b), min(max(a, b), c)) }
	var m [3]T
	for k := range m {
		at := n/4*(k+1) - 1
		m[k] = mid(xs[at-n/8], xs[at], xs[at+n/8])
	}
	p := mid(m[0], m[1], m[2])
	i, j, until := 0, n-1, 1<<16
	for {
		for xs[i] < p {
			i++
		}
		for p < xs[j] {
			j--
		}
		if i >= j {
			break
		}
		xs[i], xs[j] = xs[j], xs[i]
		i++
		j--
		if i+n-j > until {
			until += 1 << 16
			if err := t.Poll(); err != nil {
				return 0, err
			}
		}
	}
	return max(i, 1), nil
}
