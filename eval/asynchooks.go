package eval

import (
	"github.com/minipy-go/minipy/object"
)

// asyncHooks are what sys.set_asyncgen_hooks told a thread, and how deep it notes the
// origin of coroutines.
type asyncHooks struct {
	first, final Value // owned; absent: none
	originDepth  int
}

type asyncHooksKey struct{}

func hooksOf(t *Thread) *asyncHooks {
	return t.State(asyncHooksKey{}, func() any {
		h := &asyncHooks{}
		t.AtEnd(func(now *Thread) { h.set(now, Value{}, Value{}) })
		return h
	}).(*asyncHooks)
}

func (h *asyncHooks) set(t *Thread, first, final Value) {
	a, b := h.first, h.final
	h.first, h.final = first.XRef(), final.XRef()
	t.XUnref(a)
	t.XUnref(b)
}

// AsyncHooks lends the functions of sys.set_asyncgen_hooks; absent: none.
func AsyncHooks(t *Thread) (first, final Value) {
	h := hooksOf(t)
	return h.first, h.final
}

// SetAsyncHooks sets what is called when an asynchronous generator is first iterated,
// and when one dies unfinished; both are lent, absent for none.
func SetAsyncHooks(t *Thread, first, final Value) {
	vmOf(t).hooked = true
	hooksOf(t).set(t, first, final)
}

// OriginDepth is how many frames the cr_origin of new coroutines has; SetOriginDepth
// sets it.
func OriginDepth(t *Thread) int { return hooksOf(t).originDepth }

// SetOriginDepth is documented at OriginDepth.
func SetOriginDepth(t *Thread, n int) {
	vmOf(t).hooked = true
	hooksOf(t).originDepth = n
}

// greet tells the thread's hook of an asynchronous generator that is first iterated,
// and remembers whom to tell of its end.
func (g *Generator) greet(t *Thread) error {
	if g.hooks || !vmOf(t).hooked {
		return nil
	}
	g.hooks = true
	first, final := AsyncHooks(t)
	g.finalizer = final.XRef()
	if first.O == nil {
		return nil
	}
	first.Ref()
	r, err := t.Call(first, object.Obj(&g.Header))
	t.Unref(first)
	t.XUnref(r)
	return err
}

// asyncFinalizer hands an asynchronous generator that dies unfinished to the event
// loop's hook; false: there is none.
func asyncFinalizer(t *Thread, g *Generator) bool {
	if g.finalizer.O == nil || g.closed {
		return false
	}
	self := object.Obj(&g.Header)
	r, err := t.Call(g.finalizer, self)
	if err != nil {
		t.Unraisable(err, "", self)
	}
	t.XUnref(r)
	return true
}

// noteOrigin gives a new coroutine its cr_origin: where it was made, innermost first.
func (vm *VM) noteOrigin(g *Generator) {
	t := vm.t
	depth := OriginDepth(t)
	if depth <= 0 || !vm.hasFrame() {
		return
	}
	var places []Value
	for n := 0; n < depth; n++ {
		f, err := FrameAt(t, n)
		if err != nil {
			t.Discard(err)
			break
		}
		fr := object.As[Frame](f)
		line, err := t.GetAttrS(f, "f_lineno")
		if err != nil {
			t.Discard(err)
			line = object.None
		}
		c := fr.code.C
		places = append(places, t.NewTuple(t.NewStr(c.Filename), line, t.NewStr(c.Name)))
		t.Unref(f)
	}
	g.origin = t.NewTuple(places...)
}
