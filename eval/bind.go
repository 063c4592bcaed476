package eval

import (
	"strings"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

// bindArgs binds the n arguments at base, the last len(kw) of them keyword arguments
// named kw, to f's parameters, in place. On error the arguments stand as they came.
func (vm *VM) bindArgs(f *Function, base up, n int, kw []Value) error {
	c := f.body.c
	if err := vm.setRoom(base, n, c.NRegs); err != nil {
		return err
	}
	npos := n - len(kw)
	if c.NArgs > 64 || len(kw) > maxFastKw || !vm.bindFast(f, base, npos, kw) {
		return vm.bindSlow(f, base, npos, kw)
	}
	for _, r := range c.MaybeUnbound {
		*rg(base, uintptr(r)*16) = object.Unbound
	}
	return nil
}

// addDefaults puts defaults behind the n arguments at base if that is all there is to bind.
func (f *Function) addDefaults(base up, n int) bool {
	missing := f.body.nargs - n
	if missing < 0 || f.defaults == nil || missing > len(f.defaults.Items) {
		return false
	}
	defaults := f.defaults.Items
	copy(window(base, n+missing)[n:], defaults[len(defaults)-missing:])
	for _, v := range defaults[len(defaults)-missing:] {
		v.Ref()
	}
	return true
}

// maxFastKw bounds the keyword arguments that bindFast takes.
const maxFastKw = 6

// bindFast binds a call of a function with at most 64 parameters by moving the
// arguments; false: something is amiss, and nothing has changed.
func (vm *VM) bindFast(f *Function, base up, npos int, kw []Value) bool {
	body := f.body
	c := body.c
	placed := min(npos, c.ArgCount)
	if npos > placed && c.VarArgsReg < 0 {
		return false
	}
	given := uint64(1)<<placed - 1
	var at [maxFastKw]int // the parameters of the keyword arguments, -1 for **kwargs
	for k, name := range kw {
		i := body.paramIndex(vm.t, name)
		if i < 0 && c.VarKwReg < 0 || i >= 0 && given>>i&1 != 0 {
			return false
		}
		if at[k] = i; i >= 0 {
			given |= 1 << i
		}
	}
	all := uint64(1)<<c.NArgs - 1
	if given != all && !vm.hasDefaults(f, all&^given) {
		return false
	}
	args := window(base, max(npos+len(kw), c.NRegs)+1)
	var vals [maxFastKw]Value
	for k := range kw {
		vals[k] = move(&args[npos+k])
	}
	var rest Value
	if c.VarArgsReg >= 0 {
		rest = vm.t.NewTuple(args[placed:npos]...)
		for i := placed; i < npos; i++ {
			args[i].O = &object.IntTag
		}
	}
	for i := placed; i < c.NArgs; i++ {
		if given>>i&1 == 0 {
			args[i] = vm.defaultOf(f, i).Ref()
		}
	}
	var extra *object.Dict
	if c.VarKwReg >= 0 {
		extra = vm.t.NewDict()
	}
	hold := false
	for k := range kw {
		if i := at[k]; i >= 0 {
			args[i] = vals[k]
		} else {
			hold = hold || vals[k].O.RC == 1
			extra.GiveStr(vm.t, object.As[object.Str](kw[k]), vals[k])
		}
	}
	if extra != nil { // where a constant may lie still
		args[c.Passed()-1].O = &object.IntTag
	}
	if hold && !isGeneratorCode(c) {
		args[c.Passed()-1] = vm.heldKeywords(kw, extra)
	}
	if rest.O != nil {
		args[c.VarArgsReg] = rest
	}
	if extra != nil {
		args[c.VarKwReg] = extra.Value()
	}
	return true
}

// heldKeywords is a tuple of the values named names that went to extra, the **kwargs: there are
// some that only the caller refers to, which it does until the call is over.
func (vm *VM) heldKeywords(names []Value, extra *object.Dict) Value {
	held := vm.t.MakeTuple(len(names))
	for i, name := range names {
		held.Items[i] = orNone(extra.GetStr(vm.t, object.As[object.Str](name))).Ref()
	}
	return object.Obj(&held.Header)
}

// hasDefaults reports whether f has defaults for all the parameters whose bits are set.
func (vm *VM) hasDefaults(f *Function, missing uint64) bool {
	c := f.body.c
	if missing&(1<<c.ArgCount-1)&(1<<f.firstDefault()-1) != 0 {
		return false
	}
	for i := c.ArgCount; i < c.NArgs; i++ {
		if missing>>i&1 != 0 && vm.defaultOf(f, i).O == nil {
			return false
		}
	}
	return true
}

// firstDefault is the first positional parameter that has a default.
func (f *Function) firstDefault() int {
	if f.defaults == nil {
		return f.body.c.ArgCount
	}
	return max(0, f.body.c.ArgCount-len(f.defaults.Items))
}

// defaultOf lends the default of parameter i, absent if it has none.
func (vm *VM) defaultOf(f *Function, i int) Value {
	c := f.body.c
	switch {
	case i < c.ArgCount:
		if j := i - c.ArgCount + len(f.defaults.Items); j >= 0 {
			return f.defaults.Items[j]
		}
	case f.kwdefaults != nil:
		return f.kwdefaults.GetStr(vm.t, f.body.paramNames(vm.t)[i])
	}
	return Value{}
}

// bindSlow is bindArgs for calls of every kind, with their errors.
func (vm *VM) bindSlow(f *Function, base up, npos int, kw []Value) error {
	c := f.body.c
	n := npos + len(kw)
	args := window(base, max(n, c.NRegs)+1)
	var buf [16]Value
	slots := buf[:0] // what each parameter gets, lent from args or the defaults
	if c.NArgs > len(buf) {
		slots = make([]Value, 0, c.NArgs)
	}
	slots = slots[:c.NArgs]
	copy(slots, args[:min(npos, c.ArgCount)])
	var extraKw *object.Dict
	if c.VarKwReg >= 0 {
		extraKw = vm.t.NewDict()
	}
	err := vm.bindKeywords(f, args[npos:n], kw, slots, extraKw)
	if err == nil && npos > c.ArgCount && c.VarArgsReg < 0 {
		err = vm.tooManyArgs(f, npos, slots)
	}
	if err == nil {
		err = vm.bindDefaults(f, slots)
	}
	if err != nil {
		if extraKw != nil {
			vm.t.Unref(extraKw.Value())
		}
		return err
	}
	var rest Value
	if c.VarArgsReg >= 0 {
		var extra []Value
		if npos > c.ArgCount {
			extra = args[c.ArgCount:npos]
		}
		rest = vm.t.NewTupleOf(extra)
	}
	for i := range slots {
		slots[i] = slots[i].Ref()
	}
	hold := false
	for i := n - 1; i >= 0; i-- {
		v := args[i]
		args[i].O = &object.IntTag
		vm.t.Unref(v) // never the last reference: slots, rest and the dict have theirs
		hold = hold || i >= npos && v.O.RC == 1
	}
	copy(args, slots)
	if rest.O != nil {
		args[c.VarArgsReg] = rest
	}
	if extraKw != nil {
		args[c.VarKwReg] = extraKw.Value()
		if hold && !isGeneratorCode(c) {
			args[c.Passed()-1] = vm.heldKeywords(kw, extraKw)
		}
	}
	for _, r := range c.MaybeUnbound {
		args[r] = object.Unbound
	}
	return nil
}

// setRoom checks that the registers which binding touches lie on the stack.
func (vm *VM) setRoom(base up, n, nregs int) error {
	if uintptr(base)+uintptr(max(n, nregs)+1)*16 > uintptr(up(&vm.stack[0]))+uintptr(len(vm.stack))*16 {
		return vm.t.Raise(object.RecursionError, "maximum recursion depth exceeded")
	}
	return nil
}

func (vm *VM) bindKeywords(f *Function, vals, names, slots []Value, extra *object.Dict) error {
	c := f.body.c
	for k, nv := range names {
		name := nv.String()
		i := f.body.paramIndex(vm.t, nv)
		switch {
		case i >= 0 && slots[i].O != nil:
			return vm.t.TypeErr("%s() got multiple values for argument '%s'", f.qualname.String(), name)
		case i >= 0:
			slots[i] = vals[k]
		case extra != nil:
			extra.SetStr(vm.t, object.As[object.Str](nv), vals[k])
		default:
			if ps := posOnlyGiven(c, names); ps != "" {
				return vm.t.TypeErr("%s() got some positional-only arguments passed as keyword arguments: '%s'", f.qualname.String(), ps)
			}
			return vm.t.TypeErr("%s() got an unexpected keyword argument '%s'", f.qualname.String(), name)
		}
	}
	return nil
}

// paramIndex is the parameter that a keyword names, or -1.
func (b *Body) paramIndex(t *Thread, name Value) int {
	names := b.paramNames(t)
	for i := b.c.PosOnly; i < len(names); i++ {
		if name.O == &names[i].Header {
			return i
		}
	}
	if s := object.As[object.Str](name); !s.Interned() {
		for i := b.c.PosOnly; i < len(names); i++ {
			if s.S == names[i].S {
				return i
			}
		}
	}
	return -1
}

// paramNames are the names of the parameters, made when a call first needs them.
func (b *Body) paramNames(t *Thread) []*object.Str {
	if b.params == nil {
		b.params = make([]*object.Str, b.c.NArgs)
		for i := range b.params {
			b.params[i] = t.In.Intern(b.c.VarNames[i])
		}
	}
	return b.params
}

func posOnlyGiven(c *code.Code, names []Value) string {
	var out []string
	for _, p := range c.VarNames[:c.PosOnly] {
		for _, n := range names {
			if n.String() == p {
				out = append(out, p)
			}
		}
	}
	return strings.Join(out, ", ")
}

// bindDefaults fills what the call left out.
func (vm *VM) bindDefaults(f *Function, slots []Value) error {
	c := f.body.c
	ndef := 0
	if f.defaults != nil {
		ndef = len(f.defaults.Items)
	}
	var missing []string
	for i := 0; i < c.ArgCount; i++ {
		if slots[i].O != nil {
			continue
		}
		if j := i - (c.ArgCount - ndef); j >= 0 {
			slots[i] = f.defaults.Items[j]
		} else {
			missing = append(missing, c.VarNames[i])
		}
	}
	if missing != nil {
		return vm.missingArgs(f, missing, "positional")
	}
	for i := c.ArgCount; i < c.NArgs; i++ {
		if slots[i].O != nil {
			continue
		}
		if f.kwdefaults != nil {
			slots[i] = f.kwdefaults.GetS(vm.t, c.VarNames[i])
		}
		if slots[i].O == nil {
			missing = append(missing, c.VarNames[i])
		}
	}
	if missing != nil {
		return vm.missingArgs(f, missing, "keyword-only")
	}
	return nil
}

func (vm *VM) missingArgs(f *Function, names []string, kind string) error {
	var list string
	switch n := len(names); n {
	case 1:
		list = "'" + names[0] + "'"
	case 2:
		list = "'" + names[0] + "' and '" + names[1] + "'"
	default:
		list = "'" + strings.Join(names[:n-1], "', '") + "', and '" + names[n-1] + "'"
	}
	s := "s"
	if len(names) == 1 {
		s = ""
	}
	return vm.t.TypeErr("%s() missing %d required %s argument%s: %s", f.qualname.String(), len(names), kind, s, list)
}

func (vm *VM) tooManyArgs(f *Function, given int, slots []Value) error {
	c := f.body.c
	kwGiven := 0
	for i := c.ArgCount; i < c.NArgs; i++ {
		if slots[i].O != nil {
			kwGiven++
		}
	}
	ndef := 0
	if f.defaults != nil {
		ndef = len(f.defaults.Items)
	}
	sig, plural := itoa(c.ArgCount), c.ArgCount != 1
	if ndef > 0 {
		sig, plural = "from "+itoa(c.ArgCount-ndef)+" to "+itoa(c.ArgCount), true
	}
	s := func(p bool) string {
		if p {
			return "s"
		}
		return ""
	}
	kwText := ""
	if kwGiven > 0 {
		kwText = " positional argument" + s(given != 1) + " (and " + itoa(kwGiven) + " keyword-only argument" + s(kwGiven != 1) + ")"
	}
	were := "were"
	if given == 1 && kwGiven == 0 {
		were = "was"
	}
	return vm.t.TypeErr("%s() takes %s positional argument%s but %d%s %s given", f.qualname.String(), sig, s(plural), given, kwText, were)
}
