package heapqmod

import (
	"fmt"
	"slices"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// An entry is an item with what it is ordered by; order decides between equal ones.
// All are owned.
type entry struct {
	key, item, from value // from: merge's iterator, else absent
	order           int
}

func (e *entry) drop(t *thread) {
	key, item, from := e.key, e.item, e.from
	*e = entry{}
	t.XUnref(key)
	t.XUnref(item)
	t.XUnref(from)
}

// A queue is a heap of entries, the first in order at the top.
type queue struct {
	entries []entry
	reverse bool // the largest key first
}

// before reports whether entry i comes before entry j: by key, then by order.
func (q *queue) before(t *thread, a, b *entry) (bool, error) {
	x, y := a.key.Ref(), b.key.Ref()
	if q.reverse {
		x, y = y, x
	}
	early := a.order < b.order
	r, err := t.CompareBool(x, y, object.CmpLT)
	if err == nil && !r && early {
		r, err = t.CompareBool(y, x, object.CmpLT)
		r = !r
	}
	t.Unref(x)
	t.Unref(y)
	return r, err
}

func (q *queue) down(t *thread, i int) error {
	for {
		least := i
		for c := 2*i + 1; c <= 2*i+2 && c < len(q.entries); c++ {
			first, err := q.before(t, &q.entries[c], &q.entries[least])
			if err != nil {
				return err
			}
			if first {
				least = c
			}
		}
		if least == i {
			return nil
		}
		q.entries[i], q.entries[least] = q.entries[least], q.entries[i]
		i = least
	}
}

func (q *queue) build(t *thread) error {
	for i := len(q.entries)/2 - 1; i >= 0; i-- {
		if err := q.down(t, i); err != nil {
			return err
		}
	}
	return nil
}

func (q *queue) drop(t *thread) {
	entries := q.entries
	q.entries = nil
	for i := range entries {
		entries[i].drop(t)
	}
}

func keyOf(t *thread, key, item value) (value, error) {
	if !pylib.Given(key) {
		return item.Ref(), nil
	}
	return t.Call(key, item)
}

// best is nlargest or nsmallest: a queue of the n best so far, the worst at its top.
func best(largest bool) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		n, err := t.AsIndex(a[0], nil)
		if err != nil {
			return value{}, err
		}
		// Items are numbered downwards: of equal ones the later is the worse.
		q := &queue{reverse: !largest}
		defer q.drop(t)
		order := 0
		err = t.Iterate(a[1], func(x value) error {
			if n <= 0 {
				return object.ErrStop
			}
			order--
			return q.offer(t, n, a[2], x, order)
		})
		if err != nil {
			return value{}, err
		}
		if err := q.sortBest(t); err != nil {
			return value{}, err
		}
		items := make([]value, len(q.entries))
		for i := range q.entries {
			items[i], q.entries[i].item = q.entries[i].item, value{}
		}
		return t.NewList(items), nil
	}
}

// offer adds x to the n best if it is one of them.
func (q *queue) offer(t *thread, n int, key, x value, order int) error {
	k, err := keyOf(t, key, x)
	if err != nil {
		return err
	}
	e := entry{key: k, item: x.Ref(), order: order}
	if len(q.entries) < n {
		if len(q.entries)&4095 == 4095 {
			if err := t.Grow(len(q.entries) * 64); err != nil {
				e.drop(t)
				return err
			}
		}
		q.entries = append(q.entries, e)
		if len(q.entries) == n {
			return q.build(t)
		}
		return nil
	}
	worse, err := q.before(t, &e, &q.entries[0])
	if err != nil || worse {
		e.drop(t)
		return err
	}
	old := q.entries[0]
	q.entries[0] = e
	err = q.down(t, 0)
	old.drop(t)
	return err
}

// sortBest sorts the entries, the best first.
func (q *queue) sortBest(t *thread) (err error) {
	sorted := slices.Clone(q.entries)
	slices.SortStableFunc(sorted, func(a, b entry) int {
		if err != nil {
			return 0
		}
		var worse bool
		if worse, err = q.before(t, &a, &b); worse {
			return 1
		}
		return -1
	})
	copy(q.entries, sorted)
	return err
}

// A merger is the iterator that merge gives: a generator in CPython.
type merger struct {
	object.Header
	sources, key value // owned; sources is absent once started
	q            queue
	running      bool
}

var mergeType = &object.Type{}

func mergeInit() {
	mergeType.Define(object.TypeSpec{Name: "generator", Twin: true, Flags: object.FlagGC | object.FlagNoNew, Layout: object.LayoutOf[merger](), Basic: 88,
		Slots: object.Slots{Iter: func(_ *thread, v value) (value, error) { return v.Ref(), nil }, Next: mergeNext,
			Repr: func(t *thread, v value) (value, error) {
				return t.NewStr(fmt.Sprintf("<generator object merge at %s>", object.Address(v.O))), nil
			},
			Traverse: mergeTraverse, Clear: mergeClear},
		Decls: []object.Decl{
			object.Method("close()", "End the iteration.", func(t *thread, v value, _ []value) (value, error) {
				m := object.As[merger](v)
				if m.running {
					return value{}, t.ValueErr("generator already executing")
				}
				mergeClear(t, v.O)
				return object.None, nil
			}),
		}})
}

func mergeTraverse(o *object.Header, visit func(value)) {
	m := object.As[merger](object.Obj(o))
	pylib.Visit(visit, m.sources, m.key)
	for _, e := range m.q.entries {
		pylib.Visit(visit, e.key, e.item, e.from)
	}
}

func mergeClear(t *thread, o *object.Header) {
	m := object.As[merger](object.Obj(o))
	pylib.Set(t, &m.sources, value{})
	pylib.Set(t, &m.key, value{})
	m.q.drop(t)
}

func merge(t *thread, _ value, a []value) (value, error) {
	reverse := false
	if !a[2].IsNil() {
		var err error
		if reverse, err = t.Truth(a[2]); err != nil {
			return value{}, err
		}
	}
	m := object.New[merger](t, mergeType)
	m.sources, m.q.reverse = a[0].Ref(), reverse
	if pylib.Given(a[1]) {
		m.key = a[1].Ref()
	}
	return object.Obj(&m.Header), nil
}

func mergeNext(t *thread, v value) (value, error) {
	m := object.As[merger](v)
	if m.running {
		return value{}, t.ValueErr("generator already executing")
	}
	m.running = true
	r, err := m.step(t)
	m.running = false
	if err != nil || r.IsNil() {
		mergeClear(t, v.O)
	}
	return r, err
}

// step gives the next item: the top of the queue, whose iterator is then asked for
// the item after it.
func (m *merger) step(t *thread) (value, error) {
	switch {
	case !m.sources.IsNil():
		if err := m.start(t); err != nil {
			return value{}, err
		}
	case len(m.q.entries) > 0:
		if err := m.advance(t); err != nil {
			return value{}, err
		}
	}
	if len(m.q.entries) == 0 {
		return value{}, nil
	}
	return m.q.entries[0].item.Ref(), nil
}

func (m *merger) start(t *thread) error {
	sources := m.sources
	m.sources = value{}
	defer t.Unref(sources)
	tup, _ := object.AsTuple(sources)
	for i, src := range tup.Items {
		it, err := t.Iter(src)
		if err != nil {
			return err
		}
		e := entry{from: it, order: i}
		ok, err := m.fill(t, &e)
		if err != nil || !ok {
			e.drop(t)
			if err != nil {
				return err
			}
			continue
		}
		m.q.entries = append(m.q.entries, e)
	}
	return m.q.build(t)
}

// fill asks e's iterator for an item; false: it has none.
func (m *merger) fill(t *thread, e *entry) (bool, error) {
	x, err := t.Next(e.from)
	if err != nil {
		if !t.ErrIs(err, object.StopIteration) {
			return false, err
		}
		t.Discard(err)
		return false, nil
	}
	if x.IsNil() {
		return false, nil
	}
	k, err := keyOf(t, m.key, x)
	if err != nil {
		t.Unref(x)
		return false, err
	}
	old, oldKey := e.item, e.key
	e.item, e.key = x, k
	t.XUnref(old)
	t.XUnref(oldKey)
	return true, nil
}

func (m *merger) advance(t *thread) error {
	ok, err := m.fill(t, &m.q.entries[0])
	if err != nil {
		return err
	}
	if ok {
		return m.q.down(t, 0)
	}
	n := len(m.q.entries) - 1
	gone := m.q.entries[0]
	m.q.entries[0] = m.q.entries[n]
	m.q.entries = m.q.entries[:n]
	err = m.q.down(t, 0)
	gone.drop(t)
	return err
}
