// Package multiprocessingmod is the _multiprocessing module: semaphores with names.
//
// They live in the interpreter. Its threads share them; another process, which fork cannot make here, sees none.
package multiprocessingmod

import (
	"math"
	"strings"
	"syscall"
	"time"

	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
	header = object.Header
)

// Module declares _multiprocessing.
var Module = object.ModuleSpec{
	Name:  "_multiprocessing",
	Setup: setup,
	Build: func() []object.Decl {
		return []object.Decl{
			object.Attr("SemLock", semLockType.Value()),
			object.Func("sem_unlink(name, /)", "", semUnlink),
		}
	},
	Init: func(t *thread, m *object.Module) error {
		flags := t.NewDict()
		for _, name := range []string{"HAVE_SEM_OPEN", "HAVE_SEM_TIMEDWAIT"} {
			flags.SetS(t, name, object.Int(1))
		}
		m.Give(t, "flags", flags.Value())
		return nil
	},
}

// What a SemLock is: a mutex that its owner may take again, or a semaphore that counts.
const (
	recursiveMutex = iota
	countingSemaphore
)

const (
	valueMax = math.MaxInt32
	waitMax  = 9e9               // seconds
	nameMax  = 255 - len("sem.") // a file's name in the system's folder of semaphores
)

// A semLock is a SemLock: one holder's sight of a semaphore.
type semLock struct {
	object.Header
	sem    *semaphore
	handle int64
	kind   int
	most   int
	name   value // owned: str or None
	owner  int64 // the thread that took it last
	count  int   // how often the holder took it less how often it gave it back
}

var semLockType = new(object.Type)

func setup() {
	get := func(f func(*thread, *semLock) value) func(*thread, value) (value, error) {
		return func(t *thread, v value) (value, error) { return f(t, object.As[semLock](v)), nil }
	}
	method := func(f func(*thread, *semLock) value) object.NativeFn {
		return func(t *thread, v value, _ []value) (value, error) { return f(t, object.As[semLock](v)), nil }
	}
	semLockType.Define(object.TypeSpec{Name: "_multiprocessing.SemLock", Flags: object.FlagBase, Basic: 56,
		Doc:    "Semaphore/Mutex type",
		Layout: object.LayoutOf[semLock](),
		Slots:  object.Slots{New: semLockNew, Clear: semLockClear, Traverse: func(o *header, visit func(value)) {}},
		Decls: []object.Decl{
			object.RawMethod("acquire(block=True, timeout=None)", "Take the semaphore; wait for it, if block and no longer than timeout.", semLockAcquire),
			object.Method("release()", "Give the semaphore back.", semLockRelease),
			object.Method("__enter__()", "Take the semaphore.", semLockEnter),
			object.Method("__exit__(exc_type=None, exc_value=None, exc_tb=None, /)", "Give the semaphore back.", semLockRelease),
			object.RawClassMethod("_rebuild(handle, kind, maxvalue, name, /)", "", semLockRebuild),
			object.Method("_count()", "How often this object took the semaphore less how often it gave it back.", method(func(_ *thread, s *semLock) value { return object.Int(int64(s.count)) })),
			object.Method("_is_mine()", "Whether this thread holds the semaphore.", method(func(t *thread, s *semLock) value { return object.Bool(s.mine(t)) })),
			object.Method("_get_value()", "The semaphore's value.", method(func(_ *thread, s *semLock) value { return object.Int(int64(s.sem.value)) })),
			object.Method("_is_zero()", "Whether the semaphore's value is zero.", method(func(_ *thread, s *semLock) value { return object.Bool(s.sem.value == 0) })),
			object.Method("_after_fork()", "Forget how often this object took the semaphore.", method(func(_ *thread, s *semLock) value { s.count = 0; return object.None })),
			object.Member("handle", "", get(func(_ *thread, s *semLock) value { return object.Int(s.handle) })),
			object.Member("kind", "", get(func(_ *thread, s *semLock) value { return object.Int(int64(s.kind)) })),
			object.Member("maxvalue", "", get(func(_ *thread, s *semLock) value { return object.Int(int64(s.most)) })),
			object.Member("name", "", get(func(_ *thread, s *semLock) value { return s.name.Ref() })),
			object.Attr("SEM_VALUE_MAX", object.Int(valueMax)),
		}})
}

var semLockSig = object.ParseSignature("SemLock(kind, value, maxvalue, name, unlink)")

func semLockNew(t *thread, typ *object.Type, a object.Args) (value, error) {
	var out [5]value
	done, err := t.BindArgs(semLockSig, a, out[:])
	if err != nil {
		return value{}, err
	}
	defer done()
	var n [5]int
	for _, i := range [...]int{0, 1, 2, 4} {
		if n[i], err = t.IntArg(out[i], 0); err != nil {
			return value{}, err
		}
	}
	name, err := nameArg(t, "SemLock", "argument 'name'", out[3])
	if err != nil {
		return value{}, err
	}
	if n[0] != recursiveMutex && n[0] != countingSemaphore {
		return value{}, t.ValueErr("unrecognized kind")
	}
	all := semaphoresOf(t)
	sem, handle, err := all.make(name, n[1])
	if err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	if n[4] == 0 {
		return newSemLock(t, typ, sem, handle, n[0], n[2], out[3].Ref()), nil
	}
	s := newSemLock(t, typ, sem, handle, n[0], n[2], object.None)
	all.unlink(name)
	return s, nil
}

// newSemLock takes name.
func newSemLock(t *thread, typ *object.Type, sem *semaphore, handle int64, kind, most int, name value) value {
	s := object.New[semLock](t, typ)
	s.sem, s.handle, s.kind, s.most, s.name = sem, handle, kind, most, name
	sem.users++
	return object.Obj(&s.Header)
}

func semLockClear(t *thread, o *header) {
	s := object.As[semLock](object.Obj(o))
	if s.sem == nil {
		return
	}
	s.sem.users--
	semaphoresOf(t).close(s.handle)
	name := s.name
	s.sem, s.name = nil, value{}
	t.Unref(name)
}

// semLockRebuild is another sight of a semaphore of this interpreter.
func semLockRebuild(t *thread, cls value, a object.Args) (value, error) {
	if len(a.Pos) != 4 || len(a.KwNames()) > 0 {
		return value{}, t.TypeErr("_rebuild() takes exactly 4 arguments (%d given)", len(a.Pos)+len(a.KwNames()))
	}
	var n [3]int
	var err error
	for i := range n {
		if n[i], err = t.SsizeArg(a.Pos[i], 0); err != nil {
			return value{}, err
		}
	}
	all := semaphoresOf(t)
	sem, handle := all.open[int64(n[0])], int64(n[0])
	if a.Pos[3] != object.None {
		name, err := nameArg(t, "_rebuild", "argument 4", a.Pos[3])
		if err != nil {
			return value{}, err
		}
		handle = all.named[short(name)]
		sem = all.open[handle]
	}
	if sem == nil {
		return value{}, t.RaiseOS(syscall.ENOENT, "")
	}
	typ, _ := object.AsType(cls)
	return newSemLock(t, typ, sem, handle, n[1], n[2], a.Pos[3].Ref()), nil
}

// nameArg is a str without NUL.
func nameArg(t *thread, fn, which string, v value) (string, error) {
	if !v.IsStr() {
		return "", t.TypeErr("%s() %s must be str, not %s", fn, which, v.Type().Name)
	}
	name := v.String()
	if strings.Contains(name, "\x00") {
		return "", t.ValueErr("embedded null character")
	}
	return name, nil
}

func (s *semLock) mine(t *thread) bool { return s.count > 0 && s.owner == t.Ident() }

var acquireSig = object.ParseSignature("acquire(block=True, timeout=None)")

func semLockAcquire(t *thread, v value, a object.Args) (value, error) {
	var out [2]value
	done, err := t.BindArgs(acquireSig, a, out[:])
	if err != nil {
		return value{}, err
	}
	defer done()
	block, err := t.IntArg(out[0], 1)
	if err != nil {
		return value{}, err
	}
	d := time.Duration(-1)
	if !out[1].IsNil() && out[1] != object.None {
		seconds, err := t.AsFloat(out[1])
		if err != nil {
			return value{}, err
		}
		if !(seconds > 0) {
			seconds = 0
		}
		if seconds > waitMax {
			return value{}, t.RaiseOS(syscall.EINVAL, "")
		}
		d = time.Duration(seconds * float64(time.Second))
	}
	if block == 0 {
		d = 0
	}
	return take(t, v, d)
}

func semLockEnter(t *thread, v value, _ []value) (value, error) { return take(t, v, -1) }

// take takes the semaphore of v; d < 0: however long it lasts.
func take(t *thread, v value, d time.Duration) (value, error) {
	s := object.As[semLock](v)
	if s.kind == recursiveMutex && s.mine(t) {
		s.count++
		return object.True, nil
	}
	v.Ref() // one that somebody waits for lives
	defer t.Unref(v)
	ok, err := s.sem.down(t, d)
	if ok {
		s.count++
		s.owner = t.Ident()
	}
	return object.Bool(ok), err
}

func semLockRelease(t *thread, v value, _ []value) (value, error) {
	s := object.As[semLock](v)
	if s.kind == recursiveMutex {
		if !s.mine(t) {
			return value{}, t.Raise(object.AssertionError, "attempt to release recursive lock not owned by thread")
		}
		if s.count > 1 {
			s.count--
			return object.None, nil
		}
	} else if s.sem.value >= s.most {
		return value{}, t.ValueErr("semaphore or lock released too many times")
	}
	s.sem.up()
	s.count--
	return object.None, nil
}

func semUnlink(t *thread, _ value, a []value) (value, error) {
	name, err := nameArg(t, "sem_unlink", "argument", a[0])
	if err != nil {
		return value{}, err
	}
	if !semaphoresOf(t).unlink(name) {
		return value{}, t.RaiseOS(syscall.ENOENT, "")
	}
	return object.None, nil
}
