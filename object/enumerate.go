package object

import (
	"math"
	"math/big"
	"unsafe"
)

// An Enumerate is enumerate(iterable, start).
type Enumerate struct {
	Header
	It     Value // owned; the iterator
	Big    Value // owned; the next number, once it no longer fits N
	Result Value // owned; the tuple to hand out again when nobody else holds it
	N      int64
}

// EnumerateType is enumerate.
var EnumerateType = &Type{}

var enumerateSig = LazySignature{Text: "enumerate(iterable, start=0)"}

func enumerateInit() {
	EnumerateType.Define(TypeSpec{Name: "enumerate", Sig: "(iterable, start=0)",
		Doc:   "Return an iterator of pairs (number, item), numbered from start.",
		Flags: FlagGC | FlagNoClear | FlagBase, Layout: LayoutOf[Enumerate](), Basic: 48,
		Slots: Slots{New: enumerateNew, Iter: iterSelf, Next: enumerateNext, Traverse: enumerateTraverse, Clear: enumerateClear},
		Build: func() []Decl {
			return []Decl{
				Method("__reduce__()", "Return state information for pickling.", enumerateReduce),
				ClassMethod("__class_getitem__(item, /)", "See PEP 585", classGetItem),
			}
		}})
}

func enumerateNew(t *Thread, typ *Type, a Args) (Value, error) {
	var out [2]Value
	done, err := t.BindArgs(enumerateSig.Signature(), a, out[:])
	if err != nil {
		return Value{}, err
	}
	defer done()
	n := Int(0)
	if out[1].O != nil {
		if n, err = t.Index(out[1]); err != nil {
			return Value{}, err
		}
	}
	e := New[Enumerate](t, typ)
	it, err := t.Iter(out[0])
	if err != nil {
		t.Unref(n)
		t.Unref(Obj(&e.Header))
		return Value{}, err
	}
	e.It = it
	if n.O == &IntTag {
		e.N = n.Int()
	} else {
		e.N, e.Big = math.MaxInt64, n
	}
	e.Result = t.NewTuple(None, None)
	return Obj(&e.Header), nil
}

func enumerateNext(t *Thread, v Value) (Value, error) {
	e := as[Enumerate](v)
	if e.It.O == nil {
		return Value{}, nil
	}
	x, err := t.NextOf(e.It)
	if err != nil || x.O == nil {
		return Value{}, err
	}
	n := Int(e.N)
	if e.N == math.MaxInt64 {
		n = e.nextBig(t)
	} else {
		e.N++
	}
	return t.pair(&e.Result, n, x), nil
}

// nextBig gives the number and moves on to the next.
func (e *Enumerate) nextBig(t *Thread) Value {
	n := e.Big
	if n.O == nil {
		n = Int(math.MaxInt64)
	}
	b := bigOf(n)
	e.Big = t.NewBig(b.Add(b, big.NewInt(1)))
	return n
}

// pair returns (a, b), whose references it takes: *spare filled again if nobody else
// holds it, as CPython's iterators of tuples do. What it held dies only then.
func (t *Thread) pair(spare *Value, a, b Value) Value {
	if s := *spare; s.O != nil && s.O.RC == 1 {
		x := as[Tuple](s)
		x.RC = 2
		old0, old1 := x.Items[0], x.Items[1]
		x.Items[0], x.Items[1] = a, b
		t.Unref(old0)
		t.Unref(old1)
		if x.gcPos == 0 {
			t.In.Collector.track(t, &x.Header)
		}
		return s
	}
	return t.NewTuple(a, b)
}

func enumerateTraverse(o *Header, visit func(Value)) {
	e := (*Enumerate)(unsafe.Pointer(o))
	visitAll(visit, e.It, e.Result, e.Big)
}

func enumerateClear(t *Thread, o *Header) {
	e := (*Enumerate)(unsafe.Pointer(o))
	it, result, n := e.It, e.Result, e.Big
	e.It, e.Result, e.Big = Value{}, Value{}, Value{}
	t.XUnref(it)
	t.XUnref(result)
	t.XUnref(n)
}

func enumerateReduce(t *Thread, self Value, args []Value) (Value, error) {
	e := as[Enumerate](self)
	n := Int(e.N)
	if e.Big.O != nil {
		n = e.Big.Ref()
	}
	return t.NewTuple(self.O.Typ.Value().Ref(), t.NewTuple(e.It.Ref(), n)), nil
}
