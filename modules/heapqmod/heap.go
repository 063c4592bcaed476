// Package heapqmod is the heapq module and _heapq: priority queues in lists.
//
// Invariant: a comparison can run any code, so a list's length is looked at again after
// each, and what is compared is held.
package heapqmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
	list   = object.List
)

// BaseModule declares _heapq.
var BaseModule = object.ModuleSpec{
	Name: "_heapq",
	Doc:  "Priority queues kept in plain lists: heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2].",
	Build: func() []object.Decl {
		return []object.Decl{
			object.Func("heappush(heap, item, /)", "Put item in the heap.", onHeap("heappush", false, push)),
			object.Func("heappushpop(heap, item, /)", "Put item in the heap, then take the smallest out.", onHeap("heappushpop", false, pushPop)),
			object.Func("heappop(heap, /)", "Take the smallest item out of the heap.", onHeap("heappop", true, pop(false))),
			object.Func("heapreplace(heap, item, /)", "Take the smallest item out of the heap and put item in.", onHeap("heapreplace", false, replace(false))),
			object.Func("heapify(heap, /)", "Make a list a heap, in linear time.", onHeap("heapify", true, heapify(false))),
			object.Func("_heappop_max(heap, /)", "heappop for heaps with the largest item first.", onHeap("_heappop_max", true, pop(true))),
			object.Func("_heapify_max(heap, /)", "heapify for heaps with the largest item first.", onHeap("_heapify_max", true, heapify(true))),
			object.Func("_heapreplace_max(heap, item, /)", "heapreplace for heaps with the largest item first.", onHeap("_heapreplace_max", false, replace(true))),
		}
	},
}

// Module declares heapq.
var Module = object.ModuleSpec{
	Name:  "heapq",
	Doc:   "Priority queues in plain lists, and what is built on them.",
	Setup: mergeInit,
	Functions: func() []object.Decl {
		return []object.Decl{
			object.Func("merge(*iterables, key=None, reverse=False)", "Merge sorted iterables into one sorted iterator.", merge),
			object.Func("nlargest(n, iterable, key=None)", "The n largest items, largest first.", best(true)),
			object.Func("nsmallest(n, iterable, key=None)", "The n smallest items, smallest first.", best(false)),
			object.Func("_siftdown(heap, startpos, pos)", "Move an item towards the root.", move(false, false)),
			object.Func("_siftup(heap, pos)", "Move an item towards the leaves.", move(true, false)),
			object.Func("_siftdown_max(heap, startpos, pos)", "_siftdown for heaps with the largest item first.", move(false, true)),
			object.Func("_siftup_max(heap, pos)", "_siftup for heaps with the largest item first.", move(true, true)),
		}
	},
	Init: func(t *object.Thread, m *object.Module) error {
		m.Give(t, "__all__", pylib.Names(t, "heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"))
		m.Give(t, "__about__", t.NewStr("A heap is a list in which every item is no larger than the two items it is the parent of."))
		return pylib.Accelerate(t, m, &BaseModule)
	},
}

func onHeap(name string, only bool, f func(t *thread, l *list, a []value) (value, error)) object.NativeFn {
	arg := "argument 1"
	if only {
		arg = "argument"
	}
	return func(t *thread, _ value, a []value) (value, error) {
		l, ok := object.AsList(a[0])
		if !ok {
			return value{}, t.TypeErr("%s() %s must be list, not %s", name, arg, object.TypeName(a[0]))
		}
		return f(t, l, a[1:])
	}
}

// less compares two items of l, which must not change its length meanwhile.
func less(t *thread, l *list, i, j int, max bool) (bool, error) {
	n := len(l.Items)
	a, b := l.Items[i].Ref(), l.Items[j].Ref()
	if max {
		a, b = b, a
	}
	r, err := t.CompareBool(a, b, object.CmpLT)
	t.Unref(a)
	t.Unref(b)
	if err == nil && len(l.Items) != n {
		err = t.Raise(object.RuntimeError, "list changed size during iteration")
	}
	return r, err
}

// rise moves the item at pos towards start while it is smaller than its parent.
func rise(t *thread, l *list, start, pos int, max bool) error {
	if pos < 0 || pos >= len(l.Items) {
		return t.Raise(object.IndexError, "index out of range")
	}
	for pos > start {
		parent := (pos - 1) >> 1
		smaller, err := less(t, l, pos, parent, max)
		if err != nil || !smaller {
			return err
		}
		l.Items[pos], l.Items[parent] = l.Items[parent], l.Items[pos]
		pos = parent
	}
	return nil
}

// sink moves the item at pos to a leaf along the smaller children, then up to where it
// belongs: that takes fewer comparisons than stopping on the way.
func sink(t *thread, l *list, pos int, max bool) error {
	end, start := len(l.Items), pos
	if pos < 0 || pos >= end {
		return t.Raise(object.IndexError, "index out of range")
	}
	for pos < end>>1 {
		child := 2*pos + 1
		if child+1 < end {
			smaller, err := less(t, l, child, child+1, max)
			if err != nil {
				return err
			}
			if !smaller {
				child++
			}
		}
		l.Items[pos], l.Items[child] = l.Items[child], l.Items[pos]
		pos = child
	}
	return rise(t, l, start, pos, max)
}

func push(t *thread, l *list, a []value) (value, error) {
	if err := l.Append(t, a[0]); err != nil {
		return value{}, err
	}
	return object.None, rise(t, l, 0, len(l.Items)-1, false)
}

func pop(max bool) func(t *thread, l *list, _ []value) (value, error) {
	return func(t *thread, l *list, _ []value) (value, error) {
		if len(l.Items) == 0 {
			return value{}, t.Raise(object.IndexError, "index out of range")
		}
		last, err := l.Pop(t, len(l.Items)-1)
		if err != nil || len(l.Items) == 0 {
			return last, err
		}
		first := l.Items[0]
		l.Items[0] = last
		if err := sink(t, l, 0, max); err != nil {
			t.Unref(first)
			return value{}, err
		}
		return first, nil
	}
}

func replace(max bool) func(t *thread, l *list, a []value) (value, error) {
	return func(t *thread, l *list, a []value) (value, error) {
		if len(l.Items) == 0 {
			return value{}, t.Raise(object.IndexError, "index out of range")
		}
		first := l.Items[0]
		l.Items[0] = a[0].Ref()
		if err := sink(t, l, 0, max); err != nil {
			t.Unref(first)
			return value{}, err
		}
		return first, nil
	}
}

func pushPop(t *thread, l *list, a []value) (value, error) {
	if len(l.Items) == 0 {
		return a[0].Ref(), nil
	}
	top := l.Items[0].Ref()
	smaller, err := t.CompareBool(top, a[0], object.CmpLT)
	t.Unref(top)
	if err != nil {
		return value{}, err
	}
	if !smaller {
		return a[0].Ref(), nil
	}
	return replace(false)(t, l, a)
}

func heapify(max bool) func(t *thread, l *list, _ []value) (value, error) {
	return func(t *thread, l *list, _ []value) (value, error) {
		for i := len(l.Items)>>1 - 1; i >= 0; i-- {
			if err := sink(t, l, i, max); err != nil {
				return value{}, err
			}
			if i&1023 == 1023 {
				if err := t.Poll(); err != nil {
					return value{}, err
				}
			}
		}
		return object.None, nil
	}
}

// move is one of the functions that restore a heap after a change at pos.
func move(down, max bool) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		l, ok := object.AsList(a[0])
		if !ok {
			return value{}, t.TypeErr("a heap is a list, not %s", object.TypeName(a[0]))
		}
		pos, err := t.AsIndex(a[len(a)-1], object.IndexError)
		if err != nil {
			return value{}, err
		}
		if down {
			return object.None, sink(t, l, pos, max)
		}
		start, err := t.AsIndex(a[1], object.IndexError)
		if err != nil {
			return value{}, err
		}
		return object.None, rise(t, l, start, pos, max)
	}
}
