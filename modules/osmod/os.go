// Package osmod is the posix module, on which os is built: files, folders, descriptors
// and processes of the machine.
//
// Invariant: without the host's leave (Options.Files) no function reaches the machine;
// each begins by asking for it.
package osmod

import (
	"crypto/rand"
	"maps"
	"os"
	"runtime"
	"slices"
	"syscall"

	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

type (
	thread = object.Thread
	value  = object.Value
)

var none = object.None

// Options are what the host lets scripts see of the machine.
type Options struct {
	Env   map[string]string // os.environ
	Files bool              // files, folders and descriptors

	owned bool // Env is the script's own, not the host's
}

// ownEnv gives the environment to change.
func (o *Options) ownEnv() map[string]string {
	if !o.owned {
		o.owned = true
		if o.Env = maps.Clone(o.Env); o.Env == nil {
			o.Env = map[string]string{}
		}
	}
	return o.Env
}

var optionsKey = new(int)

// Configure sets the options; call it before os is imported.
func Configure(t *object.Thread, o Options) {
	t.In.State(optionsKey, func() any { return &o })
}

func options(t *thread) *Options {
	return t.In.State(optionsKey, func() any { return &Options{} }).(*Options)
}

// Module declares posix.
var Module = object.ModuleSpec{
	Name:  "posix",
	Doc:   "This module provides access to operating system functionality that is\nstandardized by the C Standard and the POSIX standard (a thinly\ndisguised Unix interface).",
	Setup: func() { structInit() },
	Build: func() []object.Decl {
		return slices.Concat(processDecls(), controlDecls(), pathDecls(), descriptorDecls(), pipeDecls(), specialDecls(), systemDecls(), []object.Decl{
			object.Attr("error", object.OSError.Value()),
			object.Attr("stat_result", statType.Value()),
			object.Attr("terminal_size", terminalType.Value()),
			object.Attr("uname_result", unameType.Value()),
			object.Attr("times_result", timesType.Value()),
			object.Attr("statvfs_result", statvfsType.Value()),
		})
	},
	Lazy: []string{"DirEntry", "ScandirIterator"},
	Make: func(t *object.Thread, m *object.Module, name string) (object.Value, error) {
		if name == "DirEntry" {
			return t.BuildClass(m, entrySpec(), value{})
		}
		return t.BuildClass(m, scandirSpec(), value{})
	},
	Init: func(t *object.Thread, m *object.Module) error {
		env := t.NewDict()
		m.Give(t, "environ", env.Value())
		for k, v := range options(t).Env {
			key, val := t.NewSystemStr(k), t.NewSystemStr(v)
			err := env.Set(t, key, val)
			t.Unref(key)
			t.Unref(val)
			if err != nil {
				return err
			}
		}
		for _, list := range [...][]constant{constants[:], systemConstants} {
			for _, c := range list {
				m.Set(t, c.name, object.Int(int64(c.n)))
			}
		}
		return nil
	},
}

func processDecls() []object.Decl {
	return []object.Decl{
		object.Func("getpid()", "Return the current process id.", number(os.Getpid)),
		object.Func("getppid()", "Return the parent's process id.", number(os.Getppid)),
		object.Func("getuid()", "Return the current process's user id.", number(os.Getuid)),
		object.Func("geteuid()", "Return the current process's effective user id.", number(os.Geteuid)),
		object.Func("getgid()", "Return the current process's group id.", number(os.Getgid)),
		object.Func("getegid()", "Return the current process's effective group id.", number(os.Getegid)),
		object.Func("cpu_count()", "Return the number of CPUs in the system.", number(runtime.NumCPU)),
		object.Func("urandom(size, /)", "Return a bytes object containing random bytes suitable for cryptographic use.", osURandom),
		object.Func("strerror(code, /)", "Translate an error code to a message string.", osStrerror),
		object.Func("uname()", "Return an object identifying the current operating system.", osUname),
		object.Func("putenv(name, value, /)", "Change or add an environment variable for the programs that are started.", osPutenv),
		object.Func("unsetenv(name, /)", "Remove an environment variable for the programs that are started.", osUnsetenv),
		object.Func("fspath(path)", "Return the file system path representation of the object.", osFSPath),
	}
}

func number(f func() int) object.NativeFn {
	return func(*thread, value, []value) (value, error) { return object.Int(int64(f())), nil }
}

// allowed returns a PermissionError unless the host has opened the machine's files.
func allowed(t *thread) error {
	if options(t).Files {
		return nil
	}
	return t.RaiseOS(syscall.EPERM, "")
}

func osURandom(t *thread, _ value, a []value) (value, error) {
	n, err := t.AsIndex(a[0], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	if n < 0 {
		return value{}, t.ValueErr("negative argument not allowed")
	}
	if err := t.Grow(n); err != nil {
		return value{}, err
	}
	b := make([]byte, n)
	if _, err := rand.Read(b); err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return t.NewBytes(b), nil
}

func osStrerror(t *thread, _ value, a []value) (value, error) {
	n, err := t.AsIndex(a[0], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	return t.NewStr(object.Strerror(n)), nil
}

var (
	unameType    = &object.Type{}
	timesType    = &object.Type{}
	terminalType = &object.Type{}
)

func structInit() {
	statvfsInit()
	object.DefineStructSeq(unameType, "posix.uname_result", "A 5-tuple that identifies the operating system.", 5, []object.StructField{
		{Name: "sysname", Doc: "operating system name"}, {Name: "nodename", Doc: "name of machine on network"},
		{Name: "release", Doc: "operating system release"}, {Name: "version", Doc: "operating system version"},
		{Name: "machine", Doc: "hardware identifier"}}, false)
	object.DefineStructSeq(terminalType, "os.terminal_size", "A tuple of (columns, lines) for holding terminal window size", 2, []object.StructField{
		{Name: "columns", Doc: "width of the terminal window in characters"}, {Name: "lines", Doc: "height of the terminal window in characters"}}, false)
	object.DefineStructSeq(timesType, "posix.times_result", "times_result: Result from os.times().", 5, []object.StructField{
		{Name: "user", Doc: "user time"}, {Name: "system", Doc: "system time"},
		{Name: "children_user", Doc: "user time of children"}, {Name: "children_system", Doc: "system time of children"},
		{Name: "elapsed", Doc: "elapsed time since an arbitrary point in the past"}}, false)
	object.DefineStructSeq(statType, "os.stat_result", statDoc, visibleStat, statFields, false)
	plain := statType.Slots.New
	statType.Slots.New = func(t *thread, typ *object.Type, a object.Args) (value, error) {
		v, err := plain(t, typ, a)
		if err == nil { // times that are not given are those in whole seconds
			s := object.As[object.StructSeq](v)
			for i, x := range s.Hidden[:3] {
				if x == object.None {
					s.Hidden[i] = s.Items[visibleStat-3+i].Ref()
				}
			}
		}
		return v, err
	}
}

const visibleStat = 10 // items of a stat_result, the last three times in seconds

func osUname(t *thread, _ value, _ []value) (value, error) {
	if err := allowed(t); err != nil {
		return value{}, err
	}
	var u unix.Utsname
	if err := unix.Uname(&u); err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	text := func(b []byte) value { return t.NewStr(unix.ByteSliceToString(b)) }
	return t.NewStructSeq(unameType, 5, text(u.Sysname[:]), text(u.Nodename[:]), text(u.Release[:]), text(u.Version[:]), text(u.Machine[:])), nil
}

// osFSPath is os.fspath.
func osFSPath(t *thread, _ value, a []value) (value, error) {
	v := a[0]
	if _, ok := object.AsBytes(v); ok || v.IsStr() {
		return v.Ref(), nil
	}
	f, err := t.LookupSpecial(v, "__fspath__")
	t.Discard(err)
	if f.O == nil {
		return value{}, t.TypeErr("expected str, bytes or os.PathLike object, not %s", v.Type().FullName())
	}
	r, err := t.Call(f)
	t.Unref(f)
	if err != nil {
		return value{}, err
	}
	if _, ok := object.AsBytes(r); !ok && !r.IsStr() {
		err = t.TypeErr("expected %s.__fspath__() to return str or bytes, not %s", v.Type().FullName(), r.Type().FullName())
		t.Unref(r)
		return value{}, err
	}
	return r, nil
}
