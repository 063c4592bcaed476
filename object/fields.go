package object

import "reflect"

// FieldOffset returns where T keeps a field: what DictAt and WeakAt want, for packages
// that do not import unsafe.
func FieldOffset[T any](name string) uintptr {
	f, ok := reflect.TypeFor[T]().FieldByName(name)
	if !ok {
		panic("object: no field " + name)
	}
	return f.Offset
}

// Unhashable is the Hash slot of types that compare but have no hash: their __hash__ is None.
var Unhashable = unhashable
