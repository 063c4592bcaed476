// Package queuemod is the _queue module: a queue that may be filled from anywhere, even
// from a finalizer that runs while it is being used.
package queuemod

import (
	"time"

	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
	header = object.Header
)

// Module declares _queue.
var Module = object.ModuleSpec{
	Name:  "_queue",
	Doc:   "A queue between threads: what the module queue does not do in Python.",
	Setup: setup,
	Build: func() []object.Decl {
		return []object.Decl{
			object.Attr("SimpleQueue", queueType.Value()),
			object.Attr("Empty", emptyType.Value()),
		}
	},
}

// A queue is a SimpleQueue.
type queue struct {
	object.Header
	Weak    *object.WeakRef
	items   []value // owned
	first   int     // of items
	waiters []chan struct{}
}

var (
	queueType = new(object.Type)
	emptyType = new(object.Type)
)

func setup() {
	emptyType.DefineException(object.TypeSpec{Name: "_queue.Empty", Base: object.ExceptionType,
		Doc: "Exception raised by Queue.get(block=0)/get_nowait()."})
	queueType.Define(object.TypeSpec{Name: "_queue.SimpleQueue", Sig: "()", Flags: object.FlagGC | object.FlagBase, Basic: 56, Weak: 48,
		Doc:    "Simple, unbounded, reentrant FIFO queue.",
		Layout: object.LayoutOf[queue]().WeakAt(object.FieldOffset[queue]("Weak")),
		Slots:  object.Slots{New: queueNew, Traverse: queueTraverse, Clear: queueClear},
		Decls: []object.Decl{
			object.Method("put(item, block=True, timeout=None)", "Put an item at the end; it never has to wait.", queuePut),
			object.Method("put_nowait(item)", "The same as put(), for compatibility with Queue.", queuePut),
			object.Method("get(block=True, timeout=None)", "Take the first item; wait for one, if block and no longer than timeout seconds.\nEmpty is raised if there is none.", queueGet),
			object.Method("get_nowait()", "Take the first item; Empty if there is none.", func(t *thread, v value, _ []value) (value, error) {
				return take(t, v, 0)
			}),
			object.Method("empty()", "Return whether the queue is empty, now.", func(_ *thread, v value, _ []value) (value, error) {
				return object.Bool(object.As[queue](v).len() == 0), nil
			}),
			object.Method("qsize()", "Return how many items there are, now.", func(_ *thread, v value, _ []value) (value, error) {
				return object.Int(int64(object.As[queue](v).len())), nil
			}),
			object.ClassMethod("__class_getitem__(item, /)", "See PEP 585", func(t *thread, cls value, a []value) (value, error) {
				return t.NewGenericAlias(cls, a[0])
			}),
		}})
}

func queueNew(t *thread, typ *object.Type, a object.Args) (value, error) {
	if typ == queueType && len(a.Pos)+len(a.KwNames()) > 0 {
		if len(a.Pos) > 0 {
			return value{}, t.TypeErr("SimpleQueue() takes no positional arguments")
		}
		return value{}, t.TypeErr("SimpleQueue() takes no keyword arguments")
	}
	return object.Obj(&object.New[queue](t, typ).Header), nil
}

func (q *queue) len() int { return len(q.items) - q.first }

func queueTraverse(o *header, visit func(value)) {
	q := object.As[queue](object.Obj(o))
	for _, x := range q.items[q.first:] {
		visit(x)
	}
}

func queueClear(t *thread, o *header) {
	q := object.As[queue](object.Obj(o))
	items := q.items[q.first:]
	q.items, q.first = nil, 0
	t.UnrefAll(items)
}

func queuePut(_ *thread, v value, a []value) (value, error) {
	q := object.As[queue](v)
	q.items = append(q.items, a[0].Ref())
	q.wake()
	return object.None, nil
}

// wake tells one of the threads that wait that there is an item.
func (q *queue) wake() {
	if len(q.waiters) > 0 && q.len() > 0 {
		ch := q.waiters[0]
		q.waiters = q.waiters[1:]
		ch <- struct{}{}
	}
}

func (q *queue) pop() value {
	x := q.items[q.first]
	q.items[q.first] = value{}
	q.first++
	if q.first*2 >= len(q.items) {
		n := copy(q.items, q.items[q.first:])
		clear(q.items[n:])
		q.items, q.first = q.items[:n], 0
	}
	return x
}

func queueGet(t *thread, v value, a []value) (value, error) {
	block := true
	if !a[0].IsNil() {
		var err error
		if block, err = t.Truth(a[0]); err != nil {
			return value{}, err
		}
	}
	d := time.Duration(-1)
	switch {
	case !block:
		d = 0
	case !a[1].IsNil() && a[1] != object.None:
		var err error
		if d, err = t.Timeout(a[1]); err != nil {
			return value{}, err
		}
		if d < 0 {
			return value{}, t.ValueErr("'timeout' must be a non-negative number")
		}
	}
	return take(t, v, d)
}

// take gives the first item; d < 0: it waits as long as it takes.
func take(t *thread, v value, d time.Duration) (value, error) {
	q := object.As[queue](v)
	if q.len() > 0 {
		return q.pop(), nil
	}
	v.Ref()
	defer t.Unref(v)
	for end := time.Now().Add(d); d != 0; {
		ch := make(chan struct{}, 1)
		q.waiters = append(q.waiters, ch)
		t.WaitFor(ch, d)
		woken := q.leave(ch)
		if err := t.Signals(); err != nil {
			if woken {
				q.wake()
			}
			return value{}, err
		}
		if q.len() > 0 {
			return q.pop(), nil
		}
		if d > 0 {
			d = max(time.Until(end), 0)
		}
	}
	return value{}, t.RaiseArgs(emptyType)
}

// leave takes a waiter out of the line; true: it had been woken.
func (q *queue) leave(ch chan struct{}) bool {
	for i, w := range q.waiters {
		if w == ch {
			q.waiters = append(q.waiters[:i], q.waiters[i+1:]...)
			return false
		}
	}
	return true
}
