package object

import "unsafe"

// A WeakRef is a weakref.ref, a proxy, or an object of a subclass of ref. The
// references to one object form a list, as in CPython: the plain ref without callback
// first, then the plain proxy, then the others, newest first.
type WeakRef struct {
	Header
	ref        *Header // nil once dead
	next, prev *WeakRef
	callback   Value // owned; absent if none
	hash       int64
	hashed     bool
}

// A WeakableRef begins the struct of a built-in subclass of ref whose objects can be
// weakly referenced themselves.
type WeakableRef struct {
	WeakRef
	Weak *WeakRef
}

// WeakableRefLayoutOf is LayoutOf for a T whose first field is WeakableRef.
func WeakableRefLayoutOf[T any]() *layout {
	return LayoutOf[T]().WeakAt(unsafe.Offsetof(WeakableRef{}.Weak))
}

func asWeakRef(o *Header) *WeakRef { return (*WeakRef)(unsafe.Pointer(o)) }

// The types of weak references.
var (
	RefType           = &Type{}
	ProxyType         = &Type{}
	CallableProxyType = &Type{}
)

// Target gives a reference to the referent, or absent if it is dead.
func (w *WeakRef) Target() Value {
	if w.ref == nil || w.ref.RC == 0 {
		return Value{}
	}
	return Obj(w.ref).Ref()
}

// Alive reports whether the referent is.
func (w *WeakRef) Alive() bool { return w.ref != nil && w.ref.RC != 0 }

// PeekTarget is Target lending.
func (w *WeakRef) PeekTarget() Value {
	if w.ref == nil || w.ref.RC == 0 {
		return Value{}
	}
	return Obj(w.ref)
}

// Callback lends the callback, absent if there is none.
func (w *WeakRef) Callback() Value { return w.callback }

// AsWeakRef returns v as a weak reference (ref, its subclasses, proxies).
func AsWeakRef(v Value) (*WeakRef, bool) {
	if typ := v.O.Typ; typ == RefType || typ == ProxyType || typ == CallableProxyType || typ.IsSubtype(RefType) {
		return asWeakRef(v.O), true
	}
	return nil, false
}

// typeWeakList is weakList for classes: built-in ones are shared and immutable, so
// theirs lives in the interpreter.
func (t *Thread) weakListOf(o *Header) **WeakRef {
	if o.RC < 0 {
		if o.Typ == TypeType {
			s := t.In.builtinOf(asType(Obj(o)))
			return &s.weak
		}
		return nil
	}
	return weakList(o)
}

type builtinTypeState struct {
	weak       *WeakRef
	subclasses []*WeakRef
	own        Value // owned: the reference by which CPython's bases know it, made when somebody counts
}

func (in *Interp) builtinOf(typ *Type) *builtinTypeState {
	s := in.builtinState[typ]
	if s == nil {
		s = &builtinTypeState{}
		in.builtinState[typ] = s
	}
	return s
}

// CanWeakRef reports whether objects like v can be weakly referenced.
func (t *Thread) CanWeakRef(v Value) bool { return t.weakListOf(v.O) != nil }

// NewRef returns a weak reference of class typ (RefType, a subclass, or a proxy type)
// to v; both are lent, as is callback, which may be absent. A plain ref or proxy that
// exists already is given again.
func (t *Thread) NewRef(typ *Type, v, callback Value) (Value, error) {
	list := t.weakListOf(v.O)
	if list == nil {
		return Value{}, t.TypeErr("cannot create weak reference to '%s' object", v.O.Typ.FullName())
	}
	plain, proxy := basicRefs(*list)
	if callback.O == nil {
		if typ == RefType && plain != nil {
			return Obj(&plain.Header).Ref(), nil
		}
		if typ != RefType && proxy != nil && (typ == ProxyType || typ == CallableProxyType) {
			return Obj(&proxy.Header).Ref(), nil
		}
	}
	var w *WeakRef
	if typ == RefType || typ == ProxyType || typ == CallableProxyType {
		w = t.In.weaks.get()
		w.Typ, w.RC = typ, 1
		t.account(&w.Header, int64(unsafe.Sizeof(*w)))
		t.In.Collector.track(t, &w.Header)
	} else {
		w = New[WeakRef](t, typ)
		list = t.weakListOf(v.O)
		plain, proxy = basicRefs(*list)
	}
	w.ref = v.O
	w.callback = callback.XRef()
	switch {
	case callback.O == nil && typ == RefType:
		w.insertHead(list)
	case callback.O == nil && (typ == ProxyType || typ == CallableProxyType):
		if plain != nil {
			w.insertAfter(plain)
		} else {
			w.insertHead(list)
		}
	default:
		prev := proxy
		if prev == nil {
			prev = plain
		}
		if prev != nil {
			w.insertAfter(prev)
		} else {
			w.insertHead(list)
		}
	}
	return Obj(&w.Header), nil
}

// basicRefs finds the reusable plain ref and plain proxy at the head of a list.
func basicRefs(w *WeakRef) (ref, proxy *WeakRef) {
	if w != nil && w.callback.O == nil && w.Typ == RefType {
		ref = w
		w = w.next
	}
	if w != nil && w.callback.O == nil && (w.Typ == ProxyType || w.Typ == CallableProxyType) {
		proxy = w
	}
	return ref, proxy
}

func (w *WeakRef) insertHead(list **WeakRef) {
	w.next = *list
	if w.next != nil {
		w.next.prev = w
	}
	*list = w
}

func (w *WeakRef) insertAfter(prev *WeakRef) {
	w.prev, w.next = prev, prev.next
	if w.next != nil {
		w.next.prev = w
	}
	prev.next = w
}

// detach takes w off its referent's list: w is dead from then on.
func (w *WeakRef) detach() {
	o := w.ref
	if o == nil {
		return
	}
	w.ref = nil
	if w.prev != nil {
		w.prev.next = w.next
	} else if o.RC >= 0 {
		if list := weakList(o); list != nil && *list == w {
			*list = w.next
		}
	}
	if w.next != nil {
		w.next.prev = w.prev
	}
	w.next, w.prev = nil, nil
}

// clearWeakRefs runs when o dies: its references are cleared, then the callbacks
// called in the order of the list.
func (t *Thread) clearWeakRefs(o *Header) {
	list := weakList(o)
	if list == nil || *list == nil {
		return
	}
	w := *list
	if w.callback.O == nil && w.next == nil { // the commonest case
		w.detach()
		return
	}
	var call []*WeakRef
	var one [1]*WeakRef
	call = one[:0]
	for w := *list; w != nil; w = *list {
		w.detach()
		if w.callback.O != nil && w.RC > 0 && !t.In.quiet {
			w.RC++
			call = append(call, w)
		} else if w.callback.O != nil {
			cb := w.callback
			w.callback = Value{}
			t.Unref(cb)
		}
	}
	for _, w := range call {
		t.callWeak(w)
		t.Unref(Obj(&w.Header))
	}
}

// callWeak calls w's callback with w and forgets it.
func (t *Thread) callWeak(w *WeakRef) {
	cb := w.callback
	w.callback = Value{}
	if cb.O == nil {
		return
	}
	r, err := t.Call(cb, Obj(&w.Header))
	if err != nil {
		t.Unraisable(err, "", cb)
	} else {
		t.Unref(r)
	}
	t.Unref(cb)
}

// WeakRefs lends the weak references to v, in the order of the list.
func (t *Thread) WeakRefs(v Value, visit func(*WeakRef)) {
	list := t.weakListOf(v.O)
	if list == nil {
		return
	}
	if v.O.RC < 0 {
		t.knownToBases(v)
	}
	for w := *list; w != nil; w = w.next {
		if w.RC > 0 {
			visit(w)
		}
	}
}

// knownToBases makes the weak reference to a built-in type that its bases have.
func (t *Thread) knownToBases(v Value) {
	s := t.In.builtinOf(asType(v))
	if s.own.O != nil || v.O == &ObjectType.Header {
		return
	}
	if w, err := t.NewRef(RefType, v, Value{}); err != nil {
		t.Discard(err)
	} else {
		s.own = w
	}
}

func weakTraverse(o *Header, visit func(Value)) {
	if w := asWeakRef(o); w.callback.O != nil {
		visit(w.callback)
	}
}

func weakClear(t *Thread, o *Header) {
	w := asWeakRef(o)
	t.detach(w)
	cb := w.callback
	w.callback = Value{}
	t.XUnref(cb)
}

// detach takes w off its referent's list, which may be that of a built-in type.
func (t *Thread) detach(w *WeakRef) {
	if w.ref != nil && w.ref.RC < 0 {
		t.detachBuiltin(w)
	}
	w.detach()
}

// detachBuiltin takes w off the list of a built-in type.
func (t *Thread) detachBuiltin(w *WeakRef) {
	if list := t.weakListOf(w.ref); list != nil && *list == w {
		*list = w.next
		if w.next != nil {
			w.next.prev = nil
		}
		w.ref, w.next = nil, nil
	}
}

func weakFree(t *Thread, o *Header) {
	if typ := o.Typ; typ == RefType || typ == ProxyType || typ == CallableProxyType {
		w := asWeakRef(o)
		*w = WeakRef{}
		t.In.weaks.put(w)
	}
}
