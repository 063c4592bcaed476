// Package contextvarsmod is the _contextvars module: variables whose value belongs to a
// context, and contexts, of which each thread is in one.
//
// Invariant: the dict of a context is shared by its copies and never written while it
// is; the one that is set first gets a dict of its own. Copying a context costs one
// object, however much is in it.
package contextvarsmod

import (
	"math"

	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
	header = object.Header
)

var none = object.None

// Module declares _contextvars.
var Module = object.ModuleSpec{
	Name: "_contextvars",
	Doc:  "Context Variables",
	Setup: func() {
		contextInit()
		iterInit()
		varInit()
		tokenInit()
	},
	Build: func() []object.Decl {
		return []object.Decl{
			object.Func("copy_context()", "Return a copy of the thread's context.", copyContext),
			object.Attr("Context", contextType.Value()),
			object.Attr("ContextVar", varType.Value()),
			object.Attr("Token", tokenType.Value()),
		}
	},
}

// A contextVar is a ContextVar.
type contextVar struct {
	object.Header
	name, dflt value // owned; dflt may be absent
}

// A token is what ContextVar.set returns, for reset.
type token struct {
	object.Header
	v, ctx, old value // owned; old is absent where there was none
	used        bool
}

var (
	varType     = new(object.Type)
	tokenType   = new(object.Type)
	missingType = new(object.Type)
)

func visitAll(visit func(value), vs ...value) {
	for _, v := range vs {
		if !v.IsNil() {
			visit(v)
		}
	}
}

// drop drops what *p owns.
func drop(t *thread, ps ...*value) {
	for _, p := range ps {
		old := *p
		*p = value{}
		t.XUnref(old)
	}
}

func alias(t *thread, cls value, a []value) (value, error) { return t.NewGenericAlias(cls, a[0]) }

func varInit() {
	varType.Define(object.TypeSpec{Name: "_contextvars.ContextVar", Flags: object.FlagGC, Basic: 64, Layout: object.LayoutOf[contextVar](),
		Slots: object.Slots{New: varNew, Repr: varRepr, Hash: object.IdentityHash,
			Traverse: func(o *header, visit func(value)) {
				v := object.As[contextVar](object.Obj(o))
				visitAll(visit, v.name, v.dflt)
			},
			Clear: func(t *thread, o *header) {
				v := object.As[contextVar](object.Obj(o))
				drop(t, &v.name, &v.dflt)
			}},
		Decls: []object.Decl{
			object.RawMethod("get", "get([default])\n\nReturn the variable's value in the thread's context, or default, or the variable's own\ndefault; a LookupError if there is none.", varGet),
			object.Method("set(value, /)", "Give the variable a value in the thread's context. Return a token for reset().", varSet),
			object.Method("reset(token, /)", "Give the variable the value that it had before the set() that returned token.", varReset),
			object.ClassMethod("__class_getitem__(item, /)", "See PEP 585", alias),
			object.Member("name", "The variable's name.", func(_ *thread, v value) (value, error) { return object.As[contextVar](v).name.Ref(), nil }),
		}})
}

func varNew(t *thread, _ *object.Type, a object.Args) (value, error) {
	if len(a.Pos) == 0 && a.Arg("name").IsNil() {
		return value{}, t.TypeErr("ContextVar() takes exactly 1 positional argument (0 given)")
	}
	if n := len(a.Pos); n > 1 {
		return value{}, t.TypeErr("ContextVar() takes at most 1 positional argument (%d given)", n)
	}
	if n := len(a.Pos) + len(a.KwNames()); n > 2 {
		return value{}, t.TypeErr("ContextVar() takes at most 2 arguments (%d given)", n)
	}
	for _, n := range a.KwNames() {
		if s := n.String(); s != "default" && s != "name" {
			return value{}, t.TypeErr("'%s' is an invalid keyword argument for ContextVar()", s)
		}
	}
	name := a.Arg("name")
	if len(a.Pos) == 1 {
		name = a.Pos[0]
	}
	if !name.IsStr() {
		return value{}, t.TypeErr("context variable name must be a str")
	}
	v := object.New[contextVar](t, varType)
	v.name, v.dflt = name.Ref(), a.Arg("default").XRef()
	return object.Obj(&v.Header), nil
}

func varRepr(t *thread, self value) (value, error) {
	v := object.As[contextVar](self)
	name, err := t.ReprString(v.name)
	if err != nil {
		return value{}, err
	}
	s := "<ContextVar name=" + name
	if !v.dflt.IsNil() {
		d, err := t.ReprString(v.dflt)
		if err != nil {
			return value{}, err
		}
		s += " default=" + d
	}
	return t.NewStr(s + " at " + object.Address(self.O) + ">"), nil
}

func varGet(t *thread, self value, a object.Args) (value, error) {
	if err := t.NoKw("ContextVar.get", a); err != nil {
		return value{}, err
	}
	if len(a.Pos) > 1 {
		return value{}, t.TypeErr("get expected at most 1 argument, got %d", len(a.Pos))
	}
	v := object.As[contextVar](self)
	x, err := current(t).get(t, self)
	switch {
	case err != nil:
		return value{}, err
	case !x.IsNil():
		return x.Ref(), nil
	case len(a.Pos) == 1:
		return a.Pos[0].Ref(), nil
	case !v.dflt.IsNil():
		return v.dflt.Ref(), nil
	}
	return value{}, t.RaiseArgs(object.LookupError, self.Ref())
}

func varSet(t *thread, self value, a []value) (value, error) {
	c := current(t)
	old, err := c.get(t, self)
	if err != nil {
		return value{}, err
	}
	tok := object.New[token](t, tokenType)
	tok.v, tok.ctx, tok.old = self.Ref(), object.Obj(&c.Header).Ref(), old.XRef()
	tv := object.Obj(&tok.Header)
	if err := c.set(t, self, a[0]); err != nil {
		t.Unref(tv)
		return value{}, err
	}
	return tv, nil
}

func varReset(t *thread, self value, a []value) (value, error) {
	if a[0].Type() != tokenType {
		s, err := t.ReprString(a[0])
		if err != nil {
			return value{}, err
		}
		return value{}, t.TypeErr("expected an instance of Token, got %s", s)
	}
	tok, c := object.As[token](a[0]), current(t)
	fail := func(typ *object.Type, what string) (value, error) {
		s, err := t.ReprString(a[0])
		if err != nil {
			return value{}, err
		}
		return value{}, t.Raise(typ, "%s %s", s, what)
	}
	switch {
	case tok.used:
		return fail(object.RuntimeError, "has already been used once")
	case tok.v != self:
		return fail(object.ValueError, "was created by a different ContextVar")
	case tok.ctx != object.Obj(&c.Header):
		return fail(object.ValueError, "was created in a different Context")
	}
	tok.used = true
	if tok.old.IsNil() {
		return none, c.del(t, self)
	}
	return none, c.set(t, self, tok.old)
}

func tokenInit() {
	missingType.Define(object.TypeSpec{Name: "Token.MISSING", Flags: object.FlagNoNew, Basic: 16,
		Slots: object.Slots{Repr: func(t *thread, _ value) (value, error) { return t.NewStr("<Token.MISSING>"), nil }}})
	missingType.Module, missingType.Name = "builtins", "Token.MISSING"
	missing.Typ, missing.RC = missingType, math.MinInt32
	tokenType.Define(object.TypeSpec{Name: "_contextvars.Token", Flags: object.FlagGC, Basic: 48, Layout: object.LayoutOf[token](),
		Slots: object.Slots{New: func(t *thread, _ *object.Type, _ object.Args) (value, error) {
			return value{}, t.Raise(object.RuntimeError, "Tokens can only be created by ContextVars")
		},
			Repr: tokenRepr,
			Hash: object.Unhashable,
			Traverse: func(o *header, visit func(value)) {
				k := object.As[token](object.Obj(o))
				visitAll(visit, k.v, k.ctx, k.old)
			},
			Clear: func(t *thread, o *header) {
				k := object.As[token](object.Obj(o))
				drop(t, &k.ctx, &k.v, &k.old)
			}},
		Decls: []object.Decl{
			object.ClassMethod("__class_getitem__(item, /)", "See PEP 585", alias),
			object.Attr("__hash__", none),
			object.Attr("MISSING", object.Obj(&missing)),
			object.Getter("var", "The variable.", func(_ *thread, v value) (value, error) { return object.As[token](v).v.Ref(), nil }),
			object.Getter("old_value", "The value that the variable had, or Token.MISSING.", func(_ *thread, v value) (value, error) {
				if old := object.As[token](v).old; !old.IsNil() {
					return old.Ref(), nil
				}
				return object.Obj(&missing), nil
			}),
		}})
}

// missing is Token.MISSING: immortal and shared by interpreters.
var missing header

func tokenRepr(t *thread, self value) (value, error) {
	k := object.As[token](self)
	v, err := t.ReprString(k.v)
	if err != nil {
		return value{}, err
	}
	used := ""
	if k.used {
		used = " used"
	}
	return t.NewStr("<Token" + used + " var=" + v + " at " + object.Address(self.O) + ">"), nil
}
