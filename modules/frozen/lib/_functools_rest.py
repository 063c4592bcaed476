"""The part of functools that is read when it is asked for."""

from functools import partial, update_wrapper

__name__ = "functools"  # what the classes and functions say as their __module__

# total_ordering: how each comparison follows from another one. A row is the method to
# make, whether to negate the root's answer, and how (in)equality comes in.
_ORDERINGS = {
    "__lt__": (("__gt__", True, "and"), ("__le__", False, "or"), ("__ge__", True, "")),
    "__le__": (("__ge__", True, "or"), ("__lt__", False, "and"), ("__gt__", True, "")),
    "__gt__": (("__lt__", True, "and"), ("__ge__", False, "or"), ("__le__", True, "")),
    "__ge__": (("__le__", True, "or"), ("__gt__", False, "and"), ("__lt__", True, "")),
}


def _unwrap_partial(function):
    """What a partial, or a partial of a partial, calls."""
    while isinstance(function, partial):
        function = function.func
    return function


def _ordering(name, root, negate, join):
    def compare(self, other):
        answer = getattr(type(self), root)(self, other)
        if answer is NotImplemented:
            return answer
        if negate:
            answer = not answer
        if join == "and":
            return answer and self != other
        if join == "or":
            return answer or self == other
        return answer

    compare.__name__ = name
    compare.__doc__ = "Made by @total_ordering from " + root + "."
    return compare


def total_ordering(cls):
    """Class decorator that makes the missing comparison methods from one that is there."""
    defined = [op for op in _ORDERINGS if getattr(cls, op, None) is not getattr(object, op, None)]
    if not defined:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = defined[0]
    for name, negate, join in _ORDERINGS[root]:
        if name not in defined:
            setattr(cls, name, _ordering(name, root, negate, join))
    return cls


class partialmethod:
    """partial() for methods: a descriptor that gives self before the arguments kept."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError("{!r} is not callable or a descriptor".format(func))
        if isinstance(func, partialmethod):
            self.func = func.func
            self.args = func.args + args
            self.keywords = {**func.keywords, **keywords}
        else:
            self.func = func
            self.args = args
            self.keywords = keywords

    def __repr__(self):
        arguments = [repr(a) for a in self.args] + ["%s=%r" % item for item in self.keywords.items()]
        return "%s.%s(%s, %s)" % (self.__class__.__module__, self.__class__.__qualname__, self.func, ", ".join(arguments))

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method._partialmethod = self
        return _method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None:
            bound = get(obj, cls)
            if bound is not self.func:
                # The function is bound already: what is left is a plain partial.
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
                return result
        return self._make_unbound_method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    def __class_getitem__(cls, item):
        return _generic_alias()(cls, item)


def _generic_alias():
    return type(list[int])


def _best_implementation(cls, registry):
    """What registry has for the class nearest to cls in its ancestry, virtual bases included."""
    mro = cls.__mro__
    for position, k in enumerate(mro):
        if k in registry:
            limit = position
            break
    else:
        limit, k = len(mro), None
    # A virtual base stands behind the class that is the last in the MRO to have it.
    best, best_at = None, -1
    for candidate in registry:
        if candidate in mro:
            continue
        try:
            if not issubclass(cls, candidate):
                continue
        except TypeError:
            continue
        at = max(i for i, c in enumerate(mro) if i == 0 or issubclass(c, candidate))
        if at >= limit:
            continue
        if best is None or at < best_at or at == best_at and issubclass(candidate, best):
            best, best_at = candidate, at
        elif at == best_at and not issubclass(best, candidate):
            raise RuntimeError("Ambiguous dispatch: {} or {}".format(best, candidate))
    return registry.get(best if best is not None else k)


def singledispatch(func):
    """Make a generic function: the class of the first argument picks the implementation.

    func serves the classes that have none; register(cls) adds others.
    """
    import weakref
    from abc import get_cache_token

    registry = {}
    found = weakref.WeakKeyDictionary()
    token = None

    def dispatch(cls):
        """The implementation for cls."""
        nonlocal token
        if token is not None:
            now = get_cache_token()
            if token != now:
                found.clear()
                token = now
        try:
            return found[cls]
        except KeyError:
            impl = registry[cls] if cls in registry else _best_implementation(cls, registry)
            found[cls] = impl
            return impl

    def register(cls, func=None):
        """Add an implementation for cls: as a decorator, or @register on an annotated function."""
        nonlocal token
        if isinstance(cls, type):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError("Invalid first argument to `register()`. {!r} is not a class.".format(cls))
            annotations = getattr(cls, "__annotations__", {})
            if not annotations:
                raise TypeError("Invalid first argument to `register()`: {!r}. Use either `@register(some_class)` or plain "
                                "`@register` on an annotated function.".format(cls))
            func = cls
            name, cls = next(iter(annotations.items()))
            if isinstance(cls, str):
                cls = eval(cls, getattr(func, "__globals__", {}))
            if cls is None:
                cls = type(None)
            if not isinstance(cls, type):
                raise TypeError("Invalid annotation for {!r}. {!r} is not a class.".format(name, cls))
        registry[cls] = func
        if token is None and hasattr(cls, "__abstractmethods__"):
            token = get_cache_token()
        found.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(name + " requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = type(object.__dict__)(registry)
    wrapper._clear_cache = found.clear
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    """singledispatch() for methods: the class of the argument after self picks."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError("{!r} is not callable or a descriptor".format(func))
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def _method(*args, **kwargs):
            method = self.dispatcher.dispatch(args[0].__class__)
            return method.__get__(obj, cls)(*args, **kwargs)

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        return update_wrapper(_method, self.func)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)


_missing = object()


class cached_property:
    """A property that is computed once and then kept in the instance's __dict__."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different names "
                            "({!r} and {!r}).".format(self.attrname, name))

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            store = instance.__dict__
        except AttributeError:
            raise TypeError("No '__dict__' attribute on {!r} instance to cache {!r} property."
                            .format(type(instance).__name__, name)) from None
        value = store.get(name, _missing)
        if value is _missing:
            value = self.func(instance)
            try:
                store[name] = value
            except TypeError:
                raise TypeError("The '__dict__' attribute on {!r} instance does not support item assignment for caching "
                                "{!r} property.".format(type(instance).__name__, name)) from None
        return value

    def __class_getitem__(cls, item):
        return _generic_alias()(cls, item)
