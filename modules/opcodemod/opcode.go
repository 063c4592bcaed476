// Package opcodemod is the _opcode module. minipy's instructions are not CPython's, of
// which the library's module opcode has a table: no code here consists of them.
package opcodemod

import "github.com/minipy-go/minipy/object"

// Module declares _opcode.
var Module = object.ModuleSpec{
	Name: "_opcode",
	Doc:  "Opcode support module.",
	Build: func() []object.Decl {
		return []object.Decl{
			object.Func("stack_effect(opcode, oparg=None, /, *, jump=None)", "Compute the stack effect of the opcode.", stackEffect),
			object.Func("get_specialization_stats()", "Return the specialization stats", func(*object.Thread, object.Value, []object.Value) (object.Value, error) {
				return object.None, nil
			}),
		}
	},
}

// stackEffect knows no opcode: there is no stack.
func stackEffect(t *object.Thread, _ object.Value, a []object.Value) (object.Value, error) {
	if _, err := t.IntArg(a[0], 0); err != nil {
		return object.Value{}, err
	}
	return object.Value{}, t.ValueErr("invalid opcode or oparg")
}
