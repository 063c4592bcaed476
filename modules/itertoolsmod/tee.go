package itertoolsmod

import "github.com/minipy-go/minipy/object"

// teeCells is the number of items in one link, CPython's: it decides when items that
// every copy has read are dropped.
const teeCells = 57

// A teeData is one link of the chain of items that copies of an iterator share.
type teeData struct {
	object.Header
	it      value
	values  []value
	next    value // the next link, absent until somebody gets there
	running bool
}

// A teeIter is one of tee's iterators: a place in the chain.
type teeIter struct {
	object.Header
	data value
	at   int
	Weak *object.WeakRef
}

var (
	teeDataType = &class{}
	teeType     = &class{}
)

func teeInit() {
	teeDataType.Define(object.TypeSpec{Name: "itertools._tee_dataobject", Flags: object.FlagGC, Layout: object.LayoutOf[teeData](), Basic: 496,
		Doc:   "teedataobject(iterable, values, next, /)\n--\n\nItems that several tee objects share.",
		Slots: object.Slots{New: teeDataNew, Traverse: teeDataTraverse, Clear: teeDataClear},
		Decls: []object.Decl{reduce(teeDataReduce)}})
	teeType.Define(object.TypeSpec{Name: "itertools._tee", Sig: "(iterable, /)", Flags: object.FlagGC, Basic: 40, Weak: 32,
		Layout: object.LayoutOf[teeIter]().WeakAt(object.FieldOffset[teeIter]("Weak")),
		Doc:    "Iterator wrapped to make it copyable.",
		Slots:  object.Slots{New: teeNew, Iter: self, Next: teeNext, Traverse: teeTraverse, Clear: teeClear},
		Decls: []object.Decl{
			object.Method("__copy__()", "Returns an independent iterator.", teeCopy),
			reduce(teeReduce), setState(teeSetState),
		}})
}

func newTeeData(t *thread, it value) value {
	d := object.New[teeData](t, teeDataType)
	d.it = it.Ref()
	return object.Obj(&d.Header)
}

func teeDataTraverse(o *header, visit func(value)) {
	d := as[teeData](o)
	if d.it.O != nil {
		visit(d.it)
	}
	for _, v := range d.values {
		visit(v)
	}
	if d.next.O != nil {
		visit(d.next)
	}
}

// teeDataClear drops a chain of links one by one, so that a long one needs no stack.
func teeDataClear(t *thread, o *header) {
	d := as[teeData](o)
	drop(t, &d.it)
	values, nxt := d.values, d.next
	d.values, d.next = nil, value{}
	t.UnrefAll(values)
	for nxt.O != nil && nxt.O.RC == 1 {
		link := object.As[teeData](nxt)
		after := link.next
		link.next = value{}
		t.Unref(nxt)
		nxt = after
	}
	t.XUnref(nxt)
}

// item gives the item at i, reading it if nobody has; absent at the end.
func (d *teeData) item(t *thread, i int) (value, error) {
	if i < len(d.values) {
		return d.values[i].Ref(), nil
	}
	if d.running {
		return value{}, t.Raise(object.RuntimeError, "cannot re-enter the tee iterator")
	}
	d.running = true
	x, err := next(t, d.it)
	d.running = false
	if err != nil || x.O == nil {
		return value{}, err
	}
	d.values = append(d.values, x)
	return x.Ref(), nil
}

func teeFrom(t *thread, iterable value) (value, error) {
	it, err := t.Iter(iterable)
	if err != nil {
		return value{}, err
	}
	if it.Type() == teeType {
		c, err := teeCopy(t, it, nil)
		t.Unref(it)
		return c, err
	}
	data := newTeeData(t, it)
	t.Unref(it)
	x := object.New[teeIter](t, teeType)
	x.data = data
	return object.Obj(&x.Header), nil
}

func teeNew(t *thread, typ *class, a args) (value, error) {
	if err := positional(t, typ, "_tee", a, 1, 1); err != nil {
		return value{}, err
	}
	return teeFrom(t, a.Pos[0])
}

func teeCopy(t *thread, v value, _ []value) (value, error) {
	from := object.As[teeIter](v)
	x := object.New[teeIter](t, teeType)
	x.data, x.at = from.data.Ref(), from.at
	return object.Obj(&x.Header), nil
}

func teeNext(t *thread, v value) (value, error) {
	x := object.As[teeIter](v)
	if x.at >= teeCells {
		d := object.As[teeData](x.data)
		if d.next.O == nil {
			d.next = newTeeData(t, d.it)
		}
		set(t, &x.data, d.next.Ref())
		x.at = 0
	}
	r, err := object.As[teeData](x.data).item(t, x.at)
	if r.O != nil {
		x.at++
	}
	return r, err
}

func teeTraverse(o *header, visit func(value)) {
	if x := as[teeIter](o); x.data.O != nil {
		visit(x.data)
	}
}

func teeClear(t *thread, o *header) { drop(t, &as[teeIter](o).data) }

// tee is tee(iterable, n).
func tee(t *thread, _ value, a []value) (value, error) {
	n := 2
	if a[1].O != nil {
		var err error
		if n, err = t.AsIndex(a[1], object.OverflowError); err != nil {
			return value{}, err
		}
	}
	if n < 0 {
		return value{}, t.ValueErr("n must be >= 0")
	}
	if err := t.Grow(min(n, 1<<42) * 16); err != nil {
		return value{}, err
	}
	if n == 0 {
		return t.NewTuple(), nil
	}
	it, err := t.Iter(a[0])
	if err != nil {
		return value{}, err
	}
	cp, err := t.LookupAttr(it, "__copy__")
	if err == nil && cp.O == nil {
		wrapped, e := teeFrom(t, it)
		t.Unref(it)
		if e != nil {
			return value{}, e
		}
		it = wrapped
		cp, err = t.GetAttrS(it, "__copy__")
	}
	if err != nil {
		t.Unref(it)
		return value{}, err
	}
	defer t.Unref(cp)
	r := t.MakeTuple(n)
	r.Items[0] = it
	for i := 1; i < n; i++ {
		if r.Items[i], err = t.Call(cp); err != nil {
			t.Unref(object.Obj(&r.Header))
			return value{}, err
		}
	}
	return object.Obj(&r.Header), nil
}

func teeReduce(t *thread, v value) (value, error) {
	x := object.As[teeIter](v)
	return t.NewTuple(typeOf(v), t.NewTuple(t.NewTuple()), t.NewTuple(x.data.Ref(), object.Int(int64(x.at)))), nil
}

func teeSetState(t *thread, v, state value) error {
	xs, err := stateTuple(t, state, 2, 2)
	if err != nil {
		return err
	}
	if xs[0].Type() != teeDataType {
		return t.TypeErr("argument 1 must be itertools._tee_dataobject, not %s", xs[0].Type().Name)
	}
	i, err := t.AsIndex(xs[1], object.OverflowError)
	if err != nil {
		return err
	}
	if i < 0 || i > teeCells || i > len(object.As[teeData](xs[0]).values) {
		return t.ValueErr("Index out of range")
	}
	x := object.As[teeIter](v)
	x.at = i
	set(t, &x.data, xs[0].Ref())
	return nil
}

func teeDataReduce(t *thread, v value) (value, error) {
	d := object.As[teeData](v)
	values := make([]value, len(d.values))
	for i, x := range d.values {
		values[i] = x.Ref()
	}
	return t.NewTuple(typeOf(v), t.NewTuple(d.it.Ref(), t.NewList(values), orNone(d.next))), nil
}

func teeDataNew(t *thread, typ *class, a args) (value, error) {
	if err := positional(t, typ, "teedataobject", a, 3, 3); err != nil {
		return value{}, err
	}
	list, ok := object.AsList(a.Pos[1])
	if !ok {
		return value{}, t.TypeErr("teedataobject() argument 2 must be list, not %s", a.Pos[1].Type().Name)
	}
	if len(list.Items) > teeCells || a.Pos[2] != object.None && a.Pos[2].Type() != teeDataType || a.Pos[2] != object.None && len(list.Items) != teeCells {
		return value{}, t.ValueErr("Invalid arguments")
	}
	v := newTeeData(t, a.Pos[0])
	d := object.As[teeData](v)
	for _, x := range list.Items {
		d.values = append(d.values, x.Ref())
	}
	if a.Pos[2] != object.None {
		d.next = a.Pos[2].Ref()
	}
	return v, nil
}
