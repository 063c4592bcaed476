package object

import (
	"errors"
	"slices"
	"sync/atomic"
	"unsafe"
)

// ErrStop ends an Iterate early; Iterate then returns nil.
var ErrStop = errors.New("stop")

// Call calls fn with positional arguments.
func (t *Thread) Call(fn Value, args ...Value) (Value, error) {
	return t.callWith(fn, Value{}, args, nil)
}

// callWith calls fn with self, unless it is absent, and args, the last of them keyword
// arguments if there are kwNames. They are copied to the
// thread's own stack of arguments, so that a caller's need not lie in Go's heap.
func (t *Thread) callWith(fn, self Value, args, kwNames []Value) (Value, error) {
	top := t.argTop
	var buf []Value
	if n := len(args) + 1; top+n <= len(t.argStack) {
		buf = t.argStack[top : top : top+n]
	}
	if self.O != nil {
		buf = append(buf, self)
	}
	buf = append(buf, args...)
	t.argTop = min(top+len(buf), len(t.argStack))
	r, err := t.CallArgs(fn, NamedArgs(buf, kwNames))
	t.argTop = top
	return r, err
}

// CallArgs calls fn.
func (t *Thread) CallArgs(fn Value, a Args) (Value, error) {
	c := fn.O.Typ.Slots.Call
	if c == nil {
		return Value{}, t.TypeErr("'%s' object is not callable", fn.O.Typ.FullName())
	}
	return c(t, fn, a)
}

// CallMethod calls v.name(args…).
func (t *Thread) CallMethod(v Value, name string, args ...Value) (Value, error) {
	return t.CallMethodStr(v, t.In.Intern(name), args...)
}

// CallMethodStr is CallMethod for a str.
func (t *Thread) CallMethodStr(v Value, name *Str, args ...Value) (Value, error) {
	if fn, ok := t.PeekMethod(v, name); ok {
		fn.Ref()
		r, err := t.callWith(fn, v, args, nil)
		t.Unref(fn)
		return r, err
	}
	f, err := t.GetAttr(v, name)
	if err != nil {
		return Value{}, err
	}
	r, err := t.callWith(f, Value{}, args, nil)
	t.Unref(f)
	return r, err
}

// callNative calls a native function with self bound.
func (t *Thread) callNative(self Value, a Args, n *Native) (Value, error) {
	if n.raw != nil {
		return n.raw(t, self, a)
	}
	sg := n.Signature()
	if len(a.KwNames()) == 0 && sg.fixed && len(a.Pos) <= sg.Pos && len(a.Pos) >= sg.Required {
		k := len(sg.Params)
		if len(a.Pos) == k {
			return n.fn(t, self, a.Pos)
		}
		if top := t.argTop; top+k <= len(t.argStack) {
			buf := t.argStack[top : top+k : top+k]
			clear(buf[copy(buf, a.Pos):])
			t.argTop = top + k
			r, err := n.fn(t, self, buf)
			t.argTop = top
			return r, err
		}
	}
	out := make([]Value, len(sg.Params))
	done, err := t.BindArgs(sg, a, out)
	if err != nil {
		return Value{}, err
	}
	r, err := n.fn(t, self, out)
	done()
	return r, err
}

// boundMismatch is the error of a call of a bound method whose arguments do not fit, in
// which CPython names the object's class, not the one that has the method.
func (t *Thread) boundMismatch(n *Native, self Value, a Args) error {
	if n.raw != nil || n.Owner == nil || self.O == nil || self.O.Typ == n.Owner {
		return nil
	}
	typ, ok := AsType(self)
	if !ok {
		typ = self.O.Typ
	}
	sg := n.Signature()
	if !sg.fixed || len(a.KwNames()) == 0 && len(a.Pos) <= sg.Pos && len(a.Pos) >= sg.Required {
		return nil
	}
	named := *sg
	named.Owner = t.typeQualname(typ)
	if typ == ModuleType {
		named.Owner = ""
	}
	done, err := t.BindArgs(&named, a, make([]Value, len(sg.Params)))
	if err == nil {
		done()
	}
	return err
}

func (sg *Signature) requiredKw() int {
	n := 0
	for i := sg.Pos; i < len(sg.Params); i++ {
		if !sg.Params[i].Optional && i != sg.VarArgs && i != sg.VarKw {
			n++
		}
	}
	return n
}

// BindArgs binds a call's arguments to the parameters of sg: out[i] is lent, absent
// where the call gave nothing. On success the caller calls done after it has used out.
func (t *Thread) BindArgs(sg *Signature, a Args, out []Value) (done func(), err error) {
	if sg.Script {
		if err := t.checkScriptArgs(sg, a); err != nil {
			return nil, err
		}
	}
	done = func() {}
	if given := len(a.Pos) + len(a.KwNames()); given > len(sg.Params) && (len(a.KwNames()) > 0 || sg.Pos < len(sg.Params)) && sg.VarArgs < 0 && sg.VarKw < 0 && sg.PosOnly < len(sg.Params) {
		kind := ""
		if len(a.Pos) == 0 {
			kind = "keyword "
		}
		return nil, t.TypeErr("%s() takes at most %d %sargument%s (%d given)", sg.Name, len(sg.Params), kind, plural(len(sg.Params)), given)
	}
	if len(a.KwNames()) > 0 && sg.PosOnly == len(sg.Params) && sg.VarArgs < 0 {
		if tupled()[sg.fullName()] {
			return nil, t.TypeErr("%s%s", sg.Name, noKeywords)
		}
		return nil, t.TypeErr("%s%s", sg.fullName(), noKeywords)
	}
	n := min(len(a.Pos), sg.Pos)
	copy(out, a.Pos[:n])
	if sg.VarArgs >= 0 {
		rest := t.NewTupleOf(a.Pos[n:])
		out[sg.VarArgs] = rest
		done = func() { t.Unref(rest) }
	} else if len(a.Pos) > sg.Pos {
		return nil, t.tooMany(sg, a)
	}
	if len(a.KwNames()) > 0 || sg.VarKw >= 0 {
		if done, err = t.bindKeywords(sg, a, out, done); err != nil {
			return nil, err
		}
	}
	for i, p := range sg.Params {
		if out[i].O == nil && !p.Optional {
			done()
			return nil, t.missing(sg, a, i)
		}
	}
	return done, nil
}

func (t *Thread) bindKeywords(sg *Signature, a Args, out []Value, done func()) (func(), error) {
	var kw *Dict
	if sg.VarKw >= 0 {
		kw = t.NewDict()
		out[sg.VarKw] = kw.Value()
		prev := done
		done = func() { prev(); t.Unref(kw.Value()) }
	}
	for k, nameV := range a.KwNames() {
		name := as[Str](nameV)
		i := sg.paramIndex(name.S)
		switch {
		case i >= 0 && out[i].O != nil:
			done()
			if i < len(a.Pos) {
				return nil, t.TypeErr("argument for %s() given by name ('%s') and position (%d)", sg.Name, name.S, i+1)
			}
			return nil, t.TypeErr("%s() got multiple values for argument '%s'", sg.Name, name.S)
		case i >= 0:
			out[i] = a.Kw()[k]
		case kw != nil:
			kw.SetStr(t, name, a.Kw()[k])
		default:
			done()
			if sg.VarArgs >= 0 && sg.paramCount() == 0 {
				return nil, t.TypeErr("%s() takes no keyword arguments", sg.Name)
			}
			if sg.PosOnly == len(sg.Params) || sg.paramCount() == 0 {
				return nil, t.TypeErr("%s() takes no keyword arguments", sg.fullName())
			}
			for i, p := range sg.Params { // what is missing is noticed first
				if out[i].O == nil && !p.Optional && i != sg.VarArgs && !slices.ContainsFunc(a.KwNames(), func(v Value) bool { return v.String() == p.Name }) {
					return nil, t.missing(sg, a, i)
				}
			}
			return nil, t.TypeErr("'%s' is an invalid keyword argument for %s()", name.S, sg.Name)
		}
	}
	return done, nil
}

func (sg *Signature) paramCount() int {
	n := len(sg.Params)
	if sg.VarArgs >= 0 {
		n--
	}
	return n
}

func (sg *Signature) paramIndex(name string) int {
	for i := sg.PosOnly; i < len(sg.Params); i++ {
		if i != sg.VarArgs && i != sg.VarKw && sg.Params[i].Name == name {
			return i
		}
	}
	return -1
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

// fullName is the name in the messages of functions that take no or one argument.
func (sg *Signature) fullName() string {
	if sg.Owner == "" {
		return sg.Name
	}
	return sg.Owner + "." + sg.Name
}

func (t *Thread) tooMany(sg *Signature, a Args) error {
	given := len(a.Pos) + len(a.KwNames())
	onlyPos := sg.PosOnly == len(sg.Params)
	switch {
	case len(sg.Params) == 0:
		return t.TypeErr("%s() takes no arguments (%d given)", sg.fullName(), given)
	case onlyPos && sg.Pos == 1 && sg.Required == 1:
		return t.TypeErr("%s() takes exactly one argument (%d given)", sg.fullName(), given)
	case onlyPos && sg.Pos == sg.Required:
		return t.TypeErr("%s expected %d argument%s, got %d", sg.Name, sg.Pos, plural(sg.Pos), given)
	case onlyPos:
		return t.TypeErr("%s expected at most %d argument%s, got %d", sg.Name, sg.Pos, plural(sg.Pos), given)
	case sg.Pos == 0:
		return t.TypeErr("%s() takes no positional arguments", sg.Name)
	case sg.Pos < len(sg.Params):
		return t.TypeErr("%s() takes %s %d positional argument%s (%d given)", sg.Name,
			pick(sg.Required == sg.Pos, "exactly", "at most"), sg.Pos, plural(sg.Pos), len(a.Pos))
	}
	return t.TypeErr("%s() takes at most %d argument%s (%d given)", sg.Name, sg.Pos, plural(sg.Pos), given)
}

func (t *Thread) missing(sg *Signature, a Args, i int) error {
	given := len(a.Pos) + len(a.KwNames())
	onlyPos := sg.PosOnly == len(sg.Params)
	switch {
	case onlyPos && sg.Pos == 1 && sg.Required == 1:
		return t.TypeErr("%s() takes exactly one argument (%d given)", sg.fullName(), given)
	case onlyPos && sg.Pos == sg.Required:
		return t.TypeErr("%s expected %d argument%s, got %d", sg.Name, sg.Pos, plural(sg.Pos), given)
	case onlyPos:
		return t.TypeErr("%s expected at least %d argument%s, got %d", sg.Name, sg.Required, plural(sg.Required), given)
	case i < sg.PosOnly:
		return t.TypeErr("%s() takes at least %d positional argument%s (%d given)", sg.Name, sg.PosOnly, plural(sg.PosOnly), len(a.Pos))
	case i >= sg.Pos:
		return t.TypeErr("%s() missing required keyword-only argument '%s'", sg.Name, sg.Params[i].Name)
	}
	return t.TypeErr("%s() missing required argument '%s' (pos %d)", sg.Name, sg.Params[i].Name, i+1)
}

// Arg returns a's keyword argument of that name, lent, absent if not given.
func (a Args) Arg(name string) Value {
	for i, n := range a.KwNames() {
		if as[Str](n).S == name {
			return a.Kw()[i]
		}
	}
	return Value{}
}

// NoKw returns a TypeError if a has keyword arguments.
func (t *Thread) NoKw(name string, a Args) error {
	if len(a.KwNames()) > 0 {
		return t.TypeErr("%s() takes no keyword arguments", name)
	}
	return nil
}

// MaxKw returns a TypeError if a has more than n keyword arguments.
func (t *Thread) MaxKw(name string, a Args, n int) error {
	if len(a.KwNames()) > n {
		return t.TypeErr("%s() takes at most %d keyword argument%s (%d given)", name, n, plural(n), len(a.KwNames()))
	}
	return nil
}

// A BoundMethod is a method: a callable with its first argument.
type BoundMethod struct {
	Header
	Fn, Self Value // owned
	weak     *WeakRef
}

// NewMethod returns fn bound to self; both are lent.
func (t *Thread) NewMethod(fn, self Value) Value {
	m := t.In.methods.get()
	m.Typ, m.RC = MethodType, 1
	m.Fn, m.Self = fn.Ref(), self.Ref()
	t.account(&m.Header, int64(unsafe.Sizeof(*m)))
	t.In.Collector.track(t, &m.Header)
	return Obj(&m.Header)
}

func methodCall(t *Thread, v Value, a Args) (Value, error) {
	m := as[BoundMethod](v)
	return t.callWith(m.Fn, m.Self, a.All(), a.KwNames())
}

// A BoundNative is a built-in method bound to its object.
type BoundNative struct {
	Header
	N    *Native
	Self Value // owned
	weak *WeakRef
}

func (t *Thread) newBoundNative(n *Native, self Value) Value {
	b := New[BoundNative](t, BuiltinType)
	b.N, b.Self = n, self.Ref()
	return Obj(&b.Header)
}

// NewBuiltin makes a function of its own from what Func or RawFunc declares; self is lent.
func (t *Thread) NewBuiltin(d Decl, self Value) Value {
	return t.newBoundNative(as[Native](d.memberOf("")), self)
}

// CallNativeDescr calls a method descriptor with its object as the first argument.
func (t *Thread) callMethodDescr(v Value, a Args) (Value, error) {
	n := as[Native](v)
	if len(a.Pos) == 0 {
		return Value{}, t.TypeErr("unbound method %s.%s() needs an argument", n.Owner.Name, n.Name)
	}
	self := a.Pos[0]
	if !IsInstance(self, n.Owner) {
		return Value{}, t.TypeErr("descriptor '%s' for '%s' objects doesn't apply to a '%s' object", n.Name, n.Owner.FullName(), self.O.Typ.FullName())
	}
	a.Pos = a.Pos[1:]
	r, err := t.callNative(self, a, n)
	if err != nil && len(a.KwNames()) > 0 && t.saysOnly(err, n.Name+noKeywords) {
		t.Discard(err) // the method names itself, the descriptor its class, too
		err = t.TypeErr("%s.%s%s", n.Owner.Name, n.Name, noKeywords)
	}
	return r, err
}

const noKeywords = "() takes no keyword arguments"

// saysOnly reports whether err is a TypeError with just that text.
func (t *Thread) saysOnly(err error, text string) bool {
	e, ok := err.(*Error)
	return ok && e.typ == TypeError && e.exc == nil && len(e.args) == 1 && e.args[0].IsStr() && e.args[0].String() == text
}

// AnyKeywords reports whether fn is the format of a str, which does not look at keywords that are no strings.
func AnyKeywords(fn Value) bool {
	if fn.O.Typ != BuiltinType {
		return false
	}
	n := as[BoundNative](fn).N
	return n.Owner == StrType && n.Name == "format"
}

// CallDescr calls a method descriptor whose self has been checked (LOADM found it on
// self's class).
func (t *Thread) CallDescr(n *Native, self Value, args []Value) (Value, error) {
	if n.takes(len(args)) {
		return n.fn(t, self, args)
	}
	return t.callNative(self, Args{Pos: args}, n)
}

// takes reports whether k arguments by position are all that fn binds, and are bound as they stand.
func (n *Native) takes(k int) bool {
	sg := n.sg.Load()
	return sg != nil && sg.fixed && k == sg.Pos && sg.Pos == len(sg.Params) && n.fn != nil
}

// CallDescrKw is CallDescr with keyword arguments, for which CPython binds the method.
func (t *Thread) CallDescrKw(n *Native, self Value, a Args) (Value, error) {
	if err := t.boundMismatch(n, self, a); err != nil {
		return Value{}, err
	}
	return t.callNative(self, a, n)
}

// CallBound calls a bound method without keyword arguments.
func (t *Thread) CallBound(b *BoundNative, args []Value) (Value, error) {
	if b.N.takes(len(args)) {
		return b.N.fn(t, b.Self, args)
	}
	return t.CallDescrKw(b.N, b.Self, Args{Pos: args})
}

// A Module is a module object.
type Module struct {
	Header
	Dict *Dict // owned
	weak *WeakRef
	Spec *ModuleSpec
	made []string // lazy names that were made
	// fresh: __new__ made it, and __init__ has not run.
	fresh bool
}

// A ModuleSpec declares a native module.
type ModuleSpec struct {
	Name  string
	Doc   string
	Setup func()                           // defines the module's types, once per process
	Decls []Decl                           // functions and immortal values
	Build func() []Decl                    // instead of Decls: puts them together when the module is made
	Init  func(t *Thread, m *Module) error // per-interpreter values
	// Functions gives those that CPython's module has in Python: function objects.
	Functions func() []Decl
	// Lazy names what is made by Make when it is first asked for, or when the module's
	// __dict__ is. Make gives the value; it may bind other names of the module, too.
	Lazy []string
	Make func(t *Thread, m *Module, name string) (Value, error)
	// Package: the module has submodules, which are native, too.
	Package bool

	members atomic.Pointer[[]moduleMember] // see bound
}

// A member is a name of a native module and what it is bound to: an immortal object; the
// Native of a function, of which each interpreter has an object of its own.
type moduleMember struct {
	name string
	v    Value
}

// Declared is what Decls or Build declares.
func (spec *ModuleSpec) Declared() []Decl {
	if spec.Build != nil {
		return spec.Build()
	}
	return spec.Decls
}

// bound is what the module's declarations stand for, made once per process. Goroutines
// that make it at once agree.
func (spec *ModuleSpec) bound() []moduleMember {
	if made := spec.members.Load(); made != nil {
		return *made
	}
	decls := spec.Declared()
	made := make([]moduleMember, len(decls))
	for i := range decls {
		d := &decls[i]
		made[i] = moduleMember{d.Name(), d.memberOf(spec.Name)}
	}
	spec.members.CompareAndSwap(nil, &made)
	return *spec.members.Load()
}

// memberOf is what d stands for in a module of that name: v, or the Native of a function.
func (d *Decl) memberOf(module string) Value {
	if d.kind != declFunc {
		return d.v()
	}
	n := newNative(BuiltinType, d.sig, d.doc, d.fn, d.raw)
	as[Native](n).mod = module
	return n
}

// bind binds a name of a native module to a member; self, lent, is the module's name.
func (m *Module) bind(t *Thread, name string, v, self Value) {
	if v.O.Typ == BuiltinType {
		m.Dict.GiveS(t, name, t.newBoundNative(as[Native](v), self))
		return
	}
	m.Dict.SetS(t, name, v)
}

// NewModule returns an empty module.
func (t *Thread) NewModule(name string) *Module { return t.newModule(name, 0) }

// newModule is NewModule with room for n more names.
func (t *Thread) newModule(name string, n int) *Module {
	m := New[Module](t, ModuleType)
	m.Dict = t.NewDict()
	if n > 0 {
		m.Dict.Expect(t, n)
	}
	s := t.NewStr(name)
	m.Dict.SetS(t, "__name__", s)
	t.Unref(s)
	for _, k := range plainNames[1:] {
		m.Dict.SetS(t, k, None)
	}
	return m
}

// Set binds a name of the module; v is lent.
func (m *Module) Set(t *Thread, name string, v Value) { m.Dict.SetS(t, name, v) }

// Give binds a name of the module; v is given.
func (m *Module) Give(t *Thread, name string, v Value) { m.Dict.GiveS(t, name, v) }

// Get lends what a name of the module is bound to, absent if nothing.
func (m *Module) Get(t *Thread, name string) Value { return m.Dict.GetS(t, name) }

// bindMembers makes a module with what spec declares; name is lent.
func (t *Thread) bindMembers(spec *ModuleSpec, name Value) *Module {
	if t.In.common != nil {
		if img := t.In.common.images[spec]; img != nil {
			m := New[Module](t, ModuleType)
			m.Dict = t.NewDict()
			img.load(t, m.Dict, name)
			m.Dict.GiveS(t, "__name__", t.NewStr(spec.Name))
			return m
		}
	}
	members := spec.bound()
	m := t.newModule(spec.Name, len(members))
	for i := range members {
		m.bind(t, members[i].name, members[i].v, name)
	}
	return m
}

// LoadModule makes a native module from its declaration.
func (t *Thread) LoadModule(spec *ModuleSpec) (*Module, error) {
	name := t.NewStr(spec.Name)
	m := t.bindMembers(spec, name)
	m.Spec = spec
	if spec.Doc != "" {
		m.Dict.GiveS(t, "__doc__", t.NewStr(spec.Doc))
	}
	t.Unref(name)
	if spec.Functions != nil {
		decls := spec.Functions()
		for i := range decls {
			d := &decls[i]
			m.Dict.GiveS(t, d.Name(), t.declFunction(m, d, spec.Name, d.Name(), false))
		}
	}
	if spec.Package {
		m.Dict.GiveS(t, "__path__", t.NewList(nil))
	}
	if spec.Init != nil {
		if err := spec.Init(t, m); err != nil {
			t.Unref(Obj(&m.Header))
			return nil, err
		}
	}
	return m, nil
}

// makeLazy makes what the module's declaration makes on demand, and lends it; absent if
// name is no such name.
func (m *Module) makeLazy(t *Thread, name string) (Value, error) {
	if m.Spec == nil || !slices.Contains(m.Spec.Lazy, name) || slices.Contains(m.made, name) {
		return Value{}, nil
	}
	v, err := m.Spec.Make(t, m, name)
	if err != nil {
		return Value{}, err
	}
	m.made = append(m.made, name)
	m.Dict.GiveS(t, name, v)
	return v, nil
}

// makeAll makes every lazy name of the module.
func (m *Module) makeAll(t *Thread) error {
	if m.Spec == nil {
		return nil
	}
	for _, name := range m.Spec.Lazy {
		if m.Dict.GetS(t, name).O == nil {
			if _, err := m.makeLazy(t, name); err != nil {
				return err
			}
		}
	}
	return nil
}

// AsModule returns v as a module.
func AsModule(v Value) (*Module, bool) {
	if !v.O.Typ.IsSubtype(ModuleType) {
		return nil, false
	}
	return as[Module](v), true
}

// Initializing reports whether the code of a module with such a spec (its __spec__) is
// still running.
func (t *Thread) Initializing(spec Value) bool {
	if spec.O == nil || spec == None {
		return false
	}
	spec.Ref()
	v, err := t.LookupAttr(spec, "_initializing")
	t.Unref(spec)
	on := false
	if err == nil && v.O != nil {
		on, err = t.Truth(v)
		t.Unref(v)
	}
	if err != nil {
		t.Discard(err)
	}
	return on
}

// AddDecls binds more declared functions in a native module.
func (t *Thread) AddDecls(m *Module, decls []Decl) error {
	name := m.Dict.GetS(t, "__name__")
	for i := range decls {
		d := &decls[i]
		m.bind(t, d.Name(), d.memberOf(name.String()), name)
	}
	return nil
}

// ClearDict sets the module's names to None: those that begin with one underscore
// first, then the others but __builtins__, as CPython does at exit.
func (m *Module) ClearDict(t *Thread) {
	d := m.Dict
	if d == nil {
		return
	}
	for _, private := range [...]bool{true, false} {
		pos := 0
		for {
			k, v, ok := d.Next(&pos)
			if !ok {
				break
			}
			if v == None || !k.IsStr() {
				continue
			}
			n := k.String()
			one := len(n) > 0 && n[0] == '_' && (len(n) < 2 || n[1] != '_')
			if private && one || !private && n != "__builtins__" && !one {
				d.SetStr(t, as[Str](k), None)
			}
		}
	}
}

// Release drops what the interpreter itself holds, after its modules are gone.
func (in *Interp) Release(t *Thread) {
	t.runAtEnd()
	t.pipe.close()
	for _, s := range in.ext {
		if r, ok := s.(interface{ Release(t *Thread) }); ok {
			r.Release(t)
		}
	}
	c := &in.Collector
	garbage, callbacks := c.Garbage, c.Callbacks
	c.Garbage, c.Callbacks = Value{}, Value{}
	t.XUnref(garbage)
	t.XUnref(callbacks)
	for _, s := range in.builtinState {
		subs, own := s.subclasses, s.own
		s.subclasses, s.own = nil, Value{}
		t.XUnref(own)
		for _, w := range subs {
			t.Unref(Obj(&w.Header))
		}
	}
}
