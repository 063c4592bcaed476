package minipy

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/minipy-go/minipy/modules/iomod"
	"github.com/minipy-go/minipy/object"
)

// Errors that the functions of this package return besides *Error and *ExitError.
var (
	// ErrBusy: two goroutines use one interpreter at once.
	ErrBusy = errors.New("minipy: interpreter used by two goroutines")
	// ErrClosed: the interpreter, or the Value, is gone.
	ErrClosed = errors.New("minipy: interpreter is closed")
	// ErrSteps: the script was stopped because it took more than Limits.Steps steps.
	ErrSteps = errors.New("minipy: step limit reached")
	// ErrMemory: the script needed more memory alive than Limits.Memory. errors.Is finds
	// it in the *Error of a MemoryError.
	ErrMemory = errors.New("minipy: memory limit reached")
	// ErrDepth: calls nested deeper than Limits.Depth. errors.Is finds it in the *Error
	// of a RecursionError.
	ErrDepth = errors.New("minipy: recursion limit reached")
)

// States of an Interp. Whoever brings it from idle to running owns it; while a bound Go
// function runs it is away, and only calls that come from that function may enter.
const (
	idle int32 = iota
	running
	away
)

// An entry is one call from Go into the interpreter.
type entry struct {
	ctx    context.Context // nil: the one of the entry around
	unhook func() bool     // stops watching ctx
	steps  int64           // what the entry around had left
	cause  error           // why the script was stopped
	grace  *time.Timer     // ends the time that its handlers have
}

// The grace of a stopped script: what its handlers and finalizers may still do.
const (
	graceSteps = 1000
	graceTime  = 20 * time.Millisecond
)

// noContext is that of a call that nothing ends but the limits.
var noContext context.Context

// callKey is what the context of a bound function answers with its interpreter.
type callKey struct{}

// A callContext is the context that a bound function receives: that of the call from Go
// around it, which lets the function call back into the interpreter.
type callContext struct {
	context.Context
	in *Interp
}

func (c callContext) Value(key any) any {
	if key == (callKey{}) {
		return c.in
	}
	return c.Context.Value(key)
}

// claim makes the calling goroutine the one that runs the interpreter.
func (i *Interp) claim(ctx context.Context) bool {
	if i.state.CompareAndSwap(idle, running) {
		return true
	}
	if i.state.Load() != away {
		return false
	}
	if ctx == nil || ctx.Value(callKey{}) != i {
		if !insideBound() {
			return false
		}
	}
	return i.state.CompareAndSwap(away, running)
}

// insideBound reports whether a bound function or iterator is on the goroutine's stack.
func insideBound() bool {
	var pcs [100]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	for {
		f, more := frames.Next()
		if strings.HasSuffix(f.Function, boundMarks[0]) || strings.HasSuffix(f.Function, boundMarks[1]) {
			return true
		}
		if !more {
			return false
		}
	}
}

// boundMarks are the functions below which code of the host runs.
var boundMarks = [...]string{"minipy.(*Interp).inGo", "minipy.(*Interp).onBound"}

// inGo runs a function of the host outside the interpreter; its panic is returned as an
// error. insideBound knows it by its name.
//
//go:noinline
func (i *Interp) inGo(f func()) (err error) {
	i.state.Store(away)
	defer func() {
		for !i.state.CompareAndSwap(away, running) {
			time.Sleep(10 * time.Microsecond) // the function left a call behind in another goroutine
		}
		if r := recover(); r != nil {
			err = newPanicError(r)
		}
	}()
	f()
	return nil
}

// enter claims the interpreter for a call from Go under ctx, which may be nil.
func (i *Interp) enter(ctx context.Context) error {
	if !i.claim(ctx) {
		return ErrBusy
	}
	nested := len(i.entries) > 0
	if i.closed {
		i.release(nested)
		return ErrClosed
	}
	t := i.t
	if !nested {
		t.Lock()
		t.Stop(false) // before ctx is asked: a stop from now on counts
	}
	if ctx != nil {
		if err := ctx.Err(); err != nil {
			i.release(nested)
			return err
		}
	}
	e := entry{ctx: ctx, steps: t.StepsLeft()}
	if !nested {
		if i.cfg.Limits.Steps > 0 {
			t.SetSteps(i.cfg.Limits.Steps)
		}
		if i.lost.some.Load() {
			i.dropLost()
		}
	}
	i.entries = append(i.entries, e)
	if ctx != nil && ctx.Done() != nil {
		i.watch(ctx, nested)
	}
	return nil
}

// watch stops the thread when ctx ends. The watch of the outermost call stays for the
// next one, which often has the same context.
func (i *Interp) watch(ctx context.Context, nested bool) {
	if nested {
		i.entries[len(i.entries)-1].unhook = context.AfterFunc(ctx, i.stop)
		return
	}
	if i.watched == ctx {
		return
	}
	i.unwatch()
	i.watched, i.unhook = ctx, context.AfterFunc(ctx, i.stop)
}

func (i *Interp) unwatch() {
	if i.unhook != nil {
		i.unhook()
		i.watched, i.unhook = nil, nil
	}
}

func (i *Interp) stop() { i.in.StopAll(true) }

// leave ends what enter began. err is the Python exception that ended the call, nil if
// none; leave takes it and returns what the host sees.
func (i *Interp) leave(err error) error {
	goErr := i.goError(err)
	t, n := i.t, len(i.entries)-1
	e := &i.entries[n]
	if e.cause != nil {
		goErr = stopError(goErr, e.cause)
	}
	if n == 0 && i.stdout.O != nil {
		if err := iomod.FlushStdio(t, i.stdout); err != nil && goErr == nil {
			goErr = i.goError(err)
		}
	}
	if e.grace != nil {
		e.grace.Stop()
	}
	if e.unhook != nil {
		e.unhook()
	}
	stopped := e.cause != nil
	steps := e.steps
	*e = entry{}
	i.entries = i.entries[:n]
	if n == 0 {
		if stopped {
			t.Killed = false
			t.SetSteps(-1)
		}
		i.in.StopAll(false)
		i.release(false)
		return goErr
	}
	if stopped && i.outerCause() == nil {
		t.Killed = false
		t.SetSteps(steps)
	}
	t.Stop(false)
	if i.outerCause() != nil {
		t.Stop(true)
	}
	i.state.Store(away)
	return goErr
}

// release undoes a claim.
func (i *Interp) release(nested bool) {
	if nested {
		i.state.Store(away)
	} else {
		i.t.Unlock() // threads that the script started go on
		i.state.Store(idle)
	}
}

// outerCause is why a running call has to stop, nil if none has to.
func (i *Interp) outerCause() error {
	for k := range i.entries {
		e := &i.entries[k]
		if e.cause != nil {
			return e.cause
		}
		if e.ctx != nil && e.ctx.Err() != nil {
			return context.Cause(e.ctx)
		}
	}
	if i.cfg.Limits.Steps > 0 && i.t.Steps == 0 {
		return ErrSteps
	}
	return nil
}

// interrupt is what the thread asks when it was stopped: the exception that stops it,
// or nil to go on.
func (i *Interp) interrupt(t *object.Thread) error {
	if t != i.t {
		return i.interruptOther(t)
	}
	if i.lost.some.Load() {
		t.Stop(false)
		i.dropLost()
	}
	cause := i.outerCause()
	if cause == nil || len(i.entries) == 0 {
		t.Stop(false)
		if i.outerCause() != nil {
			t.Stop(true)
		}
		return nil
	}
	k := i.stoppedEntry()
	e := &i.entries[k]
	if e.cause == nil {
		for j := k; j < len(i.entries); j++ {
			i.entries[j].cause = cause
		}
		t.SetSteps(graceSteps)
		t.Stop(false)
		e.grace = time.AfterFunc(graceTime, i.stop)
		return t.Raise(object.KeyboardInterrupt, "%v", cause)
	}
	t.Killed = true
	t.Stop(true)
	return t.Raise(object.KeyboardInterrupt, "%v", cause)
}

// interruptOther is interrupt for a thread that the script started: it ends at once with
// the call that runs, or when its own steps are spent.
func (i *Interp) interruptOther(t *object.Thread) error {
	cause := i.outerCause()
	if cause == nil && t.Steps == 0 {
		cause = ErrSteps
	}
	if cause == nil {
		t.Stop(false)
		return nil
	}
	t.Killed = true
	t.SetSteps(-1)
	return t.Raise(object.KeyboardInterrupt, "%v", cause)
}

// stoppedEntry is the outermost entry that has to stop.
func (i *Interp) stoppedEntry() int {
	for k := range i.entries {
		if e := &i.entries[k]; e.cause != nil || e.ctx != nil && e.ctx.Err() != nil {
			return k
		}
	}
	return 0 // the steps are those of the outermost call
}

// ctx is the context of the running call.
func (i *Interp) ctx() context.Context {
	for k := len(i.entries) - 1; k >= 0; k-- {
		if c := i.entries[k].ctx; c != nil {
			return c
		}
	}
	return context.Background()
}

// A PanicError is the Go error behind the RuntimeError that a script sees when a bound
// function panics.
type PanicError struct {
	Value any    // what was passed to panic
	Stack string // where it panicked
}

func newPanicError(v any) *PanicError {
	buf := make([]byte, 8<<10)
	return &PanicError{Value: v, Stack: string(buf[:runtime.Stack(buf, false)])}
}

// Error words the panic without its stack.
func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

// Unwrap returns what was passed to panic if it is an error.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}
