// Package reprlibmod is the reprlib module: representations of limited size, and a guard
// for those that contain themselves.
//
// Invariant: Repr reaches its own methods through the instance, so that a subclass may
// replace any of them.
package reprlibmod

import (
	"strconv"
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

// Module declares reprlib.
var Module = object.ModuleSpec{
	Name: "reprlib",
	Doc:  "Representations of limited size.",
	Functions: func() []object.Decl {
		return []object.Decl{
			object.Func("recursive_repr(fillvalue='...')", "A decorator for __repr__: a call for an object whose repr runs already gives fillvalue.", recursiveRepr),
			object.Func("_possibly_sorted(x)", "A sorted list, in the order it had if it cannot be sorted.", func(t *thread, _ value, a []value) (value, error) {
				return maybeSorted(t, a[0])
			}),
		}
	},
	Init: func(t *object.Thread, m *object.Module) error {
		m.Give(t, "__all__", pylib.Names(t, "Repr", "repr", "recursive_repr"))
		return nil
	},
	Lazy: []string{"Repr", "aRepr", "repr", "builtins", "islice", "get_ident"},
	Make: makeName,
}

func makeName(t *thread, m *object.Module, name string) (value, error) {
	switch name {
	case "Repr":
		return t.BuildClass(m, reprSpec(), value{})
	case "builtins":
		return pylib.Import(t, name)
	case "islice":
		return pylib.From(t, "itertools", name)
	case "get_ident":
		return pylib.From(t, "_thread", name)
	case "repr":
		a, err := pylib.From(t, "reprlib", "aRepr")
		if err != nil {
			return value{}, err
		}
		defer t.Unref(a)
		return t.GetAttrS(a, name)
	}
	return pylib.Call(t, "reprlib", "Repr")
}

// recursiveRepr gives the decorator.
func recursiveRepr(t *thread, _ value, a []value) (value, error) {
	fill := a[0]
	if fill.IsNil() {
		fill = t.NewStr("...")
		defer t.Unref(fill)
	}
	return t.NewClosure("decorating_function(user_function)", "reprlib", "recursive_repr.<locals>.decorating_function", guard, fill), nil
}

// guard wraps a function; the set that it closes over has the objects whose repr runs.
func guard(t *thread, vals []value, a object.Args) (value, error) {
	if len(a.Pos) != 1 || len(a.KwNames()) > 0 {
		return value{}, t.TypeErr("recursive_repr.<locals>.decorating_function() takes 1 positional argument but %d were given", len(a.Pos))
	}
	running := object.Obj(&t.MakeSet().Header)
	defer t.Unref(running)
	w := t.NewClosure("wrapper(self)", "reprlib", "recursive_repr.<locals>.decorating_function.<locals>.wrapper", guarded, vals[0], running, a.Pos[0])
	for _, name := range [...]string{"__module__", "__doc__", "__name__", "__qualname__", "__annotations__"} {
		v, err := t.LookupAttr(a.Pos[0], name)
		if err == nil && v.IsNil() {
			if name != "__annotations__" {
				_, err = t.GetAttrS(a.Pos[0], name)
			} else {
				v = t.NewDict().Value()
			}
		}
		if err == nil {
			err = t.SetAttrS(w, name, v)
			t.Unref(v)
		}
		if err != nil {
			t.Unref(w)
			return value{}, err
		}
	}
	return w, nil
}

// guarded is the wrapper: (fillvalue, objects whose repr runs, function).
func guarded(t *thread, vals []value, a object.Args) (value, error) {
	if len(a.Pos) != 1 || len(a.KwNames()) > 0 {
		return value{}, t.TypeErr("wrapper() takes 1 positional argument but %d were given", len(a.Pos))
	}
	key := t.NewTuple(object.Int(object.ID(a.Pos[0])), object.Int(t.Ident()))
	defer t.Unref(key)
	if in, err := t.Contains(vals[1], key); err != nil {
		return value{}, err
	} else if in {
		return vals[0].Ref(), nil
	}
	if err := t.SetAdd(vals[1], key); err != nil {
		return value{}, err
	}
	r, err := t.Call(vals[2], a.Pos[0])
	x, derr := t.CallMethod(vals[1], "discard", key)
	if derr != nil {
		t.Discard(derr)
	}
	t.XUnref(x)
	return r, err
}

// maybeSorted gives a list.
func maybeSorted(t *thread, x value) (value, error) {
	items, err := t.CallSorted(x)
	if err == nil {
		return t.NewList(items), nil
	}
	if !t.ErrIs(err, object.ExceptionType) {
		return value{}, err
	}
	t.Discard(err)
	return t.ListOf(x)
}

// limits are the attributes that __init__ sets.
var limits = [...]struct {
	name string
	n    int64
}{
	{"maxlevel", 6}, {"maxtuple", 6}, {"maxlist", 6}, {"maxarray", 5}, {"maxdict", 4}, {"maxset", 6},
	{"maxfrozenset", 6}, {"maxdeque", 6}, {"maxstring", 30}, {"maxlong", 40}, {"maxother", 30},
}

func reprSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "reprlib", Name: "Repr", Doc: "Makes representations of limited size; the limits are attributes.",
		Decls: []object.Decl{
			object.Method("__init__(self)", "", func(t *thread, self value, _ []value) (value, error) {
				for _, l := range limits {
					if err := t.SetAttrS(self, l.name, object.Int(l.n)); err != nil {
						return value{}, err
					}
				}
				return object.None, nil
			}),
			object.Method("repr(self, x)", "", func(t *thread, self value, a []value) (value, error) {
				level, err := t.GetAttrS(self, "maxlevel")
				if err != nil {
					return value{}, err
				}
				defer t.Unref(level)
				return t.CallMethod(self, "repr1", a[0], level)
			}),
			object.Method("repr1(self, x, level)", "", reprOne),
			object.Method("_repr_iterable(self, x, level, left, right, maxiter, trail='')", "", reprIterable),
			object.Method("repr_tuple(self, x, level)", "", sequence("(", ")", "maxtuple", ",", "", false)),
			object.Method("repr_list(self, x, level)", "", sequence("[", "]", "maxlist", "", "", false)),
			object.Method("repr_array(self, x, level)", "", reprArray),
			object.Method("repr_set(self, x, level)", "", sequence("{", "}", "maxset", "", "set()", true)),
			object.Method("repr_frozenset(self, x, level)", "", sequence("frozenset({", "})", "maxfrozenset", "", "frozenset()", true)),
			object.Method("repr_deque(self, x, level)", "", sequence("deque([", "])", "maxdeque", "", "", false)),
			object.Method("repr_dict(self, x, level)", "", reprDict),
			object.Method("repr_str(self, x, level)", "", reprStr),
			object.Method("repr_int(self, x, level)", "", func(t *thread, self value, a []value) (value, error) {
				s, err := t.ReprString(a[0])
				if err != nil {
					return value{}, err
				}
				return shorten(t, self, s, "maxlong")
			}),
			object.Method("repr_instance(self, x, level)", "", reprInstance),
		}}
}

// reprOne calls the method for x's class: repr_ and the class's name, spaces made _.
func reprOne(t *thread, self value, a []value) (value, error) {
	name := strings.Join(strings.Fields(a[0].Type().Name), "_")
	f, err := t.LookupAttr(self, "repr_"+name)
	if err != nil {
		return value{}, err
	}
	if f.IsNil() {
		return t.CallMethod(self, "repr_instance", a...)
	}
	defer t.Unref(f)
	return t.Call(f, a...)
}

// limit reads one of the limits of an instance.
func limit(t *thread, self value, name string) (int, error) {
	v, err := t.GetAttrS(self, name)
	if err != nil {
		return 0, err
	}
	defer t.Unref(v)
	return t.AsIndex(v, object.OverflowError)
}

// sequence makes a method for a kind of container.
func sequence(left, right, max, trail, empty string, sorted bool) object.NativeFn {
	return func(t *thread, self value, a []value) (value, error) {
		x := a[0]
		if empty != "" {
			if any, err := t.Truth(x); err != nil {
				return value{}, err
			} else if !any {
				return t.NewStr(empty), nil
			}
		}
		if sorted {
			l, err := maybeSorted(t, x)
			if err != nil {
				return value{}, err
			}
			defer t.Unref(l)
			x = l
		}
		n, err := t.GetAttrS(self, max)
		if err != nil {
			return value{}, err
		}
		defer t.Unref(n)
		return callIterable(t, self, x, a[1], n, left, right, trail)
	}
}

func callIterable(t *thread, self, x, level, n value, left, right, trail string) (value, error) {
	texts := pylib.Names(t, left, right, trail)
	defer t.Unref(texts)
	s := object.As[object.List](texts).Items
	args := []value{x, level, s[0], s[1], n}
	if trail != "" {
		args = append(args, s[2])
	}
	return t.CallMethod(self, "_repr_iterable", args...)
}

func reprIterable(t *thread, self value, a []value) (value, error) {
	n, err := t.Len(a[0])
	if err != nil {
		return value{}, err
	}
	level, err := t.AsIndex(a[1], nil)
	if err != nil {
		return value{}, err
	}
	left, _ := pylib.Text(a[2])
	right, _ := pylib.Text(a[3])
	if level <= 0 && n > 0 {
		return t.NewStr(left + "..." + right), nil
	}
	most, err := t.AsIndex(a[4], nil)
	if err != nil {
		return value{}, err
	}
	var pieces []string
	err = firstItems(t, a[0], most, func(x value) error {
		s, err := inner(t, self, x, level)
		pieces = append(pieces, s)
		return err
	})
	if err != nil {
		return value{}, err
	}
	if n > most {
		pieces = append(pieces, "...")
	}
	if trail, _ := pylib.Text(a[5]); n == 1 {
		right = trail + right
	}
	return t.NewStr(left + strings.Join(pieces, ", ") + right), nil
}

// firstItems visits the first n items of an iterable.
func firstItems(t *thread, v value, n int, visit func(x value) error) error {
	if n <= 0 {
		return nil
	}
	return t.Iterate(v, func(x value) error {
		if err := visit(x); err != nil {
			return err
		}
		if n--; n == 0 {
			return object.ErrStop
		}
		return nil
	})
}

// inner is repr1 one level down.
func inner(t *thread, self, x value, level int) (string, error) {
	r, err := t.CallMethod(self, "repr1", x, object.Int(int64(level-1)))
	if err != nil {
		return "", err
	}
	defer t.Unref(r)
	return t.StrString(r)
}

func reprArray(t *thread, self value, a []value) (value, error) {
	code, err := t.GetAttrS(a[0], "typecode")
	if err != nil {
		return value{}, err
	}
	c, err := t.StrString(code)
	t.Unref(code)
	if err != nil {
		return value{}, err
	}
	if any, err := t.Truth(a[0]); err != nil {
		return value{}, err
	} else if !any {
		return t.NewStr("array('" + c + "')"), nil
	}
	return sequence("array('"+c+"', [", "])", "maxarray", "", "", false)(t, self, a)
}

func reprDict(t *thread, self value, a []value) (value, error) {
	n, err := t.Len(a[0])
	if err != nil || n == 0 {
		return t.NewStr("{}"), err
	}
	level, err := t.AsIndex(a[1], nil)
	if err != nil {
		return value{}, err
	}
	if level <= 0 {
		return t.NewStr("{...}"), nil
	}
	most, err := limit(t, self, "maxdict")
	if err != nil {
		return value{}, err
	}
	keys, err := maybeSorted(t, a[0])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(keys)
	var pieces []string
	err = firstItems(t, keys, most, func(k value) error {
		key, err := inner(t, self, k, level)
		if err != nil {
			return err
		}
		x, err := t.GetItem(a[0], k)
		if err != nil {
			return err
		}
		val, err := inner(t, self, x, level)
		t.Unref(x)
		pieces = append(pieces, key+": "+val)
		return err
	})
	if err != nil {
		return value{}, err
	}
	if n > most {
		pieces = append(pieces, "...")
	}
	return t.NewStr("{" + strings.Join(pieces, ", ") + "}"), nil
}

// ends are how many points of a text that is too long are kept at each side.
func ends(max int) (first, last int) {
	first = (max - 3) / 2
	if max < 3 {
		first = 0
	}
	last = max - 3 - first
	if last < 0 {
		last = 0
	}
	return first, last
}

// slice gives x[i:j] of a Python object.
func slice(t *thread, x, i, j value) (value, error) {
	s := t.NewSlice(i, j, object.None)
	defer t.Unref(s)
	return t.GetItem(x, s)
}

// reprStr cuts the text before it is made a literal, which may be much longer.
func reprStr(t *thread, self value, a []value) (value, error) {
	max, err := limit(t, self, "maxstring")
	if err != nil {
		return value{}, err
	}
	front, err := slice(t, a[0], object.None, object.Int(int64(max)))
	if err != nil {
		return value{}, err
	}
	s, err := t.ReprString(front)
	t.Unref(front)
	if err != nil {
		return value{}, err
	}
	if object.CountPoints(s) <= max {
		return t.NewStr(s), nil
	}
	first, last := ends(max)
	n, err := t.Len(a[0])
	if err != nil {
		return value{}, err
	}
	head, err := slice(t, a[0], object.None, object.Int(int64(first)))
	if err != nil {
		return value{}, err
	}
	defer t.Unref(head)
	tail, err := slice(t, a[0], object.Int(int64(n-last)), object.None)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(tail)
	both, err := t.Binary(object.OpAdd, head, tail)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(both)
	if s, err = t.ReprString(both); err != nil {
		return value{}, err
	}
	return cut(t, s, first, last)
}

// cut keeps the first and the last points of a text.
func cut(t *thread, s string, first, last int) (value, error) {
	v := t.NewStr(s)
	defer t.Unref(v)
	n := object.CountPoints(s)
	head, err := slice(t, v, object.None, object.Int(int64(first)))
	if err != nil {
		return value{}, err
	}
	defer t.Unref(head)
	tail, err := slice(t, v, object.Int(int64(n-last)), object.None)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(tail)
	return t.NewStr(head.String() + "..." + tail.String()), nil
}

// shorten gives a text that is no longer than a limit says.
func shorten(t *thread, self value, s, name string) (value, error) {
	max, err := limit(t, self, name)
	if err != nil {
		return value{}, err
	}
	if object.CountPoints(s) <= max {
		return t.NewStr(s), nil
	}
	first, last := ends(max)
	return cut(t, s, first, last)
}

func reprInstance(t *thread, self value, a []value) (value, error) {
	s, err := t.ReprString(a[0])
	if err == nil {
		return shorten(t, self, s, "maxother")
	}
	if !t.ErrIs(err, object.ExceptionType) {
		return value{}, err
	}
	t.Discard(err)
	class, err := t.GetAttrS(a[0], "__class__")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(class)
	name, err := t.GetAttrS(class, "__name__")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(name)
	text, err := t.StrString(name)
	if err != nil {
		return value{}, err
	}
	return t.NewStr("<" + text + " instance at 0x" + strconv.FormatInt(object.ID(a[0]), 16) + ">"), nil
}
