package astmod

import (
	"math"

	"github.com/minipy-go/minipy/ast"
	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

// A raw is an object of a node class taken apart by the grammar. Its fields are *raw,
// []any of those, string, int, constant, or nil for None.
type raw struct {
	*kind
	fields                     []any
	line, col, endLine, endCol int
	span                       ast.Span // given by number
}

// A constant is the value of a Constant node, as the compiler takes it.
type constant struct{ v any }

// A reader takes the tree of a script apart. The objects are only looked at; what they
// say is copied.
type reader struct {
	t     *thread
	s     *state
	nodes []*raw // those with a position
}

// node reads v, which must be of the named kind; None is nil.
func (r *reader) node(v value, name string) (*raw, error) {
	k := r.s.g.byName[name]
	if v == none && k.ctors != nil && !k.simple {
		return nil, nil
	}
	if err := r.t.Enter(" during  ast construction"); err != nil {
		return nil, err
	}
	defer r.t.Leave()
	n := &raw{kind: k}
	if k.ctors != nil {
		if k.pos {
			if err := r.position(v, k, n); err != nil {
				return nil, err
			}
		}
		n.kind = nil
		for _, c := range k.ctors {
			is, err := r.t.IsInstanceOf(v, r.s.classes[c.id])
			if err != nil {
				return nil, err
			}
			if is {
				n.kind = c
				break
			}
		}
		if n.kind == nil {
			repr, err := r.t.ReprString(v)
			if err != nil {
				return nil, err
			}
			return nil, r.t.TypeErr("expected some sort of %s, but got %s", k.name, repr)
		}
	}
	n.fields = make([]any, len(n.kind.fields))
	for i := range n.kind.fields {
		x, err := r.field(v, n.kind, &n.kind.fields[i])
		if err != nil {
			return nil, err
		}
		n.fields[i] = x
	}
	for i := range n.kind.fields {
		if f := &n.kind.fields[i]; !f.opt && !f.list && n.fields[i] == nil && k.ctors != nil {
			return nil, r.t.ValueErr("field '%s' is required for %s", f.name, n.kind.name)
		}
	}
	if k.ctors == nil && k.pos {
		if err := r.position(v, k, n); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// position reads the attributes that every positioned node has.
func (r *reader) position(v value, k *kind, n *raw) error {
	at := [...]*int{&n.line, &n.col, &n.endLine, &n.endCol}
	for i, name := range positions {
		x, err := r.t.LookupAttr(v, name)
		if err != nil {
			return err
		}
		if x.O == nil || x == none && i >= 2 && !k.needEnd {
			if x.O == nil && (i < 2 || k.needEnd) {
				return r.t.TypeErr("required field \"%s\" missing from %s", name, k.name)
			}
			*at[i] = -1
			continue
		}
		*at[i], err = r.integer(x)
		r.t.Unref(x)
		if err != nil {
			return err
		}
	}
	r.nodes = append(r.nodes, n)
	return nil
}

func (r *reader) integer(v value) (int, error) {
	if !object.IsIntObj(v) {
		repr, err := r.t.ReprString(v)
		if err != nil {
			return 0, err
		}
		return 0, r.t.ValueErr("invalid integer value: %s", repr)
	}
	n, ok := object.IntValue(v)
	if !ok || n < math.MinInt32 || n > math.MaxInt32 {
		if !ok {
			return 0, r.t.Raise(object.OverflowError, "Python int too large to convert to C long")
		}
		return 0, r.t.Raise(object.OverflowError, "Python int too large to convert to C int")
	}
	return int(n), nil
}

// field reads one field of v.
func (r *reader) field(v value, k *kind, f *field) (any, error) {
	x, err := r.t.LookupAttr(v, f.name)
	if err != nil {
		return nil, err
	}
	if x.O == nil {
		if f.opt {
			return r.absent(f), nil
		}
		return nil, r.t.TypeErr("required field \"%s\" missing from %s", f.name, k.name)
	}
	defer r.t.Unref(x)
	if !f.list {
		if f.opt && x == none {
			return r.absent(f), nil
		}
		return r.item(x, f)
	}
	l, ok := object.AsList(x)
	if !ok {
		return nil, r.t.TypeErr("%s field \"%s\" must be a list, not a %s", k.name, f.name, x.Type().Name)
	}
	n := len(l.Items)
	out := make([]any, 0, n)
	for i := 0; i < n; i++ {
		it := l.Items[i].Ref()
		y, err := r.item(it, f)
		r.t.Unref(it)
		if err != nil {
			return nil, err
		}
		if len(l.Items) != n {
			return nil, r.t.Raise(object.RuntimeError, "%s field \"%s\" changed size during iteration", k.name, f.name)
		}
		out = append(out, y)
	}
	return out, nil
}

func (r *reader) absent(f *field) any {
	if f.typ == "int" {
		return 0
	}
	return nil
}

// item reads a field's value, or one item of a list.
func (r *reader) item(x value, f *field) (any, error) {
	switch f.typ {
	case "identifier":
		if x == none {
			return nil, nil
		}
		if x.Type() != object.StrType {
			return nil, r.t.TypeErr("AST identifier must be of type str")
		}
		return x.String(), nil
	case "string":
		if x == none {
			return nil, nil
		}
		if t := x.Type(); t != object.StrType && t != object.BytesType {
			return nil, r.t.TypeErr("AST string must be of type str")
		}
		if b, ok := object.AsBytes(x); ok {
			return string(b.B), nil
		}
		return x.String(), nil
	case "int":
		return r.integer(x)
	case "constant":
		v, ok, err := r.constant(x)
		if err != nil {
			return nil, err
		}
		if !ok {
			return constant{v}, nil // check.go refuses it
		}
		return constant{v}, nil
	}
	n, err := r.node(x, f.typ)
	if n == nil {
		return nil, err
	}
	return n, err
}

// invalid stands for a constant of a type that code cannot hold.
type invalid struct{ typ string }

// constant converts the value of a literal; false: no constant.
func (r *reader) constant(v value) (any, bool, error) {
	switch {
	case v == none:
		return nil, true, nil
	case v == object.Ellipsis:
		return ast.Ellipsis{}, true, nil
	case v.Type() == object.BoolType:
		return v == object.True, true, nil
	}
	switch v.Type() {
	case object.IntType:
		if n, ok := object.IntValue(v); ok {
			return n, true, nil
		}
		n, _ := object.AsBig(v)
		return n, true, nil
	case object.FloatType:
		f, _ := object.FloatOf(v)
		return f, true, nil
	case object.ComplexType:
		c, _ := object.ComplexOf(v)
		return c, true, nil
	case object.StrType:
		return v.String(), true, nil
	case object.BytesType:
		b, _ := object.AsBytes(v)
		return ast.Bytes(b.B), true, nil
	case object.TupleType:
		tup, _ := object.AsTuple(v)
		items, bad, err := r.constants(tup.Items)
		if err != nil || bad != nil {
			return bad, bad == nil, err
		}
		return code.Tuple(items), true, nil
	case object.FrozenSetType:
		set, _ := object.AsSet(v)
		var members []value
		for pos := 0; ; {
			x, _ := set.Next(&pos)
			if x.O == nil {
				break
			}
			members = append(members, x)
		}
		items, bad, err := r.constants(members)
		if err != nil || bad != nil {
			return bad, bad == nil, err
		}
		return code.FrozenSet(items), true, nil
	}
	return invalid{v.Type().Name}, false, nil
}

// constants converts items; bad is the first that is none.
func (r *reader) constants(vs []value) (items []any, bad any, err error) {
	if err := r.t.Enter(" during compilation"); err != nil {
		return nil, nil, err
	}
	defer r.t.Leave()
	for _, x := range vs {
		c, ok, err := r.constant(x)
		if err != nil {
			return nil, nil, err
		}
		if !ok {
			return nil, c, nil
		}
		if b, isBytes := c.(ast.Bytes); isBytes {
			c = code.Bytes(b)
		} else if _, isDots := c.(ast.Ellipsis); isDots {
			c = code.Ellipsis{}
		}
		items = append(items, c)
	}
	return items, nil, nil
}
