// Package minipy runs Python 3.10 scripts inside a Go program.
//
// A script is compiled once, by [Compile], and run by any number of interpreters:
//
//	code, err := minipy.Compile("rules.py", src)
//	in := minipy.New(minipy.Config{Stdout: os.Stdout, Limits: minipy.Limits{Steps: 1e6, Memory: 64 << 20}})
//	defer in.Close()
//	err = in.Run(ctx, code)
//	price, err := minipy.Call[float64](ctx, in, "price", order, minipy.Kw{"currency": "EUR"})
//
// The zero [Config] grants nothing: no files, no output, no environment. Objects die the
// moment their last reference dies, as CPython's do, and so a Go resource that [Own] lends
// to a script comes back at that moment, too.
//
// # Goroutines
//
// An [Interp], and with it its [Value] objects, belongs to one goroutine at a time; a
// second one gets ErrBusy. A bound Go function may call back into the interpreter that
// called it. A [Code] is immutable and shared freely, a [Pool] is used by everybody.
// Interpreters share nothing that a script can change.
//
// # Ownership
//
// What returns a *Value gives a reference: the caller releases it. What takes a *Value
// borrows it. Arguments of a bound Go function that are *Value are lent for the call, unless
// Keep is called on them, and so are iterators; a func lives until Go's collector finds that
// it is gone. Everything else that crosses the border is a copy, but for
// pointers to structs and what Ref passes, which are shared, and what Own lends.
//
// # Conversion
//
// From Go to Python, and back where the Go type asks for it:
//
//	nil                          None
//	bool, integers, floats       bool, int, float; out of range: OverflowError
//	complex64, complex128        complex
//	string                       str; bytes that are no UTF-8 become surrogates
//	[]byte                       bytes
//	*big.Int, big.Int            int
//	time.Time                    datetime.datetime with its offset; where the script cannot
//	                             import datetime, an object with Go's methods
//	time.Duration                datetime.timedelta, to the microsecond; without datetime
//	                             the seconds as a float; back also from any number
//	slices, arrays               list; back from any sequence
//	maps                         dict, in the order of the keys
//	*struct                      an object that shares the fields and methods; the same
//	                             pointer is always the same object
//	struct                       such an object of a copy; back also from a dict
//	func                         a function; back from any callable, see Func
//	iter.Seq, iter.Seq2, chan    an iterator; Seq and Seq2 also back from any iterable
//	error                        an exception, and back
//	*Value                       the object itself
//	Ref(&m), Ref(&s)             a mapping or sequence that shares the map or slice
//	Own(v, release)              the object of v, see Own
//	ClassOf[T]()                 the class of T, whose instances are *T
//
// An interface receives what is natural: any becomes int, float64, string, []any,
// map[string]any and so on, or the Go value that the object stands for.
//
// The Python name of a field or method is its own in lower case with underscores
// (MaxRetries: max_retries), or what a tag py:"name" says; py:"-" hides a field. A bound
// function may take a context.Context first, which is that of the running call, and a struct
// with py tags, or [Kw], last, which receives the keyword arguments. An error as last result
// is raised.
//
// # Errors
//
// What a script raises is an [*Error], whose Format is CPython's text, sys.exit an
// [*ExitError]. errors.Is and errors.As find the error that a bound function returned behind
// them, the errors of this package, those of package fs, and the context's. Every function
// that uses an interpreter may return ErrBusy or ErrClosed. A bound function that panics
// raises RuntimeError, behind which there is a [*PanicError].
//
// # Limits
//
// [Limits] bounds steps, live memory and depth. When the context of a call ends, or its
// steps are spent, the script is stopped: a KeyboardInterrupt unwinds it, so that what it
// owns is released before the call returns. Its handlers and finalizers may run for another
// 1,000 steps and 20 milliseconds; after that no handler sees the exception.
package minipy
