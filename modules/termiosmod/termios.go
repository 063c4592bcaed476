// Package termiosmod is the termios module: the settings of terminals.
//
// Invariant: without the host's leave no terminal is touched.
package termiosmod

import "github.com/minipy-go/minipy/object"

type (
	thread = object.Thread
	value  = object.Value
)

var none = object.None

var errorType = new(object.Type)

// Module declares termios.
var Module = object.ModuleSpec{
	Name: "termios",
	Doc:  "The settings of terminals.",
	Setup: func() {
		errorType.DefineException(object.TypeSpec{Name: "termios.error", Base: object.ExceptionType})
	},
	Build: func() []object.Decl {
		return append([]object.Decl{object.Attr("error", errorType.Value())}, functions()...)
	},
	Init: func(t *thread, m *object.Module) error {
		for _, c := range constants {
			m.Set(t, c.name, object.Int(c.n))
		}
		return nil
	},
}

type constant struct {
	name string
	n    int64
}

// fail makes the module's own error of one of the system.
func fail(t *thread, err error) error {
	no, ok := object.Errno(err)
	if !ok {
		return t.Raise(errorType, "%v", err)
	}
	return t.RaiseArgs(errorType, object.Int(int64(no)), t.NewStr(object.Strerror(no)))
}
