package eval

import "github.com/minipy-go/minipy/object"

// An EventKind says what a Watch is told.
type EventKind int

// What the evaluator tells a Watch.
const (
	EventCall   EventKind = iota // a frame begins, or a generator goes on
	EventLine                    // a line is about to run
	EventReturn                  // a frame is left: it returns, yields or raises
	EventRaise                   // an exception is raised
)

// An Event is what happened in the running frame.
type Event struct {
	Kind       EventKind
	File, Func string
	Line       int
	Exc        *object.Exception // lent; of EventRaise
}

// A Watch is the host's view of what runs. It may not touch the interpreter.
type Watch func(e Event)

// SetWatch has w told what the main thread does, beside what scripts trace. It is
// called before the first code runs.
func SetWatch(t *Thread, w Watch) {
	vm := vmOf(t)
	vm.tr = &tracer{watch: w}
	vm.in.tracers++
	for _, b := range vm.in.deopts {
		b.arm()
	}
}

// watched tells the host of an event in the running frame.
func (vm *VM) watched(e Event) {
	if vm.tr.watch == nil {
		return
	}
	c := vm.fr.body.c
	e.File, e.Func = c.Filename, c.Name
	if e.Line == 0 {
		e.Line = c.Line(vm.fr.pcWord())
	}
	vm.tr.watch(e)
}

// Here tells where the thread's running code is; absent if none runs.
func Here(t *Thread) (file string, line int, fn string) {
	vm, ok := t.Eval.(*VM)
	if !ok || !vm.hasFrame() {
		return "", 0, ""
	}
	c := vm.fr.body.c
	return c.Filename, c.Line(vm.fr.pcWord()), c.Name
}

// VisitFrames visits what the variables of the thread's running functions hold, the
// innermost first, and then what else their registers own, under the name "".
func VisitFrames(t *Thread, visit func(fn, name string, v Value)) {
	vm, ok := t.Eval.(*VM)
	if !ok {
		return
	}
	for fr := vm.fr; fr != &vm.frames[0]; fr = below(fr) {
		c := fr.body.c
		names := map[int]string{}
		for i, n := range c.VarNames {
			names[int(c.LocalRegs[i])] = n
		}
		for i := range c.NRegs {
			if v := *fr.reg(i); v.O != nil && v.O.RC >= 0 {
				visit(c.Name, names[i], v)
			}
		}
	}
}
