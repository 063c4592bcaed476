package eval

import (
	"unsafe"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

// Instructions that the evaluator specialises to.
const (
	opLOADB = code.NumOps + iota
	opTRACE // what tracing writes over every instruction
)

// rare runs the instructions that are not hot enough for the switch in run.
//
//go:noinline
func (vm *VM) rare(op code.Op, pc up, body *Body) bool {
	vm.save(pc, body)
	switch op {
	case code.LOADKX:
		vm.put(opA(pc), body.consts[code.WideOf(*(*uint64)(unsafe.Add(pc, -8)))].Ref())
	case code.CHECK:
		if vm.at(opA(pc)).O == &object.UnboundTag {
			return vm.unbound(body.c.VarNames[opB(pc)])
		}
	case code.DELLOCAL:
		a := vm.at(opA(pc))
		old := *a
		if old.O == &object.UnboundTag {
			return vm.unbound(body.c.VarNames[opB(pc)])
		}
		*a = object.Unbound
		vm.t.Unref(old)
	case code.MKCELL:
		vm.makeCell(pc)
	case code.COPYFREE:
		vm.copyFree(pc)
	case code.DELDEREF:
		c := object.As[Cell](*vm.at(opA(pc)))
		old := c.V
		if old.O == nil {
			vm.derefErrorA(pc, body)
			return false
		}
		c.V = Value{}
		vm.t.Unref(old)
	case code.CLASSDEREF:
		return vm.classDeref(pc, body)
	case code.DELG:
		name := body.names[opB(pc)]
		if !body.glob.DelStr(vm.t, name) {
			return vm.fail(vm.t.RaiseName(object.NameError, name, "name '%s' is not defined", name.S))
		}
	case code.DELNAME:
		return vm.delName(body.names[opB(pc)])
	case code.LOADBUILD:
		v, done, ok := Value{}, false, false
		if custom := body.glob.GetStr(vm.t, vm.in.names.builtins); custom.O != nil {
			v, done, ok = vm.customBuiltin(custom, vm.in.names.buildClass)
		}
		if !done {
			v, ok = vm.in.builtins.GetStr(vm.t, vm.in.names.buildClass).XRef(), true
		}
		if !ok && vm.t.ErrIs(vm.err, object.NameError) {
			vm.t.Discard(vm.err)
			vm.err = nil
		}
		if v.O == nil {
			if vm.err != nil {
				return false
			}
			return vm.fail(vm.t.Raise(object.NameError, "__build_class__ not found"))
		}
		vm.put(opA(pc), v)
	case code.LOADASSERT:
		vm.put(opA(pc), object.AssertionError.Value())
	case code.NEG, code.POS, code.INVERT, code.NOT, code.COMPARE, code.IS, code.ISNOT, code.IN, code.NOTIN:
		return vm.operator(op, pc)
	case code.DELATTR:
		if err := vm.t.SetAttr(*vm.at(opB(pc)), body.names[opC(pc)], Value{}); err != nil {
			return vm.fail(err)
		}
		vm.consumeB(pc)
	case code.GETIDXK:
		return vm.getItemWith(pc, body, *rg(body.kbase, opC(pc)))
	case code.DELIDX:
		if err := vm.t.DelItem(*vm.at(opB(pc)), *vm.at(opC(pc))); err != nil {
			return vm.fail(err)
		}
		vm.consumeCB(pc)
	case code.SLICE:
		if vm.part(pc, body) {
			return true
		}
		b := opB(pc)
		vm.put(opA(pc), vm.t.NewSlice(move(vm.at(b)), move(vm.at(b+16)), move(vm.at(b+32))))
	case code.ITER:
		it, err := vm.t.Iter(*vm.at(opB(pc)))
		if err != nil {
			return vm.fail(err)
		}
		vm.consumeB(pc)
		vm.put(opA(pc), it)
	case code.UNPACKEX:
		return vm.unpackEx(pc)
	case code.JNOMATCH:
		return vm.noMatch(pc)
	case opTRACE:
		return vm.traced()
	default:
		return vm.build(op, pc, body)
	}
	return true
}

func (vm *VM) consumeB(pc up) {
	if opF(pc)&code.TmpB != 0 {
		vm.take(vm.at(opB(pc)))
	}
}

func (vm *VM) unbound(name string) bool {
	n := vm.t.In.Intern(name)
	return vm.fail(vm.t.RaiseName(object.UnboundLocalError, n, "local variable '%s' referenced before assignment", name))
}

func (vm *VM) derefErrorA(pc up, body *Body) {
	name, free := cellName(body.c, opA(pc)/16)
	n := vm.t.In.Intern(name)
	if free {
		vm.err = vm.t.RaiseName(object.NameError, n, "free variable '%s' referenced before assignment in enclosing scope", name)
	} else {
		vm.err = vm.t.RaiseName(object.UnboundLocalError, n, "local variable '%s' referenced before assignment", name)
	}
}

func (vm *VM) makeCell(pc up) {
	var v Value
	if opF(pc)&code.TmpA == 0 {
		b := vm.at(opB(pc))
		if opF(pc)&code.TmpB != 0 {
			v = move(b)
		} else {
			v = b.Ref()
		}
		if v.O == &object.UnboundTag {
			v = Value{}
		}
	}
	vm.put(opA(pc), object.Obj(&newCell(vm.t, v).Header))
}

func (vm *VM) copyFree(pc up) {
	fn := vm.fr.fn
	if fn == nil || fn.closure == nil {
		return
	}
	for i := 0; i < int(opB(pc)); i++ {
		vm.put(opA(pc)+uintptr(i)*16, fn.closure.Items[i].Ref())
	}
}

func (vm *VM) classDeref(pc up, body *Body) bool {
	name := body.c.FreeVars[opC(pc)]
	v, err := vm.nsGet(vm.fr.namespace(), vm.t.In.Intern(name))
	if err != nil {
		return vm.fail(err)
	}
	if v.O == nil {
		v = object.As[Cell](*vm.at(opB(pc))).V
		if v.O == nil {
			vm.derefError(pc, body)
			return false
		}
		v.Ref()
	}
	vm.put(opA(pc), v)
	return true
}

func (vm *VM) delName(name *object.Str) bool {
	ns := vm.fr.namespace()
	if d, ok := object.AsDict(ns); ok && ns.O.Typ == object.DictType {
		if !d.DelStr(vm.t, name) {
			return vm.fail(vm.t.RaiseName(object.NameError, name, "name '%s' is not defined", name.S))
		}
		return true
	}
	if err := vm.t.DelItem(ns, object.Obj(&name.Header)); err != nil {
		if vm.t.ErrIs(err, object.KeyError) {
			vm.t.Discard(err)
			err = vm.t.RaiseName(object.NameError, name, "name '%s' is not defined", name.S)
		}
		return vm.fail(err)
	}
	return true
}

func (vm *VM) operator(op code.Op, pc up) bool {
	t := vm.t
	b := *vm.at(opB(pc))
	var r Value
	var ok bool
	var err error
	switch op {
	case code.NEG:
		if b.O == &object.FloatTag {
			r = object.Float(-b.Float())
		} else {
			r, err = t.Neg(b)
		}
	case code.POS:
		r, err = t.Pos(b)
	case code.INVERT:
		r, err = t.Invert(b)
	case code.NOT:
		ok, err = t.Truth(b)
		r = object.Bool(!ok)
	case code.COMPARE:
		if started, ok := vm.compareSpecial(int(opF(pc)>>code.CmpShift&7), b, *vm.at(opC(pc)), specialCompare); started {
			return ok
		}
		r, err = vm.compare(int(opF(pc)>>code.CmpShift&7), b, *vm.at(opC(pc)))
	case code.IS:
		r = object.Bool(b == *vm.at(opC(pc)))
	case code.ISNOT:
		r = object.Bool(b != *vm.at(opC(pc)))
	case code.IN, code.NOTIN:
		ok, err = vm.contains(*vm.at(opC(pc)), b)
		r = object.Bool(ok == (op == code.IN))
	}
	if err != nil {
		return vm.fail(err)
	}
	if op >= code.COMPARE {
		vm.consumeBC(pc)
	} else {
		vm.consumeB(pc)
	}
	vm.put(opA(pc), r)
	return true
}

func (vm *VM) compare(op int, b, c Value) (Value, error) {
	if b.O == &object.IntTag && c.O == &object.IntTag {
		x, y := b.Int(), c.Int()
		switch op {
		case object.CmpLT:
			return object.Bool(x < y), nil
		case object.CmpLE:
			return object.Bool(x <= y), nil
		case object.CmpEQ:
			return object.Bool(x == y), nil
		case object.CmpNE:
			return object.Bool(x != y), nil
		case object.CmpGT:
			return object.Bool(x > y), nil
		}
		return object.Bool(x >= y), nil
	}
	return vm.t.Compare(b, c, op)
}

func (vm *VM) contains(c, x Value) (bool, error) {
	if c.O.Typ == object.DictType {
		v, err := object.As[object.Dict](c).Get(vm.t, x)
		return v.O != nil, err
	}
	return vm.t.Contains(c, x)
}

// unpack is UNPACK: exactly n items.
//
//go:noinline
func (vm *VM) unpack(pc up) bool {
	n := int(opC(pc))
	v := *vm.at(opB(pc))
	var items []Value
	switch v.O.Typ {
	case object.TupleType:
		items = object.As[object.Tuple](v).Items
	case object.ListType:
		items = object.As[object.List](v).Items
	default:
		return vm.unpackIter(pc, v, n, -1)
	}
	if len(items) != n {
		return vm.fail(vm.unpackError(len(items), n, len(items) > n))
	}
	if opF(pc)&code.TmpB != 0 { // the results may take its register
		vm.at(opB(pc)).O = &object.IntTag
		vm.scatter(opA(pc), items)
		vm.t.Unref(v)
		return true
	}
	vm.scatter(opA(pc), items)
	return true
}

func (vm *VM) unpackError(got, want int, tooMany bool) error {
	if tooMany {
		return vm.t.ValueErr("too many values to unpack (expected %d)", want)
	}
	return vm.t.ValueErr("not enough values to unpack (expected %d, got %d)", want, got)
}

// unpackEx is UNPACKEX: some items, a list of the rest, some more.
func (vm *VM) unpackEx(pc up) bool {
	c := opC(pc)
	return vm.unpackIter(pc, *vm.at(opB(pc)), int(c&255), int(c>>8))
}

// unpackIter unpacks any iterable into n items and, if after >= 0, a list and after more.
func (vm *VM) unpackIter(pc up, v Value, n, after int) bool {
	t := vm.t
	it, err := t.Iter(v)
	if err != nil {
		if t.ErrIs(err, object.TypeError) && v.O.Typ.Slots.Iter == nil && v.O.Typ.Slots.GetItem == nil {
			t.Discard(err)
			err = t.TypeErr("cannot unpack non-iterable %s object", v.O.Typ.FullName())
		}
		return vm.fail(err)
	}
	var items []Value
	fail := func(err error) bool {
		for i := len(items) - 1; i >= 0; i-- {
			t.Unref(items[i])
		}
		t.Unref(it)
		return vm.fail(err)
	}
	for len(items) < n || after < 0 && len(items) == n {
		x, err := t.Next(it)
		if err != nil {
			return fail(err)
		}
		if x.O == nil {
			break
		}
		items = append(items, x)
		if len(items)&4095 == 0 {
			if err := t.Poll(); err != nil {
				return fail(err)
			}
		}
	}
	var rest Value
	switch {
	case after < 0 && len(items) != n:
		return fail(vm.unpackError(len(items), n, len(items) > n))
	case after >= 0 && len(items) < n:
		return fail(t.ValueErr("not enough values to unpack (expected at least %d, got %d)", n+after, len(items)))
	case after >= 0: // the list is older than what the iterator makes for it
		if rest, err = t.ListOf(it); err != nil {
			return fail(err)
		}
		if l := object.As[object.List](rest); len(l.Items) < after {
			err = t.ValueErr("not enough values to unpack (expected at least %d, got %d)", n+after, n+len(l.Items))
			t.Unref(rest)
			return fail(err)
		}
	}
	t.Unref(it)
	vm.consumeB(pc)
	out := opA(pc)
	if after >= 0 {
		l := object.As[object.List](rest)
		k := len(l.Items) - after
		for i, x := range l.Items[k:] {
			vm.put(out+uintptr(n+1+i)*16, x)
		}
		clear(l.Items[k:])
		l.Items = l.Items[:k]
		vm.put(out+uintptr(n)*16, rest)
	}
	for i, x := range items {
		vm.put(out+uintptr(i)*16, x)
	}
	return true
}

// moveAll takes temporaries from the register at off on.
func (vm *VM) moveAll(out []Value, off uintptr) {
	p := vm.at(off)
	for i := range out {
		out[i] = move(p)
		p = (*Value)(unsafe.Add(up(p), 16))
	}
}

// makeTuple is TUPLE.
//
//go:noinline
func (vm *VM) makeTuple(pc up) {
	tup := vm.t.MakeTuple(int(opC(pc)))
	vm.moveAll(tup.Items, opB(pc))
	vm.put(opA(pc), object.Obj(&tup.Header))
}

// makeList is LIST.
//
//go:noinline
func (vm *VM) makeList(pc up) {
	var items []Value
	if n := int(opC(pc)); n > 0 {
		items = vm.t.NewItems(n)
		vm.moveAll(items, opB(pc))
	}
	vm.put(opA(pc), vm.t.NewList(items))
}

// build runs the instructions that make containers, functions and the rest.
func (vm *VM) build(op code.Op, pc up, body *Body) bool {
	t := vm.t
	var err error
	switch op {
	case code.SET:
		err = vm.makeSet(pc)
	case code.DICT:
		err = vm.makeDict(pc)
	case code.APPEND:
		l := object.As[object.List](*vm.at(opA(pc)))
		if err = l.Append(t, *vm.at(opB(pc))); err == nil {
			vm.consumeB(pc)
		}
	case code.EXTEND:
		err = vm.extend(pc)
	case code.LISTTUPLE:
		items, _ := object.AsList(*vm.at(opB(pc)))
		tup := t.NewTupleOf(items.Items)
		vm.consumeB(pc)
		vm.put(opA(pc), tup)
	case code.SETADD:
		if err = t.SetAdd(*vm.at(opA(pc)), *vm.at(opB(pc))); err == nil {
			vm.consumeB(pc)
		}
	case code.SETUPDATE:
		if err = t.SetUpdate(*vm.at(opA(pc)), *vm.at(opB(pc))); err == nil {
			vm.consumeB(pc)
		}
	case code.DICTSET:
		d := object.As[object.Dict](*vm.at(opA(pc)))
		if err = d.Set(t, *vm.at(opB(pc)), *vm.at(opC(pc))); err == nil {
			vm.consumeCB(pc)
		}
	case code.DICTUPDATE:
		err = vm.dictUpdate(pc)
	case code.DICTMERGE:
		err = vm.dictMerge(pc)
	case code.IMPORT, code.IMPORTFROM, code.IMPORTSTAR:
		err = vm.importOp(op, pc, body)
	case code.PRINT:
		if err = vm.display(*vm.at(opB(pc))); err == nil {
			vm.consumeB(pc)
		}
	case code.ANNOTATIONS:
		err = vm.setupAnnotations()
	default:
		err = vm.protocol(op, pc, body)
	}
	if err != nil {
		return vm.fail(err)
	}
	return true
}

func (vm *VM) makeSet(pc up) error {
	s := vm.t.MakeSet()
	n := int(opC(pc))
	for i := 0; i < n; i++ {
		if err := s.Add(vm.t, *vm.at(opB(pc) + uintptr(i)*16)); err != nil {
			vm.t.Unref(s.Value())
			return err
		}
	}
	vm.dropAll(opB(pc), n)
	vm.put(opA(pc), s.Value())
	return nil
}

func (vm *VM) dropAll(off uintptr, n int) {
	for i := 0; i < n; i++ {
		if p := vm.at(off + uintptr(i)*16); p.O.RC >= 0 {
			vm.take(p)
		}
	}
}

func (vm *VM) makeDict(pc up) error {
	d := vm.t.NewDict()
	n := int(opC(pc))
	d.Expect(vm.t, n)
	for i := 0; i < n; i++ {
		k := opB(pc) + uintptr(i)*32
		if err := d.Set(vm.t, *vm.at(k), *vm.at(k + 16)); err != nil {
			vm.t.Unref(d.Value())
			return err
		}
	}
	vm.dropAll(opB(pc), 2*n)
	vm.put(opA(pc), d.Value())
	return nil
}

func (vm *VM) extend(pc up) error {
	t := vm.t
	l, v := *vm.at(opA(pc)), *vm.at(opB(pc))
	if err := object.As[object.List](l).Extend(t, v); err != nil {
		if opF(pc)&code.Inplace != 0 && t.ErrIs(err, object.TypeError) && v.O.Typ.Slots.Iter == nil && v.O.Typ.Slots.GetItem == nil {
			t.Discard(err)
			err = t.TypeErr("Value after * must be an iterable, not %s", v.O.Typ.Name)
		}
		return err
	}
	vm.consumeB(pc)
	return nil
}

func (vm *VM) dictUpdate(pc up) error {
	t := vm.t
	d, v := *vm.at(opA(pc)), *vm.at(opB(pc))
	if src, ok := object.AsDict(v); ok && v.O.Typ == object.DictType {
		if err := src.CopyInto(t, object.As[object.Dict](d)); err != nil {
			return err
		}
	} else {
		keys, err := t.LookupAttr(v, "keys")
		if err != nil {
			return err
		}
		if keys.O == nil {
			return t.TypeErr("'%s' object is not a mapping", v.O.Typ.Name)
		}
		t.Unref(keys)
		r, err := t.CallMethod(d, "update", v)
		if err != nil {
			return err
		}
		t.Unref(r)
	}
	vm.consumeB(pc)
	return nil
}

// dictMerge adds keyword arguments to those of a call.
func (vm *VM) dictMerge(pc up) error {
	t := vm.t
	d, v, fn := object.As[object.Dict](*vm.at(opA(pc))), *vm.at(opB(pc)), *vm.at(opC(pc))
	add := func(k, x Value) error {
		old, err := d.Get(t, k)
		if err != nil {
			return err
		}
		if old.O != nil {
			s, err := t.StrString(k)
			if err == nil {
				err = t.TypeErr("%s got multiple values for keyword argument '%s'", vm.callName(fn), s)
			}
			return err
		}
		return d.Set(t, k, x)
	}
	if src, ok := object.AsDict(v); ok && v.O.Typ == object.DictType {
		if d.Len() == 0 { // nothing can be there twice
			if err := d.Update(t, v); err != nil {
				return err
			}
			vm.consumeB(pc)
			return nil
		}
		pos := 0
		for {
			k, x, ok := src.Next(&pos)
			if !ok {
				break
			}
			if err := add(k, x); err != nil {
				return err
			}
		}
		vm.consumeB(pc)
		return nil
	}
	keys, err := t.LookupAttr(v, "keys")
	if err != nil {
		return err
	}
	if keys.O == nil {
		return t.TypeErr("%s argument after ** must be a mapping, not %s", vm.callName(fn), v.O.Typ.Name)
	}
	ks, err := t.Call(keys)
	t.Unref(keys)
	if err != nil {
		return err
	}
	err = t.Iterate(ks, func(k Value) error {
		x, err := t.GetItem(v, k)
		if err != nil {
			return err
		}
		err = add(k, x)
		t.Unref(x)
		return err
	})
	t.Unref(ks)
	if err == nil {
		vm.consumeB(pc)
	}
	return err
}

// format is FORMAT: one replacement field of an f-string.
//
//go:noinline
func (vm *VM) format(pc up) bool {
	t := vm.t
	f := opF(pc)
	if f&code.TmpA == 0 && f>>4&3 == code.ConvNone {
		// f"{x}" of a str or an int: no code of a script runs.
		switch b := vm.at(opB(pc)); {
		case b.O.Typ == object.StrType:
			v := *b
			if f&code.TmpB != 0 {
				b.O = &object.IntTag
			} else {
				v.Ref()
			}
			vm.put(opA(pc), v)
			return true
		case b.O == &object.IntTag:
			vm.put(opA(pc), t.IntStr(b.Int()))
			return true
		}
	}
	v := vm.at(opB(pc)).Ref()
	var err error
	if conv := f >> 4 & 3; conv != code.ConvNone {
		old := v
		switch conv {
		case code.ConvStr:
			v, err = t.Str(old)
		case code.ConvRepr:
			v, err = t.Repr(old)
		case code.ConvASCII:
			v, err = t.ASCII(old)
		}
		t.Unref(old)
		if err != nil {
			return vm.fail(err)
		}
	}
	var r Value
	if f&code.TmpA != 0 {
		r, err = t.Format(v, *vm.at(opC(pc)))
	} else {
		r, err = t.Format(v, object.Obj(&t.In.Intern("").Header))
	}
	t.Unref(v)
	if err != nil {
		return vm.fail(err)
	}
	if f&code.TmpA == 0 {
		vm.consumeB(pc)
	} else {
		vm.consumeBC(pc)
	}
	vm.put(opA(pc), r)
	return true
}

// join is JOIN: the pieces of an f-string become one str.
//
//go:noinline
func (vm *VM) join(pc up) {
	parts := window(up(vm.at(opB(pc))), int(opC(pc)))
	size, points := 0, 0
	for _, v := range parts {
		s := object.As[object.Str](v)
		size += len(s.S)
		points += s.N
	}
	text := make([]byte, 0, size)
	for _, v := range parts {
		text = append(text, object.As[object.Str](v).S...)
	}
	r := vm.t.NewStrN(unsafe.String(unsafe.SliceData(text), size), points)
	vm.dropAll(opB(pc), len(parts))
	vm.put(opA(pc), r)
}

// makeFunction is FUNC.
//
//go:noinline
func (vm *VM) makeFunction(pc up, body *Body) {
	f := newFunction(vm.t, object.As[Code](*rg(body.kbase, opB(pc))), body.glob)
	off := opC(pc)
	next := func() Value {
		v := move(vm.at(off))
		off += 16
		return v
	}
	flags := opF(pc)
	if flags&code.FuncDefaults != 0 {
		f.defaults = object.As[object.Tuple](next())
	}
	if flags&code.FuncKwDefaults != 0 {
		f.kwdefaults = object.As[object.Dict](next())
	}
	if flags&code.FuncAnnotations != 0 {
		f.annots = next()
	}
	if flags&code.FuncClosure != 0 {
		f.closure = object.As[object.Tuple](next())
	}
	vm.put(opA(pc), object.Obj(&f.Header))
}

func (vm *VM) setupAnnotations() error {
	t := vm.t
	ns := vm.fr.namespace()
	name := t.In.Intern("__annotations__")
	v, err := vm.nsGet(ns, name)
	if err != nil {
		return err
	}
	if v.O != nil {
		t.Unref(v)
		return nil
	}
	d := t.NewDict()
	err = t.SetItem(ns, object.Obj(&name.Header), d.Value())
	t.Unref(d.Value())
	return err
}

// display is the expression statement of the interactive prompt.
func (vm *VM) display(v Value) error {
	t := vm.t
	hook := t.PeekSys("displayhook").XRef()
	if hook.O == nil {
		return t.Raise(object.RuntimeError, "lost sys.displayhook")
	}
	r, err := t.Call(hook, v)
	t.Unref(hook)
	if err == nil {
		t.Unref(r)
	}
	return err
}

func (b *Body) eachOp(f func(i int, op code.Op)) {
	for i := 0; i < len(b.c.Instrs); {
		f(i, b.opAt(i))
		i += code.Table[code.OpOf(b.c.Instrs[i])].Words
	}
}

func (b *Body) setOp(i int, op code.Op) {
	if b.saved != nil && code.OpOf(b.instrs[i]) == opTRACE {
		b.saved[i] = op
		return
	}
	b.instrs[i] = b.instrs[i]&^0xff | uint64(op)
}

// deopt forgets where attributes lie in instances.
func (b *Body) deopt() {
	for i := range b.mc {
		b.mc[i] = methodCache{}
	}
}
