package functoolsmod

import (
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// comparisons are the methods of which one gives the others, the best one first.
var comparisons = [...]string{"lt", "le", "gt", "ge"}

// How a comparison follows from the answer of another one, and from ==: a < b is a <= b
// and not a == b, or not a >= b.
const (
	negated = 1 << iota
	andUnequal
	orEqual
)

// follows says how the method named first follows from the second one.
func follows(method, root string) int {
	switch sameWay := method[0] == root[0]; {
	case sameWay && root[1] == 't':
		return orEqual // <= of <
	case sameWay:
		return andUnequal // < of <=
	case method[1] != root[1]:
		return negated // >= of <
	case root[1] == 't':
		return negated | andUnequal // > of <
	}
	return negated | orEqual // >= of <=
}

func totalOrdering(t *thread, _ value, a []value) (value, error) {
	var own []string
	for _, op := range comparisons {
		mine, err := t.LookupAttr(a[0], "__"+op+"__")
		if err != nil {
			return value{}, err
		}
		base, err := t.GetAttrS(object.ObjectType.Value(), "__"+op+"__")
		if err == nil && !mine.IsNil() && mine != base {
			own = append(own, op)
		}
		t.XUnref(mine)
		t.XUnref(base)
		if err != nil {
			return value{}, err
		}
	}
	if len(own) == 0 {
		return value{}, t.ValueErr("must define at least one ordering operation: < > <= >=")
	}
	has := strings.Join(own, " ")
	for _, op := range comparisons {
		if strings.Contains(has, op) {
			continue
		}
		f, err := pylib.From(t, moduleName, "_"+op+"_from_"+own[0])
		if err != nil {
			return value{}, err
		}
		err = t.SetAttrS(a[0], "__"+op+"__", f)
		t.Unref(f)
		if err != nil {
			return value{}, err
		}
	}
	return a[0].Ref(), nil
}

// orderingFunction makes _gt_from_lt and its like, methods that ask another one.
func orderingFunction(t *thread, name string) (value, error) {
	method, root, _ := strings.Cut(name[1:], "_from_")
	how := follows(method, root)
	f := t.NewBoundClosure(name+"(self, other)", moduleName, name, func(t *thread, _, a []value) (value, error) {
		return compareBy(t, a[0], a[1], "__"+root+"__", how)
	})
	s := t.NewStr("__" + method + "__")
	err := t.SetAttrS(f, "__name__", s)
	t.Unref(s)
	if err != nil {
		t.Unref(f)
		return value{}, err
	}
	return f, nil
}

func compareBy(t *thread, self, other value, root string, how int) (value, error) {
	f, err := t.GetAttrS(self.Type().Value(), root)
	if err != nil {
		return value{}, err
	}
	r, err := t.Call(f, self, other)
	t.Unref(f)
	if err != nil || r == object.NotImplemented {
		return r, err
	}
	yes := false
	if how != andUnequal && how != orEqual {
		if yes, err = t.Truth(r); err != nil {
			t.Unref(r)
			return value{}, err
		}
		t.Unref(r)
		r = object.Bool(!yes)
	}
	if how&(andUnequal|orEqual) == 0 {
		return r, nil
	}
	if yes, err = t.Truth(r); err != nil || yes == (how&orEqual != 0) {
		return r, err
	}
	t.Unref(r)
	op := object.CmpEQ
	if how&andUnequal != 0 {
		op = object.CmpNE
	}
	return t.Compare(self, other, op)
}
