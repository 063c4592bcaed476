package sysmod

import (
	"sync"

	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/object"
)

var (
	hooksType = new(object.Type)
	hooksOnce sync.Once
)

func hooksInit() {
	object.DefineStructSeq(hooksType, "asyncgen_hooks", "asyncgen_hooks: what is told of asynchronous generators.", 2, []object.StructField{
		{Name: "firstiter", Doc: "Called when a generator is first iterated"}, {Name: "finalizer", Doc: "Called when a generator dies unfinished"}}, true)
}

var hooksSig = object.LazySignature{Text: "set_asyncgen_hooks(firstiter=None, finalizer=None)"}

func setAsyncHooks(t *thread, _ value, a object.Args) (value, error) {
	if n := len(a.Pos) + len(a.KwNames()); n > 2 {
		return value{}, t.TypeErr("function takes at most 2 arguments (%d given)", n)
	}
	var out [2]value
	done, err := t.BindArgs(hooksSig.Signature(), a, out[:])
	if err != nil {
		return value{}, err
	}
	defer done()
	first, final := eval.AsyncHooks(t)
	for i, name := range [...]string{"firstiter", "finalizer"} {
		if v := out[i]; !v.IsNil() && v != object.None && v.Type().Slots.Call == nil {
			return value{}, t.TypeErr("callable %s expected, got %s", name, v.Type().FullName())
		}
	}
	pick := func(given, old value) value {
		switch {
		case given.IsNil():
			return old
		case given == object.None:
			return value{}
		}
		return given
	}
	eval.SetAsyncHooks(t, pick(out[0], first), pick(out[1], final))
	return object.None, nil
}

func getAsyncHooks(t *thread, _ value, _ []value) (value, error) {
	hooksOnce.Do(hooksInit)
	first, final := eval.AsyncHooks(t)
	return t.NewStructSeq(hooksType, 2, orNone(first).Ref(), orNone(final).Ref()), nil
}

func setOriginDepth(t *thread, _ value, a []value) (value, error) {
	n, err := t.IntArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	if n < 0 {
		return value{}, t.ValueErr("depth must be >= 0")
	}
	eval.SetOriginDepth(t, n)
	return object.None, nil
}
