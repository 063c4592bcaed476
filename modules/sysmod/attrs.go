package sysmod

import (
	"math"
	"runtime"
	"sync"

	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/object"
)

// Versions: of the language, and of what runs it.
const (
	version    = "3.10.13 (minipy) [Go]" // platform reads what stands in the brackets
	hexVersion = 0x030a0df0
)

// A record is a named tuple of sys.
type record struct {
	typ    *object.Type
	name   string
	doc    string
	fields []string
	noNew  bool
}

var (
	versionType = &object.Type{}
	flagsType   = &object.Type{}
	floatType   = &object.Type{}
	intType     = &object.Type{}
	hashType    = &object.Type{}
	threadType  = &object.Type{}
)

var records = []record{
	{versionType, "sys.version_info", "sys.version_info\n\nVersion information as a named tuple.",
		[]string{"major", "minor", "micro", "releaselevel", "serial"}, true},
	{flagsType, "sys.flags", "sys.flags\n\nFlags provided through command line arguments or environment vars.",
		[]string{"debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site", "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode", "utf8_mode", "warn_default_encoding", "int_max_str_digits"}, true},
	{floatType, "sys.float_info", "What the numbers of type float are like on this machine.",
		[]string{"max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds"}, false},
	{intType, "sys.int_info", "sys.int_info\n\nA named tuple that holds information about Python's\ninternal representation of integers.  The attributes are read only.",
		[]string{"bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"}, false},
	{hashType, "sys.hash_info", "hash_info\n\nA named tuple providing parameters used for computing\nhashes. The attributes are read only.",
		[]string{"width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"}, false},
	{threadType, "sys.thread_info", "sys.thread_info\n\nA named tuple holding information about the thread implementation.",
		[]string{"name", "lock", "version"}, false},
	{unraisableType, "UnraisableHookArgs", "UnraisableHookArgs\n\nType used to pass arguments to sys.unraisablehook.",
		[]string{"exc_type", "exc_value", "exc_traceback", "err_msg", "object"}, false},
}

// defineRecords fills in the types of the records; they are rarely looked at.
var defineRecords = sync.OnceFunc(func() {
	for _, r := range records {
		fields := make([]object.StructField, len(r.fields))
		for i, f := range r.fields {
			fields[i].Name = f
		}
		object.DefineStructSeq(r.typ, r.name, r.doc, len(fields), fields, r.noNew)
	}
})

// make returns a record of ints, floats, bools and strs.
func (t recorder) make(typ *object.Type, items ...any) value {
	defineRecords()
	vs := make([]value, len(items))
	for i, x := range items {
		switch x := x.(type) {
		case int:
			vs[i] = object.Int(int64(x))
		case float64:
			vs[i] = object.Float(x)
		case bool:
			vs[i] = object.Bool(x)
		case string:
			vs[i] = t.NewStr(x)
		case value:
			vs[i] = x
		}
	}
	return t.NewStructSeq(typ, len(vs), vs...)
}

type recorder struct{ *thread }

func versionInfo(t *thread) value {
	return recorder{t}.make(versionType, 3, 10, 13, "final", 0)
}

func initModule(t *thread, m *object.Module) error {
	if t.In.SysDict == nil {
		t.In.SysDict = m.Dict
		m.Dict.Value().Ref()
	}
	o := options(t)
	str := func(name, s string) { m.Give(t, name, t.NewStr(s)) }
	m.Give(t, "argv", strList(t, o.Args))
	if o.CommandLine == nil {
		o.CommandLine = append([]string{"minipy"}, o.Args...)
	}
	m.Give(t, "orig_argv", strList(t, o.CommandLine))
	m.Give(t, "path", strList(t, o.Path))
	m.Set(t, "modules", t.In.Modules.Value())
	str("version", version)
	m.Set(t, "hexversion", object.Int(hexVersion))
	m.Set(t, "api_version", object.Int(1013))
	str("copyright", "Copyright (c) the minipy authors.")
	str("platform", platform())
	str("byteorder", "little")
	m.Set(t, "maxsize", object.Int(math.MaxInt64))
	m.Set(t, "maxunicode", object.Int(0x10FFFF))
	str("float_repr_style", "short")
	str("executable", o.Executable)
	for _, n := range [...]string{"prefix", "exec_prefix", "base_prefix", "base_exec_prefix"} {
		str(n, o.Prefix)
	}
	str("platlibdir", "lib")
	str("abiflags", "")
	str("_framework", "")
	str("_base_executable", o.Executable)
	m.Set(t, "pycache_prefix", object.None)
	if p := o.Flags.PycachePrefix; p != "" {
		m.Give(t, "pycache_prefix", t.NewStr(p))
	}
	m.Set(t, "dont_write_bytecode", object.Bool(o.Flags.DontWriteBytecode > 0))
	if n := o.Flags.limit(); n >= 0 {
		*t.In.MaxStrDigits() = n
	}
	m.Give(t, "warnoptions", t.NewList(strs(t, o.WarnOptions)))
	m.Give(t, "_xoptions", xoptions(t, o.XOptions))
	eval.SetupSys(t, m)
	for _, n := range [...]string{"stdin", "stdout", "stderr"} {
		m.Set(t, n, object.None)
		m.Set(t, "__"+n+"__", object.None)
	}
	for _, n := range [...]string{"excepthook", "displayhook", "unraisablehook", "breakpointhook"} {
		m.Set(t, "__"+n+"__", m.Get(t, n))
	}
	t.In.Unraisable = unraisable
	return nil
}

// lazyNames are the attributes that makeLazy makes when they are asked for.
var lazyNames = []string{"version_info", "float_info", "int_info", "hash_info", "thread_info", "flags", "implementation",
	"builtin_module_names", "stdlib_module_names"}

func makeLazy(t *thread, _ *object.Module, name string) (value, error) {
	r, o := recorder{t}, options(t)
	switch name {
	case "version_info":
		return versionInfo(t), nil
	case "float_info":
		return r.make(floatType, math.MaxFloat64, 1024, 308, 0x1p-1022, -1021, -307, 15, 53, 0x1p-52, 2, 1), nil
	case "int_info":
		return r.make(intType, 30, 4, 4300, 640), nil
	case "hash_info":
		return r.make(hashType, 64, 1<<61-1, 314159, 0, 1000003, "siphash24", 64, 128, 0), nil
	case "thread_info":
		return r.make(threadType, "pthread", "semaphore", object.None), nil
	case "flags":
		random := 1
		if t.In.HashZero {
			random = 0
		}
		f := &o.Flags
		return r.make(flagsType, f.Debug, f.Inspect, f.Interactive, o.Optimize, f.DontWriteBytecode, f.NoUserSite, f.NoSite,
			f.IgnoreEnvironment, f.Verbose, f.BytesWarning, f.Quiet, random, f.Isolated, f.DevMode, f.UTF8Mode,
			f.WarnDefaultEncoding, f.limit()), nil
	case "implementation":
		return implementation(t), nil
	case "builtin_module_names":
		return t.NewTuple(strs(t, o.Builtins())...), nil
	}
	return t.NewFrozenSet(strs(t, stdlibNames)), nil
}

func implementation(t *thread) value {
	ns := t.NewNamespace()
	d := ns.Dict
	d.GiveS(t, "name", t.NewStr("minipy"))
	d.GiveS(t, "cache_tag", t.NewStr(eval.CacheTag))
	d.GiveS(t, "version", versionInfo(t))
	d.SetS(t, "hexversion", object.Int(hexVersion))
	return object.Obj(&ns.Header)
}

func strs(t *thread, ss []string) []value {
	out := make([]value, len(ss))
	for i, s := range ss {
		out[i] = t.NewSystemStr(s)
	}
	return out
}

func strList(t *thread, ss []string) value { return t.NewList(strs(t, ss)) }

func platform() string {
	switch runtime.GOOS {
	case "windows":
		return "win32"
	case "js":
		return "emscripten"
	case "wasip1":
		return "wasi"
	}
	return runtime.GOOS
}

// stdlibNames are the modules of the standard library that scripts may ask for.
var stdlibNames = []string{
	"__future__", "_abc", "_codecs", "_collections", "_collections_abc", "_functools", "_io", "_operator", "_random", "_thread",
	"_warnings", "_weakref", "_weakrefset", "abc", "argparse", "array", "ast", "asyncio", "atexit", "base64", "bisect", "builtins",
	"calendar", "cmath", "code", "codecs", "collections", "concurrent", "configparser", "contextlib", "contextvars", "copy", "copyreg",
	"csv", "ctypes", "dataclasses", "datetime", "decimal", "difflib", "dis", "doctest", "email", "enum", "errno", "fnmatch",
	"fractions", "functools", "gc", "getpass", "glob", "gzip", "hashlib", "heapq", "hmac", "html", "http", "importlib", "inspect", "io",
	"itertools", "json", "keyword", "linecache", "locale", "logging", "marshal", "math", "mmap", "multiprocessing", "numbers",
	"operator", "os", "pathlib", "pdb", "pickle", "pkgutil", "platform", "posix", "posixpath", "pprint", "queue", "random", "re",
	"reprlib", "sched", "secrets", "select", "selectors", "shelve", "shlex", "shutil", "signal", "site", "socket", "sqlite3", "ssl", "stat",
	"statistics", "string", "struct", "subprocess", "symtable", "sys", "sysconfig", "tempfile", "textwrap", "threading", "time", "timeit",
	"token", "tokenize", "trace", "traceback", "tracemalloc", "types", "typing", "unicodedata", "unittest", "urllib", "uuid", "warnings",
	"weakref", "xml", "zipfile", "zlib", "zoneinfo",
}
