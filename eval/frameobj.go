package eval

import (
	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
	"slices"
)

// A Frame is a frame object: what a traceback or sys._getframe shows of a frame. While
// the frame runs it only points there; when the frame ends and somebody still holds
// the object, it takes the registers over, so that locals live as long as CPython's.
type Frame struct {
	object.Header
	vm      *VM        // whose frame it is, while live
	live    *frame     // nil once the frame has ended or is a suspended generator
	gen     *Generator // lent, while the generator is not finished
	back    *Frame     // owned, once the frame has ended
	code    *Code      // owned
	globals *object.Dict
	ns      Value // owned
	regs    []Value
	word    int          // of the last instruction, once not live
	names   *object.Dict // f_locals of a function, made on demand; owned
	debug   *frameDebug  // nil until something is traced
}

// A frameDebug is what a frame object knows of tracing.
type frameDebug struct {
	trace   Value // owned
	lineno  int   // if not 0: the line to show instead
	prev    int   // the word of the instruction before
	noLines bool  // f_trace_lines is false
	opcodes bool  // f_trace_opcodes
}

// noDebug is that of a frame of which nothing was traced.
var noDebug frameDebug

// tracing is what is known of tracing, to be read.
func (f *Frame) tracing() *frameDebug {
	if f.debug == nil {
		return &noDebug
	}
	return f.debug
}

// traced is what is known of tracing, to be changed.
func (f *Frame) traced() *frameDebug {
	if f.debug == nil {
		f.debug = new(frameDebug)
	}
	return f.debug
}

// FrameType is types.FrameType, TracebackType types.TracebackType.
var (
	FrameType     = &object.Type{}
	TracebackType = &object.Type{}
)

// A Traceback is one entry of an exception's traceback.
type Traceback struct {
	object.TracebackBase
	next  Value  // owned Traceback or absent
	frame *Frame // owned
	lasti int
	line  int
}

// frameObject lends the frame object of fr.
func (vm *VM) frameObject(fr *frame) *Frame {
	if fr.obj != nil {
		return fr.obj
	}
	if fr.gen != nil && fr.gen.frame != nil {
		o := fr.gen.frame
		o.RC++
		o.vm, o.live = vm, fr
		fr.obj = o
		return o
	}
	o := object.NewUntracked[Frame](vm.t, FrameType)
	if fr.gen != nil { // others when they end, as in CPython
		vm.t.In.Collector.Track(vm.t, &o.Header)
	}
	o.vm, o.live = vm, fr
	o.code = fr.body.obj
	o.code.RC++
	o.globals = fr.body.glob
	o.globals.RC++
	if o.ns = fr.ns.XRef(); o.ns.O == nil && fr.body.c.Flags&code.Optimized == 0 {
		o.ns = fr.namespace().Ref()
	}
	o.gen = fr.gen
	fr.obj = o
	if fr.gen != nil {
		o.RC++
		fr.gen.frame = o
		fr.gen.giveGlobals(vm.t)
		vm.t.In.Collector.Follow(&fr.gen.Header, &o.Header)
	}
	return o
}

// detachFrame ends the tie between fr, which ends, and its object. True: somebody
// holds the object, and it took the registers over. A generator's knows its caller only
// while it runs.
func (vm *VM) detachFrame(fr *frame, generator bool) bool {
	o := fr.obj
	fr.obj = nil
	o.word = fr.pcWord()
	o.live = nil
	if o.RC == 1 && (o.names == nil || !generator) {
		if o.names != nil { // the locals go before the dict that f_locals made, the arguments after it
			vm.dropLocals(fr.body.argBytes)
		}
		vm.t.Unref(object.Obj(&o.Header))
		return false
	}
	vm.t.In.Collector.Track(vm.t, &o.Header)
	n := fr.body.c.NLocalRegs
	keep := 0
	if fr.flags&flagCtor != 0 {
		keep = 1
	}
	o.regs = vm.t.NewItems(n)
	for i := 0; i < n; i++ {
		p := fr.reg(i)
		o.regs[i] = *p
		if i < keep {
			p.Ref() // the instance is the result too
		} else if p.O.RC >= 0 {
			p.O = &object.IntTag
		}
	}
	if b := below(fr); !generator && b != &vm.frames[0] && fr != &vm.frames[0] {
		back := vm.frameObject(b)
		back.RC++
		o.back = back
	}
	if !generator {
		vm.dropRebound(o, keep)
	}
	vm.t.Unref(object.Obj(&o.Header))
	return true
}

// dropRebound drops the arguments from number keep on whose parameters are no longer
// bound to them by name: only the caller held these.
func (vm *VM) dropRebound(o *Frame, keep int) {
	c := o.code.C
	for i := c.Passed() - 1; i >= keep; i-- {
		if i < len(o.regs) && (int(c.LocalRegs[i]) != i || slices.Contains(c.CellVars, c.VarNames[i])) {
			v := o.regs[i]
			o.regs[i] = object.Unbound
			vm.t.XUnref(v)
		}
	}
}

// addTraceback puts an entry for fr in front of exc's traceback.
func (vm *VM) addTraceback(exc *object.Exception, fr *frame) {
	f := vm.frameObject(fr)
	f.RC++
	tb := object.New[Traceback](vm.t, TracebackType)
	tb.frame = f
	word := fr.pcWord()
	tb.lasti, tb.line = word*2, lineOf(fr.body.c, word)
	tb.next = exc.Traceback().XRef()
	exc.SetTraceback(vm.t, object.Obj(&tb.Header))
}

// Word is the instruction word that the frame is at.
func (f *Frame) Word() int {
	switch {
	case f.live != nil:
		return f.live.pcWord()
	case f.gen != nil && !f.gen.started:
		return -1
	case f.gen != nil:
		return int(f.gen.off/8) - 1
	}
	return f.word
}

// Line is the source line that the frame is at.
func (f *Frame) Line() int {
	d := f.tracing()
	if d.lineno > 0 {
		return d.lineno
	}
	w := f.Word()
	if f.live != nil && w >= 0 && d.prev > 0 && f.code.C.Line(w) < 0 {
		w = d.prev
	}
	return lineOf(f.code.C, w)
}

// lineOf is the line of word w, or the last one before it; in front of all that of the
// def.
func lineOf(c *code.Code, w int) int {
	if w < 0 {
		return c.FirstLine
	}
	if line := c.Line(w); line > 0 {
		return line
	}
	line := c.FirstLine
	for _, l := range c.Lines {
		if int(l.PC) > w {
			break
		}
		if l.Line > 0 {
			line = int(l.Line)
		}
	}
	return line
}

// registers are the registers of the frame, lent.
func (f *Frame) registers() []Value {
	switch {
	case f.live != nil:
		return window(f.live.base, f.code.C.NLocalRegs)
	case f.gen != nil && f.gen.regs != nil:
		return f.gen.regs
	}
	return f.regs
}

// Back lends the frame object of the caller, nil if there is none.
func (f *Frame) Back() *Frame {
	if f.live == nil {
		return f.back
	}
	vm := f.vm
	b := below(f.live)
	if b == &vm.frames[0] {
		return nil
	}
	return vm.frameObject(b)
}

// localsDict gives f_locals.
func (f *Frame) localsDict(t *Thread) (Value, error) {
	if f.ns.O != nil {
		return f.ns.Ref(), nil
	}
	if f.names == nil {
		f.names = t.NewDict()
	}
	d := f.names
	c := f.code.C
	regs := f.registers()
	put := func(name string, v Value) {
		if v.O == nil || v.O == &object.UnboundTag {
			d.DelStr(t, t.In.Intern(name))
			return
		}
		d.SetS(t, name, v)
	}
	cells := map[string]bool{}
	for _, n := range c.CellVars {
		cells[n] = true
	}
	for i, n := range c.VarNames {
		if cells[n] {
			continue
		}
		if r := int(c.LocalRegs[i]); r < len(regs) && bound(f, r) {
			put(n, regs[r])
		} else { // it is not bound, or the frame has been cleared
			put(n, Value{})
		}
	}
	deref := func(r uint16) (v Value) {
		if int(r) < len(regs) && regs[r].O != nil && regs[r].O.Typ == CellType {
			v = object.As[Cell](regs[r]).V
		}
		return v
	}
	for i, n := range c.CellVars {
		put(n, deref(c.CellRegs[i]))
	}
	for i, n := range c.FreeVars {
		put(n, deref(c.FreeRegs[i]))
	}
	return d.Value().Ref(), nil
}

func frameTraverse(o *Header, visit func(Value)) {
	f := (*Frame)(up(o))
	for _, v := range f.owned() {
		if v.O != nil {
			visit(v)
		}
	}
	for _, v := range f.regs {
		if v.O != nil {
			visit(v)
		}
	}
}

// owned are the references of a frame object but for its registers.
func (f *Frame) owned() [6]Value {
	var back Value
	if f.back != nil {
		back = object.Obj(&f.back.Header)
	}
	return [...]Value{back, objOf(f.code), dictOf(f.globals), f.ns, f.tracing().trace, dictOf(f.names)}
}

// frameClear drops the locals in order, then the rest.
func frameClear(t *Thread, o *Header) {
	f := (*Frame)(up(o))
	f.dropLocals(t)
	if o.RC > 0 {
		return
	}
	back, c, globals, ns, debug, names := f.back, f.code, f.globals, f.ns, f.debug, f.names
	f.back, f.code, f.globals, f.ns, f.debug, f.names = nil, nil, nil, Value{}, nil, nil
	if back != nil {
		t.Unref(object.Obj(&back.Header))
	}
	if c != nil {
		t.Unref(object.Obj(&c.Header))
		t.Unref(globals.Value())
	}
	t.XUnref(ns)
	if debug != nil {
		t.XUnref(debug.trace)
	}
	if names != nil {
		t.Unref(names.Value())
	}
}

// dropLocals drops the registers that the object took over, in the order of the
// variables: no caller holds the arguments any more.
func (f *Frame) dropLocals(t *Thread) {
	regs := f.regs
	f.regs = nil
	dropRegisters(t, f.code, regs)
}

// dropRegisters drops the registers of a frame of c that has ended, in the order of the variables.
func dropRegisters(t *Thread, c *Code, regs []Value) {
	if c != nil {
		for _, r := range c.C.LocalRegs {
			if int(r) < len(regs) {
				v := regs[r]
				regs[r] = Value{}
				t.XUnref(v)
			}
		}
	}
	for _, v := range regs {
		t.XUnref(v)
	}
	t.RecycleItems(regs)
}

func frameInit() {
	num := func(name string, get func(t *Thread, f *Frame) int) object.Decl {
		return object.Getter(name, "", func(t *Thread, v Value) (Value, error) {
			return object.Int(int64(get(t, object.As[Frame](v)))), nil
		})
	}
	FrameType.Define(object.TypeSpec{Name: "frame", Flags: object.FlagGC | object.FlagNoNew, Basic: 360, Item: 8, Layout: object.LayoutOf[Frame](),
		Slots: object.Slots{Traverse: frameTraverse, Clear: frameClear,
			Repr: func(t *Thread, v Value) (Value, error) {
				f := object.As[Frame](v)
				return t.NewStr("<frame at " + object.Address(v.O) + ", file '" + f.code.C.Filename + "', line " + itoa(f.Line()) + ", code " + f.code.C.Name + ">"), nil
			}},
		Build: func() []object.Decl {
			return []object.Decl{
				object.Member("f_back", "", func(t *Thread, v Value) (Value, error) {
					if b := object.As[Frame](v).Back(); b != nil {
						return object.Obj(&b.Header).Ref(), nil
					}
					return object.None, nil
				}),
				object.Member("f_code", "", func(t *Thread, v Value) (Value, error) { return objOf(object.As[Frame](v).code).Ref(), nil }),
				object.Member("f_globals", "", func(t *Thread, v Value) (Value, error) { return object.As[Frame](v).globals.Value().Ref(), nil }),
				object.Member("f_builtins", "", func(t *Thread, v Value) (Value, error) { return builtinsOf(t, object.As[Frame](v).globals).Ref(), nil }),
				object.Getter("f_locals", "", func(t *Thread, v Value) (Value, error) { return object.As[Frame](v).localsDict(t) }),
				num("f_lineno", func(t *Thread, f *Frame) int { return f.Line() }),
				num("f_lasti", func(t *Thread, f *Frame) int { return max(f.Word()*2, -1) }), // -1: it has not begun
				object.Property("f_trace", "", func(t *Thread, v Value) (Value, error) { return orNone(object.As[Frame](v).tracing().trace).Ref(), nil },
					func(t *Thread, v, x Value) error {
						f := object.As[Frame](v)
						d := f.traced()
						old := d.trace
						if x == object.None {
							x = Value{}
						}
						d.trace = x.XRef()
						d.prev = f.Word()
						t.XUnref(old)
						return nil
					}),
				frameSwitch("f_trace_lines", func(d *frameDebug) *bool { return &d.noLines }, true),
				frameSwitch("f_trace_opcodes", func(d *frameDebug) *bool { return &d.opcodes }, false),
				object.Method("__sizeof__()", "F.__sizeof__() -> size of F in memory, in bytes", func(_ *Thread, v Value, _ []Value) (Value, error) {
					c := object.As[Frame](v).code.C
					n := c.NRegs - c.NLocalRegs + len(c.VarNames) + len(c.CellVars) + len(c.FreeVars)
					return object.Int(int64(FrameType.BasicSize + FrameType.ItemSize*n)), nil
				}),
				object.Method("clear()", "F.clear(): clear most references held by the frame", func(t *Thread, v Value, _ []Value) (Value, error) {
					f := object.As[Frame](v)
					if f.live != nil {
						return Value{}, t.Raise(object.RuntimeError, "cannot clear an executing frame")
					}
					if g := f.gen; g != nil {
						g.RC++
						generatorFinalize(t, object.Obj(&g.Header))
						err := g.clear(t)
						t.Unref(object.Obj(&g.Header))
						if err == nil {
							f.dropLocals(t)
						}
						return object.None, err
					}
					f.dropLocals(t) // a dict that f_locals made keeps what it shows
					return object.None, nil
				}),
			}
		}})
	TracebackType.Define(object.TypeSpec{Name: "traceback", Doc: "TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)\n--\n\nCreate a new traceback object.", Flags: object.FlagGC, Basic: 40, Layout: object.LayoutOf[Traceback](),
		Slots: object.Slots{New: tracebackNew,
			Traverse: func(o *Header, visit func(Value)) {
				tb := (*Traceback)(up(o))
				if tb.next.O != nil {
					visit(tb.next)
				}
				if tb.frame != nil {
					visit(object.Obj(&tb.frame.Header))
				}
				tb.VisitHeld(visit)
			},
			Clear: func(t *Thread, o *Header) {
				tb := (*Traceback)(up(o))
				next, f := tb.next, tb.frame
				tb.next, tb.frame = Value{}, nil
				t.XUnref(next)
				if f != nil {
					t.Unref(object.Obj(&f.Header))
				}
				tb.DropHeld(t)
			}},
		Build: func() []object.Decl {
			return []object.Decl{
				object.Method("__dir__()", "The names of the four attributes.", func(t *Thread, _ Value, _ []Value) (Value, error) {
					return t.NewList([]Value{t.NewStr("tb_frame"), t.NewStr("tb_next"), t.NewStr("tb_lasti"), t.NewStr("tb_lineno")}), nil
				}),
				object.Property("tb_next", "", func(t *Thread, v Value) (Value, error) { return orNone(object.As[Traceback](v).next).Ref(), nil }, tracebackSetNext),
				object.Member("tb_frame", "", func(t *Thread, v Value) (Value, error) {
					return object.Obj(&object.As[Traceback](v).frame.Header).Ref(), nil
				}),
				object.Member("tb_lineno", "", func(t *Thread, v Value) (Value, error) { return object.Int(int64(object.As[Traceback](v).line)), nil }),
				object.Member("tb_lasti", "", func(t *Thread, v Value) (Value, error) {
					return object.Int(int64(object.As[Traceback](v).lasti)), nil
				}),
			}
		}})
}

var tracebackSig = object.LazySignature{Text: "TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)"}

func tracebackNew(t *Thread, typ *object.Type, a object.Args) (Value, error) {
	var out [4]Value
	done, err := t.BindArgs(tracebackSig.Signature(), a, out[:])
	if err != nil {
		return Value{}, err
	}
	defer done()
	if out[0] != object.None && out[0].O.Typ != TracebackType {
		return Value{}, t.TypeErr("expected traceback object or None, got '%s'", out[0].O.Typ.Name)
	}
	if out[1].O.Typ != FrameType {
		return Value{}, t.TypeErr("TracebackType() argument 'tb_frame' must be frame, not %s", out[1].O.Typ.Name)
	}
	lasti, err := t.AsIndex(out[2], object.OverflowError)
	if err != nil {
		return Value{}, err
	}
	line, err := t.AsIndex(out[3], object.OverflowError)
	if err != nil {
		return Value{}, err
	}
	tb := object.New[Traceback](t, TracebackType)
	if out[0] != object.None {
		tb.next = out[0].Ref()
	}
	tb.frame = object.As[Frame](out[1].Ref())
	tb.lasti, tb.line = lasti, line
	return object.Obj(&tb.Header), nil
}

func tracebackSetNext(t *Thread, v, x Value) error {
	if x.O == nil {
		return t.TypeErr("can't delete tb_next attribute")
	}
	if x == object.None {
		x = Value{}
	} else if x.O.Typ != TracebackType {
		return t.TypeErr("expected traceback object, got '%s'", x.O.Typ.Name)
	}
	for c := x; c.O != nil; c = object.As[Traceback](c).next {
		if c == v {
			return t.ValueErr("traceback loop detected")
		}
	}
	tb := object.As[Traceback](v)
	old := tb.next
	tb.next = x.XRef()
	t.XUnref(old)
	return nil
}

// bound reports whether register r of a frame holds its variable's value: a register
// that no instruction up to here has written may hold what an earlier call left.
func bound(f *Frame, r int) bool {
	c := f.code.C
	if r < c.Passed() || r == c.VarKwReg || f.registers()[r].O.RC >= 0 {
		return true
	}
	for _, m := range c.MaybeUnbound {
		if int(m) == r {
			return f.registers()[r].O != &object.UnboundTag
		}
	}
	for i := 0; i < len(c.Instrs); {
		w := c.Instrs[i]
		if code.OpOf(w) == code.FORITER && int(code.B(w)) == r*code.RegSize && i+1+int(int16(code.C(w))) <= f.Word() {
			return true // it stands behind the loop's body
		}
		if i > f.Word() {
			i += code.Table[code.OpOf(w)].Words
			continue
		}
		info := &code.Table[code.OpOf(w)]
		for _, x := range [...]struct {
			kind code.Kind
			reg  uint16
		}{{info.A, code.A(w)}, {info.B, code.B(w)}, {info.C, code.C(w)}} {
			if x.kind == code.Dst && int(x.reg) == r*code.RegSize {
				return true
			}
		}
		i += info.Words
	}
	return false
}

// frameSwitch declares an attribute that is True or False; off is what a set flag means.
func frameSwitch(name string, at func(d *frameDebug) *bool, off bool) object.Decl {
	return object.Property(name, "", func(t *Thread, v Value) (Value, error) {
		return object.Bool(*at(object.As[Frame](v).tracing()) != off), nil
	},
		func(t *Thread, v, x Value) error {
			if x.O == nil {
				return t.TypeErr("can't delete numeric/char attribute")
			}
			if x.O != &object.BoolTag {
				return t.TypeErr("attribute value type must be bool")
			}
			*at(object.As[Frame](v).traced()) = (x == object.True) != off
			return nil
		}).AsMember()
}
