package collectionsmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

func counterSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "Counter",
		Doc: "A dict that counts: elements are the keys, how often they came the values.\n\n>>> Counter('abca').most_common(1)\n[('a', 2)]",
		Decls: []object.Decl{
			object.Method("__init__(self, iterable=None, /, **kwds)", "Count the elements of an iterable, or take over counts.", counterInit),
			object.Method("__missing__(self, key)", "What is not there has come 0 times.", func(*thread, value, []value) (value, error) { return object.Int(0), nil }),
			object.Method("total(self)", "The sum of all counts.", counterTotal),
			object.Method("most_common(self, n=None)", "The n elements with the highest counts, as pairs; without n all.", counterMostCommon),
			object.Method("elements(self)", "An iterator over the elements, each as often as it is counted.", counterElements),
			object.ClassMethod("fromkeys(cls, iterable, v=None)", "", func(t *thread, _ value, _ []value) (value, error) {
				return value{}, t.Raise(object.NotImplementedError, "Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")
			}),
			object.Method("update(self, iterable=None, /, **kwds)", "Add the elements of an iterable, or counts.", counterUpdate),
			object.Method("subtract(self, iterable=None, /, **kwds)", "Take away the elements of an iterable, or counts; they may fall below 0.", counterSubtract),
			object.Method("copy(self)", "A shallow copy.", func(t *thread, self value, _ []value) (value, error) { return sameOf(t, self, self) }),
			object.Method("__reduce__(self)", "", counterReduce),
			object.Method("__delitem__(self, elem)", "Forget an element; it need not be there.", counterDel),
			object.Method("__eq__(self, other)", "All counts are equal; what is not there counts 0.", compareCounts(object.CmpEQ)),
			object.Method("__ne__(self, other)", "Some count differs.", counterNE),
			object.Method("__le__(self, other)", "Every count is at most the other's.", compareCounts(object.CmpLE)),
			object.Method("__lt__(self, other)", "Every count is at most the other's, and some are less.", strictly(object.CmpLE)),
			object.Method("__ge__(self, other)", "Every count is at least the other's.", compareCounts(object.CmpGE)),
			object.Method("__gt__(self, other)", "Every count is at least the other's, and some are more.", strictly(object.CmpGE)),
			object.Method("__repr__(self)", "", counterRepr),
			object.Method("__add__(self, other)", "The sums of counts that are positive.", combine(addCounts, keep)),
			object.Method("__sub__(self, other)", "The differences of counts that are positive.", combine(subCounts, negate)),
			object.Method("__or__(self, other)", "The larger ones of two counts.", combine(maxCount, keep)),
			object.Method("__and__(self, other)", "The smaller ones of two counts.", combine(minCount, nil)),
			object.Method("__pos__(self)", "The positive counts.", func(t *thread, self value, _ []value) (value, error) { return filtered(t, self, keep) }),
			object.Method("__neg__(self)", "The negative counts, as positive ones.", func(t *thread, self value, _ []value) (value, error) { return filtered(t, self, negate) }),
			object.Method("_keep_positive(self)", "Forget what does not count more than 0.", keepPositive),
			object.Method("__iadd__(self, other)", "", change(addCounts)),
			object.Method("__isub__(self, other)", "", change(subCounts)),
			object.Method("__ior__(self, other)", "", change(maxCount)),
			object.Method("__iand__(self, other)", "", counterIAnd),
		}}
}

// ownMethod reports whether a method of v is that of the class (dict or Counter) and
// not one that a subclass put in its place.
func ownMethod(t *thread, v value, name string, in *class) bool {
	return in != nil && t.PeekTypeS(v.Type(), name) == t.PeekTypeS(in, name)
}

func counterClass(v value) *class { return v.Type().SpecClass(moduleName, "Counter") }

func counterInit(t *thread, self value, a []value) (value, error) {
	if ownMethod(t, self, "update", counterClass(self)) {
		return counterUpdate(t, self, a)
	}
	kw, _ := object.AsDict(pylib.Or(a[1], object.None))
	f, err := t.GetAttrS(self, "update")
	if err != nil {
		return value{}, err
	}
	r, err := t.CallArgs(f, object.WithDict([]value{pylib.Or(a[0], object.None)}, kw))
	t.Unref(f)
	return ignore(t, r, err)
}

// counts reports whether v holds counts: whether it is a mapping.
func counts(t *thread, v value) (bool, error) {
	if _, ok := object.AsDict(v); ok {
		return true, nil
	}
	switch v.Type() {
	case object.ListType, object.StrType, object.TupleType:
		return false, nil
	}
	return isMapping(t, v)
}

func counterUpdate(t *thread, self value, a []value) (value, error) {
	if from := a[0]; pylib.Given(from) {
		d, _ := object.AsDict(self)
		isCounts, err := counts(t, from)
		switch {
		case err != nil:
		case !isCounts:
			_, err = countElements(t, value{}, []value{self, from})
		case d.Len() == 0:
			err = d.Update(t, from)
		default:
			err = adjust(t, self, from, func(old, n value) (value, error) { return t.Binary(object.OpAdd, n, old) })
		}
		if err != nil {
			return value{}, err
		}
	}
	return counterKeywords(t, self, "update", a[1])
}

func counterSubtract(t *thread, self value, a []value) (value, error) {
	if from := a[0]; pylib.Given(from) {
		take := func(old, n value) (value, error) { return t.Binary(object.OpSub, old, n) }
		isCounts, err := counts(t, from)
		if err == nil && isCounts {
			err = adjust(t, self, from, take)
		} else if err == nil {
			err = t.Iterate(from, func(x value) error { return adjustOne(t, self, x, object.Int(1), take) })
		}
		if err != nil {
			return value{}, err
		}
	}
	return counterKeywords(t, self, "subtract", a[1])
}

// counterKeywords hands the keyword arguments to the method once more.
func counterKeywords(t *thread, self value, method string, kw value) (value, error) {
	if d, _ := object.AsDict(pylib.Or(kw, object.None)); d == nil || d.Len() == 0 {
		return object.None, nil
	}
	return ignoreCall(t, self, method, kw)
}

// adjust changes the counts of self by those of from.
func adjust(t *thread, self, from value, f func(old, n value) (value, error)) error {
	return eachCount(t, from, func(k, n value) error { return adjustOne(t, self, k, n, f) })
}

func adjustOne(t *thread, self, k, n value, f func(old, n value) (value, error)) error {
	old, err := value{}, error(nil)
	if d, ok := object.AsDict(self); ok && ownMethod(t, self, "get", object.DictType) {
		if old, err = d.Get(t, k); err == nil {
			old = pylib.Or(old, object.Int(0)).Ref()
		}
	} else {
		old, err = t.CallMethod(self, "get", k, object.Int(0))
	}
	if err != nil {
		return err
	}
	sum, err := f(old, n)
	t.Unref(old)
	if err != nil {
		return err
	}
	err = t.SetItem(self, k, sum)
	t.Unref(sum)
	return err
}

// eachCount visits the pairs of v.items() as they are at first.
func eachCount(t *thread, v value, visit func(k, n value) error) error {
	var pairs []value
	defer func() { t.UnrefAll(pairs) }()
	if d, ok := object.AsDict(v); ok && ownMethod(t, v, "items", object.DictType) {
		if err := t.Grow(d.Len() * 32); err != nil {
			return err
		}
		pairs = make([]value, 0, 2*d.Len())
		for pos := 0; ; {
			k, n, ok := d.Next(&pos)
			if !ok {
				break
			}
			pairs = append(pairs, k.Ref(), n.Ref())
		}
	} else {
		items, err := t.CallMethod(v, "items")
		if err != nil {
			return err
		}
		err = t.Iterate(items, func(x value) error {
			pair, err := t.Collect(x)
			if err == nil && len(pair) != 2 {
				t.UnrefAll(pair)
				return t.ValueErr("not enough values to unpack (expected 2, got %d)", len(pair))
			}
			pairs = append(pairs, pair...)
			return err
		})
		t.Unref(items)
		if err != nil {
			return err
		}
	}
	for i := 0; i < len(pairs); i += 2 {
		err := visit(pairs[i], pairs[i+1])
		if err == nil && i&2047 == 2046 {
			err = t.Poll()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func counterTotal(t *thread, self value, _ []value) (value, error) {
	values, err := t.CallMethod(self, "values")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(values)
	return pylib.Call(t, "builtins", "sum", values)
}

func counterMostCommon(t *thread, self value, a []value) (value, error) {
	items, err := t.CallMethod(self, "items")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(items)
	key, err := pylib.Call(t, "operator", "itemgetter", object.Int(1))
	if err != nil {
		return value{}, err
	}
	defer t.Unref(key)
	if pylib.Given(a[0]) {
		largest, err := pylib.From(t, "heapq", "nlargest")
		if err != nil {
			return value{}, err
		}
		defer t.Unref(largest)
		return t.Call(largest, a[0], items, key)
	}
	sorted, err := pylib.From(t, "builtins", "sorted")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(sorted)
	call := object.Args{Pos: []value{items}}
	call.AddKw(object.Obj(&t.In.Intern("key").Header), key)
	call.AddKw(object.Obj(&t.In.Intern("reverse").Header), object.True)
	return t.CallArgs(sorted, call)
}

// counterElements chains as many of each element as it is counted.
func counterElements(t *thread, self value, _ []value) (value, error) {
	items, err := t.CallMethod(self, "items")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(items)
	repeat, err := pylib.From(t, "itertools", "repeat")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(repeat)
	runs, err := pylib.Call(t, "itertools", "starmap", repeat, items)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(runs)
	chain, err := pylib.From(t, "itertools", "chain")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(chain)
	return t.CallMethod(chain, "from_iterable", runs)
}

func counterReduce(t *thread, self value, _ []value) (value, error) {
	cls, err := t.GetAttrS(self, "__class__")
	if err != nil {
		return value{}, err
	}
	d, err := t.Call(object.DictType.Value(), self)
	if err != nil {
		t.Unref(cls)
		return value{}, err
	}
	return t.NewTuple(cls, t.NewTuple(d)), nil
}

func counterDel(t *thread, self value, a []value) (value, error) {
	if in, err := t.Contains(self, a[0]); err != nil || !in {
		return object.None, err
	}
	r, err := t.CallSuper(moduleName, "Counter", self, "__delitem__", args{Pos: a[:1:1]})
	return ignore(t, r, err)
}

func counterRepr(t *thread, self value, _ []value) (value, error) {
	name, err := className(t, self)
	if err != nil {
		return value{}, err
	}
	if some, err := t.Truth(self); err != nil || !some {
		return t.NewStr(name + "()"), err
	}
	items, err := t.CallMethod(self, "most_common")
	if err != nil && t.ErrIs(err, object.TypeError) { // the counts have no order
		t.Discard(err)
		items, err = self.Ref(), nil
	}
	if err != nil {
		return value{}, err
	}
	d, err := t.Call(object.DictType.Value(), items)
	t.Unref(items)
	if err != nil {
		return value{}, err
	}
	s, err := t.ReprString(d)
	t.Unref(d)
	if err != nil {
		return value{}, err
	}
	return t.NewStr(name + "(" + s + ")"), nil
}
