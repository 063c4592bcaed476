package minipy

import (
	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/object"
)

// An EventKind says what a TraceEvent is about.
type EventKind int

// The kinds of a TraceEvent.
const (
	EventCall   EventKind = iota // a function, class body or module begins, or a generator goes on
	EventLine                    // a line is about to run
	EventReturn                  // what EventCall began is left: it returns, yields, or raises
	EventRaise                   // an exception is raised
	EventBirth                   // an instance of a class of the script, or the object of a Go struct, is made
	EventDeath                   // such an object dies; its __del__ has run
)

var eventNames = [...]string{"call", "line", "return", "raise", "birth", "death"}

// String returns "call", "line" and so on.
func (k EventKind) String() string {
	if k < 0 || int(k) >= len(eventNames) {
		return "event " + itoa(int(k))
	}
	return eventNames[k]
}

// A TraceEvent is one thing that a script did. It holds no objects.
type TraceEvent struct {
	Kind EventKind // what it did
	// File, Line and Func are where the script is. At a birth or death that Go caused
	// they are absent.
	File, Func string
	Line       int
	// Type is the class of what is raised, born or dead.
	Type string
	// Message is the text of what is raised, if it is plain.
	Message string
	// ID tells the objects that are alive apart: a birth and the next death of the same
	// ID are those of one object.
	ID uint64
}

// startTrace has Config.Trace told what happens.
func (i *Interp) startTrace() {
	eval.SetWatch(i.t, func(e eval.Event) {
		out := TraceEvent{Kind: EventKind(e.Kind), File: e.File, Func: e.Func, Line: e.Line}
		if e.Exc != nil {
			out.Type, out.Message = i.className(e.Exc.Typ), plainMessage(e.Exc)
		}
		i.tell(out)
	})
	i.in.Watch = func(o *object.Header, born bool) { i.tellLife(o, born) }
}

// plainMessage is the text of an exception that is made of one str.
func plainMessage(exc *object.Exception) string {
	if x := exc.Args(); len(x) == 1 && x[0].IsStr() {
		return x[0].String()
	}
	return ""
}

// tellLife tells of a birth or death.
func (i *Interp) tellLife(o *object.Header, born bool) {
	e := TraceEvent{Kind: EventDeath, Type: o.Typ.Name, ID: uint64(object.ID(object.Obj(o)))}
	if born {
		e.Kind = EventBirth
	}
	e.File, e.Line, e.Func = eval.Here(i.t)
	i.tell(e)
}

// tell calls Config.Trace; if it panics, that is reported and the script goes on.
func (i *Interp) tell(e TraceEvent) {
	defer func() {
		if r := recover(); r != nil {
			i.t.WriteErr("minipy: Config.Trace: " + newPanicError(r).Error() + "\n")
		}
	}()
	i.cfg.Trace(e)
}
