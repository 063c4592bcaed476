package collabcmod

import "github.com/minipy-go/minipy/object"

// The classes that say what an object can do, each by a method or a few.

func hashableSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "Hashable", Slots: []string{}, Decls: []decl{
		object.AbstractMethod("__hash__(self)", "", func(*thread, value, []value) (value, error) { return object.Int(0), nil }),
		object.ClassMethod("__subclasshook__(cls, C)", "", subclassHook),
	}}
}

func awaitableSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "Awaitable", Slots: []string{}, Decls: []decl{
		object.AbstractMethod("__await__(self)", "", func(t *thread, _ value, _ []value) (value, error) {
			return t.NewGen("Awaitable.__await__", func(_ *thread, g *object.Gen) (value, error) {
				if g.N++; g.N > 1 {
					return value{}, nil
				}
				return object.None, nil
			}), nil
		}),
		object.ClassMethod("__subclasshook__(cls, C)", "", subclassHook),
		object.Made("__class_getitem__", aliasMaker),
	}}
}

func coroutineSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "Coroutine", Slots: []string{}, Decls: []decl{
		object.AbstractMethod("send(self, value)", "Send a value into the coroutine, and return what it yields next.", sendAbstract),
		object.AbstractMethod("throw(self, typ, val=None, tb=None)", "Raise an exception in the coroutine, and return what it yields next.", throwAbstract),
		object.Method("close(self)", "Raise GeneratorExit inside the coroutine.", func(t *thread, self value, _ []value) (value, error) {
			return closeBy(t, self, "coroutine ignored GeneratorExit")
		}),
		object.ClassMethod("__subclasshook__(cls, C)", "", subclassHook),
	}}
}

func asyncIterableSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "AsyncIterable", Slots: []string{}, Decls: []decl{
		object.AbstractMethod("__aiter__(self)", "", func(t *thread, _ value, _ []value) (value, error) { return t.Call(peek(t, asyncIterator)) }),
		object.ClassMethod("__subclasshook__(cls, C)", "", subclassHook),
		object.Made("__class_getitem__", aliasMaker),
	}}
}

func asyncIteratorSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "AsyncIterator", Slots: []string{}, Decls: []decl{
		object.AbstractMethod("__anext__(self)", "Give the next item, or raise StopAsyncIteration.", func(t *thread, _ value, _ []value) (value, error) {
			return t.NewCoro("AsyncIterator.__anext__", stopAsync), nil
		}),
		object.Method("__aiter__(self)", "", selfMethod),
		object.ClassMethod("__subclasshook__(cls, C)", "", subclassHook),
	}}
}

func asyncGeneratorSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "AsyncGenerator", Slots: []string{}, Decls: []decl{
		object.Method("__anext__(self)", "Give the next item, or raise StopAsyncIteration.", func(t *thread, self value, _ []value) (value, error) {
			return t.NewCoro("AsyncGenerator.__anext__", asyncNext, self), nil
		}),
		object.AbstractMethod("asend(self, value)", "Send a value into the generator, and give what it yields next.", func(t *thread, _ value, _ []value) (value, error) {
			return t.NewCoro("AsyncGenerator.asend", stopAsync), nil
		}),
		object.AbstractMethod("athrow(self, typ, val=None, tb=None)", "Raise an exception in the generator, and give what it yields next.", func(t *thread, _ value, a []value) (value, error) {
			return t.NewCoro("AsyncGenerator.athrow", func(t *thread, c *object.Coro, _ value, _ error) (value, error) {
				return value{}, raised(t, c.Vals[:3])
			}, a...), nil
		}),
		object.Method("aclose(self)", "Raise GeneratorExit inside the generator.", func(t *thread, self value, _ []value) (value, error) {
			return t.NewCoro("AsyncGenerator.aclose", asyncClose, self), nil
		}),
		object.ClassMethod("__subclasshook__(cls, C)", "", subclassHook),
	}}
}

func iterableSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "Iterable", Slots: []string{}, Decls: []decl{
		object.AbstractMethod("__iter__(self)", "", func(t *thread, _ value, _ []value) (value, error) {
			return t.NewGen("Iterable.__iter__", noItems), nil
		}),
		object.ClassMethod("__subclasshook__(cls, C)", "", subclassHook),
		object.Made("__class_getitem__", aliasMaker),
	}}
}

func iteratorSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "Iterator", Slots: []string{}, Decls: []decl{
		object.AbstractMethod("__next__(self)", "Give the next item, or raise StopIteration.", sendAbstract),
		object.Method("__iter__(self)", "", selfMethod),
		object.ClassMethod("__subclasshook__(cls, C)", "", subclassHook),
	}}
}

func reversibleSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "Reversible", Slots: []string{}, Decls: []decl{
		object.AbstractMethod("__reversed__(self)", "", func(t *thread, _ value, _ []value) (value, error) {
			return t.NewGen("Reversible.__reversed__", noItems), nil
		}),
		object.ClassMethod("__subclasshook__(cls, C)", "", subclassHook),
	}}
}

func generatorSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "Generator", Slots: []string{}, Decls: []decl{
		object.Method("__next__(self)", "Give the next item, or raise StopIteration.", func(t *thread, self value, _ []value) (value, error) {
			return t.CallMethod(self, "send", object.None)
		}),
		object.AbstractMethod("send(self, value)", "Send a value into the generator, and return what it yields next.", sendAbstract),
		object.AbstractMethod("throw(self, typ, val=None, tb=None)", "Raise an exception in the generator, and return what it yields next.", throwAbstract),
		object.Method("close(self)", "Raise GeneratorExit inside the generator.", func(t *thread, self value, _ []value) (value, error) {
			return closeBy(t, self, "generator ignored GeneratorExit")
		}),
		object.ClassMethod("__subclasshook__(cls, C)", "", subclassHook),
	}}
}

func sizedSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "Sized", Slots: []string{}, Decls: []decl{
		object.AbstractMethod("__len__(self)", "", func(*thread, value, []value) (value, error) { return object.Int(0), nil }),
		object.ClassMethod("__subclasshook__(cls, C)", "", subclassHook),
	}}
}

func containerSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "Container", Slots: []string{}, Decls: []decl{
		object.AbstractMethod("__contains__(self, x)", "", func(*thread, value, []value) (value, error) { return object.False, nil }),
		object.ClassMethod("__subclasshook__(cls, C)", "", subclassHook),
		object.Made("__class_getitem__", aliasMaker),
	}}
}

func collectionSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "Collection", Slots: []string{}, Decls: []decl{
		object.ClassMethod("__subclasshook__(cls, C)", "", subclassHook),
	}}
}

func callableSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: moduleName, Name: "Callable", Slots: []string{}, Decls: []decl{
		object.AbstractMethod("__call__(self, *args, **kwds)", "", func(*thread, value, []value) (value, error) { return object.False, nil }),
		object.ClassMethod("__subclasshook__(cls, C)", "", subclassHook),
		object.Made("__class_getitem__", func(t *thread) (value, error) { return t.NewClassMethod(peek(t, callableAlias)), nil }),
	}}
}

func noItems(*thread, *object.Gen) (value, error) { return value{}, nil }

func sendAbstract(t *thread, _ value, _ []value) (value, error) {
	return value{}, t.RaiseArgs(object.StopIteration)
}

func throwAbstract(t *thread, _ value, a []value) (value, error) { return value{}, raised(t, a) }

// raised is the exception of throw(typ, val, tb); a value that is given must be one.
func raised(t *thread, a []value) error {
	if a[1].O == nil || a[1] == object.None {
		return oneError(t.Thrown(a[0], a[1], a[2]))
	}
	if _, ok := object.AsException(a[1]); !ok {
		return t.TypeErr("exceptions must derive from BaseException")
	}
	return oneError(t.Thrown(a[1], value{}, a[2]))
}

func oneError(thrown, bad error) error {
	if bad != nil {
		return bad
	}
	return thrown
}

// closeBy ends a generator or coroutine through its throw method.
func closeBy(t *thread, self value, ignored string) (value, error) {
	r, err := t.CallMethod(self, "throw", object.GeneratorExit.Value())
	if err == nil {
		t.Unref(r)
		return value{}, t.Raise(object.RuntimeError, "%s", ignored)
	}
	if swallow(t, err, object.GeneratorExit) || swallow(t, err, object.StopIteration) {
		return object.None, nil
	}
	return value{}, err
}

func stopAsync(t *thread, _ *object.Coro, _ value, _ error) (value, error) {
	return value{}, t.RaiseArgs(object.StopAsyncIteration)
}

// await starts to wait for what a method of the coroutine's object returns.
func await(t *thread, c *object.Coro, method string, arg value) (value, error) {
	w, err := t.CallMethod(c.Vals[0], method, arg)
	if err == nil {
		err = c.Await(t, w)
		t.Unref(w)
	}
	return value{}, err
}

func asyncNext(t *thread, c *object.Coro, sent value, err error) (value, error) {
	if c.N++; c.N == 1 {
		return await(t, c, "asend", object.None)
	}
	return sent.XRef(), err
}

func asyncClose(t *thread, c *object.Coro, sent value, err error) (value, error) {
	if c.N++; c.N == 1 {
		_, err = await(t, c, "athrow", object.GeneratorExit.Value())
		if err == nil {
			return value{}, nil
		}
	} else if err == nil {
		return value{}, t.Raise(object.RuntimeError, "asynchronous generator ignored GeneratorExit")
	}
	if swallow(t, err, object.GeneratorExit) || swallow(t, err, object.StopAsyncIteration) {
		return object.None, nil
	}
	return value{}, err
}
