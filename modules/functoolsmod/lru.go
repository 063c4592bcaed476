package functoolsmod

import (
	"math"

	"github.com/minipy-go/minipy/object"
)

// An lru is a function with a cache. A bounded cache maps keys to links of a ring in
// order of use; an unbounded one maps keys to results.
type lru struct {
	object.Header
	fn, infoType value // owned
	cache        *object.Dict
	ring         link // of a bounded cache: ring.next is the oldest
	max          int  // unlimited: math.MaxInt
	hits, misses int64
	typed        bool
	dict         *object.Dict
	Weak         *object.WeakRef
}

// A link is one result of a bounded cache. The ring owns a reference to it, the cache
// another.
type link struct {
	object.Header
	prev, next  *link
	key, result value // owned
	hash        int64 // of key
}

var (
	lruType  = &class{}
	linkType = &class{} // also stands in keys between positional and keyword arguments
)

func lruInit() {
	linkType.Define(object.TypeSpec{Name: "functools._lru_list_elem", Layout: object.LayoutOf[link](), Basic: 56, Flags: object.FlagNoNew,
		Slots: object.Slots{Clear: func(t *thread, o *header) {
			l := as[link](o)
			set(t, &l.key, value{})
			set(t, &l.result, value{})
		}}})
	lruType.Define(object.TypeSpec{Name: "functools._lru_cache_wrapper", Flags: object.FlagGC | object.FlagMethodDescr, Basic: 152, Dict: 136, Weak: 144,
		Doc: "A callable that wraps another function and keeps its results.\n\nuser_function:   the function\nmaxsize:         how many results to keep; None: all\ntyped:           whether f(3) and f(3.0) are different calls\ncache_info_type: the class of cache_info()'s results\n",
		Layout: object.LayoutOf[lru]().DictAt(object.FieldOffset[lru]("dict")).
			WeakAt(object.FieldOffset[lru]("Weak")),
		Slots: object.Slots{New: lruNew, Call: lruCall, Traverse: lruTraverse, Clear: lruClear,
			DescrGet: func(t *thread, d, obj, _ value) (value, error) {
				if obj.O == nil || obj == object.None {
					return d.Ref(), nil
				}
				return t.NewMethod(d, obj), nil
			}},
		Decls: []object.Decl{
			object.Method("cache_info()", "Report cache statistics", lruInfo),
			object.Method("cache_clear()", "Clear the cache and cache statistics", lruCacheClear),
			object.Method("__reduce__()", "", func(t *thread, v value, _ []value) (value, error) { return t.GetAttrS(v, "__qualname__") }),
			object.RawMethod("__copy__()", "", lruSelf("__copy__")),
			object.RawMethod("__deepcopy__(memo, /)", "", lruSelf("__deepcopy__")),
			object.DictGetter(),
		}})
}

// lruSelf is a method that gives the object itself, whatever it is called with.
func lruSelf(name string) object.RawFn {
	return func(t *thread, v value, a args) (value, error) {
		if err := t.NoKw(name, a); err != nil {
			return value{}, err
		}
		return v.Ref(), nil
	}
}

var lruSig = object.LazySignature{Text: "lru_cache(user_function, maxsize, typed, cache_info_type)"}

func lruNew(t *thread, typ *class, a args) (value, error) {
	var out [4]value
	done, err := t.BindArgs(lruSig.Signature(), a, out[:])
	if err != nil {
		return value{}, err
	}
	defer done()
	if out[0].Type().Slots.Call == nil {
		return value{}, t.TypeErr("the first argument must be callable")
	}
	size := math.MaxInt
	if m := out[1]; m != object.None {
		if m.Type().Slots.Index == nil {
			return value{}, t.TypeErr("maxsize should be integer or None")
		}
		if size, err = t.AsIndex(m, object.OverflowError); err != nil {
			return value{}, err
		}
		size = max(size, 0)
	}
	typed, err := t.Truth(out[2])
	if err != nil {
		return value{}, err
	}
	c := object.New[lru](t, typ)
	c.fn, c.infoType, c.max, c.typed = out[0].Ref(), out[3].Ref(), size, typed
	c.cache = t.NewDict()
	c.ring.prev, c.ring.next = &c.ring, &c.ring
	return object.Obj(&c.Header), nil
}

func lruTraverse(o *header, visit func(value)) {
	c := as[lru](o)
	if c.ring.next != nil {
		for l := c.ring.next; l != &c.ring; l = l.next {
			visitAll(visit, l.key, l.result) // links are not tracked, so they are seen through
		}
	}
	visitAll(visit, c.fn, c.infoType)
	for _, d := range [...]*object.Dict{c.cache, c.dict} {
		if d != nil {
			visit(d.Value())
		}
	}
}

// takeRing empties the ring and returns its links, oldest first, with their references.
func (c *lru) takeRing() *link {
	first := c.ring.next
	if first == nil || first == &c.ring {
		return nil
	}
	c.ring.prev.next = nil
	c.ring.prev, c.ring.next = &c.ring, &c.ring
	return first
}

func dropLinks(t *thread, l *link) {
	for l != nil {
		next := l.next
		t.Unref(object.Obj(&l.Header))
		l = next
	}
}

func lruClear(t *thread, o *header) {
	c := as[lru](o)
	links := c.takeRing()
	dropDict(t, &c.cache)
	set(t, &c.fn, value{})
	set(t, &c.infoType, value{})
	dropDict(t, &c.dict)
	dropLinks(t, links)
}

// key gives the cache's key for a call.
func (c *lru) key(t *thread, a args) value {
	if len(a.KwNames()) == 0 && !c.typed && len(a.Pos) == 1 {
		if x := a.Pos[0]; x.IsInt() || x.Type() == object.StrType || x.Type() == object.IntType {
			return x.Ref()
		}
	}
	n := len(a.Pos)
	if len(a.KwNames()) > 0 {
		n += 1 + 2*len(a.KwNames())
	}
	if c.typed {
		n += len(a.Pos) + len(a.KwNames())
	}
	k := t.MakeTuple(n)
	i := 0
	put := func(v value) { k.Items[i] = v.Ref(); i++ }
	for _, v := range a.Pos {
		put(v)
	}
	if len(a.KwNames()) > 0 {
		put(linkType.Value())
		for j, v := range a.Kw() {
			put(a.KwNames()[j])
			put(v)
		}
	}
	if c.typed {
		for _, v := range a.Pos {
			put(v.Type().Value())
		}
		for _, v := range a.Kw() {
			put(v.Type().Value())
		}
	}
	return object.Obj(&k.Header)
}

func lruCall(t *thread, v value, a args) (value, error) {
	c := object.As[lru](v)
	if c.cache == nil {
		return value{}, errGone(t)
	}
	if err := t.Enter(" while calling a Python object"); err != nil {
		return value{}, err
	}
	r, err := c.call(t, a)
	t.Leave()
	return r, err
}

// errGone is for calls from finalizers of the garbage that the cache is part of.
func errGone(t *thread) error { return t.Raise(object.RuntimeError, "the cache has been cleared") }

func (c *lru) call(t *thread, a args) (value, error) {
	if c.max == 0 {
		c.misses++
		return t.CallArgs(c.fn, a)
	}
	key := c.key(t, a)
	hash, err := t.HashKey(key) // once, since hashes may be computed by a script
	var found value
	if err == nil {
		found, err = c.cache.PeekHashed(t, key, hash)
	}
	if err != nil {
		t.Unref(key)
		return value{}, err
	}
	if found.O != nil {
		c.hits++
		if c.max != math.MaxInt {
			l := object.As[link](found)
			l.unlink()
			c.push(l)
			found = l.result
		}
		found.Ref()
		t.Unref(key)
		return found, nil
	}
	c.misses++
	r, err := t.CallArgs(c.fn, a)
	if err != nil {
		t.Unref(key)
		return value{}, err
	}
	if c.max == math.MaxInt {
		err = c.cache.SetHash(t, key, hash, r)
	} else {
		err = c.store(t, key, hash, r)
	}
	t.Unref(key)
	if err != nil {
		t.Unref(r)
		return value{}, err
	}
	return r, nil
}

func (l *link) unlink() {
	l.prev.next, l.next.prev = l.next, l.prev
	l.prev, l.next = nil, nil
}

// push makes l the newest.
func (c *lru) push(l *link) {
	last := c.ring.prev
	last.next, l.prev, l.next, c.ring.prev = l, last, &c.ring, l
}

// store keeps r, lent, under key, lent, of that hash, in place of the oldest if the cache is full.
func (c *lru) store(t *thread, key value, hash int64, r value) error {
	found, err := c.cache.PeekHashed(t, key, hash)
	if err != nil || found.O != nil { // the function called itself with the same arguments
		return err
	}
	if c.cache.Len() < c.max || c.ring.next == &c.ring {
		l := object.New[link](t, linkType)
		l.key, l.result, l.hash = key.Ref(), r.Ref(), hash
		if err := c.cache.SetHash(t, key, hash, object.Obj(&l.Header)); err != nil {
			t.Unref(object.Obj(&l.Header))
			return err
		}
		c.push(l)
		return nil
	}
	l := c.ring.next
	l.unlink()
	lv := object.Obj(&l.Header)
	popped, err := c.cache.PopHash(t, l.key, l.hash)
	if err != nil {
		c.push(l)
		return err
	}
	if popped.O == nil { // its key no longer equals itself
		t.Unref(lv)
		return nil
	}
	oldKey, oldResult := l.key, l.result
	l.key, l.result, l.hash = key.Ref(), r.Ref(), hash
	err = c.cache.SetHash(t, key, hash, lv)
	if err == nil {
		c.push(l)
	}
	t.Unref(popped)
	t.Unref(oldKey)
	t.Unref(oldResult)
	if err != nil {
		t.Unref(lv)
	}
	return err
}

func lruInfo(t *thread, v value, _ []value) (value, error) {
	c := object.As[lru](v)
	if c.cache == nil {
		return value{}, errGone(t)
	}
	size := object.None
	if c.max != math.MaxInt {
		size = object.Int(int64(c.max))
	}
	return t.Call(c.infoType, object.Int(c.hits), object.Int(c.misses), size, object.Int(int64(c.cache.Len())))
}

func lruCacheClear(t *thread, v value, _ []value) (value, error) {
	c := object.As[lru](v)
	links := c.takeRing()
	c.hits, c.misses = 0, 0
	if c.cache != nil {
		c.cache.ClearAll(t)
	}
	dropLinks(t, links)
	return object.None, nil
}
