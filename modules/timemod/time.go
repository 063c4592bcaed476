// Package timemod is the time module. The wall clock is the interpreter's Now, so that
// a host can set it; the local time zone is Go's.
package timemod

import (
	"math"
	"math/big"
	"time"

	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

// Module declares time.
var Module = object.ModuleSpec{
	Name: "time",
	Doc:  "This module provides various functions to manipulate time values.",
	Setup: func() {
		object.DefineStructSeq(structTime, "time.struct_time", structDoc, visible, structFields, false)
	},
	Build: func() []object.Decl {
		return append([]object.Decl{
			object.Func("time()", "Seconds since 1970-01-01 00:00 UTC, with a fraction.", seconds(wall)),
			object.Func("time_ns()", "time_ns() -> int\n\nReturn the current time in nanoseconds since the Epoch.", nanoseconds(wall)),
			object.Func("monotonic()", "monotonic() -> float\n\nMonotonic clock, cannot go backward.", seconds(monotonic)),
			object.Func("monotonic_ns()", "monotonic_ns() -> int\n\nMonotonic clock, cannot go backward, as nanoseconds.", nanoseconds(monotonic)),
			object.Func("perf_counter()", "perf_counter() -> float\n\nPerformance counter for benchmarking.", seconds(monotonic)),
			object.Func("perf_counter_ns()", "perf_counter_ns() -> int\n\nPerformance counter for benchmarking as nanoseconds.", nanoseconds(monotonic)),
			object.Func("process_time()", "process_time() -> float\n\nProcess time for profiling: sum of the kernel and user-space CPU time.", seconds(cpu)),
			object.Func("process_time_ns()", "process_time() -> int\n\nProcess time for profiling as nanoseconds:\nsum of the kernel and user-space CPU time.", nanoseconds(cpu)),
			object.Func("thread_time()", "thread_time() -> float\n\nThread time for profiling: sum of the kernel and user-space CPU time.", seconds(cpu)),
			object.Func("thread_time_ns()", "thread_time() -> int\n\nThread time for profiling as nanoseconds:\nsum of the kernel and user-space CPU time.", nanoseconds(cpu)),
			object.Func("sleep(seconds, /)", "sleep(seconds)\n\nDelay execution for a given number of seconds.  The argument may be\na floating point number for subsecond precision.", timeSleep),
			object.Func("clock_gettime(clk_id, /)", "clock_gettime(clk_id) -> float\n\nReturn the time of the specified clock clk_id.", clockGetTime(false)),
			object.Func("clock_gettime_ns(clk_id, /)", "clock_gettime_ns(clk_id) -> int\n\nReturn the time of the specified clock clk_id as nanoseconds.", clockGetTime(true)),
			object.Func("clock_getres(clk_id, /)", "clock_getres(clk_id) -> floating point number\n\nReturn the resolution (precision) of the specified clock clk_id.", clockGetRes),
			object.Func("get_clock_info(name, /)", "get_clock_info(name: str) -> dict\n\nGet information of the specified clock.", getClockInfo),
			object.Attr("CLOCK_REALTIME", object.Int(0)),
			object.Attr("CLOCK_MONOTONIC", object.Int(1)),
			object.Attr("CLOCK_PROCESS_CPUTIME_ID", object.Int(2)),
			object.Attr("CLOCK_THREAD_CPUTIME_ID", object.Int(3)),
		}, calendarDecls()...)
	},
	Init: initModule,
}

func initModule(t *thread, m *object.Module) error {
	m.Set(t, "struct_time", structTime.Value())
	std, dst := zones(t)
	m.Give(t, "tzname", t.NewTuple(t.NewStr(std.name), t.NewStr(dst.name)))
	m.Set(t, "timezone", object.Int(int64(-std.offset)))
	m.Set(t, "altzone", object.Int(int64(-dst.offset)))
	daylight := int64(0)
	if std != dst {
		daylight = 1
	}
	m.Set(t, "daylight", object.Int(daylight))
	return nil
}

// started is where the monotonic clock begins, less a second so that it is never 0.
var started = time.Now().Add(-time.Second)

func wall(t *thread) int64 { return t.In.Now().UnixNano() }

func monotonic(*thread) int64 { return int64(time.Since(started)) }

func cpu(*thread) int64 { return int64(cpuTime()) }

func seconds(clock func(*thread) int64) object.NativeFn {
	return func(t *thread, _ value, _ []value) (value, error) {
		return object.Float(float64(clock(t)) / 1e9), nil
	}
}

func nanoseconds(clock func(*thread) int64) object.NativeFn {
	return func(t *thread, _ value, _ []value) (value, error) { return object.Int(clock(t)), nil }
}

// clocks are those of clock_gettime, by number.
var clocks = [...]func(*thread) int64{wall, monotonic, cpu, cpu}

func clockArg(t *thread, v value) (func(*thread) int64, error) {
	i, err := t.AsIndex(v, object.OverflowError)
	if err != nil {
		return nil, err
	}
	if i < 0 || i >= len(clocks) {
		return nil, t.RaiseArgs(object.OSError, object.Int(22), t.NewStr("Invalid argument"))
	}
	return clocks[i], nil
}

func clockGetTime(ns bool) object.NativeFn {
	return func(t *thread, _ value, args []value) (value, error) {
		clock, err := clockArg(t, args[0])
		if err != nil {
			return value{}, err
		}
		if ns {
			return object.Int(clock(t)), nil
		}
		return object.Float(float64(clock(t)) / 1e9), nil
	}
}

func clockGetRes(t *thread, _ value, args []value) (value, error) {
	_, err := clockArg(t, args[0])
	return object.Float(1e-9), err
}

func getClockInfo(t *thread, _ value, args []value) (value, error) {
	if !args[0].IsStr() {
		return value{}, t.TypeErr("get_clock_info() argument 1 must be str, not %s", args[0].Type().Name)
	}
	id, mono := "", true
	switch args[0].String() {
	case "time":
		id, mono = "CLOCK_REALTIME", false
	case "monotonic", "perf_counter":
		id = "CLOCK_MONOTONIC"
	case "process_time":
		id = "CLOCK_PROCESS_CPUTIME_ID"
	case "thread_time":
		id = "CLOCK_THREAD_CPUTIME_ID"
	default:
		return value{}, t.ValueErr("unknown clock")
	}
	n := t.NewNamespace()
	n.Dict.GiveS(t, "implementation", t.NewStr("clock_gettime("+id+")"))
	n.Dict.SetS(t, "monotonic", object.Bool(mono))
	n.Dict.SetS(t, "adjustable", object.Bool(!mono))
	n.Dict.SetS(t, "resolution", object.Float(1e-9))
	return object.Obj(&n.Header), nil
}

func timeSleep(t *thread, _ value, args []value) (value, error) {
	d, err := t.Timeout(args[0])
	if err != nil {
		return value{}, err
	}
	if d < 0 {
		return value{}, t.ValueErr("sleep length must be non-negative")
	}
	for end := time.Now().Add(d); ; {
		t.WaitFor(nil, d)
		if err := t.Signals(); err != nil {
			return value{}, err
		}
		if d = time.Until(end); d <= 0 {
			return object.None, nil
		}
	}
}

// timestamp is an optional argument in seconds since the epoch, rounded down.
func timestamp(t *thread, v value) (int64, error) {
	if v.IsNil() || v == object.None {
		return t.In.Now().Unix(), nil
	}
	var x *big.Int
	if f, ok := object.FloatOf(v); ok {
		if math.IsNaN(f) {
			return 0, t.ValueErr("Invalid value NaN (not a number)")
		}
		if f = math.Floor(f); math.Abs(f) < 1<<63 {
			return checkYear(t, int64(f))
		}
	} else {
		i, err := t.Index(v)
		if err != nil {
			return 0, err
		}
		defer t.Unref(i)
		if x, _ = object.AsBig(i); x.IsInt64() {
			return checkYear(t, x.Int64())
		}
	}
	return 0, t.Raise(object.OverflowError, "timestamp out of range for platform time_t")
}

// checkYear refuses seconds whose year does not fit C's int.
func checkYear(t *thread, s int64) (int64, error) {
	if s > 67768036191676799 || s < -67768040609740800 {
		return 0, t.RaiseArgs(object.OSError, object.Int(75), t.NewStr("Value too large for defined data type"))
	}
	return s, nil
}
