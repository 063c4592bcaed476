package eval

import (
	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

// protocol runs the instructions of with, await and match.
func (vm *VM) protocol(op code.Op, pc up, body *Body) error {
	t := vm.t
	b := *vm.at(opB(pc))
	var r Value
	var err error
	switch op {
	case code.WITH:
		return vm.with(pc, b, "__enter__", "__exit__")
	case code.ASYNCWITH:
		return vm.with(pc, b, "__aenter__", "__aexit__")
	case code.WITHEXIT:
		if started, ok := vm.exitSpecial(pc, b); started {
			return vm.failed(ok)
		}
		r, err = vm.withExit(pc, b)
	case code.YIELDITER:
		r, err = vm.yieldIter(b)
	case code.AWAITABLE:
		r, err = vm.awaitable(b, int(opC(pc)))
	case code.AITER:
		r, err = vm.asyncIter(b)
	case code.ANEXT:
		if r, err = vm.asyncNext(b); err == nil {
			vm.put(opA(pc), r)
		}
		return err
	case code.MATCHSEQ:
		vm.put(opA(pc), object.Bool(t.MatchesSequence(b)))
		return nil
	case code.MATCHMAP:
		vm.put(opA(pc), object.Bool(t.MatchesMapping(b)))
		return nil
	case code.LEN:
		n, err := t.Len(b)
		if err == nil {
			vm.put(opA(pc), object.Int(int64(n)))
		}
		return err
	case code.MATCHKEYS:
		if r, err = vm.matchKeys(b, *vm.at(opC(pc))); err == nil {
			vm.put(opA(pc), r)
		}
		return err
	case code.MATCHCLASS:
		return vm.matchClass(pc, body, b)
	default:
		return t.Raise(object.SystemError, "unknown opcode %d", int(op))
	}
	if err != nil {
		return err
	}
	vm.consumeB(pc)
	vm.put(opA(pc), r)
	return nil
}

// with looks both methods up before it calls the first.
func (vm *VM) with(pc up, b Value, enter, exit string) error {
	t := vm.t
	get := func(name string) (Value, error) {
		f, err := t.LookupSpecial(b, name)
		if err == nil && f.O == nil {
			err = t.RaiseArgs(object.AttributeError, t.NewStr(name))
		}
		return f, err
	}
	if fn := vm.enterSpecial(b, enter); fn != nil {
		out, err := get(exit)
		if err != nil {
			return err
		}
		b.Ref()
		vm.consumeB(pc)
		vm.put(opA(pc), out)
		_, ok := vm.startSpecial(fn, specialEnter, b)
		t.Unref(b)
		return vm.failed(ok)
	}
	in, err := get(enter)
	if err != nil {
		return err
	}
	out, err := get(exit)
	if err != nil {
		t.Unref(in)
		return err
	}
	vm.consumeB(pc)
	vm.put(opA(pc), out)
	r, err := t.Call(in)
	t.Unref(in)
	if err != nil {
		return err
	}
	vm.put(opA(pc)+16, r)
	return nil
}

func (vm *VM) withExit(pc up, exit Value) (Value, error) {
	if opF(pc)&code.Inplace != 0 {
		return vm.t.Call(exit, object.None, object.None, object.None)
	}
	exc := *vm.at(opC(pc))
	e, _ := object.AsException(exc)
	tb := orNone(e.Traceback()).Ref()
	r, err := vm.t.Call(exit, exc.O.Typ.Value(), exc, tb)
	vm.t.Unref(tb)
	return r, err
}

func (vm *VM) yieldIter(v Value) (Value, error) {
	switch v.O.Typ {
	case GeneratorType:
		return v.Ref(), nil
	case CoroutineType:
		if vm.fr.body.c.Flags&(code.Coroutine|code.IterableCoroutine) == 0 {
			return Value{}, vm.t.TypeErr("cannot 'yield from' a coroutine object in a non-coroutine generator")
		}
		return v.Ref(), nil
	}
	return vm.t.Iter(v)
}

// awaitable returns what `await v` iterates over.
func (vm *VM) awaitable(v Value, kind int) (Value, error) {
	t := vm.t
	if v.O.Typ == CoroutineType {
		if object.As[Generator](v).delegate().O != nil {
			return Value{}, t.Raise(object.RuntimeError, "coroutine is being awaited already")
		}
		return v.Ref(), nil
	}
	if v.O.Typ == GeneratorType && object.As[Generator](v).code.C.Flags&code.IterableCoroutine != 0 {
		return v.Ref(), nil
	}
	f := v.O.Typ.Slots.Await
	if f == nil {
		switch kind {
		case 1:
			return Value{}, t.TypeErr("'async with' received an object from __aenter__ that does not implement __await__: %s", v.O.Typ.Name)
		case 2:
			return Value{}, t.TypeErr("'async with' received an object from __aexit__ that does not implement __await__: %s", v.O.Typ.Name)
		}
		return Value{}, t.TypeErr("object %s can't be used in 'await' expression", v.O.Typ.Name)
	}
	r, err := f(t, v)
	if err != nil {
		return r, err
	}
	if r.O.Typ == CoroutineType {
		t.Unref(r)
		return Value{}, t.TypeErr("__await__() returned a coroutine")
	}
	if r.O.Typ.Slots.Next == nil {
		err := t.TypeErr("__await__() returned non-iterator of type '%s'", r.O.Typ.Name)
		t.Unref(r)
		return Value{}, err
	}
	return r, nil
}

// AwaitIter returns the iterator that await v runs through.
func AwaitIter(t *Thread, v Value) (Value, error) {
	it, err := vmOf(t).awaitable(v, 0)
	if err != nil || it.O.Typ != CoroutineType {
		return it, err
	}
	r, err := it.O.Typ.Slots.Await(t, it)
	t.Unref(it)
	return r, err
}

func (vm *VM) asyncIter(v Value) (Value, error) {
	t := vm.t
	f := v.O.Typ.Slots.AIter
	if f == nil {
		return Value{}, t.TypeErr("'async for' requires an object with __aiter__ method, got %s", v.O.Typ.Name)
	}
	r, err := f(t, v)
	if err == nil && r.O.Typ.Slots.ANext == nil {
		err = t.TypeErr("'async for' received an object from __aiter__ that does not implement __anext__: %s", r.O.Typ.Name)
		t.Unref(r)
		return Value{}, err
	}
	return r, err
}

func (vm *VM) asyncNext(v Value) (Value, error) {
	t := vm.t
	f := v.O.Typ.Slots.ANext
	if f == nil {
		return Value{}, t.TypeErr("'async for' requires an iterator with __anext__ method, got %s", v.O.Typ.Name)
	}
	r, err := f(t, v)
	if err != nil {
		return r, err
	}
	if v.O.Typ == AsyncGenType {
		return r, nil
	}
	w, err := vm.awaitable(r, 0)
	if err != nil {
		name := r.O.Typ.Name
		cause := t.TakeExc(err)
		err = t.TypeErr("'async for' received an invalid object from __anext__: %s", name)
		t.Normalize(err).GiveCause(t, cause.Value())
	}
	t.Unref(r)
	return w, err
}

// matchKeys is MATCHKEYS.
func (vm *VM) matchKeys(v, keys Value) (Value, error) {
	t := vm.t
	ks := object.As[object.Tuple](keys).Items
	if len(ks) == 0 {
		return t.NewTuple(), nil
	}
	get, err := t.GetAttrS(v, "get")
	if err != nil {
		return Value{}, err
	}
	defer t.Unref(get)
	seen := t.NewDict()
	defer t.Unref(seen.Value())
	missing := object.Obj(t.Alloc(object.ObjectType))
	defer t.Unref(missing)
	var out []Value
	for _, k := range ks {
		dup, err := seen.Get(t, k)
		if err == nil && dup.O != nil {
			s, _ := t.ReprString(k)
			err = t.ValueErr("mapping pattern checks duplicate key (%s)", s)
		}
		var x Value
		if err == nil {
			if err = seen.Set(t, k, object.None); err == nil {
				x, err = t.Call(get, k, missing)
			}
		}
		if err != nil {
			t.UnrefAll(out)
			return Value{}, err
		}
		if x == missing {
			t.Unref(x)
			t.UnrefAll(out)
			return object.None, nil
		}
		out = append(out, x)
	}
	return t.NewTuple(out...), nil
}

// matchClass is MATCHCLASS.
func (vm *VM) matchClass(pc up, body *Body, v Value) error {
	t := vm.t
	w := *(*uint64)(pc)
	npos := int(uint32(w))
	names := object.As[object.Tuple](body.consts[w>>32]).Items
	cls := *vm.at(opC(pc))
	typ, ok := object.AsType(cls)
	if !ok {
		return t.TypeErr("called match pattern must be a type")
	}
	r, err := vm.classAttrs(v, typ, npos, names)
	if err != nil {
		return err
	}
	if opF(pc)&code.TmpC != 0 {
		vm.take(vm.at(opC(pc)))
	}
	vm.skip(1)
	vm.put(opA(pc), r)
	return nil
}

func (vm *VM) classAttrs(v Value, typ *object.Type, npos int, names []Value) (Value, error) {
	t := vm.t
	if ok, err := t.IsInstanceOf(v, typ.Value()); err != nil || !ok {
		return object.None, err
	}
	var out []Value
	fail := func(err error) (Value, error) {
		t.UnrefAll(out)
		return Value{}, err
	}
	seen := map[string]bool{}
	attr := func(name Value) (found bool, err error) {
		n := object.As[object.Str](name)
		if seen[n.S] {
			return false, t.TypeErr("%s() got multiple sub-patterns for attribute '%s'", typ.Name, n.S)
		}
		seen[n.S] = true
		x, err := t.LookupAttrStr(v, n)
		if err != nil || x.O == nil {
			return false, err
		}
		out = append(out, x)
		return true, nil
	}
	if npos > 0 {
		args, err := t.LookupAttr(typ.Value(), "__match_args__")
		if err != nil {
			return Value{}, err
		}
		allowed, self := 0, false
		var items []Value
		if args.O == nil {
			if typ.Flags&object.FlagSelfMatch != 0 {
				allowed, self = 1, true
			}
		} else {
			defer t.Unref(args)
			tup, ok := object.AsTuple(args)
			if !ok {
				return Value{}, t.TypeErr("%s.__match_args__ must be a tuple (got %s)", typ.Name, args.O.Typ.Name)
			}
			items = tup.Items
			allowed = len(items)
		}
		if npos > allowed {
			s := "s"
			if allowed == 1 {
				s = ""
			}
			return Value{}, t.TypeErr("%s() accepts %d positional sub-pattern%s (%d given)", typ.Name, allowed, s, npos)
		}
		if self {
			out = append(out, v.Ref())
		}
		for _, n := range items[:min(npos, len(items))] {
			if !n.IsStr() {
				return fail(t.TypeErr("__match_args__ elements must be strings (got %s)", n.O.Typ.Name))
			}
			if ok, err := attr(n); err != nil {
				return fail(err)
			} else if !ok {
				t.UnrefAll(out)
				return object.None, nil
			}
		}
	}
	for _, n := range names {
		if ok, err := attr(n); err != nil {
			return fail(err)
		} else if !ok {
			t.UnrefAll(out)
			return object.None, nil
		}
	}
	return t.NewTuple(out...), nil
}
