package builtinsmod

import "github.com/minipy-go/minipy/object"

// What CPython's module site adds: exit, quit and help.

// quitter is exit or quit.
type quitter struct {
	object.Header
	name string
}

// helper is help.
type helper struct{ object.Header }

var (
	quitterType = &object.Type{}
	helperType  = &object.Type{}
)

const quitterEOF = "Ctrl-D (i.e. EOF)"

func setupSite() {
	quitterType.Define(object.TypeSpec{Name: "_sitebuiltins.Quitter", Layout: object.LayoutOf[quitter](), Basic: 32,
		Flags: object.FlagNoNew,
		Slots: object.Slots{Repr: quitterRepr, Call: quitterCall},
		Decls: []object.Decl{
			object.Getter("name", "", func(t *thread, v value) (value, error) {
				return t.NewStr(object.As[quitter](v).name), nil
			}),
			object.Getter("eof", "", func(t *thread, v value) (value, error) { return t.NewStr(quitterEOF), nil }),
		}})
	helperType.Define(object.TypeSpec{Name: "_sitebuiltins._Helper", Layout: object.LayoutOf[helper](), Basic: 32,
		Flags: object.FlagNoNew,
		Slots: object.Slots{
			Repr: func(t *thread, v value) (value, error) {
				return t.NewStr("Type help() for interactive help, or help(object) for help about object."), nil
			},
			Call: helperCall,
		}})
}

// initSite binds exit, quit and help.
func initSite(t *thread, m *object.Module) error {
	for _, name := range []string{"exit", "quit"} {
		q := object.New[quitter](t, quitterType)
		q.name = name
		m.Give(t, name, object.Obj(&q.Header))
	}
	m.Give(t, "help", object.Obj(&object.New[helper](t, helperType).Header))
	return nil
}

func quitterRepr(t *thread, v value) (value, error) {
	return t.NewStr("Use " + object.As[quitter](v).name + "() or " + quitterEOF + " to exit"), nil
}

var quitterSig = object.LazySignature{Text: "__call__(code=None)"}

func quitterCall(t *thread, v value, a object.Args) (value, error) {
	var out [1]value
	done, err := t.BindArgs(quitterSig.Signature(), a, out[:])
	if err != nil {
		return value{}, err
	}
	defer done()
	code := out[0]
	if code.IsNil() {
		code = object.None
	}
	return value{}, t.RaiseArgs(object.SystemExit, code.Ref())
}

// helperCall prints the docstring of its argument.
func helperCall(t *thread, v value, a object.Args) (value, error) {
	if len(a.Pos) == 0 {
		s := t.NewStr("Use help(object) to see the docstring of an object.")
		defer t.Unref(s)
		return print_(t, value{}, object.Args{Pos: []value{s}})
	}
	doc, err := t.LookupAttr(a.Pos[0], "__doc__")
	if err != nil {
		return value{}, err
	}
	if doc.IsNil() {
		doc = object.None
	}
	defer t.Unref(doc)
	return print_(t, value{}, object.Args{Pos: []value{doc}})
}
