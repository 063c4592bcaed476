package object

// BoolType is bool; True and False are its only objects.
var BoolType = &Type{}

const boolDoc = `bool(x) -> bool

Returns True when the argument x is true, False otherwise.
The builtins True and False are the only two instances of the class bool.
The class bool is a subclass of the class int, and cannot be subclassed.`

func boolInit() {
	BoolType.Define(TypeSpec{
		Name: "bool", Doc: boolDoc, Base: IntType, Flags: FlagInt | FlagSelfMatch, Basic: 32, Item: 4,
		Slots: Slots{
			New: boolNew, Repr: boolRepr,
			Binary: [NumBinary]func(t *Thread, a, b Value) (Value, error){
				OpAnd: boolAnd, OpOr: boolOr, OpXor: boolXor,
			},
		},
	})
}

func boolNew(t *Thread, typ *Type, a Args) (Value, error) {
	if len(a.KwNames()) > 0 {
		return Value{}, t.TypeErr("bool() takes no keyword arguments")
	}
	switch len(a.Pos) {
	case 0:
		return False, nil
	case 1:
		b, err := t.Truth(a.Pos[0])
		return Bool(b), err
	}
	return Value{}, t.TypeErr("bool expected at most 1 argument, got %d", len(a.Pos))
}

func boolRepr(t *Thread, v Value) (Value, error) {
	if v == True {
		return Obj(&t.In.Intern("True").Header), nil
	}
	return Obj(&t.In.Intern("False").Header), nil
}

func boolAnd(t *Thread, a, b Value) (Value, error) {
	if a.IsBool() && b.IsBool() {
		return Bool(a.N&b.N != 0), nil
	}
	return intAnd(t, a, b)
}

func boolOr(t *Thread, a, b Value) (Value, error) {
	if a.IsBool() && b.IsBool() {
		return Bool(a.N|b.N != 0), nil
	}
	return intOr(t, a, b)
}

func boolXor(t *Thread, a, b Value) (Value, error) {
	if a.IsBool() && b.IsBool() {
		return Bool(a.N != b.N), nil
	}
	return intXor(t, a, b)
}
