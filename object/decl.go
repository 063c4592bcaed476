package object

import (
	"slices"
	"strings"
	"sync/atomic"
	"unsafe"
)

// A NativeFn is the Go side of a built-in function or method. args holds one value
// per parameter of the declared signature, absent where the call gave none; *args is a
// tuple, **kwargs a dict or absent. All are lent.
type NativeFn func(t *Thread, self Value, args []Value) (Value, error)

// A RawFn is a NativeFn that binds its arguments itself.
type RawFn func(t *Thread, self Value, a Args) (Value, error)

// Args are the arguments of a call: positional ones, then keyword ones with their
// names (interned strs) in order. All are lent. The values of the keyword arguments
// lie behind Pos and fill its capacity, which says how many names there are: so Args
// are four words, and travel in registers.
type Args struct {
	Pos   []Value
	names *Value // of the first keyword argument; nil: there are none
}

// NamedArgs are the arguments all, of which the last are keyword arguments, one for each
// of names.
func NamedArgs(all, names []Value) Args {
	if len(names) == 0 {
		return Args{Pos: all}
	}
	return Args{Pos: all[: len(all)-len(names) : len(all)], names: &names[0]}
}

// KwNames are the names of the keyword arguments.
func (a Args) KwNames() []Value {
	if a.names == nil {
		return nil
	}
	return unsafe.Slice(a.names, cap(a.Pos)-len(a.Pos))
}

// Kw are the values of the keyword arguments, one for each of a.KwNames().
func (a Args) Kw() []Value {
	if a.names == nil {
		return nil
	}
	return a.Pos[len(a.Pos):cap(a.Pos)]
}

// All are the values of all arguments, keyword ones last.
func (a Args) All() []Value {
	if a.names == nil {
		return a.Pos
	}
	return a.Pos[:cap(a.Pos)]
}

// WithKw are the arguments pos and, named names, kw.
func WithKw(pos, names, kw []Value) Args { return NamedArgs(slices.Concat(pos, kw), names) }

// WithDict are the arguments of f(*pos, **d), in which d may be nil. What lies in pos
// and d is lent as long as they stay as they are.
func WithDict(pos []Value, d *Dict) Args {
	if d == nil || d.Len() == 0 {
		return Args{Pos: pos}
	}
	all, names := append(make([]Value, 0, len(pos)+d.Len()), pos...), make([]Value, 0, d.Len())
	for at := 0; ; {
		k, v, ok := d.Next(&at)
		if !ok {
			return NamedArgs(all, names)
		}
		all, names = append(all, v), append(names, k)
	}
}

// Prepend are the arguments first and then those of a.
func (a Args) Prepend(first ...Value) Args {
	return NamedArgs(slices.Concat(first, a.All()), a.KwNames())
}

// WithoutKw are the positional arguments of a alone.
func (a Args) WithoutKw() Args { return Args{Pos: a.Pos} }

// AddKw adds a keyword argument.
func (a *Args) AddKw(name, v Value) {
	*a = NamedArgs(append(slices.Clip(a.All()), v), append(slices.Clip(a.KwNames()), name))
}

// A Decl declares one attribute of a built-in type, or one function of a module.
// Make it with Method, ClassMethod, StaticMethod, Getter, Member, Property, Attr, Func
// or RawFunc. It is plain data, so that a table of them costs nothing at start.
type Decl struct {
	kind     declKind
	sig, doc string // sig is the bare name where there is no signature
	fn       NativeFn
	raw      RawFn
	get      func(t *Thread, self Value) (Value, error)
	set      func(t *Thread, self, x Value) error
	val      Value
	make     func(t *Thread) (Value, error)
	abstract bool // of a class made from a ClassSpec: __isabstractmethod__
}

type declKind uint8

const (
	declMethod declKind = iota
	declClassMethod
	declStaticMethod
	declFunc
	declProperty
	declMember
	declSlot
	declAttr
	declAlias // in a ClassSpec: doc is the name that it repeats
	declMade  // in a ClassSpec: made by make
)

// Name is the name that the declaration binds.
func (d *Decl) Name() string { return sigName(d.sig) }

// v makes the immortal object, once per type or module.
func (d *Decl) v() Value {
	switch d.kind {
	case declMethod:
		return newNative(MethodDescrType, d.sig, d.doc, d.fn, d.raw)
	case declClassMethod:
		return newNative(ClassMethodDescrType, d.sig, d.doc, d.fn, d.raw)
	case declStaticMethod:
		return newStaticMethod(newFunction(d.sig, d.doc, d.fn, d.raw))
	case declFunc:
		return newFunction(d.sig, d.doc, d.fn, d.raw)
	case declProperty, declMember:
		g := &GetSet{Name: d.sig, Doc: d.doc, get: d.get, set: d.set}
		g.Header = Header{Typ: GetSetType, RC: immortal}
		if d.kind == declMember {
			m := &memberDescr{Name: staticStr(d.sig), computed: g}
			m.Header = Header{Typ: MemberType, RC: immortal}
			return Obj(&m.Header)
		}
		return Obj(&g.Header)
	}
	if d.kind == declSlot {
		w := &Wrapper{Name: d.Name(), Doc: d.doc, Sig: d.sig, call: d.raw}
		w.Header = Header{Typ: WrapperType, RC: immortal}
		return Obj(&w.Header)
	}
	return d.val
}

// slotMethod declares a slot wrapper, for a slot that the table of slots does not know.
func slotMethod(sig, doc string, fn RawFn) Decl {
	return Decl{kind: declSlot, sig: sig, doc: doc, raw: fn}
}

// Destructor declares the __del__ of a type whose objects have a finalizer.
func Destructor(fn func(t *Thread, self Value)) Decl {
	return slotMethod("__del__()", "", func(t *Thread, self Value, a Args) (Value, error) {
		if err := t.wrapArgs("__del__", a, 0); err != nil {
			return Value{}, err
		}
		fn(t, self)
		return None, nil
	})
}

// Method declares a method: sig is "append(object, /)", self left out.
func Method(sig, doc string, fn NativeFn) Decl {
	return Decl{kind: declMethod, sig: sig, doc: doc, fn: fn}
}

// RawMethod declares a method that binds its own arguments; sig serves help() and
// the names in its errors only.
func RawMethod(sig, doc string, fn RawFn) Decl {
	return Decl{kind: declMethod, sig: sig, doc: doc, raw: fn}
}

// ClassMethod declares a class method; self is the class.
func ClassMethod(sig, doc string, fn NativeFn) Decl {
	return Decl{kind: declClassMethod, sig: sig, doc: doc, fn: fn}
}

// RawClassMethod declares a class method that binds its own arguments.
func RawClassMethod(sig, doc string, fn RawFn) Decl {
	return Decl{kind: declClassMethod, sig: sig, doc: doc, raw: fn}
}

// StaticMethod declares a static method; self is absent.
func StaticMethod(sig, doc string, fn NativeFn) Decl {
	return Decl{kind: declStaticMethod, sig: sig, doc: doc, fn: fn}
}

// RawStaticMethod declares a static method that binds its own arguments.
func RawStaticMethod(sig, doc string, fn RawFn) Decl {
	return Decl{kind: declStaticMethod, sig: sig, doc: doc, raw: fn}
}

// Func declares a function of a module; self is absent.
func Func(sig, doc string, fn NativeFn) Decl { return Decl{kind: declFunc, sig: sig, doc: doc, fn: fn} }

// RawFunc declares a function of a module that binds its own arguments.
func RawFunc(sig, doc string, fn RawFn) Decl {
	return Decl{kind: declFunc, sig: sig, doc: doc, raw: fn}
}

// Getter declares a read-only attribute.
func Getter(name, doc string, get func(t *Thread, self Value) (Value, error)) Decl {
	return Decl{kind: declProperty, sig: name, doc: doc, get: get}
}

// Member declares a read-only attribute that CPython declares as a member: assigning
// to it says no more than "readonly attribute".
func Member(name, doc string, get func(t *Thread, self Value) (Value, error)) Decl {
	return Getter(name, doc, get).AsMember()
}

// AsMember declares what d, made with Getter or Property, declares as a member.
func (d Decl) AsMember() Decl {
	d.kind = declMember
	return d
}

// Property declares a computed attribute; set gets an absent x to delete.
func Property(name, doc string, get func(t *Thread, self Value) (Value, error), set func(t *Thread, self, x Value) error) Decl {
	return Decl{kind: declProperty, sig: name, doc: doc, get: get, set: set}
}

// Attr declares a plain attribute with an immortal value (a tag, a built-in type).
func Attr(name string, v Value) Decl { return Decl{kind: declAttr, sig: name, val: v} }

func sigName(sig string) string {
	if i := strings.IndexByte(sig, '('); i >= 0 {
		return sig[:i]
	}
	return sig
}

// A Native is a built-in function, method descriptor or class method descriptor; its
// Typ says which. Bound built-in methods are Natives' BoundNative.
type Native struct {
	Header
	Name  string
	Doc   string
	Owner *Type  // methods: the type that declares it
	mod   string // functions: the module, for errors
	sig   string
	fn    NativeFn
	raw   RawFn
	sg    atomic.Pointer[Signature]
	// script: the body of a function object (see ClassSpec); the signature is written
	// as in Python, and method says that its first parameter is passed as self.
	script, method bool
}

// GetSet is a computed attribute of a built-in type.
type GetSet struct {
	Header
	Name, Doc string
	Owner     *Type
	get       func(t *Thread, self Value) (Value, error)
	set       func(t *Thread, self, x Value) error
}

func newNative(typ *Type, sig, doc string, fn NativeFn, raw RawFn) Value {
	n := &Native{Name: sigName(sig), Doc: doc, sig: sig, fn: fn, raw: raw}
	n.Header = Header{Typ: typ, RC: immortal}
	return Obj(&n.Header)
}

// newFunction makes an immortal built-in function without a self.
func newFunction(sig, doc string, fn NativeFn, raw RawFn) Value {
	b := &BoundNative{N: as[Native](newNative(BuiltinType, sig, doc, fn, raw))}
	b.Header = Header{Typ: BuiltinType, RC: immortal}
	return Obj(&b.Header)
}

// Signature returns the parsed signature. Goroutines that parse it at once agree.
func (n *Native) Signature() *Signature {
	if sg := n.sg.Load(); sg != nil {
		return sg
	}
	sg := ParseSignature(n.sig)
	if n.script {
		sg.Script = true
	} else if n.Owner != nil {
		sg.Owner, sg.Script = n.Owner.Name, n.Owner.Flags&FlagScript != 0
	} else if n.mod != "builtins" {
		sg.Owner = n.mod
	}
	n.sg.CompareAndSwap(nil, sg)
	return n.sg.Load()
}

// A Signature says how a native function's arguments are bound. Parameters stand in
// the order posonly, pos-or-keyword, *args, keyword-only, **kwargs.
type Signature struct {
	Name     string
	Owner    string // name of the type whose method it is, or of a function's module
	Script   bool   // errors are worded as for a function written in Python
	Text     string // "(x, /, base=10)"
	Params   []Param
	PosOnly  int // number of positional-only parameters
	Pos      int // number of positional parameters (positional-only ones included)
	Required int // of those, without a default
	VarArgs  int // index of *args, or -1
	VarKw    int // index of **kwargs, or -1
	// fixed: no *args, no **kwargs, and no keyword-only parameter must be given.
	fixed bool
}

// A LazySignature is a declaration that is parsed when a call first needs it: the
// variables of a package that hold one cost nothing when a program starts.
type LazySignature struct {
	Text   string // "open(file, mode='r')"
	Owner  string // see Signature
	Script bool
	parsed atomic.Pointer[Signature]
}

// Signature returns the parsed signature. Goroutines that parse it at once agree.
func (l *LazySignature) Signature() *Signature {
	if sg := l.parsed.Load(); sg != nil {
		return sg
	}
	sg := ParseSignature(l.Text)
	sg.Owner, sg.Script = l.Owner, l.Script
	l.parsed.CompareAndSwap(nil, sg)
	return l.parsed.Load()
}

// A Param is one parameter of a Signature.
type Param struct {
	Name     string
	Optional bool
	Default  string // as written
}

// ParseSignature parses "name(a, b=1, /, *args, c, **kw)". It panics on a malformed
// declaration, which is a mistake in the program, never in a script.
func ParseSignature(sig string) *Signature {
	open := strings.IndexByte(sig, '(')
	if open < 0 || !strings.HasSuffix(sig, ")") {
		panic("object: bad signature " + sig)
	}
	s := &Signature{Name: sig[:open], Text: sig[open:], VarArgs: -1, VarKw: -1}
	kwOnly := false
	for _, p := range splitParams(sig[open+1 : len(sig)-1]) {
		switch {
		case p == "/":
			s.PosOnly = len(s.Params)
		case p == "*":
			kwOnly = true
		case strings.HasPrefix(p, "**"):
			s.VarKw = len(s.Params)
			s.Params = append(s.Params, Param{Name: p[2:], Optional: true})
		case p[0] == '*':
			s.VarArgs = len(s.Params)
			s.Params = append(s.Params, Param{Name: p[1:], Optional: true})
			kwOnly = true
		default:
			name, def, opt := strings.Cut(p, "=")
			s.Params = append(s.Params, Param{Name: strings.TrimSpace(name), Optional: opt, Default: def})
			if !kwOnly {
				s.Pos++
				if !opt {
					s.Required = s.Pos
				}
			}
		}
	}
	s.fixed = s.VarArgs < 0 && s.VarKw < 0 && s.requiredKw() == 0
	return s
}

func splitParams(s string) (out []string) {
	depth, start := 0, 0
	for i := 0; i <= len(s); i++ {
		if i == len(s) || s[i] == ',' && depth == 0 {
			if p := strings.TrimSpace(s[start:i]); p != "" {
				out = append(out, p)
			}
			start = i + 1
			continue
		}
		switch s[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case '\'':
			if j := strings.IndexByte(s[i+1:], '\''); j >= 0 {
				i += j + 1
			}
		}
	}
	return out
}
