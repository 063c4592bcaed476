package testcapimod

import (
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// raiseException raises a class with the numbers 0, 1, … as arguments, to be instantiated
// by whoever looks at it.
func raiseException(t *thread, _ value, a []value) (value, error) {
	n, err := t.IntArg(a[1], 0)
	if err != nil {
		return value{}, err
	}
	typ, ok := object.AsType(a[0])
	if !ok || !typ.IsSubtype(object.BaseException) {
		s, err := t.ReprString(a[0])
		if err != nil {
			return value{}, err
		}
		return value{}, t.Raise(object.SystemError, "_PyErr_SetObject: exception %s is not a BaseException subclass", s)
	}
	nums := make([]value, max(n, 0))
	for i := range nums {
		nums[i] = object.Int(int64(i))
	}
	return value{}, t.RaiseArgs(typ, nums...)
}

func raiseMemoryError(t *thread, _ value, _ []value) (value, error) {
	return value{}, t.RaiseArgs(object.MemoryError)
}

// makeException is PyErr_NewExceptionWithDoc.
func makeException(t *thread, _ value, a []value) (value, error) {
	if !a[0].IsStr() {
		return value{}, t.TypeErr("make_exception_with_doc() argument 1 must be str, not %s", a[0].Type().FullName())
	}
	dot := strings.LastIndexByte(a[0].String(), '.')
	if dot < 0 {
		return value{}, t.Raise(object.SystemError, "PyErr_NewException: name must be module.class")
	}
	module, name := a[0].String()[:dot], a[0].String()[dot+1:]
	ns := t.NewDict()
	defer func() { t.Unref(ns.Value()) }()
	if !a[3].IsNil() {
		if err := ns.Update(t, a[3]); err != nil {
			return value{}, err
		}
	}
	if !a[1].IsNil() {
		if !a[1].IsStr() {
			return value{}, t.TypeErr("make_exception_with_doc() argument 2 must be str, not %s", a[1].Type().FullName())
		}
		ns.SetS(t, "__doc__", a[1])
	}
	if ns.GetS(t, "__module__").IsNil() {
		ns.GiveS(t, "__module__", t.NewStr(module))
	}
	bases := []value{object.ExceptionType.Value()}
	if !a[2].IsNil() {
		bases[0] = a[2]
		if tup, ok := object.AsTuple(a[2]); ok {
			bases = tup.Items
		}
	}
	return t.NewClass(object.TypeType, t.In.Intern(name), bases, ns, args{})
}

// exceptionPrint shows an exception as the interpreter shows one that nobody caught.
func exceptionPrint(t *thread, _ value, a []value) (value, error) {
	exc, ok := object.AsException(a[0])
	if !ok {
		return value{}, t.TypeErr("an exception instance is required")
	}
	tb := exc.Traceback()
	if tb.IsNil() {
		tb = object.None
	}
	return pylib.Call(t, "sys", "__excepthook__", exc.Typ.Value(), a[0], tb)
}

func writeUnraisable(t *thread, _ value, a []value) (value, error) {
	exc, ok := object.AsException(a[0])
	if !ok {
		return value{}, t.TypeErr("an exception instance is required")
	}
	msg := ""
	if a[1] != object.None {
		s, err := t.StrString(a[1])
		if err != nil {
			return value{}, err
		}
		msg = "Exception ignored " + s
	}
	t.Unraisable(t.GiveExc(exc.Value().Ref()), msg, a[2])
	return object.None, nil
}
