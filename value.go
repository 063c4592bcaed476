package minipy

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/minipy-go/minipy/object"
)

// A Value is an owned reference to an object of a script. The object stays alive until
// Release, and with it everything that it refers to; Close releases every Value.
//
// A Value that is an argument of a bound Go function is lent: it ends when the function
// returns unless the function calls Keep.
//
// A Value belongs to its interpreter and obeys the same rule: one goroutine at a time.
// Only Release may be called at any moment, from any goroutine.
type Value struct {
	h       *handle
	cleanup runtime.Cleanup
	lent    bool
}

// A handle is a reference that Go holds, in the interpreter's list of them.
type handle struct {
	in         *Interp
	v          object.Value // absent once it is released
	prev, next *handle
	unowned    bool // Go is not to release it
}

// lostList holds the handles whose drop has to wait for a safe point.
type lostList struct {
	mu      sync.Mutex
	handles []*handle
	some    atomic.Bool
	count   atomic.Int64 // of Values that Go's collector found unreleased
}

// give makes a Value of v, whose reference it takes.
func (i *Interp) give(v object.Value) *Value {
	h := &handle{in: i, v: v, next: i.handles}
	if i.handles != nil {
		i.handles.prev = h
	}
	i.handles = h
	x := &Value{h: h}
	if v.O.RC >= 0 {
		x.cleanup = runtime.AddCleanup(x, (*handle).abandoned, h)
	}
	return x
}

// giveForever is give for a Value that nobody can release: a Go function has it.
func (i *Interp) giveForever(v object.Value) *Value {
	x := i.give(v)
	x.h.unowned = true
	return x
}

// abandoned notes that Go lost the Value of h.
func (h *handle) abandoned() {
	if !h.unowned {
		h.in.lost.count.Add(1)
	}
	h.later()
}

// later drops h at the next safe point.
func (h *handle) later() {
	l := &h.in.lost
	l.mu.Lock()
	l.handles = append(l.handles, h)
	l.some.Store(true)
	l.mu.Unlock()
	h.in.t.Stop(true)
}

// drop gives the reference of h back; the interpreter is claimed.
func (h *handle) drop() {
	v := h.v
	if v.O == nil {
		return
	}
	h.v = object.Value{}
	if h.prev != nil {
		h.prev.next = h.next
	} else {
		h.in.handles = h.next
	}
	if h.next != nil {
		h.next.prev = h.prev
	}
	h.prev, h.next = nil, nil
	h.in.t.Unref(v)
}

// dropLost drops the Values that were released at another moment or lost.
func (i *Interp) dropLost() {
	l := &i.lost
	for {
		l.mu.Lock()
		hs := l.handles
		l.handles = nil
		l.some.Store(false)
		l.mu.Unlock()
		if hs == nil {
			return
		}
		for _, h := range hs {
			h.drop()
		}
	}
}

// Release gives the reference back; the object dies now if it was the last one. In the
// middle of another call it dies at the next safe point. Release may be called twice.
func (v *Value) Release() {
	v.cleanup.Stop()
	h := v.h
	i := h.in
	if !i.claim(noContext) {
		h.later()
		return
	}
	nested := len(i.entries) > 0
	if !i.closed {
		h.drop()
	}
	i.release(nested)
}

// Keep makes a lent Value outlive the call of the bound function; the host then has to
// Release it. It returns v.
func (v *Value) Keep() *Value {
	v.lent = false
	return v
}

// Interp returns the interpreter that the object lives in.
func (v *Value) Interp() *Interp { return v.h.in }

// enter claims the interpreter of v.
func (v *Value) enter(ctx context.Context) (*Interp, object.Value, error) {
	i := v.h.in
	if err := i.enter(ctx); err != nil {
		return nil, object.Value{}, err
	}
	if v.h.v.O == nil {
		return nil, object.Value{}, i.abort(ErrClosed)
	}
	return i, v.h.v, nil
}

// abort ends what enter began with an error of the host's.
func (i *Interp) abort(err error) error {
	if lerr := i.leave(nil); lerr != nil {
		return lerr
	}
	return err
}

// result ends what enter began and makes a Value of r, which is given.
func (i *Interp) result(r object.Value, err error) (*Value, error) {
	if err != nil {
		return nil, i.leave(err)
	}
	v := i.give(r)
	if err := i.leave(nil); err != nil {
		v.Release()
		return nil, err
	}
	return v, nil
}

// Type returns the name of the object's class, "" once v is released.
func (v *Value) Type() string {
	_, o, err := v.enter(noContext)
	if err != nil {
		return ""
	}
	name := o.Type().Name
	_ = v.h.in.leave(nil)
	return name
}

// String is str() of the object; what fails is worded in angle brackets.
func (v *Value) String() string {
	i, o, err := v.enter(noContext)
	if err != nil {
		return "<" + err.Error() + ">"
	}
	s, err := i.t.StrString(o)
	if err = i.leave(err); err != nil {
		return "<" + err.Error() + ">"
	}
	return s
}

// Repr is repr() of the object; what fails is worded in angle brackets.
func (v *Value) Repr() string {
	i, o, err := v.enter(noContext)
	if err != nil {
		return "<" + err.Error() + ">"
	}
	s, err := i.t.ReprString(o)
	if err = i.leave(err); err != nil {
		return "<" + err.Error() + ">"
	}
	return s
}

// Attr returns the attribute of that name. The caller releases it.
func (v *Value) Attr(name string) (*Value, error) {
	i, o, err := v.enter(noContext)
	if err != nil {
		return nil, err
	}
	return i.result(i.t.GetAttrS(o, name))
}

// SetAttr binds an attribute to x, converted as by Set.
func (v *Value) SetAttr(name string, x any) error {
	i, o, err := v.enter(noContext)
	if err != nil {
		return err
	}
	p, err := i.toPy(x)
	if err == nil {
		err = i.t.SetAttrS(o, name, p)
		i.t.Unref(p)
	}
	return i.leave(err)
}

// Index returns the item under key, converted as by Set: v[key]. The caller releases it.
func (v *Value) Index(key any) (*Value, error) {
	i, o, err := v.enter(noContext)
	if err != nil {
		return nil, err
	}
	k, err := i.toPy(key)
	if err != nil {
		return nil, i.leave(err)
	}
	r, err := i.t.GetItem(o, k)
	i.t.Unref(k)
	return i.result(r, err)
}

// SetIndex stores x under key; both are converted as by Set.
func (v *Value) SetIndex(key, x any) error {
	i, o, err := v.enter(noContext)
	if err != nil {
		return err
	}
	k, err := i.toPy(key)
	if err != nil {
		return i.leave(err)
	}
	p, err := i.toPy(x)
	if err == nil {
		err = i.t.SetItem(o, k, p)
		i.t.Unref(p)
	}
	i.t.Unref(k)
	return i.leave(err)
}

// Len is len() of the object.
func (v *Value) Len() (int, error) {
	i, o, err := v.enter(noContext)
	if err != nil {
		return 0, err
	}
	n, err := i.t.Len(o)
	return n, i.leave(err)
}

// Call calls the object with arguments that are converted as by Set; a Kw among them
// gives keyword arguments. The caller releases the result.
func (v *Value) Call(ctx context.Context, args ...any) (*Value, error) {
	i, o, err := v.enter(ctx)
	if err != nil {
		return nil, err
	}
	o.Ref()
	r, err := i.call(o, args)
	i.t.Unref(o)
	return i.result(r, err)
}

// Refs is how many references to the object there are, this one included; 0 for
// numbers and other objects that are not counted.
func (v *Value) Refs() int {
	_, o, err := v.enter(noContext)
	if err != nil {
		return 0
	}
	n := max(int(o.O.RC), 0)
	_ = v.h.in.leave(nil)
	return n
}

// OnDeath calls fn when the object dies, before what it holds is dropped: a weak
// reference for Go. v itself keeps the object alive until it is released. cancel undoes
// it. Objects that Python cannot refer to weakly (numbers, strings, lists, dicts, …)
// are an error.
func (v *Value) OnDeath(fn func()) (cancel func(), err error) {
	i, o, err := v.enter(noContext)
	if err != nil {
		return nil, err
	}
	var h *handle
	f, err := i.newFunc("on_death", func(*Value) {
		fn()
		if h != nil {
			h.later()
		}
	})
	if err != nil {
		return nil, i.leave(err)
	}
	w, err := i.t.NewRef(object.RefType, o, f)
	i.t.Unref(f)
	if err != nil {
		return nil, i.leave(err)
	}
	ref := i.give(w)
	ref.cleanup.Stop() // it lives until the death
	h = ref.h
	return ref.Release, i.leave(nil)
}
