package object

import (
	"strings"
	"unsafe"
)

// A StructSeq is a tuple with named fields (time.struct_time, sys.version_info, …).
// Hidden are the fields that have a name but do not take part in the sequence.
type StructSeq struct {
	Tuple
	Hidden []Value // owned
}

// A StructField is a field of a StructSeq.
type StructField struct{ Name, Doc string }

// DefineStructSeq fills in the type of named tuples; the first visible fields make up
// the sequence. noNew: scripts cannot make one.
func DefineStructSeq(typ *Type, name, doc string, visible int, fields []StructField, noNew bool) {
	s := &structSpec{typ: typ, visible: visible, fields: fields}
	flags := uint32(FlagGC | FlagNoClear)
	if noNew {
		flags |= FlagNoNew
	}
	decls := []Decl{
		Method("__reduce__()", "", s.reduce),
		Attr("n_sequence_fields", Int(int64(visible))),
		Attr("n_fields", Int(int64(len(fields)))),
		Attr("n_unnamed_fields", Int(0)),
	}
	for i, f := range fields {
		decls = append(decls, Member(f.Name, f.Doc, func(_ *Thread, self Value) (Value, error) {
			x := as[StructSeq](self)
			if i < visible {
				return x.Items[i].Ref(), nil
			}
			return x.Hidden[i-visible].Ref(), nil
		}))
	}
	typ.Define(TypeSpec{Name: name, Doc: doc, Base: TupleType, Flags: flags, Layout: LayoutOf[StructSeq](), Basic: 24, Item: 8,
		Slots: Slots{New: s.new, Traverse: structSeqTraverse, Clear: structSeqDrop, Free: structSeqFree, Repr: s.repr}, Decls: decls})
}

type structSpec struct {
	typ     *Type
	visible int
	fields  []StructField
}

// NewStructSeq returns a named tuple; items are given, as many as typ has fields.
func (t *Thread) NewStructSeq(typ *Type, visible int, items ...Value) Value {
	x := New[StructSeq](t, typ)
	x.Items, x.Hidden = items[:visible:visible], items[visible:]
	t.In.Bytes += int64(visible) * valueSize
	return Obj(&x.Header)
}

func structSeqTraverse(o *Header, visit func(Value)) {
	tupleTraverse(o, visit)
	for _, v := range (*StructSeq)(unsafe.Pointer(o)).Hidden {
		visit(v)
	}
}

func structSeqDrop(t *Thread, o *Header) {
	x := (*StructSeq)(unsafe.Pointer(o))
	items, hidden := x.Items, x.Hidden
	x.Items, x.Hidden = nil, nil
	t.In.Bytes -= int64(len(items)) * valueSize
	t.UnrefAll(items)
	t.UnrefAll(hidden)
}

// structSeqFree keeps the tuples' pool from taking what is no plain tuple.
func structSeqFree(*Thread, *Header) {}

var structSeqSignature = LazySignature{Text: "structseq(sequence, dict=None)"}

func (s *structSpec) new(t *Thread, typ *Type, a Args) (Value, error) {
	if n := len(a.Pos) + len(a.KwNames()); n > 2 {
		return Value{}, t.TypeErr("structseq() takes at most 2 arguments (%d given)", n)
	}
	var args [2]Value
	done, err := t.BindArgs(structSeqSignature.Signature(), a, args[:])
	if err != nil {
		return Value{}, err
	}
	defer done()
	var names *Dict
	if d := args[1]; d.O != nil && d != None {
		if d.O.Typ.Flags&FlagDict == 0 {
			return Value{}, t.TypeErr("%s.%s() takes a dict as second arg, if any", typ.Module, typ.Name)
		}
		names = as[Dict](d)
	}
	items, err := t.Collect(args[0])
	if err != nil {
		if t.ErrIs(err, TypeError) {
			t.Discard(err)
			err = t.TypeErr("constructor requires a sequence")
		}
		return Value{}, err
	}
	if err := s.checkLen(t, len(items)); err != nil {
		t.UnrefAll(items)
		return Value{}, err
	}
	for _, f := range s.fields[len(items):] {
		v := None
		if names != nil {
			if x := names.GetStr(t, t.In.Intern(f.Name)); x.O != nil {
				v = x
			}
		}
		items = append(items, v.Ref())
	}
	return t.NewStructSeq(typ, s.visible, items...), nil
}

func (s *structSpec) checkLen(t *Thread, n int) error {
	word, want := "", 0
	switch {
	case n < s.visible && s.visible != len(s.fields):
		word, want = "at least ", s.visible
	case n > len(s.fields) && s.visible != len(s.fields):
		word, want = "at most ", len(s.fields)
	case n != s.visible && s.visible == len(s.fields):
		want = s.visible
	default:
		return nil
	}
	article := "a "
	if word != "" {
		article = "an "
	}
	return t.TypeErr("%s.%s() takes %s%s%d-sequence (%d-sequence given)", s.typ.Module, s.typ.Name, article, word, want, n)
}

func (s *structSpec) repr(t *Thread, v Value) (Value, error) {
	var b strings.Builder
	b.WriteString(s.typ.FullName() + "(")
	for i, x := range as[StructSeq](v).Items {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(s.fields[i].Name + "=")
		if err := t.reprTo(&b, x); err != nil {
			return Value{}, err
		}
	}
	b.WriteByte(')')
	return t.NewStr(b.String()), nil
}

func (s *structSpec) reduce(t *Thread, self Value, _ []Value) (Value, error) {
	x := as[StructSeq](self)
	d := t.NewDict()
	for i, v := range x.Hidden {
		d.SetStr(t, t.In.Intern(s.fields[s.visible+i].Name), v)
	}
	return t.NewTuple(s.typ.Value(), t.NewTuple(t.NewTupleOf(x.Items), d.Value())), nil
}
