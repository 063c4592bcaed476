// Package tracemallocmod is the _tracemalloc module. Nothing is ever traced: minipy knows
// how much memory its objects take, not which line asked for it.
package tracemallocmod

import "github.com/minipy-go/minipy/object"

type (
	thread = object.Thread
	value  = object.Value
)

// Module declares _tracemalloc.
var Module = object.ModuleSpec{
	Name: "_tracemalloc",
	Doc:  "Where memory was asked for: not known here.",
	Build: func() []object.Decl {
		return []object.Decl{
			object.Func("start(nframe=1, /)", "Refused: where memory is asked for is not known.", func(t *thread, _ value, _ []value) (value, error) {
				return value{}, t.Raise(object.RuntimeError, "minipy does not trace memory")
			}),
			object.Func("stop()", "Do nothing.", giveNone),
			object.Func("clear_traces()", "Do nothing.", giveNone),
			object.Func("reset_peak()", "Do nothing.", giveNone),
			object.Func("is_tracing()", "Return False.", func(*thread, value, []value) (value, error) { return object.False, nil }),
			object.Func("get_traceback_limit()", "Return 1.", func(*thread, value, []value) (value, error) { return object.Int(1), nil }),
			object.Func("get_tracemalloc_memory()", "Return 0.", func(*thread, value, []value) (value, error) { return object.Int(0), nil }),
			object.Func("get_traced_memory()", "Return (0, 0).", func(t *thread, _ value, _ []value) (value, error) {
				return t.NewTuple(object.Int(0), object.Int(0)), nil
			}),
			object.Func("_get_traces()", "Return no traces.", func(t *thread, _ value, _ []value) (value, error) { return t.NewList(nil), nil }),
			object.Func("_get_object_traceback(obj, /)", "Return None.", giveNone),
		}
	},
}

func giveNone(*thread, value, []value) (value, error) { return object.None, nil }
