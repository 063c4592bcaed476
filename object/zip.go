package object

import "unsafe"

// A Zip is zip(*iterables, strict=False).
type Zip struct {
	Header
	Its    *Tuple // owned; the iterators
	Result Value  // owned; the tuple to hand out again when nobody else holds it
	Strict bool
}

// ZipType is zip.
var ZipType = &Type{}

func zipInit() {
	ZipType.Define(TypeSpec{Name: "zip",
		Doc:   "zip(*iterables, strict=False) --> Yield tuples until an input is exhausted.\n\nThe i-th tuple holds the i-th item of each iterable. With strict, iterables of\ndifferent lengths raise a ValueError.\n\n    >>> list(zip((1, 2), 'ab', strict=True))\n    [(1, 'a'), (2, 'b')]",
		Flags: FlagGC | FlagNoClear | FlagBase, Layout: LayoutOf[Zip](), Basic: 48,
		Slots: Slots{New: zipNew, Iter: iterSelf, Next: zipNext, Traverse: zipTraverse, Clear: zipClear},
		Build: func() []Decl {
			return []Decl{
				Method("__reduce__()", "Return state information for pickling.", zipReduce),
				Method("__setstate__(state, /)", "Set state information for unpickling.", zipSetState),
			}
		}})
}

func zipNew(t *Thread, typ *Type, a Args) (Value, error) {
	if err := t.MaxKw("zip", a, 1); err != nil {
		return Value{}, err
	}
	strict := false
	for i, name := range a.KwNames() {
		if s := as[Str](name).S; s != "strict" {
			return Value{}, t.TypeErr("'%s' is an invalid keyword argument for zip()", s)
		}
		var err error
		if strict, err = t.Truth(a.Kw()[i]); err != nil {
			return Value{}, err
		}
	}
	its, err := t.iterAll(a.Pos)
	if err != nil {
		return Value{}, err
	}
	r := t.MakeTuple(len(its.Items))
	for i := range r.Items {
		r.Items[i] = None
	}
	z := New[Zip](t, typ)
	z.Its, z.Strict, z.Result = its, strict, Obj(&r.Header)
	return Obj(&z.Header), nil
}

// iterAll returns a tuple of the iterators of iterables.
func (t *Thread) iterAll(vs []Value) (*Tuple, error) {
	its := t.MakeTuple(len(vs))
	for i, v := range vs {
		it, err := t.Iter(v)
		if err != nil {
			t.Unref(Obj(&its.Header))
			return nil, err
		}
		its.Items[i] = it
	}
	return its, nil
}

func zipNext(t *Thread, v Value) (Value, error) {
	z := as[Zip](v)
	if z.Its == nil || len(z.Its.Items) == 0 {
		return Value{}, nil
	}
	its := z.Its
	if s := z.Result; s.O != nil && s.O.RC == 1 {
		return zipReuse(t, z, its, as[Tuple](s))
	}
	r := t.MakeTuple(len(its.Items))
	for i, it := range its.Items {
		x, err := t.NextOf(it)
		if err != nil || x.O == nil {
			t.Unref(Obj(&r.Header))
			if err == nil && z.Strict {
				err = zipUneven(t, its, i)
			}
			return Value{}, err
		}
		r.Items[i] = x
	}
	return Obj(&r.Header), nil
}

// zipReuse fills the tuple that nobody else holds, item by item.
func zipReuse(t *Thread, z *Zip, its, r *Tuple) (Value, error) {
	r.RC = 2
	for i, it := range its.Items {
		x, err := t.NextOf(it)
		if err != nil || x.O == nil {
			t.Unref(Obj(&r.Header))
			if err == nil && z.Strict {
				err = zipUneven(t, its, i)
			}
			return Value{}, err
		}
		old := r.Items[i]
		r.Items[i] = x
		t.Unref(old)
	}
	t.In.Collector.Track(t, &r.Header)
	return Obj(&r.Header), nil
}

// zipUneven is what strict does when iterator i is the first to be exhausted.
func zipUneven(t *Thread, its *Tuple, i int) error {
	if i > 0 {
		return zipMismatch(t, i, "shorter")
	}
	for i := 1; i < len(its.Items); i++ {
		it := its.Items[i]
		x, err := t.NextOf(it)
		if err != nil {
			return err
		}
		if x.O != nil {
			t.Unref(x)
			return zipMismatch(t, i, "longer")
		}
	}
	return nil
}

func zipMismatch(t *Thread, i int, how string) error {
	than := "s 1-"
	if i == 1 {
		than = " "
	}
	return t.ValueErr("zip() argument %d is %s than argument%s%d", i+1, how, than, i)
}

func zipTraverse(o *Header, visit func(Value)) {
	z := (*Zip)(unsafe.Pointer(o))
	if z.Its != nil {
		visit(Obj(&z.Its.Header))
	}
	visitAll(visit, z.Result)
}

func zipClear(t *Thread, o *Header) {
	z := (*Zip)(unsafe.Pointer(o))
	its, r := z.Its, z.Result
	z.Its, z.Result = nil, Value{}
	if its != nil {
		t.Unref(Obj(&its.Header))
	}
	t.XUnref(r)
}

func zipReduce(t *Thread, self Value, args []Value) (Value, error) {
	z := as[Zip](self)
	typ, its := self.O.Typ.Value().Ref(), Obj(&z.Its.Header).Ref()
	if z.Strict {
		return t.NewTuple(typ, its, True), nil
	}
	return t.NewTuple(typ, its), nil
}

func zipSetState(t *Thread, self Value, args []Value) (Value, error) {
	strict, err := t.Truth(args[0])
	if err != nil {
		return Value{}, err
	}
	as[Zip](self).Strict = strict
	return None, nil
}
