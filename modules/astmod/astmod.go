// Package astmod is the _ast module: the classes of syntax trees, trees as Python
// objects, and the way back.
//
// Invariant: the classes come from one table (grammar.go). A tree that a script hands
// in passes through that table (read.go: fields and their types) and through the rules
// of the language (check.go) before it becomes an ast.Module, so the compiler sees only
// trees that the parser could have made.
package astmod

import (
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
	header = object.Header
	class  = object.Type
	args   = object.Args
)

var none = object.None

// Flags of compile().
const (
	OnlyAST            = 0x400
	TypeComments       = 0x1000
	AllowTopLevelAwait = 0x2000
)

// Module declares _ast.
var Module = object.ModuleSpec{
	Name:  "_ast",
	Setup: setup,
	Build: func() []object.Decl {
		return []object.Decl{
			object.Attr("AST", astType.Value()),
			object.Attr("PyCF_ONLY_AST", object.Int(OnlyAST)),
			object.Attr("PyCF_TYPE_COMMENTS", object.Int(TypeComments)),
			object.Attr("PyCF_ALLOW_TOP_LEVEL_AWAIT", object.Int(AllowTopLevelAwait)),
		}
	},
	Init: func(t *thread, m *object.Module) error {
		s, err := stateOf(t)
		if err != nil {
			return err
		}
		for i, k := range s.g.kinds {
			m.Set(t, k.name, s.classes[i])
		}
		return nil
	},
}

// A node is an object of a class of syntax trees.
type node struct {
	object.Header
	dict *object.Dict // owned, nil until an attribute is set
}

var astType = new(class)

func setup() {
	astType.Define(object.TypeSpec{Name: "ast.AST", Flags: object.FlagGC | object.FlagBase, Basic: 24, Dict: 16,
		Layout: object.LayoutOf[node]().DictAt(object.FieldOffset[node]("dict")),
		Slots: object.Slots{
			New: func(t *thread, typ *class, _ args) (value, error) {
				return object.Obj(&object.New[node](t, typ).Header), nil
			},
			Init: nodeInit,
			Traverse: func(o *header, visit func(value)) {
				if d := object.As[node](object.Obj(o)).dict; d != nil {
					visit(d.Value())
				}
			},
			Clear: func(t *thread, o *header) {
				n := object.As[node](object.Obj(o))
				if d := n.dict; d != nil {
					n.dict = nil
					t.Unref(d.Value())
				}
			},
		},
		Decls: []object.Decl{
			object.Method("__reduce__()", "", nodeReduce),
			object.DictGetter(),
			object.Attr("_fields", noFields),
			object.Attr("__match_args__", noFields),
			object.Attr("_attributes", noFields),
		}})
}

// noFields is the one empty tuple that AST itself shows; all interpreters share it.
var noFields = object.StaticTuple()

func setAttr(t *thread, self, name, x value) error {
	s, ok := object.AsStr(name)
	if !ok {
		return t.TypeErr("attribute name must be string, not '%s'", name.Type().Name)
	}
	return t.SetAttr(self, s, x)
}

// nodeInit stores positional arguments in the fields, by order, and keyword ones by name.
func nodeInit(t *thread, self value, a args) error {
	fields, err := t.LookupAttr(self.Type().Value(), "_fields")
	if err != nil {
		return err
	}
	var names []value
	n := 0
	if fields.O != nil {
		defer t.Unref(fields)
		if n, err = t.Len(fields); err != nil {
			return err
		}
	}
	if len(a.Pos) > n {
		s := "s"
		if n == 1 {
			s = ""
		}
		return t.TypeErr("%s constructor takes at most %d positional argument%s", self.Type().Name, n, s)
	}
	defer func() {
		for _, v := range names {
			t.Unref(v)
		}
	}()
	for i, x := range a.Pos {
		name, err := t.GetItem(fields, object.Int(int64(i)))
		if err != nil {
			return err
		}
		names = append(names, name)
		if err := setAttr(t, self, name, x); err != nil {
			return err
		}
	}
	for i, x := range a.Kw() {
		key := a.KwNames()[i]
		for _, name := range names {
			if name.IsStr() && name.String() == key.String() {
				return t.TypeErr("%s got multiple values for argument %s", self.Type().Name, object.StrRepr(key.String()))
			}
		}
		if err := setAttr(t, self, key, x); err != nil {
			return err
		}
	}
	return nil
}

func nodeReduce(t *thread, self value, _ []value) (value, error) {
	d, err := t.LookupAttr(self, "__dict__")
	if err != nil {
		return value{}, err
	}
	empty := t.NewTuple()
	if d.O == nil {
		return t.NewTuple(self.Type().Value().Ref(), empty), nil
	}
	return t.NewTuple(self.Type().Value().Ref(), empty, d), nil
}

// state is one interpreter's classes and the nodes that are made only once.
type state struct {
	g       *tables
	classes []value // by kind; owned
	single  []value // by kind: the one object of a class without fields; owned
}

type stateKey struct{}

// stateOf makes the classes at the first call.
func stateOf(t *thread) (*state, error) {
	s := t.In.State(stateKey{}, func() any { return &state{} }).(*state)
	if s.g != nil {
		return s, nil
	}
	g := theGrammar()
	made := &state{classes: make([]value, len(g.kinds)), single: make([]value, len(g.kinds))}
	for _, k := range g.kinds {
		base := astType.Value()
		if k.base != nil {
			base = made.classes[k.base.id]
		}
		c, err := newClass(t, k, base)
		if err != nil {
			made.release(t)
			return nil, err
		}
		made.classes[k.id] = c
		if k.base != nil && len(k.fields) == 0 && !k.pos {
			made.single[k.id] = object.Obj(t.Alloc(object.As[class](c)))
		}
	}
	made.g = g
	*s = *made
	return s, nil
}

// Finalize drops the interpreter's classes, before the last collection of its end.
func Finalize(t *thread) {
	t.In.State(stateKey{}, func() any { return &state{} }).(*state).release(t)
}

func (s *state) release(t *thread) {
	single, classes := s.single, s.classes
	*s = state{}
	for _, v := range single {
		t.XUnref(v)
	}
	for i := len(classes) - 1; i >= 0; i-- {
		t.XUnref(classes[i])
	}
}

func newClass(t *thread, k *kind, base value) (value, error) {
	ns := t.NewDict()
	defer t.Unref(ns.Value())
	str := func(s string) value { return object.Obj(&t.In.Intern(s).Header) }
	var names []value
	for _, f := range k.fields {
		names = append(names, str(f.name))
	}
	tuple := t.NewTupleOf(names)
	ns.SetS(t, "_fields", tuple)
	ns.SetS(t, "__match_args__", tuple)
	t.Unref(tuple)
	ns.SetS(t, "__module__", str("ast"))
	ns.GiveS(t, "__doc__", t.NewStr(k.doc))
	for _, f := range k.fields {
		if f.opt {
			ns.SetS(t, f.name, none)
		}
	}
	if k.base == nil {
		var attrs []value
		if k.pos {
			for _, a := range positions {
				attrs = append(attrs, str(a))
			}
			if !k.needEnd {
				ns.SetS(t, "end_lineno", none)
				ns.SetS(t, "end_col_offset", none)
			}
		}
		ns.GiveS(t, "_attributes", t.NewTupleOf(attrs))
	}
	return t.NewClass(object.TypeType, t.In.Intern(k.name), []value{base}, ns, args{})
}

var positions = [...]string{"lineno", "col_offset", "end_lineno", "end_col_offset"}
