// Package atexitmod is the module atexit.
//
// Invariant: the registered functions belong to the interpreter and are dropped as
// they run, the last one registered first.
package atexitmod

import (
	"slices"

	"github.com/minipy-go/minipy/object"
)

// Module is the declaration of atexit.
var Module = object.ModuleSpec{
	Name: "atexit",
	Doc:  "allow programmer to define multiple exit functions to be executed upon normal program termination.",
	Decls: []object.Decl{
		object.RawFunc("register(func, *args, **kwargs)", "Register a function to be executed upon normal program termination.", register),
		object.Func("unregister(func, /)", "Unregister an exit function which was previously registered.", unregister),
		object.Func("_run_exitfuncs()", "Run all registered exit functions.", runAll),
		object.Func("_clear()", "Clear the list of previously registered exit functions.", clearAll),
		object.Func("_ncallbacks()", "Return the number of registered exit functions.", count),
	},
}

// call is one registered call; everything is owned.
type call struct {
	fn   object.Value
	args object.Args
}

type state struct{ calls []*call }

var key = new(int)

func of(t *object.Thread) *state {
	return t.In.State(key, func() any { return &state{} }).(*state)
}

func register(t *object.Thread, _ object.Value, a object.Args) (object.Value, error) {
	if len(a.Pos) == 0 {
		return object.Value{}, t.TypeErr("register() takes at least 1 argument (0 given)")
	}
	fn := a.Pos[0]
	if fn.Type().Slots.Call == nil {
		return object.Value{}, t.TypeErr("the first argument must be callable")
	}
	c := &call{fn: fn.Ref()}
	c.args = object.WithKw(a.Pos[1:], slices.Clone(a.KwNames()), a.Kw())
	for _, vs := range [][]object.Value{c.args.Pos, c.args.Kw(), c.args.KwNames()} {
		for _, v := range vs {
			v.Ref()
		}
	}
	s := of(t)
	s.calls = append(s.calls, c)
	return fn.Ref(), nil
}

func (c *call) drop(t *object.Thread) {
	t.Unref(c.fn)
	t.UnrefAll(c.args.Pos)
	t.UnrefAll(c.args.Kw())
	t.UnrefAll(c.args.KwNames())
}

func unregister(t *object.Thread, _ object.Value, a []object.Value) (object.Value, error) {
	s := of(t)
	for i := 0; i < len(s.calls); i++ {
		c := s.calls[i]
		if c == nil {
			continue
		}
		eq, err := t.Equal(c.fn, a[0])
		if err != nil {
			return object.Value{}, err
		}
		if eq && i < len(s.calls) && s.calls[i] == c {
			s.calls[i] = nil
			c.drop(t)
		}
	}
	return object.None, nil
}

// Run calls the exit functions; each error is reported, none stops the others. What
// they register is not called, as in CPython.
func Run(t *object.Thread) {
	s := of(t)
	for n := len(s.calls) - 1; n >= 0; n-- {
		if n >= len(s.calls) { // an exit function has cleared the list
			continue
		}
		c := s.calls[n]
		s.calls[n] = nil
		if c == nil {
			continue
		}
		r, err := t.CallArgs(c.fn, c.args)
		if err != nil {
			t.Unraisable(err, "Exception ignored in atexit callback", c.fn)
		} else {
			t.Unref(r)
		}
		c.drop(t)
	}
	dropAll(t)
}

func runAll(t *object.Thread, _ object.Value, _ []object.Value) (object.Value, error) {
	Run(t)
	return object.None, nil
}

func clearAll(t *object.Thread, _ object.Value, _ []object.Value) (object.Value, error) {
	dropAll(t)
	return object.None, nil
}

func dropAll(t *object.Thread) {
	s := of(t)
	calls := s.calls
	s.calls = nil
	for _, c := range calls {
		if c != nil {
			c.drop(t)
		}
	}
}

func count(t *object.Thread, _ object.Value, _ []object.Value) (object.Value, error) {
	return object.Int(int64(len(of(t).calls))), nil // unregistered ones included, as in CPython
}
