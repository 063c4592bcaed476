// Package gcmod is the module gc: the script's view of the cycle collector.
//
// Invariant: the collector itself is in package object; this module only asks it. The
// lists gc.garbage and gc.callbacks belong to the module and are lent to the collector.
package gcmod

import (
	"slices"

	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

// Module declares gc.
var Module = object.ModuleSpec{
	Name: "gc",
	Doc:  "The collector of reference cycles: enable() and disable(), collect(), thresholds, statistics,\nwhat it tracks (get_objects, get_referrers, get_referents), callbacks and debugging flags.\n",
	Build: func() []object.Decl {
		return []object.Decl{
			object.Func("enable()", "Enable automatic garbage collection.", func(t *thread, _ value, _ []value) (value, error) {
				t.In.Collector.Enabled = true
				return object.None, nil
			}),
			object.Func("disable()", "Disable automatic garbage collection.", func(t *thread, _ value, _ []value) (value, error) {
				t.In.Collector.Enabled = false
				return object.None, nil
			}),
			object.Func("isenabled()", "Returns true if automatic garbage collection is enabled.", func(t *thread, _ value, _ []value) (value, error) {
				return object.Bool(t.In.Collector.Enabled), nil
			}),
			object.Func("collect(generation=2)", "Collect the generation and the younger ones, all without an argument.\n\nReturns how many objects were unreachable.", collect),
			object.Func("get_count()", "Return a three-tuple of the current collection counts.", getCount),
			object.Func("get_threshold()", "Return the current collection thresholds.", getThreshold),
			object.RawFunc("set_threshold", "set_threshold(threshold0, [threshold1, threshold2]) -> None\n\nSets the collection thresholds.  Setting threshold0 to zero disables\ncollection.\n", setThreshold),
			object.Func("get_debug()", "Get the garbage collection debugging flags.", func(t *thread, _ value, _ []value) (value, error) {
				return object.Int(int64(t.In.Collector.Debug)), nil
			}),
			object.Func("set_debug(flags, /)", "Say what the collector shows on stderr and keeps: an or of the DEBUG_ constants, 0 for nothing.", setDebug),
			object.Func("get_stats()", "Return a list of dictionaries containing per-generation statistics.", getStats),
			object.Func("get_objects(generation=None)", "A list of the objects that are tracked, of one generation if it is given; the list itself is left out.", getObjects),
			object.RawFunc("get_referents", "get_referents(*objs) -> list\nReturn the list of objects that are directly referred to by objs.", getReferents),
			object.RawFunc("get_referrers", "get_referrers(*objs) -> list\nReturn the list of objects that directly refer to any of objs.", getReferrers),
			object.Func("is_tracked(obj, /)", "Returns true if the object is tracked by the garbage collector.\n\nSimple atomic objects will return false.", func(t *thread, _ value, a []value) (value, error) {
				return object.Bool(object.Tracked(a[0])), nil
			}),
			object.Func("is_finalized(obj, /)", "Returns true if the object has been already finalized by the GC.", func(t *thread, _ value, a []value) (value, error) {
				return object.Bool(object.Finalized(a[0].O)), nil
			}),
			object.Func("freeze()", "Leave all objects that are tracked now out of later collections.", func(t *thread, _ value, _ []value) (value, error) {
				t.In.Collector.Freeze()
				return object.None, nil
			}),
			object.Func("unfreeze()", "Unfreeze all objects in the permanent generation.\n\nPut all objects in the permanent generation back into oldest generation.", func(t *thread, _ value, _ []value) (value, error) {
				t.In.Collector.Unfreeze()
				return object.None, nil
			}),
			object.Func("get_freeze_count()", "Return the number of objects in the permanent generation.", func(t *thread, _ value, _ []value) (value, error) {
				return object.Int(int64(t.In.Collector.Frozen())), nil
			}),
			object.Attr("DEBUG_STATS", object.Int(object.DebugStats)),
			object.Attr("DEBUG_COLLECTABLE", object.Int(object.DebugCollectable)),
			object.Attr("DEBUG_UNCOLLECTABLE", object.Int(object.DebugUncollectable)),
			object.Attr("DEBUG_SAVEALL", object.Int(object.DebugSaveAll)),
			object.Attr("DEBUG_LEAK", object.Int(object.DebugCollectable|object.DebugUncollectable|object.DebugSaveAll)),
		}
	},
	Init: func(t *thread, m *object.Module) error {
		// The collector's lists are the module's: made once, whoever needs them first.
		m.Set(t, "garbage", t.GarbageList())
		m.Set(t, "callbacks", t.CallbackList())
		return nil
	},
}

func collect(t *thread, _ value, a []value) (value, error) {
	gen := 2
	if !a[0].IsNil() {
		var err error
		if gen, err = t.AsIndex(a[0], object.OverflowError); err != nil {
			return value{}, err
		}
	}
	if gen < 0 || gen > 2 {
		return value{}, t.ValueErr("invalid generation")
	}
	return object.Int(int64(t.CollectGarbage(gen))), nil
}

func three(t *thread, x [3]int) value {
	return t.NewTuple(object.Int(int64(x[0])), object.Int(int64(x[1])), object.Int(int64(x[2])))
}

func getCount(t *thread, _ value, _ []value) (value, error) {
	return three(t, t.In.Collector.Count), nil
}

func getThreshold(t *thread, _ value, _ []value) (value, error) {
	return three(t, t.In.Collector.Threshold), nil
}

func setThreshold(t *thread, _ value, a object.Args) (value, error) {
	n := len(a.Pos)
	switch {
	case len(a.KwNames()) > 0:
		return value{}, t.TypeErr("set_threshold() takes no keyword arguments")
	case n == 0:
		return value{}, t.TypeErr("set_threshold() takes at least 1 argument (0 given)")
	case n > 3:
		return value{}, t.TypeErr("set_threshold() takes at most 3 arguments (%d given)", n)
	}
	th := t.In.Collector.Threshold
	for i, v := range a.Pos {
		x, err := t.AsIndex(v, object.OverflowError)
		if err != nil {
			return value{}, err
		}
		th[i] = x
	}
	t.In.Collector.Threshold = th
	return object.None, nil
}

func setDebug(t *thread, _ value, a []value) (value, error) {
	flags, err := t.AsIndex(a[0], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	t.In.Collector.Debug = flags
	return object.None, nil
}

func getStats(t *thread, _ value, _ []value) (value, error) {
	var out []value
	for _, s := range t.In.Collector.Stats {
		d := t.NewDict()
		d.SetS(t, "collections", object.Int(int64(s.Collections)))
		d.SetS(t, "collected", object.Int(int64(s.Collected)))
		d.SetS(t, "uncollectable", object.Int(int64(s.Uncollectable)))
		out = append(out, d.Value())
	}
	return t.NewList(out), nil
}

func getObjects(t *thread, _ value, a []value) (value, error) {
	gen := -1
	if !a[0].IsNil() && a[0] != object.None {
		if a[0].Type().Slots.Index == nil {
			return value{}, t.TypeErr("argument should be integer or None, not '%s'", a[0].Type().FullName())
		}
		var err error
		if gen, err = t.AsIndex(a[0], object.OverflowError); err != nil {
			return value{}, err
		}
		// CPython takes -1 for None.
		if gen > 2 {
			return value{}, t.ValueErr("generation parameter must be less than the number of available generations (3)")
		}
		if gen < -1 {
			return value{}, t.ValueErr("generation parameter cannot be negative")
		}
	}
	var out []value
	t.In.Collector.Objects(gen, func(o *object.Header) {
		if v := object.Obj(o); object.Tracked(v) {
			out = append(out, v.Ref())
		}
	})
	return t.NewList(out), nil
}

func getReferents(t *thread, _ value, a object.Args) (value, error) {
	if len(a.KwNames()) > 0 {
		return value{}, t.TypeErr("get_referents() takes no keyword arguments")
	}
	var out []value
	for _, v := range a.Pos {
		switch v.Type() {
		case eval.GeneratorType:
			out = append(out, attrs(t, v, "gi_frame", "gi_code", "__name__", "__qualname__")...)
			continue
		case eval.FrameType:
			out = append(out, frameReferents(t, v)...)
			continue
		}
		n := len(out)
		t.Referents(v, func(x value) { out = append(out, x.Ref()) })
		if v.Type() == eval.FunctionType && len(out) > n+2 { // code, globals, then builtins
			out = slices.Insert(out, n+2, t.In.Builtins.Value().Ref())
		}
	}
	return t.NewList(out), nil
}

// attrs gives the attributes of v that are not None: what CPython's object of the type
// refers to directly, where here it is made only when somebody asks.
func attrs(t *thread, v value, names ...string) (out []value) {
	for _, name := range names {
		x, err := t.GetAttrS(v, name)
		switch {
		case err != nil:
			t.Discard(err)
		case x != object.None:
			out = append(out, x)
		}
	}
	return out
}

func frameReferents(t *thread, v value) []value {
	out := attrs(t, v, "f_back", "f_code", "f_builtins", "f_globals", "f_trace")
	locals, err := t.GetAttrS(v, "f_locals")
	if err != nil {
		t.Discard(err)
		return out
	}
	defer t.Unref(locals)
	if d, ok := object.AsDict(locals); ok {
		pos := 0
		for _, x, ok := d.Next(&pos); ok; _, x, ok = d.Next(&pos) {
			out = append(out, x.Ref())
		}
	}
	return out
}

func getReferrers(t *thread, _ value, a object.Args) (value, error) {
	if len(a.KwNames()) > 0 {
		return value{}, t.TypeErr("get_referrers() takes no keyword arguments")
	}
	var out []value
	for _, v := range t.Referrers(a.Pos) {
		out = append(out, v.Ref())
	}
	return t.NewList(out), nil
}
