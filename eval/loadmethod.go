package eval

import (
	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

// loadMethod is LOADM without a valid cache.
//
//go:noinline
func (vm *VM) loadMethod(pc up, body *Body) bool {
	vm.save(pc, body)
	mc := &body.mc[*(*uint64)(pc)>>32]
	v := *vm.at(opB(pc))
	if fn := vm.in.otherMethod(mc, v.O); fn.O != nil {
		vm.putMethod(pc, fn, v)
		return true
	}
	name := body.names[opC(pc)]
	if v.O.Typ == object.SuperType && vm.superMethod(pc, v, name) {
		return true
	}
	fn, unbound := vm.t.PeekMethod(v, name)
	if unbound {
		typ := v.O.Typ
		fits := typ.IsHeap() && v.O.SID>>4 != 0 || !typ.IsHeap() && v.O.SID == 0 && !object.HasDict(typ)
		if fits && !vm.in.never {
			vm.in.remember(mc, v.O, fn)
		}
		vm.putMethod(pc, fn, v)
		return true
	}
	r, err := vm.t.GetAttr(v, name)
	if err != nil {
		return vm.fail(err)
	}
	if opF(pc)&code.TmpB != 0 {
		vm.take(vm.at(opB(pc)))
	}
	vm.skip(1)
	vm.put(opA(pc), r)
	vm.put(opA(pc)+16, object.Unbound)
	return true
}

// putMethod ends LOADM: fn is lent, v is what operand B holds.
func (vm *VM) putMethod(pc up, fn, v Value) {
	fn.Ref()
	if opF(pc)&code.TmpB != 0 {
		move(vm.at(opB(pc)))
	} else {
		v.Ref()
	}
	vm.skip(1)
	a := (*[2]Value)(up(vm.at(opA(pc)))) // free registers
	a[0], a[1] = fn, v
}

// A siteMethod is the method that one more class has at the place of a methodCache:
// places where several classes meet have theirs in a table that all of them share.
type siteMethod struct {
	site     *methodCache
	ver, sid uint32
	fn       Value // lent from the class
}

// siteMethods is the size of the table, made when the first such place is met.
const siteMethods = 1 << 10

func siteHash(site *methodCache, ver, sid uint32) uintptr {
	return (uintptr(up(site))>>3 ^ uintptr(ver)*31 ^ uintptr(sid>>4)*7) % siteMethods
}

// otherMethod lends what remember noted for a class beside that of the cache itself.
func (in *Interp) otherMethod(site *methodCache, o *object.Header) Value {
	if in.methods != nil {
		if e := &in.methods[siteHash(site, o.Typ.Ver, o.SID)]; e.site == site && e.ver == o.Typ.Ver && e.sid == o.SID {
			return e.fn
		}
	}
	return Value{}
}

// remember notes fn as the method for objects like o in the cache; what was there goes
// to the table.
func (in *Interp) remember(site *methodCache, o *object.Header, fn Value) {
	if site.ver != 0 {
		if in.methods == nil {
			in.methods = new([siteMethods]siteMethod)
		}
		in.methods[siteHash(site, site.ver, site.sid)] = siteMethod{site, site.ver, site.sid, site.fn}
	}
	site.ver, site.sid, site.fn = o.Typ.Ver, o.SID, fn
}

// superMethod is LOADM of a method of super(): the function and the object, without a
// bound method between them.
func (vm *VM) superMethod(pc up, v Value, name *object.Str) bool {
	fn, self := vm.t.PeekSuperMethod(v, name)
	if fn.O == nil || fn.O.Typ != FunctionType {
		return false
	}
	fn.Ref()
	self.Ref()
	vm.consumeB(pc)
	vm.skip(1)
	vm.put(opA(pc), fn)
	vm.put(opA(pc)+16, self)
	return true
}
