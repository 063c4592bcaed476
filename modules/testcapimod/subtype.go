package testcapimod

import "github.com/minipy-go/minipy/object"

// SubtypeModule declares xxsubtype, CPython's example of built-in types that derive from
// list and dict, which test_descr uses.
var SubtypeModule = object.ModuleSpec{
	Name:  "xxsubtype",
	Doc:   "Types that derive from built-in ones in the language of the interpreter, not in Python.",
	Setup: subtypeInit,
	Build: func() []object.Decl {
		return []object.Decl{
			object.Attr("spamlist", spamListType.Value()),
			object.Attr("spamdict", spamDictType.Value()),
		}
	},
}

// A spamList is a list with a number, a spamDict a dict with one.
type spamList struct {
	object.List
	state int
}

type spamDict struct {
	object.Dict
	state int
}

var (
	spamListType = new(class)
	spamDictType = new(class)
)

func spamListState(v value) *int { return &object.As[spamList](v).state }
func spamDictState(v value) *int { return &object.As[spamDict](v).state }

func subtypeInit() {
	spamListType.Define(object.TypeSpec{Name: "xxsubtype.spamlist", Base: object.ListType, Basic: 48,
		Flags:  object.FlagBase,
		Layout: object.LayoutOf[spamList](),
		Slots: object.Slots{New: func(t *thread, typ *class, _ args) (value, error) {
			return object.Obj(&object.New[spamList](t, typ).Header), nil
		}, Init: object.ListType.Init},
		Decls: append(stateMethods(spamListState),
			object.RawClassMethod("classmeth", "classmeth(*args, **kw)", methVarargsKeywords),
			object.RawStaticMethod("staticmeth", "staticmeth(*args, **kw)", methVarargsKeywords),
			object.Getter("state", "an int variable for demonstration purposes", func(_ *thread, v value) (value, error) {
				return object.Int(int64(*spamListState(v))), nil
			}))})
	spamDictType.Define(object.TypeSpec{Name: "xxsubtype.spamdict", Base: object.DictType, Basic: 56,
		Flags:  object.FlagBase,
		Layout: object.LayoutOf[spamDict](),
		Slots: object.Slots{New: func(t *thread, typ *class, _ args) (value, error) {
			return object.Obj(&object.New[spamDict](t, typ).Header), nil
		}, Init: object.DictType.Init},
		Decls: append(stateMethods(spamDictState),
			object.Member("state", "an int variable for demonstration purposes", func(_ *thread, v value) (value, error) {
				return object.Int(int64(*spamDictState(v))), nil
			}))})
}

func stateMethods(state func(v value) *int) []object.Decl {
	return []object.Decl{
		object.Method("getstate()", "getstate() -> state", func(_ *thread, v value, _ []value) (value, error) {
			return object.Int(int64(*state(v))), nil
		}),
		object.Method("setstate(state, /)", "setstate(state)", func(t *thread, v value, a []value) (value, error) {
			n, err := t.AsIndex(a[0], object.OverflowError)
			if err == nil {
				*state(v) = n
			}
			return object.None, err
		}),
	}
}
