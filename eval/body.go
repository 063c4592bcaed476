package eval

import (
	"math/big"
	"strconv"
	"unsafe"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

// A Body is a code object ready to run with one dict of globals: its own copy of the
// instructions, which specialises itself, and its caches. Functions that share code
// and globals share it.
type Body struct {
	start    up // &instrs[0]
	kbase    up // &consts[0]
	regBytes uintptr
	// nargs is the number of arguments of a plain call; -1 if a call takes more than
	// placing them (defaults bound, *args, generators, unbound locals).
	nargs    int
	argBytes uintptr // of the registers that a return drops last, downwards
	locBytes uintptr // of all registers that a return drops
	glob     *object.Dict
	consts   []Value
	names    []*object.Str
	mc       []methodCache
	instrs   []uint64
	c        *code.Code
	obj      *Code // lent: the code object outlives its bodies' runs
	// While tracing is on: the opcodes, and the word of the instruction that has its own
	// (-1: none).
	saved  []code.Op
	open   int
	params []*object.Str // see paramNames
}

// methodCache is what LOADM and GETATTR found on a class.
type methodCache struct {
	ver uint32
	sid uint32
	fn  Value // lent from the class
	// SETATTR that adds: the shape that follows; ver is then the new SID. GETATTR: the
	// built-in class whose computed attribute fn is.
	next up
}

// A Code is a code object.
type Code struct {
	object.Header
	C      *code.Code
	consts []Value // owned
	names  []*object.Str
	body   *Body          // the one used last
	native *object.Native // what runs instead, nil: C's instructions
	weak   *object.WeakRef
}

// Native reports whether a function of Go's runs instead of the code.
func (c *Code) Native() bool { return c.native != nil }

// CodeType is types.CodeType.
var CodeType = &object.Type{}

// NewCode returns the code object of c, owned by the caller.
func NewCode(t *Thread, c *code.Code) *Code { return newCode(t, c, &constantPool{}) }

// A constantPool holds what the constants of a source text are, so that equal ones are one object. All is lent from the
// code objects.
type constantPool struct{ texts, others map[string]Value }

func newCode(t *Thread, c *code.Code, pool *constantPool) *Code {
	o := object.New[Code](t, CodeType)
	o.C = c
	o.consts = make([]Value, len(c.Consts))
	for i, k := range c.Consts {
		o.consts[i] = pool.constant(t, k)
	}
	o.names = make([]*object.Str, len(c.Names))
	for i, n := range c.Names {
		o.names[i] = t.In.Intern(n)
	}
	return o
}

// constant gives the object of a constant.
func (p *constantPool) constant(t *Thread, k any) Value {
	switch k := k.(type) {
	case nil:
		return object.None
	case bool:
		return object.Bool(k)
	case int64:
		return object.Int(k)
	case float64:
		return object.Float(k)
	case code.Ellipsis:
		return object.Ellipsis
	case *code.Code:
		return object.Obj(&newCode(t, k, p).Header)
	case string:
		if len(k) <= 64 && identifierLike(k) {
			return object.Obj(&t.In.Intern(k).Header)
		}
		return once(&p.texts, k, func() Value { return t.NewStr(k) })
	}
	return once(&p.others, code.Key(k), func() Value { return p.make(t, k) })
}

// once gives the object that the map has for key, or makes it.
func once(m *map[string]Value, key string, make func() Value) Value {
	if v, ok := (*m)[key]; ok {
		return v.Ref()
	}
	if *m == nil {
		*m = map[string]Value{}
	}
	v := make()
	(*m)[key] = v
	return v
}

// make makes the object of a constant of the rarer kinds.
func (p *constantPool) make(t *Thread, k any) Value {
	all := func(list []any) []Value {
		items := make([]Value, len(list))
		for i, x := range list {
			items[i] = p.constant(t, x)
		}
		return items
	}
	switch k := k.(type) {
	case *big.Int:
		return t.NewBig(new(big.Int).Set(k))
	case complex128:
		return t.NewComplex(k)
	case code.Bytes:
		return t.NewBytes([]byte(k))
	case code.Tuple:
		v := t.NewTuple(all(k)...)
		t.In.Collector.Untrack(v.O) // constants are in no cycle
		return v
	case code.FrozenSet:
		return t.NewFrozenSet(all(k))
	}
	panic("eval: unknown constant")
}

func identifierLike(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !(c == '_' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z') {
			return false
		}
	}
	return true
}

// bind returns the Body that runs o with the given globals.
func (o *Code) bind(t *Thread, glob *object.Dict) *Body {
	if b := o.body; b != nil && b.glob == glob {
		return b
	}
	if o.native != nil {
		return &nativeBody
	}
	c := o.C
	b := &Body{c: c, obj: o, glob: glob, consts: o.consts, names: o.names}
	b.instrs = make([]uint64, len(c.Instrs)+2)
	copy(b.instrs, c.Instrs)
	b.start = up(&b.instrs[0])
	if len(b.consts) > 0 {
		b.kbase = up(&b.consts[0])
	}
	b.regBytes = uintptr(c.NRegs) * 16
	b.argBytes = uintptr(c.Passed()) * 16
	b.locBytes = uintptr(c.NLocalRegs) * 16
	gen := c.Flags&(code.Generator|code.Coroutine|code.AsyncGenerator) != 0
	if gen {
		b.argBytes = 0
	}
	b.nargs = -1
	if !gen && c.VarArgsReg < 0 && c.VarKwReg < 0 && c.KwOnly == 0 && len(c.MaybeUnbound) == 0 {
		b.nargs = c.NArgs
	}
	b.link()
	b.skipNops()
	o.body = b
	in := t.In.Eval.(*Interp)
	in.deopts = append(in.deopts, b)
	if in.tracers > 0 {
		b.arm()
	}
	return b
}

// skipNops leads jumps past the instructions that only mark lines for tracing.
func (b *Body) skipNops() {
	ws := b.c.Instrs
	for i := 0; i < len(ws); i += code.Width(ws[i]) {
		n, ok := code.JumpBy(ws[i])
		if !ok {
			continue
		}
		to := n
		for i+1+to < len(ws) && code.OpOf(ws[i+1+to]) == code.NOP {
			to++
		}
		if to != n {
			b.instrs[i] = code.WithJump(ws[i], to)&^0xff | b.instrs[i]&0xff
		}
	}
}

// link numbers the method caches: the cache word of LOADM and GETATTR holds the index
// of its cache in the upper half.
func (b *Body) link() {
	n := 0
	for i := 0; i < len(b.c.Instrs); {
		op := code.OpOf(b.instrs[i])
		if op == code.LOADM || op == code.GETATTR || op == code.SETATTR {
			b.instrs[i+1] = uint64(n) << 32
			n++
		}
		i += code.Table[op].Words
	}
	b.mc = make([]methodCache, n)
}

// deopt forgets every cached attribute slot.
func deopt(t *Thread) {
	in := t.In.Eval.(*Interp)
	for _, b := range in.deopts {
		b.deopt()
	}
}

func codeInit() {
	CodeType.Define(object.TypeSpec{Name: "code", Doc: "Create a code object.  Not for the faint of heart.", Sig: codeSig, Basic: 176, Weak: 136,
		Layout: object.LayoutOf[Code]().WeakAt(unsafe.Offsetof(Code{}.weak)),
		Slots: object.Slots{
			Compare: codeCompare, Hash: codeHash, New: codeNew,
			Repr: func(t *Thread, v Value) (Value, error) {
				c := object.As[Code](v)
				line := c.C.FirstLine
				if line == 0 {
					line = -1
				}
				return t.NewStr("<code object " + c.C.Name + " at " + object.Address(v.O) + ", file \"" + c.C.Filename + "\", line " + itoa(line) + ">"), nil
			},
			Clear: func(t *Thread, o *Header) {
				c := (*Code)(up(o))
				ks := c.consts
				c.consts, c.body = nil, nil
				t.UnrefAll(ks)
			},
		},
		Build: func() []object.Decl { return codeDecls() },
	})
}

func codeDecls() []object.Decl {
	get := func(name string, f func(t *Thread, c *code.Code) Value) object.Decl {
		return object.Member(name, "", func(t *Thread, v Value) (Value, error) { return f(t, object.As[Code](v).C), nil })
	}
	num := func(name string, f func(c *code.Code) int) object.Decl {
		return get(name, func(t *Thread, c *code.Code) Value { return object.Int(int64(f(c))) })
	}
	strs := func(name string, f func(c *code.Code) []string) object.Decl {
		return get(name, func(t *Thread, c *code.Code) Value { return strTuple(t, f(c)) })
	}
	return []object.Decl{
		get("co_name", func(t *Thread, c *code.Code) Value { return t.NewStr(c.Name) }),
		get("co_filename", func(t *Thread, c *code.Code) Value { return object.Obj(&t.In.Intern(c.Filename).Header).Ref() }),
		num("co_argcount", func(c *code.Code) int { return c.ArgCount }),
		num("co_posonlyargcount", func(c *code.Code) int { return c.PosOnly }),
		num("co_kwonlyargcount", func(c *code.Code) int { return c.KwOnly }),
		num("co_nlocals", func(c *code.Code) int { return len(c.VarNames) }),
		num("co_stacksize", func(c *code.Code) int { return c.NRegs - c.NLocalRegs }),
		num("co_firstlineno", func(c *code.Code) int { return c.FirstLine }),
		num("co_flags", func(c *code.Code) int { return int(c.Flags) }),
		strs("co_varnames", func(c *code.Code) []string { return c.VarNames }),
		strs("co_names", func(c *code.Code) []string { return c.Names }),
		strs("co_cellvars", func(c *code.Code) []string { return c.CellVars }),
		strs("co_freevars", func(c *code.Code) []string { return c.FreeVars }),
		object.RawMethod(codeReplaceSig, "Return a copy of the code object with new values for the specified fields.", codeReplace),
		object.Member("co_consts", "", func(t *Thread, v Value) (Value, error) { return t.NewTupleOf(object.As[Code](v).consts), nil }),
		get("co_code", func(t *Thread, c *code.Code) Value {
			b := make([]byte, 0, len(c.Instrs)*8)
			for _, w := range c.Instrs {
				for i := 0; i < 64; i += 8 {
					b = append(b, byte(w>>i))
				}
			}
			return t.NewBytes(b)
		}),
		get("co_linetable", func(t *Thread, c *code.Code) Value { return t.NewBytes(lineTable(c)) }),
		object.Getter("co_lnotab", "", func(t *Thread, v Value) (Value, error) { return t.NewBytes(lineNumberTable(object.As[Code](v).C)), nil }),
		object.Method("__sizeof__()", "", func(_ *Thread, v Value, _ []Value) (Value, error) {
			return object.Int(codeSize(object.As[Code](v).C)), nil
		}),
		object.Method("co_lines()", "", func(t *Thread, v Value, _ []Value) (Value, error) {
			var rows []Value
			c := object.As[Code](v).C
			eachLine(c, func(start, end, line int) {
				if line <= 0 && len(rows) == 0 && !isGeneratorCode(c) {
					return // what takes the arguments over, which CPython needs not
				}
				if len(rows) == 0 {
					start = 0
				}
				l := object.None
				if line > 0 {
					l = object.Int(int64(line))
				}
				rows = append(rows, t.NewTuple(object.Int(int64(start)), object.Int(int64(end)), l))
			})
			l := t.NewList(rows)
			it, err := t.Iter(l)
			t.Unref(l)
			return it, err
		}),
	}
}

func strTuple(t *Thread, ss []string) Value {
	items := make([]Value, len(ss))
	for i, s := range ss {
		items[i] = t.NewStr(s)
	}
	return t.NewTuple(items...)
}

func itoa(n int) string { return strconv.Itoa(n) }
