// Package eval runs compiled code: frames, the dispatch switch, calls, unwinding,
// functions, generators, class building and the import machinery.
//
// Invariants.
//
// A frame is a window on one contiguous register stack; a call's arguments are the
// callee's first registers. Every register above the running frame's live temporaries,
// in every window, holds a non-owning tag: that is what makes a destination write
// ("write, then drop what was there") and unwinding uniform and safe.
//
// Nothing is live across a call in the dispatch switch: an instruction that leaves it
// stores its pc in the frame, calls a method of a family file, and reloads code, base
// and pc from the frame. The stack may have moved by then.
package eval

import (
	"unsafe"

	"github.com/minipy-go/minipy/object"
)

type (
	up     = unsafe.Pointer
	Value  = object.Value
	Header = object.Header
	Thread = object.Thread
)

// A frame is the activation of a Body. base points into the VM's stack; fn is what
// runs, borrowed from the register below the window or from the generator.
type frame struct {
	base  up
	body  *Body
	fn    *Function
	gen   *Generator
	obj   *Frame // the frame object, once somebody asked; owned
	ns    Value  // namespace of a class body, module or exec; absent in functions; owned by the caller
	off   uint32 // byte offset of the pc into body.instrs
	flags uint32
}

// Flags of a frame.
const (
	flagEntry   = 1 << iota // returning leaves run: a Go function called
	flagCtor                // __init__ called by a class: the result is the instance
	flagForIter             // a generator resumed by FORITER of the frame below
	flagSpread              // called by CALLEX: the tuple and dict of arguments are dropped last
	flagSend                // a generator resumed by YIELDFROM of the frame below
	flagSpecial             // a special method that an instruction of the frame below needs: see special.go
	flagTraced              // tracing is on and knows that the frame runs
)

const frameSize = unsafe.Sizeof(frame{})

// A VM is the evaluator's state for one thread.
type VM struct {
	t        *Thread
	budget   int32 // counts down at back-edges and calls
	limit    up    // windows end below this; grown on demand
	fr       *frame
	frEnd    up // the last frame that may be pushed
	tmp      Value
	err      error // the exception being unwound
	outerExc Value // the exception that native code handles around the frames, lent
	stack    []Value
	frames   []frame
	in       *Interp
	tr       *tracer // nil while nothing is traced
	tracing  int     // trace functions that run
	hooked   bool    // there are, or were, asyncHooks
	yielded  bool    // run returned because the entry generator yielded
}

// Interp is the evaluator's state for one interpreter.
type Interp struct {
	in          *object.Interp
	builtins    *object.Dict
	deopts      []*Body
	tracers     int  // threads that trace
	never       bool // see NeverSpecialize
	names       wellKnown
	importing   importState
	builtinsVer uint32 // Ver of builtins under which LOADB caches stand
	Host        Host
	lenNative   *object.Native // len, which calls know by sight
	methods     *[siteMethods]siteMethod
}

const (
	startRegs  = 1 << 8
	startDepth = 16
	maxRegs    = 1 << 24
	slackRegs  = 16 // registers above a window that calls may prepare in
	stackGuard = slackRegs * 16
)

// vmOf returns the VM of a thread, made at its first use.
func vmOf(t *Thread) *VM {
	if vm, ok := t.Eval.(*VM); ok {
		return vm
	}
	vm := &VM{t: t, in: t.In.Eval.(*Interp)}
	t.Eval = vm
	vm.frames = make([]frame, startDepth)
	vm.fr = &vm.frames[0]
	vm.setFrameEnd()
	vm.growStack(startRegs)
	vm.fr.base = up(&vm.stack[0])
	vm.fr.body = rootBody
	vm.budget = *t.Budget
	t.Budget = &vm.budget
	t.Refill()
	return vm
}

// rootBody is the body of the frame below all others: it has no registers.
var rootBody = &Body{instrs: []uint64{0}}

func (vm *VM) setFrameEnd() { vm.frEnd = up(&vm.frames[len(vm.frames)-1]) }

// growStack makes the stack hold n registers, all above the used ones tagged. Windows
// of live frames move along; lent argument slices of running native functions stay
// valid, since the old stack stays as it was.
func (vm *VM) growStack(n int) {
	old := vm.stack
	vm.stack = make([]Value, n)
	copy(vm.stack, old)
	for i := len(old); i < n; i++ {
		vm.stack[i] = object.Int(0)
	}
	if old != nil {
		lo := uintptr(up(&old[0]))
		for i := range vm.frames {
			f := &vm.frames[i]
			if f.base != nil {
				f.base = up(&vm.stack[(uintptr(f.base)-lo)/16])
			}
			if f == vm.fr {
				break
			}
		}
	}
	vm.limit = up(&vm.stack[n-slackRegs*4])
}

// room makes sure that a window of size bytes fits at base and that a frame can be
// pushed. It returns base, moved if the stack was.
func (vm *VM) room(base up, size uintptr) (up, error) {
	if uintptr(base)+size > uintptr(vm.limit) {
		at := (uintptr(base) - uintptr(up(&vm.stack[0]))) / 16
		n := len(vm.stack) * 2
		for uintptr(n) < at+size/16+slackRegs*8 {
			n *= 2
		}
		if n > maxRegs {
			return nil, vm.t.Raise(object.RecursionError, "maximum recursion depth exceeded")
		}
		vm.growStack(n)
		base = up(&vm.stack[at])
	}
	if uintptr(up(vm.fr)) >= uintptr(vm.frEnd) {
		if err := vm.growFrames(); err != nil {
			return nil, err
		}
	}
	return base, nil
}

// depth is how many frames are active.
func (vm *VM) depth() int {
	return int((uintptr(up(vm.fr)) - uintptr(up(&vm.frames[0]))) / frameSize)
}

func (vm *VM) growFrames() error {
	d := vm.depth()
	max := vm.t.In.MaxDepth
	if d >= max+vm.recovering() {
		return vm.t.Raise(object.RecursionError, "maximum recursion depth exceeded")
	}
	if d >= len(vm.frames)-2 {
		n := min(len(vm.frames)*2, max+64)
		if n <= len(vm.frames) {
			n = len(vm.frames) + 64
		}
		fs := make([]frame, n)
		copy(fs, vm.frames)
		for i := 0; i <= d; i++ {
			if o := fs[i].obj; o != nil {
				o.live = &fs[i]
			}
		}
		vm.frames = fs
		vm.fr = &fs[d]
	}
	end := min(len(vm.frames)-1, max)
	if d >= end {
		end = d + 1
	}
	vm.frEnd = up(&vm.frames[end])
	return nil
}

// recovering is how far above the limit a thread may go while it handles the
// RecursionError.
func (vm *VM) recovering() int { return 0 }

// ResetLimit recomputes the frame limit after sys.setrecursionlimit.
func ResetLimit(t *Thread) {
	vm := vmOf(t)
	end := min(len(vm.frames)-1, max(t.In.MaxDepth, vm.depth()+1))
	vm.frEnd = up(&vm.frames[end])
}

// Depth is the number of active Python frames.
func Depth(t *Thread) int { return vmOf(t).depth() }

// top is where a window above everything in use begins.
func (vm *VM) top() up { return unsafe.Add(vm.fr.base, vm.fr.body.regBytes) }

// push starts a frame for fn whose window begins at base.
func (vm *VM) push(base up, body *Body, fn *Function, flags uint32) *frame {
	fr := (*frame)(unsafe.Add(up(vm.fr), frameSize))
	vm.fr = fr
	fr.base, fr.body, fr.fn, fr.off, fr.flags = base, body, fn, 0, flags
	return fr
}

// below is the frame that called fr.
func below(fr *frame) *frame { return (*frame)(unsafe.Add(up(fr), -int(frameSize))) }

func rg(base up, off uintptr) *Value { return (*Value)(unsafe.Add(base, off)) }

// reg is register i of a frame.
func (fr *frame) reg(i int) *Value { return (*Value)(unsafe.Add(fr.base, i*16)) }

// The operands of the instruction whose first word ends at pc.
func opF(pc up) uint8   { return *(*uint8)(unsafe.Add(pc, -7)) }
func opA(pc up) uintptr { return uintptr(*(*uint16)(unsafe.Add(pc, -6))) }
func opB(pc up) uintptr { return uintptr(*(*uint16)(unsafe.Add(pc, -4))) }
func opC(pc up) uintptr { return uintptr(*(*uint16)(unsafe.Add(pc, -2))) }

func jumpA(pc up) up { return unsafe.Add(pc, int64(*(*int16)(unsafe.Add(pc, -6)))<<3) }
func jumpC(pc up) up { return unsafe.Add(pc, int64(*(*int16)(unsafe.Add(pc, -2)))<<3) }
func jumpW(pc up) up { return unsafe.Add(pc, int64(*(*int32)(unsafe.Add(pc, -4)))<<3) }

// save stores the pc in the frame before leaving the switch.
func (vm *VM) save(pc up, body *Body) { vm.fr.off = uint32(uintptr(pc) - uintptr(body.start)) }

// pc is the address behind the first word of the instruction that saved.
func (vm *VM) pc() up { return unsafe.Add(vm.fr.body.start, vm.fr.off) }
