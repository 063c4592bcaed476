package threadmod

import (
	"fmt"

	"github.com/minipy-go/minipy/object"
)

// An rlock is a _thread.RLock: its owner may take it again.
type rlock struct {
	object.Header
	mutex
	Weak  *object.WeakRef
	owner int64 // 0: nobody
	count uint64
}

var rlockType = new(object.Type)

func rlockInit() {
	rlockType.Define(object.TypeSpec{Name: "_thread.RLock", Flags: object.FlagGC | object.FlagBase, Basic: 48, Weak: 40,
		Layout: object.LayoutOf[rlock]().WeakAt(object.FieldOffset[rlock]("Weak")),
		Slots:  object.Slots{New: rlockNew, Repr: rlockRepr, Clear: func(*thread, *header) {}, Traverse: func(*header, func(value)) {}},
		Decls: []object.Decl{
			object.RawMethod("acquire", "acquire(blocking=True, timeout=-1) -> bool\n\nTake the lock, once more if the thread has it. Return whether it was taken.", rlockAcquire),
			object.RawMethod("__enter__", "Take the lock.", rlockAcquire),
			object.Method("release()", "Release the lock once; at the last time others may take it.", rlockRelease),
			object.RawMethod("__exit__", "Release the lock once.", func(t *thread, v value, _ object.Args) (value, error) { return rlockRelease(t, v, nil) }),
			object.Method("_is_owned()", "Whether the thread has the lock.", func(t *thread, v value, _ []value) (value, error) {
				return object.Bool(object.As[rlock](v).owner == t.Ident()), nil
			}),
			object.Method("_acquire_restore(state, /)", "Take the lock as it was when _release_save() gave it up.", rlockRestore),
			object.Method("_release_save()", "Give the lock up and return how it was taken.", rlockSave),
			object.Method("_at_fork_reinit()", "Make the lock as new.", func(_ *thread, v value, _ []value) (value, error) {
				l := object.As[rlock](v)
				l.mutex, l.owner, l.count = mutex{}, 0, 0
				return none, nil
			}),
		}})
}

func rlockNew(t *thread, typ *object.Type, _ object.Args) (value, error) {
	return object.Obj(&object.New[rlock](t, typ).Header), nil
}

func rlockRepr(t *thread, v value) (value, error) {
	l := object.As[rlock](v)
	s := "unlocked"
	if l.count > 0 {
		s = "locked"
	}
	return t.NewStr(fmt.Sprintf("<%s %s object owner=%d count=%d at %s>", s, v.Type().FullName(), l.owner, l.count, object.Address(v.O))), nil
}

func rlockAcquire(t *thread, v value, a object.Args) (value, error) {
	d, err := acquireArgs(t, a)
	if err != nil {
		return value{}, err
	}
	l, me := object.As[rlock](v), t.Ident()
	if l.owner == me {
		l.count++
		return object.True, nil
	}
	v.Ref()
	defer t.Unref(v)
	ok, err := l.acquire(t, d)
	if ok {
		l.owner, l.count = me, 1
	}
	return object.Bool(ok), err
}

func rlockRelease(t *thread, v value, _ []value) (value, error) {
	l := object.As[rlock](v)
	if l.owner != t.Ident() {
		return value{}, t.Raise(object.RuntimeError, "cannot release un-acquired lock")
	}
	if l.count--; l.count == 0 {
		l.owner = 0
		l.release()
	}
	return none, nil
}

func rlockSave(t *thread, v value, _ []value) (value, error) {
	l := object.As[rlock](v)
	if l.count == 0 {
		return value{}, t.Raise(object.RuntimeError, "cannot release un-acquired lock")
	}
	saved := t.NewTuple(object.Int(int64(l.count)), object.Int(l.owner))
	l.owner, l.count = 0, 0
	l.release()
	return saved, nil
}

func rlockRestore(t *thread, v value, a []value) (value, error) {
	saved, ok := object.AsTuple(a[0])
	if !ok || len(saved.Items) != 2 {
		return value{}, t.TypeErr("_acquire_restore() argument 1 must be 2-item sequence, not %s", a[0].Type().Name)
	}
	count, err := t.SsizeArg(saved.Items[0], 0)
	if err != nil {
		return value{}, err
	}
	owner, err := t.SsizeArg(saved.Items[1], 0)
	if err != nil {
		return value{}, err
	}
	l := object.As[rlock](v)
	v.Ref()
	defer t.Unref(v)
	if _, err := l.acquire(t, -1); err != nil {
		return value{}, err
	}
	l.count, l.owner = uint64(count), int64(owner)
	return none, nil
}
