// Package testcapimod is _testcapi, the module that CPython's own tests use to look at the
// interpreter from outside of Python: as far as minipy promises the same.
//
// Invariant: what is declared here does what CPython's does; what minipy cannot do is missing.
package testcapimod

import (
	"math"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
	args   = object.Args
	class  = object.Type
	header = object.Header
)

const moduleName = "_testcapi"

// Module declares _testcapi.
var Module = object.ModuleSpec{
	Name:  moduleName,
	Doc:   "",
	Setup: setup,
	Init: func(t *thread, m *object.Module) error {
		for _, c := range limits {
			v, err := t.ParseInt(c.value, 10)
			if err != nil {
				return err
			}
			m.Give(t, c.name, v)
		}
		for _, c := range floatLimits {
			m.Set(t, c.name, object.Float(c.value))
		}
		return nil
	},
	Build: func() []object.Decl {
		return []object.Decl{
			object.Attr("MethInstance", instanceType.Value()),
			object.Attr("MethClass", classType.Value()),
			object.Attr("MethStatic", staticType.Value()),
			object.Attr("MethodDescriptorBase", descriptorType.Value()),
			object.Attr("MethodDescriptorDerived", derivedType.Value()),
			object.Attr("MethodDescriptorNopGet", nopGetType.Value()),
			object.Attr("MethodDescriptor2", descriptor2Type.Value()),
			object.Attr("ContainerNoGC", containerType.Value()),
			object.Attr("awaitType", awaitType.Value()),
			object.Attr("RecursingInfinitelyError", recursingType.Value()),
			object.Attr("WITH_PYMALLOC", object.Bool(false)),

			object.RawFunc("meth_varargs", "", methVarargs),
			object.RawFunc("meth_varargs_keywords", "", methVarargsKeywords),
			object.Func("meth_o(arg, /)", "", methO),
			object.Func("meth_noargs()", "", methNoargs),
			object.RawFunc("meth_fastcall", "", methFastcall),
			object.RawFunc("meth_fastcall_keywords", "", methFastcallKeywords),

			object.Func("pyobject_fastcall(func, args, /)", "", fastcall),
			object.Func("pyobject_fastcalldict(func, args, kwargs, /)", "", fastcallDict),
			object.Func("pyobject_vectorcall(func, args, kwnames, /)", "", vectorcall),
			object.Func("pyvectorcall_call(func, args, kwargs=None, /)", "", vectorcallCall),
			object.Func("bad_get(func, obj, cls, /)", "", badGet),
			object.RawFunc("create_cfunction", "", createFunction),
			object.Func("test_with_docstring()", "This is a pretty normal docstring.", nothing),

			object.Func("with_tp_del(cls, /)", "", withTpDel),
			object.Func("without_gc(cls, /)", "", withoutGC),
			object.Func("dict_hassplittable(dict, /)", "", sharesKeys),
			object.Func("dict_getitem_knownhash(mp, key, hash, /)", "", dictKnownHash),
			object.Func("sequence_getitem(seq, i, /)", "", sequenceGet),
			object.Func("sequence_setitem(seq, i, v, /)", "", sequenceSet),
			object.Func("getbuffer_with_null_view(obj, /)", "", nullView),

			object.Func("raise_exception(exc, num_args, /)", "", raiseException),
			object.Func("raise_memoryerror()", "", raiseMemoryError),
			object.Func("make_exception_with_doc(name, doc=None, base=None, dict=None)", "", makeException),
			object.Func("exception_print(value, /)", "", exceptionPrint),
			object.Func("traceback_print(traceback, file, /)", "", tracebackPrint),
			object.Func("write_unraisable_exc(exc, err_msg, obj, /)", "", writeUnraisable),

			object.Func("codec_incrementalencoder(encoding, errors=None, /)", "", codecPart("incrementalencoder")),
			object.Func("codec_incrementaldecoder(encoding, errors=None, /)", "", codecPart("incrementaldecoder")),
			object.Func("EncodeLocaleEx(text, current_locale=0, errors=None, /)", "", encodeLocale),
			object.Func("DecodeLocaleEx(text, current_locale=0, errors=None, /)", "", decodeLocale),
			object.RawFunc("getargs_u", "", getargsU),
			object.RawFunc("unicode_legacy_string", "", legacyString),
			object.Func("W_STOPCODE(status, /)", "", stopCode),
		}
	},
}

// limits are the limits of C's types on a 64-bit machine.
var limits = [...]struct{ name, value string }{
	{"CHAR_MAX", "127"}, {"CHAR_MIN", "-128"}, {"UCHAR_MAX", "255"},
	{"SHRT_MAX", "32767"}, {"SHRT_MIN", "-32768"}, {"USHRT_MAX", "65535"},
	{"INT_MAX", "2147483647"}, {"INT_MIN", "-2147483648"}, {"UINT_MAX", "4294967295"},
	{"LONG_MAX", "9223372036854775807"}, {"LONG_MIN", "-9223372036854775808"}, {"ULONG_MAX", "18446744073709551615"},
	{"LLONG_MAX", "9223372036854775807"}, {"LLONG_MIN", "-9223372036854775808"}, {"ULLONG_MAX", "18446744073709551615"},
	{"PY_SSIZE_T_MAX", "9223372036854775807"}, {"PY_SSIZE_T_MIN", "-9223372036854775808"},
}

var floatLimits = [...]struct {
	name  string
	value float64
}{
	{"FLT_MAX", math.MaxFloat32}, {"FLT_MIN", 0x1p-126}, {"DBL_MAX", math.MaxFloat64}, {"DBL_MIN", 0x1p-1022},
}

func setup() {
	conventionsInit()
	descriptorsInit()
	typesInit()
}

func nothing(*thread, value, []value) (value, error) { return object.None, nil }

func sharesKeys(t *thread, _ value, a []value) (value, error) {
	d, ok := object.AsDict(a[0])
	if !ok {
		return value{}, t.TypeErr("dict_hassplittable() argument must be dict, not '%s'", a[0].Type().FullName())
	}
	return object.Bool(d.SharesKeys()), nil
}

// dictKnownHash is PyDict_GetItem with a hash that the caller knows.
func dictKnownHash(t *thread, _ value, a []value) (value, error) {
	d, ok := object.AsDict(a[0])
	if !ok {
		return value{}, t.Raise(object.SystemError, "bad argument to internal function")
	}
	h, err := t.AsIndex(a[2], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	v, err := d.PeekHashed(t, a[1], int64(h))
	if err != nil {
		return value{}, err
	}
	if v.IsNil() {
		return value{}, t.KeyErr(a[1])
	}
	return v.Ref(), nil
}

func sequenceIndex(t *thread, seq, i value) error {
	if _, err := t.AsIndex(i, object.OverflowError); err != nil {
		return err
	}
	if seq.Type().Slots.GetItem == nil {
		return t.TypeErr("'%s' object does not support indexing", seq.Type().FullName())
	}
	return nil
}

func sequenceGet(t *thread, _ value, a []value) (value, error) {
	if err := sequenceIndex(t, a[0], a[1]); err != nil {
		return value{}, err
	}
	return t.GetItem(a[0], a[1])
}

func sequenceSet(t *thread, _ value, a []value) (value, error) {
	if err := sequenceIndex(t, a[0], a[1]); err != nil {
		return value{}, err
	}
	return object.None, t.SetItem(a[0], a[1], a[2])
}

func nullView(t *thread, _ value, a []value) (value, error) {
	return value{}, t.Raise(object.BufferError, "PyBuffer_FillInfo: view==NULL argument is obsolete")
}

// codecPart looks up a codec and makes one of its incremental parts.
func codecPart(name string) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		info, err := pylib.Call(t, "_codecs", "lookup", a[0])
		if err != nil {
			return value{}, err
		}
		defer t.Unref(info)
		if a[1].IsNil() {
			return t.CallMethod(info, name)
		}
		return t.CallMethod(info, name, a[1])
	}
}

func stopCode(t *thread, _ value, a []value) (value, error) {
	n, err := t.IntArg(a[0], 0)
	return object.Int(int64(n)<<8 | 0x7f), err
}
