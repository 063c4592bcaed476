package object

import (
	"fmt"
	"io/fs"
	"syscall"
)

// Fields of OSError, SyntaxError and the Unicode errors in Extra.
const (
	OSErrno = iota
	OSStrerror
	OSFilename
	OSFilename2
	OSWritten // characters_written of a BlockingIOError, absent if it is not known
)

const (
	SyntaxMsg = iota
	SyntaxFile
	SyntaxLine
	SyntaxOffset
	SyntaxText
	SyntaxEndLine
	SyntaxEndOffset
)

// osErrorClass picks OSError's subclass for an errno.
func osErrorClass(errno int64) *Type {
	switch syscall.Errno(errno) {
	case syscall.EAGAIN, syscall.EALREADY, syscall.EINPROGRESS:
		return BlockingIOError
	case syscall.EPIPE, syscall.ESHUTDOWN:
		return BrokenPipeError
	case syscall.ECHILD:
		return ChildProcessError
	case syscall.ECONNABORTED:
		return ConnectionAbortedError
	case syscall.ECONNREFUSED:
		return ConnectionRefusedError
	case syscall.ECONNRESET:
		return ConnectionResetError
	case syscall.EEXIST:
		return FileExistsError
	case syscall.ENOENT:
		return FileNotFoundError
	case syscall.EISDIR:
		return IsADirectoryError
	case syscall.ENOTDIR:
		return NotADirectoryError
	case syscall.EINTR:
		return InterruptedError
	case syscall.EACCES, syscall.EPERM:
		return PermissionError
	case syscall.ESRCH:
		return ProcessLookupError
	case syscall.ETIMEDOUT:
		return TimeoutError
	}
	return OSError
}

func osErrorNew(t *Thread, typ *Type, a Args) (Value, error) {
	if typ == OSError && len(a.Pos) >= 2 && len(a.Pos) <= 5 {
		if n, ok := IntValue(a.Pos[0]); ok && a.Pos[0].O.Typ.Flags&FlagInt != 0 {
			typ = osErrorClass(n)
		}
	}
	if osUsesInit(typ) {
		return exceptionNew(t, typ, Args{})
	}
	if len(a.KwNames()) > 0 {
		return Value{}, t.TypeErr("%s() takes no keyword arguments", typ.Name)
	}
	v, err := exceptionNew(t, typ, a)
	if err == nil {
		if err = osErrorFill(t, v, a); err != nil {
			t.Unref(v)
		}
	}
	return v, err
}

// osUsesInit: a class with an __init__ of its own, but no __new__, takes the arguments
// that its __init__ passes on; all others take those of __new__.
func osUsesInit(typ *Type) bool {
	return !sameFunc(typ.Slots.Init, osErrorInit) && sameFunc(typ.Slots.New, osErrorNew)
}

func osErrorInit(t *Thread, self Value, a Args) error {
	if !osUsesInit(self.O.Typ) {
		return nil
	}
	if len(a.KwNames()) > 0 {
		return t.TypeErr("%s() takes no keyword arguments", self.O.Typ.Name)
	}
	return osErrorFill(t, self, a)
}

// osErrorFill keeps errno and strerror, and the file names out of args.
func osErrorFill(t *Thread, self Value, a Args) error {
	e := as[Exception](self)
	n := len(a.Pos)
	if n < 2 || n > 5 {
		e.setArgs(t, a.Pos)
		return nil
	}
	e.setExtra(t, OSErrno, a.Pos[0].Ref())
	e.setExtra(t, OSStrerror, a.Pos[1].Ref())
	keep := a.Pos
	if n == 3 && self.O.Typ == BlockingIOError && a.Pos[2].O.Typ.Slots.Index != nil {
		written, err := t.AsIndex(a.Pos[2], ValueError)
		if err != nil {
			return err
		}
		e.setExtra(t, OSWritten, Int(int64(written)))
	} else if n > 2 && a.Pos[2] != None {
		e.setExtra(t, OSFilename, a.Pos[2].Ref())
		if n == 5 && a.Pos[4] != None {
			e.setExtra(t, OSFilename2, a.Pos[4].Ref())
		}
		keep = a.Pos[:2]
	}
	e.setArgs(t, keep)
	return nil
}

// osWritten declares characters_written, which most errors have not.
func osWritten() Decl {
	missing := func(t *Thread) error { return t.Raise(AttributeError, "characters_written") }
	return Property("characters_written", "", func(t *Thread, v Value) (Value, error) {
		if x := as[Exception](v).Extra(OSWritten); x.O != nil {
			return x.Ref(), nil
		}
		return Value{}, missing(t)
	}, func(t *Thread, v, x Value) error {
		e := as[Exception](v)
		if x.O == nil {
			if e.Extra(OSWritten).O == nil {
				return missing(t)
			}
			e.setExtra(t, OSWritten, Value{})
			return nil
		}
		n, err := t.AsIndex(x, ValueError)
		if err == nil {
			e.setExtra(t, OSWritten, Int(int64(n)))
		}
		return err
	})
}

// osErrorReduce puts the file names back among the arguments.
func osErrorReduce(t *Thread, v Value, _ []Value) (Value, error) {
	e := as[Exception](v)
	args := e.Args()
	if f := e.Extra(OSFilename); len(args) == 2 && f.O != nil {
		args = []Value{args[0], args[1], f}
		if f2 := e.Extra(OSFilename2); f2.O != nil {
			args = append(args, None, f2)
		}
	}
	return e.reduceWith(t, args, e.dict), nil
}

func osErrorStr(t *Thread, v Value) (Value, error) {
	e := as[Exception](v)
	no, msg, file, file2 := e.Extra(OSErrno), e.Extra(OSStrerror), e.Extra(OSFilename), e.Extra(OSFilename2)
	if no.O == nil || msg.O == nil {
		return exceptionStr(t, v)
	}
	var parts [4]string
	for i, x := range []Value{no, msg, file, file2} {
		if x.O == nil {
			continue
		}
		var err error
		if i < 2 {
			parts[i], err = t.StrString(x)
		} else {
			parts[i], err = t.ReprString(x)
		}
		if err != nil {
			return Value{}, err
		}
	}
	s := fmt.Sprintf("[Errno %s] %s", parts[0], parts[1])
	if file.O != nil {
		s += ": " + parts[2]
		if file2.O != nil {
			s += " -> " + parts[3]
		}
	}
	return t.NewStr(s), nil
}

// RaiseOS turns an error of Go's os package into the OSError that Python raises.
func (t *Thread) RaiseOS(err error, filename string) error {
	errno, ok := errnoOf(err)
	if !ok {
		return t.Raise(OSError, "%v", err)
	}
	args := []Value{Int(int64(errno)), t.NewStr(strerror(errno))}
	if filename != "" {
		args = append(args, t.NewStr(filename))
	}
	return t.RaiseArgs(osErrorClass(int64(errno)), args...)
}

// Strerror is os.strerror.
func Strerror(errno int) string { return strerror(syscall.Errno(errno)) }

// strerror words an errno as C's strerror does: with a capital.
func strerror(e syscall.Errno) string {
	s := e.Error()
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		s = string(s[0]-32) + s[1:]
	}
	return s
}

// Errno finds the errno in an error of Go.
func Errno(err error) (int, bool) {
	e, ok := errnoOf(err)
	return int(e), ok
}

func errnoOf(err error) (syscall.Errno, bool) {
	for err != nil {
		if e, ok := err.(syscall.Errno); ok {
			return e, true
		}
		switch err {
		case fs.ErrNotExist:
			return syscall.ENOENT, true
		case fs.ErrExist:
			return syscall.EEXIST, true
		case fs.ErrPermission:
			return syscall.EACCES, true
		}
		u, ok := err.(interface{ Unwrap() error })
		if !ok {
			return 0, false
		}
		err = u.Unwrap()
	}
	return 0, false
}

func syntaxErrorInit(t *Thread, self Value, a Args) error {
	if len(a.KwNames()) > 0 {
		return t.TypeErr("%s() takes no keyword arguments", self.O.Typ.Name)
	}
	e := as[Exception](self)
	e.setArgs(t, a.Pos)
	if len(a.Pos) >= 1 {
		e.setExtra(t, SyntaxMsg, a.Pos[0].Ref())
	}
	if len(a.Pos) != 2 {
		return nil
	}
	info, err := t.Collect(a.Pos[1])
	if err != nil {
		return err
	}
	if len(info) != 4 && len(info) != 6 {
		n := len(info)
		t.UnrefAll(info)
		if n < 4 {
			return t.TypeErr("function takes at least 4 arguments (%d given)", n)
		}
		if n == 5 {
			return t.TypeErr("end_offset must be provided when end_lineno is provided")
		}
		return t.TypeErr("function takes at most 6 arguments (%d given)", n)
	}
	for i, v := range info {
		e.setExtra(t, SyntaxFile+i, v)
	}
	return nil
}

func syntaxErrorStr(t *Thread, v Value) (Value, error) {
	e := as[Exception](v)
	msg, err := t.StrString(orNone(e.Extra(SyntaxMsg)))
	if err != nil {
		return Value{}, err
	}
	file, line := e.Extra(SyntaxFile), e.Extra(SyntaxLine)
	hasFile := file.O != nil && file.IsStr()
	hasLine := line.O != nil && line.O.Typ == IntType
	if !hasFile && !hasLine {
		return t.NewStr(msg), nil
	}
	n, _ := IntValue(orNone(line))
	base := ""
	if hasFile {
		base = file.String()
		for i := len(base) - 1; i >= 0; i-- {
			if base[i] == '/' {
				base = base[i+1:]
				break
			}
		}
	}
	switch {
	case hasFile && hasLine:
		return t.NewStr(fmt.Sprintf("%s (%s, line %d)", msg, base, n)), nil
	case hasFile:
		return t.NewStr(fmt.Sprintf("%s (%s)", msg, base)), nil
	}
	return t.NewStr(fmt.Sprintf("%s (line %d)", msg, n)), nil
}
