package object

import (
	"unsafe"
)

// An Exception is an exception object of any class. What only some classes have
// (OSError's errno, …) stands in Extra, as their declaration orders it.
type Exception struct {
	Header
	dict           *Dict
	args           *Tuple // owned, nil until set
	tb             Value  // owned; traceback, absent for None
	cause, context Value  // owned; absent for None
	suppress       bool
	parts          uint8   // how many objects hold what is held: tracebacks and frames
	extra          []Value // owned
	held           []Value // owned: see Hold; gone with the traceback
	goErr          error   // of the host, that the exception stands for
}

// GoError is the host's error that the exception stands for, nil if none.
func (e *Exception) GoError() error { return e.goErr }

// SetGoError says which error of the host the exception stands for.
func (e *Exception) SetGoError(err error) { e.goErr = err }

// excClass is one row of the table of exceptions.
type excClass struct {
	typ    **Type
	name   string
	base   **Type
	doc    string
	fields []string // attributes of its own, kept in extra
	size   int      // basic size, if it differs from the base's
	kind   int      // which constructor and str
}

// Kinds of exceptions that differ in how they take their arguments or print.
const (
	excPlain = iota
	excKey
	excStop
	excExit
	excOS
	excImport
	excSyntax
	excUnicodeEncode
	excUnicodeDecode
	excUnicodeTranslate
	excAttribute
	excName
)

// excTable lists the exceptions, bases before subclasses.
var excTable = []excClass{
	{&BaseException, "BaseException", nil, "Common base class for all exceptions", nil, 64, excPlain},
	{&ExceptionType, "Exception", &BaseException, "Common base class for all non-exit exceptions.", nil, 0, excPlain},
	{&TypeError, "TypeError", &ExceptionType, "Inappropriate argument type.", nil, 0, excPlain},
	{&StopAsyncIteration, "StopAsyncIteration", &ExceptionType, "Signal the end from iterator.__anext__().", nil, 0, excPlain},
	{&StopIteration, "StopIteration", &ExceptionType, "Signal the end from iterator.__next__().", []string{"value"}, 72, excStop},
	{&ImportError, "ImportError", &ExceptionType, "Import can't find module, or can't find name in module.", []string{"msg", "name", "path"}, 88, excImport},
	{&ModuleNotFoundError, "ModuleNotFoundError", &ImportError, "Module not found.", nil, 0, excImport},
	{&OSError, "OSError", &ExceptionType, "Base class for I/O related errors.", []string{"errno", "strerror", "filename", "filename2"}, 104, excOS},
	{&ConnectionError, "ConnectionError", &OSError, "Connection error.", nil, 0, excOS},
	{&BrokenPipeError, "BrokenPipeError", &ConnectionError, "Broken pipe.", nil, 0, excOS},
	{&ConnectionAbortedError, "ConnectionAbortedError", &ConnectionError, "Connection aborted.", nil, 0, excOS},
	{&ConnectionRefusedError, "ConnectionRefusedError", &ConnectionError, "Connection refused.", nil, 0, excOS},
	{&ConnectionResetError, "ConnectionResetError", &ConnectionError, "Connection reset.", nil, 0, excOS},
	{&BlockingIOError, "BlockingIOError", &OSError, "I/O operation would block.", nil, 0, excOS},
	{&ChildProcessError, "ChildProcessError", &OSError, "Child process error.", nil, 0, excOS},
	{&FileExistsError, "FileExistsError", &OSError, "File already exists.", nil, 0, excOS},
	{&FileNotFoundError, "FileNotFoundError", &OSError, "File not found.", nil, 0, excOS},
	{&IsADirectoryError, "IsADirectoryError", &OSError, "Operation doesn't work on directories.", nil, 0, excOS},
	{&NotADirectoryError, "NotADirectoryError", &OSError, "Operation only works on directories.", nil, 0, excOS},
	{&InterruptedError, "InterruptedError", &OSError, "Interrupted by signal.", nil, 0, excOS},
	{&PermissionError, "PermissionError", &OSError, "Not enough permissions.", nil, 0, excOS},
	{&ProcessLookupError, "ProcessLookupError", &OSError, "Process not found.", nil, 0, excOS},
	{&TimeoutError, "TimeoutError", &OSError, "Timeout expired.", nil, 0, excOS},
	{&EOFError, "EOFError", &ExceptionType, "Read beyond end of file.", nil, 0, excPlain},
	{&RuntimeError, "RuntimeError", &ExceptionType, "Unspecified run-time error.", nil, 0, excPlain},
	{&RecursionError, "RecursionError", &RuntimeError, "Recursion limit exceeded.", nil, 0, excPlain},
	{&NotImplementedError, "NotImplementedError", &RuntimeError, "Method or function hasn't been implemented yet.", nil, 0, excPlain},
	{&NameError, "NameError", &ExceptionType, "Name not found globally.", []string{"name"}, 72, excName},
	{&UnboundLocalError, "UnboundLocalError", &NameError, "Local name referenced but not bound to a value.", nil, 0, excName},
	{&AttributeError, "AttributeError", &ExceptionType, "Attribute not found.", []string{"name", "obj"}, 80, excAttribute},
	{&SyntaxError, "SyntaxError", &ExceptionType, "Invalid syntax.", []string{"msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset", "print_file_and_line"}, 128, excSyntax},
	{&IndentationError, "IndentationError", &SyntaxError, "Improper indentation.", nil, 0, excSyntax},
	{&TabError, "TabError", &IndentationError, "Improper mixture of spaces and tabs.", nil, 0, excSyntax},
	{&LookupError, "LookupError", &ExceptionType, "Base class for lookup errors.", nil, 0, excPlain},
	{&IndexError, "IndexError", &LookupError, "Sequence index out of range.", nil, 0, excPlain},
	{&KeyError, "KeyError", &LookupError, "Mapping key not found.", nil, 0, excKey},
	{&ValueError, "ValueError", &ExceptionType, "Inappropriate argument value (of correct type).", nil, 0, excPlain},
	{&UnicodeError, "UnicodeError", &ValueError, "Unicode related error.", nil, 0, excPlain},
	{&UnicodeEncodeError, "UnicodeEncodeError", &UnicodeError, "Unicode encoding error.", []string{"encoding", "object", "start", "end", "reason"}, 104, excUnicodeEncode},
	{&UnicodeDecodeError, "UnicodeDecodeError", &UnicodeError, "Unicode decoding error.", []string{"encoding", "object", "start", "end", "reason"}, 104, excUnicodeDecode},
	{&UnicodeTranslateError, "UnicodeTranslateError", &UnicodeError, "Unicode translation error.", []string{"encoding", "object", "start", "end", "reason"}, 104, excUnicodeTranslate},
	{&AssertionError, "AssertionError", &ExceptionType, "Assertion failed.", nil, 0, excPlain},
	{&ArithmeticError, "ArithmeticError", &ExceptionType, "Base class for arithmetic errors.", nil, 0, excPlain},
	{&FloatingPointError, "FloatingPointError", &ArithmeticError, "Floating point operation failed.", nil, 0, excPlain},
	{&OverflowError, "OverflowError", &ArithmeticError, "Result too large to be represented.", nil, 0, excPlain},
	{&ZeroDivisionError, "ZeroDivisionError", &ArithmeticError, "Second argument to a division or modulo operation was zero.", nil, 0, excPlain},
	{&SystemError, "SystemError", &ExceptionType, "Internal error in the Python interpreter.\n\nPlease report this to the Python maintainer, along with the traceback,\nthe Python version, and the hardware/OS platform and version.", nil, 0, excPlain},
	{&ReferenceError, "ReferenceError", &ExceptionType, "Weak ref proxy used after referent went away.", nil, 0, excPlain},
	{&MemoryError, "MemoryError", &ExceptionType, "Out of memory.", nil, 0, excPlain},
	{&BufferError, "BufferError", &ExceptionType, "Buffer error.", nil, 0, excPlain},
	{&WarningType, "Warning", &ExceptionType, "Base class for warning categories.", nil, 0, excPlain},
	{&UserWarning, "UserWarning", &WarningType, "Base class for warnings generated by user code.", nil, 0, excPlain},
	{&EncodingWarning, "EncodingWarning", &WarningType, "Base class for warnings about encodings.", nil, 0, excPlain},
	{&DeprecationWarning, "DeprecationWarning", &WarningType, "Base class for warnings about deprecated features.", nil, 0, excPlain},
	{&PendingDeprecationWarning, "PendingDeprecationWarning", &WarningType, "Base class for warnings about features which will be deprecated\nin the future.", nil, 0, excPlain},
	{&SyntaxWarning, "SyntaxWarning", &WarningType, "Base class for warnings about dubious syntax.", nil, 0, excPlain},
	{&RuntimeWarning, "RuntimeWarning", &WarningType, "Base class for warnings about dubious runtime behavior.", nil, 0, excPlain},
	{&FutureWarning, "FutureWarning", &WarningType, "Base class for warnings about constructs that will change semantically\nin the future.", nil, 0, excPlain},
	{&ImportWarning, "ImportWarning", &WarningType, "Base class for warnings about probable mistakes in module imports", nil, 0, excPlain},
	{&UnicodeWarning, "UnicodeWarning", &WarningType, "Base class for warnings about Unicode related problems, mostly\nrelated to conversion problems.", nil, 0, excPlain},
	{&BytesWarning, "BytesWarning", &WarningType, "Base class for warnings about bytes and buffer related problems, mostly\nrelated to conversion from str or comparing to str.", nil, 0, excPlain},
	{&ResourceWarning, "ResourceWarning", &WarningType, "Base class for warnings about resource usage.", nil, 0, excPlain},
	{&GeneratorExit, "GeneratorExit", &BaseException, "Request that a generator exit.", nil, 0, excPlain},
	{&SystemExit, "SystemExit", &BaseException, "Request to exit from the interpreter.", []string{"code"}, 72, excExit},
	{&KeyboardInterrupt, "KeyboardInterrupt", &BaseException, "Program interrupted by user.", nil, 0, excPlain},
}

func exceptionInit() {
	for _, c := range excTable {
		base := (*Type)(nil)
		if c.base != nil {
			base = *c.base
		}
		spec := TypeSpec{Name: c.name, Doc: c.doc, Base: base, Flags: FlagGC | FlagBase | FlagException, Basic: c.size}
		if base == nil {
			spec.Dict = 16
			spec.Layout = LayoutOf[Exception]().DictAt(unsafe.Offsetof(Exception{}.dict))
			spec.Slots = Slots{New: exceptionNew, Init: exceptionInitPlain, Repr: exceptionRepr, Str: exceptionStr, Traverse: exceptionTraverse, Clear: exceptionClear}
			spec.MoreParts, spec.Decls = exceptionParts, exceptionDecls()
		}
		for i, f := range c.fields {
			decl := excField
			if i >= uniStart && i <= uniEnd && c.kind >= excUnicodeEncode && c.kind <= excUnicodeTranslate {
				decl = func(name string, i int) Decl { return excNumber(name, i).AsMember() }
			}
			spec.Decls = append(spec.Decls, decl(f, i))
		}
		excKinds(&spec, c.kind, base)
		(*c.typ).Define(spec)
	}
}

// plainExc reports whether a built-in exception class has a __new__ of its own.
func (typ *Type) plainExc() bool {
	return typ.IsSubtype(UnicodeError) || typ.BasicSize == BaseException.BasicSize && sameFunc(typ.Slots.Str, BaseException.Slots.Str)
}

// A weakException is an exception of a class that CPython makes when its module is imported:
// there can be weak references to it.
type weakException struct {
	Exception
	weak *WeakRef
}

// DefineException is Define for the exception class of a module.
func (typ *Type) DefineException(s TypeSpec) {
	s.Flags |= FlagBase
	s.Basic, s.Weak = s.Base.BasicSize+8, s.Base.BasicSize
	s.Layout = LayoutOf[weakException]().DictAt(unsafe.Offsetof(Exception{}.dict)).WeakAt(unsafe.Offsetof(weakException{}.weak))
	typ.Define(s)
}

func excKinds(s *TypeSpec, kind int, base *Type) {
	switch kind {
	case excKey:
		s.Slots.Str = keyErrorStr
	case excStop, excExit:
		s.Slots.Init = exceptionInitValue
	case excImport:
		s.Decls = append(s.Decls, Method("__reduce__()", "", importErrorReduce))
		s.Slots.Init, s.Slots.Str = importErrorInit, importErrorStr
	case excAttribute, excName:
		s.Slots.Init = namedErrorInit
	case excOS:
		if base == ExceptionType {
			s.Decls = append(s.Decls, osWritten(), Method("__reduce__()", "", osErrorReduce))
		}
		s.Slots.New, s.Slots.Init, s.Slots.Str = osErrorNew, osErrorInit, osErrorStr
	case excSyntax:
		s.Slots.Init, s.Slots.Str = syntaxErrorInit, syntaxErrorStr
	case excUnicodeEncode, excUnicodeDecode, excUnicodeTranslate:
		s.Slots.Init, s.Slots.Str = unicodeErrorInit, unicodeErrorStr
	}
}

// excField declares an attribute kept in extra.
func excField(name string, i int) Decl {
	return Property(name, "exception "+name, func(t *Thread, v Value) (Value, error) {
		return orNone(as[Exception](v).Extra(i)).Ref(), nil
	}, func(t *Thread, v, x Value) error {
		as[Exception](v).setExtra(t, i, x.XRef())
		return nil
	}).AsMember()
}

// Extra lends field i of the exception's class.
func (e *Exception) Extra(i int) Value {
	if i < len(e.extra) {
		return e.extra[i]
	}
	return Value{}
}

// setExtra stores x, given.
func (e *Exception) setExtra(t *Thread, i int, x Value) {
	for len(e.extra) <= i {
		e.extra = append(e.extra, Value{})
	}
	old := e.extra[i]
	e.extra[i] = x
	t.XUnref(old)
}

// SetExtra stores field i of the exception's class; x is lent.
func (e *Exception) SetExtra(t *Thread, i int, x Value) { e.setExtra(t, i, x.XRef()) }

// Value returns e as a value, lent.
func (e *Exception) Value() Value { return Obj(&e.Header) }

// AsException returns v as an exception.
func AsException(v Value) (*Exception, bool) {
	if v.O.Typ.Flags&FlagException == 0 {
		return nil, false
	}
	return as[Exception](v), true
}

// Args lends the exception's arguments.
func (e *Exception) Args() []Value {
	if e.args == nil {
		return nil
	}
	return e.args.Items
}

// Traceback lends __traceback__, absent for None; SetTraceback stores tb, given.
func (e *Exception) Traceback() Value { return e.tb }
func (e *Exception) SetTraceback(t *Thread, tb Value) {
	if tb.O == nil || tb == None {
		e.release(t)
	}
	old := e.tb
	e.tb = tb
	t.XUnref(old)
}

// Cause and Context lend __cause__ and __context__, absent for None.
func (e *Exception) Cause() Value          { return e.cause }
func (e *Exception) Context() Value        { return e.context }
func (e *Exception) SuppressContext() bool { return e.suppress }

// GiveCause stores __cause__ (absent: None) and suppresses the context; the reference is given.
func (e *Exception) GiveCause(t *Thread, x Value) {
	old := e.cause
	e.cause, e.suppress = x, true
	t.XUnref(old)
}

// GiveContext stores __context__; the reference is given.
func (e *Exception) GiveContext(t *Thread, x Value) {
	old := e.context
	e.context = x
	t.XUnref(old)
}

// setAttrError moves the name and obj of an AttributeError into the exception.
func (e *Exception) setAttrError(t *Thread, name, obj *Value) {
	n, o := *name, *obj
	*name, *obj = Value{}, Value{}
	if n.O != nil && e.Typ.IsSubtype(AttributeError) {
		e.setExtra(t, 0, n)
		e.setExtra(t, 1, o)
		return
	}
	t.XUnref(n)
	t.XUnref(o)
}

// isTraceback reports whether v is one of the evaluator's tracebacks.
func isTraceback(v Value) bool { return v.O.Typ.Name == "traceback" && !v.O.Typ.IsHeap() }

func exceptionNew(t *Thread, typ *Type, a Args) (Value, error) {
	args := t.NewTupleOf(a.Pos) // which CPython's caller makes: it comes first
	e := New[Exception](t, typ)
	e.args = as[Tuple](args)
	return e.Value(), nil
}

func exceptionInitPlain(t *Thread, self Value, a Args) error {
	if len(a.KwNames()) > 0 {
		return t.TypeErr("%s() takes no keyword arguments", self.O.Typ.Name)
	}
	as[Exception](self).setArgs(t, a.Pos)
	return nil
}

// setArgs stores the arguments, unless they are those that New stored.
func (e *Exception) setArgs(t *Thread, pos []Value) {
	if old := e.args; old != nil && len(old.Items) == len(pos) {
		same := true
		for i, v := range pos {
			same = same && old.Items[i] == v
		}
		if same {
			return
		}
	}
	old := e.args
	e.args = as[Tuple](t.NewTupleOf(pos))
	if old != nil {
		t.Unref(Obj(&old.Header))
	}
}

func exceptionRepr(t *Thread, v Value) (Value, error) {
	args := as[Exception](v).Args()
	if len(args) == 1 {
		s, err := t.ReprString(args[0])
		return t.NewStr(v.O.Typ.Name + "(" + s + ")"), err
	}
	tup := t.NewTupleOf(args)
	s, err := t.ReprString(tup)
	t.Unref(tup)
	return t.NewStr(v.O.Typ.Name + s), err
}

func exceptionStr(t *Thread, v Value) (Value, error) {
	switch args := as[Exception](v).Args(); len(args) {
	case 0:
		return t.NewStr(""), nil
	case 1:
		return t.Str(args[0])
	default:
		tup := t.NewTupleOf(args)
		r, err := t.Repr(tup)
		t.Unref(tup)
		return r, err
	}
}

func keyErrorStr(t *Thread, v Value) (Value, error) {
	if args := as[Exception](v).Args(); len(args) == 1 {
		return t.Repr(args[0])
	}
	return exceptionStr(t, v)
}

func exceptionTraverse(o *Header, visit func(Value)) {
	e := (*Exception)(unsafe.Pointer(o))
	for i := range e.extra {
		if len(e.extra) == 2 && o.Typ.IsSubtype(AttributeError) { // the object comes before the name
			i = 1 - i
		}
		if v := e.extra[i]; v.O != nil {
			visit(v)
		}
	}
	if e.dict != nil {
		visit(e.dict.Value())
	}
	if e.args != nil {
		visit(Obj(&e.args.Header))
	}
	for _, v := range [...]Value{e.tb, e.cause, e.context} {
		if v.O != nil {
			visit(v)
		}
	}
	for _, v := range e.held {
		visit(v)
	}
}

// Hold makes err's exception keep vs, which are lent, as long as its traceback: so long
// the frame of a function written in Python keeps its arguments. Natives that stand for
// such functions hold theirs, each its own.
func (t *Thread) Hold(err error, vs ...Value) error {
	if e := t.Normalize(err); e.parts < 200 {
		e.parts += 2
	}
	return t.HoldMore(err, vs...)
}

// Hide is err raised from None while old (given) is handled.
func (t *Thread) Hide(old, err error) error {
	e := t.Normalize(err)
	e.suppress = true
	c := t.TakeExc(old)
	c.parts++ // its traceback shows the same frame
	e.GiveContext(t, c.Value())
	return err
}

// HoldMore makes err's exception keep more of what the frame will hold for which Hold is
// called next.
func (t *Thread) HoldMore(err error, vs ...Value) error {
	e := t.Normalize(err)
	held := &e.held
	if e.tb.O != nil { // frames that it called go first
		held = &as[TracebackBase](e.tb).held
	}
	for _, v := range vs {
		if v.O != nil && v.O.RC >= 0 {
			*held = append(*held, v.Ref())
		}
	}
	return err
}

// A TracebackBase is what tracebacks begin with.
type TracebackBase struct {
	Header
	held []Value // owned: what the frame holds that called the one of this entry, where that is a native function's
}

// VisitHeld visits what the caller holds; DropHeld drops it.
func (tb *TracebackBase) VisitHeld(visit func(Value)) {
	for _, v := range tb.held {
		visit(v)
	}
}
func (tb *TracebackBase) DropHeld(t *Thread) {
	held := tb.held
	tb.held = nil
	t.UnrefAll(held)
}

func exceptionParts(o *Header) int { return int((*Exception)(unsafe.Pointer(o)).parts) }

// release drops what the exception holds.
func (e *Exception) release(t *Thread) {
	held := e.held
	e.held, e.parts = nil, 0
	t.UnrefAll(held)
}

func exceptionClear(t *Thread, o *Header) {
	e := (*Exception)(unsafe.Pointer(o))
	dict, args, tb, cause, context, extra := e.dict, e.args, e.tb, e.cause, e.context, e.extra
	e.dict, e.args, e.tb, e.cause, e.context, e.extra = nil, nil, Value{}, Value{}, Value{}, nil
	t.UnrefAll(extra)
	if dict != nil {
		t.Unref(dict.Value())
	}
	if args != nil {
		t.Unref(Obj(&args.Header))
	}
	e.release(t)
	t.XUnref(tb)
	t.XUnref(cause)
	t.XUnref(context)
}

func exceptionDecls() []Decl {
	return []Decl{
		Property("args", "", func(t *Thread, v Value) (Value, error) {
			if e := as[Exception](v); e.args != nil {
				return Obj(&e.args.Header).Ref(), nil
			}
			return t.NewTuple(), nil
		}, func(t *Thread, v, x Value) error {
			if x.O == nil {
				return t.TypeErr("args may not be deleted")
			}
			items, err := t.Collect(x)
			if err != nil {
				return err
			}
			e := as[Exception](v)
			old := e.args
			e.args = as[Tuple](t.NewTuple(items...))
			if old != nil {
				t.Unref(Obj(&old.Header))
			}
			return nil
		}),
		DictGetter(),
		Property("__traceback__", "", func(t *Thread, v Value) (Value, error) { return orNone(as[Exception](v).tb).Ref(), nil }, setTracebackAttr),
		Property("__cause__", "exception cause", func(t *Thread, v Value) (Value, error) { return orNone(as[Exception](v).cause).Ref(), nil },
			func(t *Thread, v, x Value) error {
				y, err := t.excOrNone(x, "cause")
				if err == nil {
					as[Exception](v).GiveCause(t, y)
				}
				return err
			}),
		Property("__context__", "exception context", func(t *Thread, v Value) (Value, error) { return orNone(as[Exception](v).context).Ref(), nil },
			func(t *Thread, v, x Value) error {
				y, err := t.excOrNone(x, "context")
				if err == nil {
					as[Exception](v).GiveContext(t, y)
				}
				return err
			}),
		Property("__suppress_context__", "", func(t *Thread, v Value) (Value, error) { return Bool(as[Exception](v).suppress), nil },
			func(t *Thread, v, x Value) error {
				if x.O == nil {
					return t.TypeErr("can't delete numeric/char attribute")
				}
				if x.O != &BoolTag {
					return t.TypeErr("attribute value type must be bool")
				}
				as[Exception](v).suppress = x.N != 0
				return nil
			}).AsMember(),
		Method("with_traceback(tb, /)", "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and return self.", func(t *Thread, v Value, a []Value) (Value, error) {
			if err := setTracebackAttr(t, v, a[0]); err != nil {
				return Value{}, err
			}
			return v.Ref(), nil
		}),
		Method("__reduce__()", "", exceptionReduce),
		Method("__setstate__(state, /)", "", func(t *Thread, v Value, a []Value) (Value, error) {
			if a[0] == None {
				return None, nil
			}
			d, ok := AsDict(a[0])
			if !ok {
				return Value{}, t.TypeErr("state is not a dictionary")
			}
			pos := 0
			for {
				k, x, ok := d.Next(&pos)
				if !ok {
					return None, nil
				}
				n, err := t.attrName(k)
				if err == nil {
					err = t.SetAttr(v, n, x)
				}
				if err != nil {
					return Value{}, err
				}
			}
		}),
	}
}

func exceptionReduce(t *Thread, v Value, _ []Value) (Value, error) {
	e := as[Exception](v)
	return e.reduceWith(t, e.Args(), e.dict), nil
}

// reduceWith gives what __reduce__ returns: the class, its arguments, and the state,
// unless there is none.
func (e *Exception) reduceWith(t *Thread, args []Value, state *Dict) Value {
	tup := t.NewTupleOf(args)
	if state != nil {
		return t.NewTuple(e.Typ.Value().Ref(), tup, state.Value().Ref())
	}
	return t.NewTuple(e.Typ.Value().Ref(), tup)
}

// importErrorReduce adds name and path to the state.
func importErrorReduce(t *Thread, v Value, _ []Value) (Value, error) {
	e := as[Exception](v)
	state := t.NewDict()
	if e.dict != nil {
		if err := state.Update(t, e.dict.Value()); err != nil {
			t.Unref(state.Value())
			return Value{}, err
		}
	}
	for i, name := range [...]string{1: "name", 2: "path"} {
		if x := e.Extra(i); i > 0 && x.O != nil {
			state.SetS(t, name, x)
		}
	}
	given := state
	if state.Len() == 0 && e.dict == nil {
		given = nil
	}
	r := e.reduceWith(t, e.Args(), given)
	t.Unref(state.Value())
	return r, nil
}

func (t *Thread) excOrNone(x Value, what string) (Value, error) {
	if x.O == nil {
		return Value{}, t.TypeErr("__%s__ may not be deleted", what)
	}
	if x == None {
		return Value{}, nil
	}
	if x.O.Typ.Flags&FlagException == 0 {
		return Value{}, t.TypeErr("exception %s must be None or derive from BaseException", what)
	}
	return x.Ref(), nil
}

func setTracebackAttr(t *Thread, v, x Value) error {
	if x.O == nil {
		return t.TypeErr("__traceback__ may not be deleted")
	}
	if x == None {
		as[Exception](v).SetTraceback(t, Value{})
		return nil
	}
	if !isTraceback(x) {
		return t.TypeErr("__traceback__ must be a traceback or None")
	}
	as[Exception](v).SetTraceback(t, x.Ref())
	return nil
}

// exceptionInitValue is for StopIteration and SystemExit, which keep their argument
// as an attribute too.
func exceptionInitValue(t *Thread, self Value, a Args) error {
	if err := exceptionInitPlain(t, self, a); err != nil {
		return err
	}
	e := as[Exception](self)
	switch len(a.Pos) {
	case 0:
	case 1:
		e.setExtra(t, 0, a.Pos[0].Ref())
	default:
		if self.O.Typ.IsSubtype(SystemExit) {
			e.setExtra(t, 0, t.NewTupleOf(a.Pos))
		} else {
			e.setExtra(t, 0, a.Pos[0].Ref())
		}
	}
	return nil
}

// namedErrorInit is for NameError and AttributeError: name (and obj) by keyword only.
func namedErrorInit(t *Thread, self Value, a Args) error {
	e := as[Exception](self)
	kind, n := "NameError", 1
	if self.O.Typ.IsSubtype(AttributeError) {
		kind, n = "AttributeError", 2
	}
	if err := t.MaxKw(kind, a, n); err != nil {
		return err
	}
	var given [2]Value
	for i, k := range a.KwNames() {
		switch word := k.String(); {
		case word == "name":
			given[0] = a.Kw()[i]
		case word == "obj" && n == 2:
			given[1] = a.Kw()[i]
		default:
			return t.TypeErr("'%s' is an invalid keyword argument for %s()", word, kind)
		}
	}
	e.setArgs(t, a.Pos)
	for i, x := range given[:n] {
		if x.O != nil || e.Extra(i).O != nil { // a second __init__ forgets what the first was given
			e.setExtra(t, i, x.XRef())
		}
	}
	return nil
}

func importErrorInit(t *Thread, self Value, a Args) error {
	e := as[Exception](self)
	for i := range 3 {
		e.setExtra(t, i, Value{})
	}
	if err := t.MaxKw("ImportError", a, 2); err != nil {
		return err
	}
	for i, k := range a.KwNames() {
		switch n := k.String(); n {
		case "name":
			e.setExtra(t, 1, a.Kw()[i].Ref())
		case "path":
			e.setExtra(t, 2, a.Kw()[i].Ref())
		default:
			return t.TypeErr("'%s' is an invalid keyword argument for ImportError()", n)
		}
	}
	e.setArgs(t, a.Pos)
	if len(a.Pos) == 1 {
		e.setExtra(t, 0, a.Pos[0].Ref())
	}
	return nil
}

func importErrorStr(t *Thread, v Value) (Value, error) {
	if m := as[Exception](v).Extra(0); m.O != nil && m.O.Typ == StrType {
		return m.Ref(), nil
	}
	return exceptionStr(t, v)
}

// RaiseImport returns an ImportError (or a subclass) with its name set.
func (t *Thread) RaiseImport(typ *Type, name, format string, args ...any) error {
	err := t.Raise(typ, format, args...)
	e := t.Normalize(err)
	e.setExtra(t, 1, t.NewStr(name))
	return err
}

// SetImportPath sets the path of an ImportError, and returns it; path is lent.
func (t *Thread) SetImportPath(err error, path Value) error {
	t.Normalize(err).setExtra(t, 2, path.Ref())
	return err
}

// RaiseName returns a NameError with its name set, or a subclass, which has none.
func (t *Thread) RaiseName(typ *Type, name *Str, format string, args ...any) error {
	err := t.Raise(typ, format, args...)
	if typ == NameError {
		t.Normalize(err).setExtra(t, 0, Obj(&name.Header).Ref())
	}
	return err
}
