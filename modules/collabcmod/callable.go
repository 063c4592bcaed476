package collabcmod

import (
	"strings"

	"github.com/minipy-go/minipy/object"
)

// aliasSpec is what Callable[[int], str] makes: a generic alias whose __args__ are the
// types of the parameters, then that of the result, in one tuple.
func aliasSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "_CallableGenericAlias", Slots: []string{},
		Doc: "Callable[[types of the arguments], type of the result]: one flat tuple of types.",
		Decls: []decl{
			object.Method("__new__(cls, origin, args)", "", aliasNew),
			object.Getter("__parameters__", "The type variables, each once.", aliasParameters),
			object.Method("__repr__(self)", "", aliasRepr),
			object.Method("__reduce__(self)", "", aliasReduce),
			object.Method("__getitem__(self, item)", "", aliasGetItem),
		}}
}

// isTyping reports whether v's class is one of typing's of those names.
func isTyping(t *thread, v value, names ...string) bool {
	typ := v.Type()
	if t.TypeModule(typ) != "typing" {
		return false
	}
	for _, n := range names {
		if typ.Name == n {
			return true
		}
	}
	return false
}

func isTypeVar(t *thread, v value) bool { return isTyping(t, v, "TypeVar", "ParamSpec") }

// isParams reports whether v can stand for all parameters at once.
func isParams(t *thread, v value) (bool, error) {
	if _, ok := object.AsList(v); ok {
		return true, nil
	}
	return v == object.Ellipsis || isTyping(t, v, "ParamSpec", "_ConcatenateGenericAlias"), nil
}

func aliasNew(t *thread, cls value, a []value) (value, error) {
	pair, ok := object.AsTuple(a[1])
	if !ok || len(pair.Items) != 2 {
		return value{}, t.TypeErr("Callable must be used as Callable[[arg, ...], result].")
	}
	return newCallable(t, cls, a[0], pair.Items[0], pair.Items[1])
}

// newCallable makes the alias of Callable[params, result].
func newCallable(t *thread, cls, origin, params, result value) (value, error) {
	flat := []value{params, result}
	if list, ok := object.AsList(params); ok {
		flat = append(append([]value(nil), list.Items...), result)
	} else if ok, err := isParams(t, params); err != nil {
		return value{}, err
	} else if !ok {
		s, err := t.StrString(params)
		if err != nil {
			return value{}, err
		}
		return value{}, t.TypeErr("Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got %s", s)
	}
	tup := t.NewTupleOf(flat)
	r, err := t.CallSuper(moduleName, "_CallableGenericAlias", cls, "__new__", args{Pos: []value{cls, origin, tup}})
	t.Unref(tup)
	return r, err
}

// argsOf lends the alias's __args__.
func argsOf(t *thread, self value) ([]value, error) {
	if !object.IsInstance(self, object.GenericAliasType) {
		return nil, t.TypeErr("a generic alias is needed, not '%s'", self.Type().Name)
	}
	tup, _ := object.AsTuple(object.As[object.GenericAlias](self).Args)
	return tup.Items, nil
}

// asOne reports whether the first of two arguments stands for all parameters.
func asOne(t *thread, flat []value) (bool, error) {
	if len(flat) != 2 {
		return false, nil
	}
	return isParams(t, flat[0])
}

// parametersOf collects type variables of v, each once; they are lent by v.
func parametersOf(t *thread, v value, add func(p value)) error {
	if isTypeVar(t, v) {
		add(v)
		return nil
	}
	ps, err := t.LookupAttr(v, "__parameters__")
	if err != nil || ps.O == nil {
		return err
	}
	if tup, ok := object.AsTuple(ps); ok {
		for _, p := range tup.Items {
			add(p)
		}
	}
	t.Unref(ps)
	return nil
}

func aliasParameters(t *thread, self value) (value, error) {
	flat, err := argsOf(t, self)
	if err != nil {
		return value{}, err
	}
	var found []value
	for _, x := range flat {
		err := parametersOf(t, x, func(p value) {
			for _, f := range found {
				if f == p {
					return
				}
			}
			found = append(found, p.Ref())
		})
		if err != nil {
			t.UnrefAll(found)
			return value{}, err
		}
	}
	return t.NewTuple(found...), nil
}

// typeRepr is how an argument of an alias is shown.
func typeRepr(t *thread, v value) (string, error) {
	if v == object.Ellipsis {
		return "...", nil
	}
	if typ, ok := object.AsType(v); ok {
		if mod := t.TypeModule(typ); mod != "builtins" {
			return mod + "." + t.TypeQualname(typ), nil
		}
		return t.TypeQualname(typ), nil
	}
	if t.In.IsFunction(v) {
		name, err := t.GetAttrS(v, "__name__")
		if err != nil {
			return "", err
		}
		defer t.Unref(name)
		return t.StrString(name)
	}
	return t.ReprString(v)
}

func aliasRepr(t *thread, self value, _ []value) (value, error) {
	flat, err := argsOf(t, self)
	if err != nil {
		return value{}, err
	}
	one, err := asOne(t, flat)
	if err != nil {
		return value{}, err
	}
	parts := make([]string, len(flat))
	for i, x := range flat {
		if parts[i], err = typeRepr(t, x); err != nil {
			return value{}, err
		}
	}
	last := len(parts) - 1
	params := strings.Join(parts[:last], ", ")
	if !one {
		params = "[" + params + "]"
	}
	return t.NewStr("collections.abc.Callable[" + params + ", " + parts[last] + "]"), nil
}

func aliasReduce(t *thread, self value, _ []value) (value, error) {
	flat, err := argsOf(t, self)
	if err != nil {
		return value{}, err
	}
	one, err := asOne(t, flat)
	if err != nil {
		return value{}, err
	}
	last := len(flat) - 1
	params := flat[0].Ref()
	if !one {
		t.Unref(params)
		items := append([]value(nil), flat[:last]...)
		for _, x := range items {
			x.Ref()
		}
		params = t.NewList(items)
	}
	return t.NewTuple(peek(t, callableAlias).Ref(), t.NewTuple(peek(t, callable).Ref(), t.NewTuple(params, flat[last].Ref()))), nil
}

// aliasGetItem replaces the type variables.
func aliasGetItem(t *thread, self value, a []value) (value, error) {
	ps, err := t.GetAttrS(self, "__parameters__")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(ps)
	tup, ok := object.AsTuple(ps)
	if !ok || len(tup.Items) == 0 {
		s, err := t.ReprString(self)
		if err != nil {
			return value{}, err
		}
		return value{}, t.TypeErr("%s is not a generic class", s)
	}
	params := tup.Items
	given := []value{a[0]}
	if tup, ok := object.AsTuple(a[0]); ok {
		given = tup.Items
	}
	var whole value
	if len(params) == 1 && isTyping(t, params[0], "ParamSpec") && len(given) > 0 {
		ok, err := isParams(t, given[0])
		if err != nil {
			return value{}, err
		}
		if !ok { // C[int, str] for the only ParamSpec is C[[int, str]]
			items := append([]value(nil), given...)
			for _, x := range items {
				x.Ref()
			}
			whole = t.NewList(items)
			given = []value{whole}
		}
	}
	r, err := replaceVars(t, self, params, given)
	t.XUnref(whole)
	return r, err
}

func replaceVars(t *thread, self value, params, given []value) (value, error) {
	if len(given) != len(params) {
		s, err := t.ReprString(self)
		if err != nil {
			return value{}, err
		}
		how := "few"
		if len(given) > len(params) {
			how = "many"
		}
		return value{}, t.TypeErr("Too %s arguments for %s; actual %d, expected %d", how, s, len(given), len(params))
	}
	flat, err := argsOf(t, self)
	if err != nil {
		return value{}, err
	}
	one, err := asOne(t, flat)
	if err != nil {
		return value{}, err
	}
	out := make([]value, 0, len(flat))
	defer func() { t.UnrefAll(out) }()
	for _, x := range flat {
		y, err := replaceIn(t, x, params, given)
		if err != nil {
			return value{}, err
		}
		out = append(out, y)
	}
	last := len(out) - 1
	var arguments value
	if _, isTuple := object.AsTuple(out[0]); one && isTuple && !isTypeVar(t, flat[0]) { // of Concatenate
		if arguments, err = t.Call(object.ListType.Value(), out[0]); err != nil {
			return value{}, err
		}
	} else if _, isList := object.AsList(out[0]); one || isList {
		arguments = out[0].Ref()
	} else {
		items := append([]value(nil), out[:last]...)
		for _, x := range items {
			x.Ref()
		}
		arguments = t.NewList(items)
	}
	r, err := newCallable(t, peek(t, callableAlias), peek(t, callable), arguments, out[last])
	t.Unref(arguments)
	return r, err
}

// replaceIn gives x with its type variables replaced.
func replaceIn(t *thread, x value, params, given []value) (value, error) {
	lookup := func(v value) value {
		for i, p := range params {
			if p == v {
				return given[i]
			}
		}
		return v
	}
	if isTypeVar(t, x) {
		return lookup(x).Ref(), nil
	}
	ps, err := t.LookupAttr(x, "__parameters__")
	if err != nil || ps.O == nil {
		return x.Ref(), err
	}
	defer t.Unref(ps)
	tup, ok := object.AsTuple(ps)
	if !ok || len(tup.Items) == 0 {
		return x.Ref(), nil
	}
	sub := make([]value, len(tup.Items))
	for i, p := range tup.Items {
		sub[i] = lookup(p)
	}
	key := t.NewTupleOf(sub)
	r, err := t.GetItem(x, key)
	t.Unref(key)
	return r, err
}

func isParamExpr(t *thread, _ value, a []value) (value, error) {
	ok, err := isParams(t, a[0])
	return object.Bool(ok), err
}

func showType(t *thread, _ value, a []value) (value, error) {
	s, err := typeRepr(t, a[0])
	if err != nil {
		return value{}, err
	}
	return t.NewStr(s), nil
}
