package object

import "fmt"

// An Error is a raised Python exception on its way through Go. Until Python code
// looks at it, it is only a type and arguments; t.Normalize makes the object.
type Error struct {
	typ  *Type
	args []Value // owned; unused once exc is there
	exc  *Exception
	// AtLine can hold back the first traceback entry of a re-raised exception.
	reraised bool
	// linked: the exception has been raised in a frame, and has the context it got there.
	linked bool
	// attrOf and attrName are the obj and name of an AttributeError; owned.
	attrOf, attrName Value
	// one is the memory of args for the usual one argument.
	one [1]Value
}

func (e *Error) Error() string {
	if e.exc == nil && len(e.args) == 1 && e.args[0].O.Typ == StrType {
		return e.typ.Name + ": " + as[Str](e.args[0]).S
	}
	return e.Type().Name
}

// Type returns the exception's class, lent.
func (e *Error) Type() *Type {
	if e.exc != nil {
		return e.exc.Typ
	}
	return e.typ
}

// Raise returns an error of class typ with a formatted message as its one argument.
func (t *Thread) Raise(typ *Type, format string, args ...any) error {
	msg := format
	if len(args) > 0 {
		msg = fmt.Sprintf(format, args...)
	}
	return t.RaiseArgs(typ, t.NewStr(msg))
}

// RaiseArgs returns an error of class typ with the given arguments (references given).
func (t *Thread) RaiseArgs(typ *Type, args ...Value) error {
	e := t.newError()
	e.typ = typ
	if len(args) == 1 {
		e.one[0] = args[0]
		e.args = e.one[:]
	} else {
		e.args = append([]Value(nil), args...)
	}
	return e
}

// GiveExc returns the error of an exception instance; takes the reference.
func (t *Thread) GiveExc(exc Value) error {
	e := t.newError()
	e.exc = as[Exception](exc)
	return e
}

// newError returns an empty Error, one that CatchExc has emptied if there is one.
func (t *Thread) newError() *Error {
	if e := t.spareError; e != nil {
		t.spareError = nil
		return e
	}
	return &Error{}
}

// CatchExc is TakeExc for an err that nobody but the caller holds: it is used again.
func (t *Thread) CatchExc(err error) *Exception {
	exc := t.TakeExc(err)
	e := err.(*Error)
	*e = Error{}
	t.spareError = e
	return exc
}

// GiveReraise is GiveExc for an exception that goes on from where it was caught: the
// evaluator adds no traceback entry for the frame that raises it again.
func (t *Thread) GiveReraise(exc Value) error {
	e := t.newError()
	e.exc, e.reraised = as[Exception](exc), true
	return e
}

// GiveRaised is GiveExc for an exception that has been raised before: it keeps its context.
func (t *Thread) GiveRaised(exc Value) error {
	e := t.newError()
	e.exc, e.linked = as[Exception](exc), true
	return e
}

// Linked reports whether err's exception has its context already, and notes that it has
// from now on.
func Linked(err error) bool {
	e, ok := err.(*Error)
	was := ok && e.linked
	if ok {
		e.linked = true
	}
	return was
}

// Reraised reports whether err came from GiveReraise, once.
func Reraised(err error) bool {
	e, ok := err.(*Error)
	if !ok || !e.reraised {
		return false
	}
	e.reraised = false
	return true
}

// ErrIs reports whether err is an exception of class typ or of a subclass.
func (t *Thread) ErrIs(err error, typ *Type) bool {
	e, ok := err.(*Error)
	return ok && e.Type().IsSubtype(typ)
}

// Discard swallows err: drops the exception it carries.
func (t *Thread) Discard(err error) {
	e, ok := err.(*Error)
	if !ok {
		return
	}
	exc, args, of, name := e.exc, e.args, e.attrOf, e.attrName
	e.exc, e.args, e.attrOf, e.attrName = nil, nil, Value{}, Value{}
	t.XUnref(of)
	t.XUnref(name)
	if exc != nil {
		t.UnrefRaised(Obj(&exc.Header))
	}
	t.UnrefAll(args)
}

// UnrefRaised drops an exception that was raised. CPython holds its traceback beside it, so
// that lasts longer than all that the exception refers to.
func (t *Thread) UnrefRaised(v Value) {
	e, ok := AsException(v)
	if !ok || e.RC != 1 || e.tb.O == nil {
		t.Unref(v)
		return
	}
	held, tb := e.held, e.tb.Ref()
	e.held = nil
	t.Unref(v)
	t.UnrefAll(held)
	t.Unref(tb)
}

// Normalize makes err's exception object and lends it; err still owns it. A class
// that cannot be instantiated gives the exception that prevented it.
func (t *Thread) Normalize(err error) *Exception {
	e, ok := err.(*Error)
	if !ok {
		panic(err) // a Go error must be turned into a Python one where it enters
	}
	if e.exc == nil {
		typ, args := e.typ, e.args
		e.args = nil
		v, err2 := t.makeException(typ, args)
		t.UnrefAll(args)
		if err2 == nil && v.O.Typ.Flags&FlagException == 0 {
			err2 = t.notException(typ.Value(), v)
		}
		if err2 != nil {
			e.exc = t.TakeExc(err2)
		} else {
			e.exc = as[Exception](v)
		}
		e.exc.setAttrError(t, &e.attrName, &e.attrOf)
	}
	return e.exc
}

// TakeExc is Normalize giving the reference: err is spent.
func (t *Thread) TakeExc(err error) *Exception {
	exc := t.Normalize(err)
	err.(*Error).exc = nil
	return exc
}

// notException is the TypeError of calling cls and getting v, given, which is no exception.
func (t *Thread) notException(cls, v Value) error {
	s, err := t.ReprString(cls)
	if err == nil {
		err = t.TypeErr("calling %s should have returned an instance of BaseException, not %s", s, v.O.Typ.FullName())
	}
	t.Unref(v)
	return err
}

func (t *Thread) makeException(typ *Type, args []Value) (Value, error) {
	return t.CallArgs(Obj(&typ.Header), Args{Pos: args})
}

// Errorf-like shorthands for the commonest classes.
func (t *Thread) TypeErr(format string, args ...any) error {
	return t.Raise(TypeError, format, args...)
}
func (t *Thread) ValueErr(format string, args ...any) error {
	return t.Raise(ValueError, format, args...)
}

// KeyErr returns KeyError(key); key is lent.
func (t *Thread) KeyErr(key Value) error { return t.RaiseArgs(KeyError, key.Ref()) }
