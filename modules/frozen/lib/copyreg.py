"""How objects without a way of their own are pickled and copied."""

__all__ = ["pickle", "constructor", "add_extension", "remove_extension", "clear_extension_cache"]

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Declare how objects of a class are pickled."""
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    if not callable(object):
        raise TypeError("constructors must be callable")


pickle(complex, lambda c: (complex, (c.real, c.imag)), complex)


def _or(args):
    result = args[0]
    for a in args[1:]:
        result = result | a
    return result


def _pickle_union(obj):
    return _or, (obj.__args__,)


pickle(type(int | str), _pickle_union)


def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    obj = base.__new__(cls, state)
    if base.__init__ != object.__init__:
        base.__init__(obj, state)
    return obj


_HEAPTYPE = 1 << 9


def _reduce_ex(self, proto):
    """object.__reduce_ex__ for protocols 0 and 1."""
    cls = self.__class__
    new = type(object.__new__)
    for base in cls.__mro__:
        if hasattr(base, "__flags__") and not base.__flags__ & _HEAPTYPE:
            break
        made = base.__new__
        if isinstance(made, new) and made.__self__ is base:
            break
    else:
        base = object
    if base is object:
        state = None
    else:
        if base is cls:
            raise TypeError("cannot pickle %r object" % cls.__name__)
        state = base(self)
    args = cls, base, state
    try:
        getstate = self.__getstate__
    except AttributeError:
        if getattr(self, "__slots__", None):
            raise TypeError("cannot pickle %r object: a class that defines __slots__ without defining __getstate__ "
                            "cannot be pickled with protocol %d" % (cls.__name__, proto)) from None
        try:
            contents = self.__dict__
        except AttributeError:
            contents = None
    else:
        contents = getstate()
    return (_reconstructor, args, contents) if contents else (_reconstructor, args)


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def __reduce_ex__(self, proto):
    """What object.__reduce_ex__ does for any protocol."""
    if proto < 2:
        return _reduce_ex(self, proto)
    cls = type(self)
    args, kwargs = (), {}
    if hasattr(self, "__getnewargs_ex__"):
        got = self.__getnewargs_ex__()
        if not isinstance(got, tuple):
            raise TypeError("__getnewargs_ex__ should return a tuple, not '%s'" % type(got).__name__)
        if len(got) != 2:
            raise ValueError("__getnewargs_ex__ should return a tuple of length 2, not %d" % len(got))
        args, kwargs = got
        if not isinstance(args, tuple):
            raise TypeError("first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%s'" % type(args).__name__)
        if not isinstance(kwargs, dict):
            raise TypeError("second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%s'" % type(kwargs).__name__)
        known = True
    elif hasattr(self, "__getnewargs__"):
        args = self.__getnewargs__()
        if not isinstance(args, tuple):
            raise TypeError("__getnewargs__ should return a tuple, not '%s'" % type(args).__name__)
        known = True
    else:
        known = False
    state = _state(self, cls, known or isinstance(self, (list, dict)))
    items = iter(self) if isinstance(self, list) else None
    pairs = iter(self.items()) if isinstance(self, dict) else None
    if kwargs:
        return __newobj_ex__, (cls, args, kwargs), state, items, pairs
    return __newobj__, (cls, *args), state, items, pairs


def _state(self, cls, any_layout):
    """What __getstate__ would give if object had one: the __dict__ and the slots."""
    getstate = getattr(self, "__getstate__", None)
    if getstate is not None:
        return getstate()
    names = _slotnames(cls)
    if not any_layout and (cls.__itemsize__ or cls.__basicsize__ > _plain_size(cls, names)):
        raise TypeError("cannot pickle %r object" % cls.__name__)
    state = getattr(self, "__dict__", None)
    slots = {}
    for name in names:
        try:
            slots[name] = getattr(self, name)
        except AttributeError:
            pass
    return (state, slots) if slots else state


def _plain_size(cls, names):
    return object.__basicsize__ + 8 * ((cls.__dictoffset__ != 0) + (cls.__weakrefoffset__ != 0) + len(names))


def _slotnames(cls):
    """The names of the slots of a class and its bases, kept in the class."""
    names = cls.__dict__.get("__slotnames__")
    if names is not None:
        return names
    names = []
    for c in cls.__mro__:
        slots = c.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                stripped = c.__name__.lstrip("_")
                name = "_%s%s" % (stripped, name) if stripped else name
            names.append(name)
    try:
        cls.__slotnames__ = names
    except Exception:
        pass  # built-in classes cannot keep them
    return names


# The extension registry: integers that stand for classes in pickles.
_extension_registry = {}
_inverted_registry = {}
_extension_cache = {}


def add_extension(module, name, code):
    """Register an extension code."""
    code = int(code)
    if not 1 <= code <= 0x7fffffff:
        raise ValueError("code out of range")
    key = (module, name)
    if _extension_registry.get(key) == code and _inverted_registry.get(code) == key:
        return
    if key in _extension_registry:
        raise ValueError("key %s is already registered with code %s" % (key, _extension_registry[key]))
    if code in _inverted_registry:
        raise ValueError("code %s is already in use for key %s" % (code, _inverted_registry[code]))
    _extension_registry[key] = code
    _inverted_registry[code] = key


def remove_extension(module, name, code):
    """Unregister an extension code. For testing only."""
    key = (module, name)
    if _extension_registry.get(key) != code or _inverted_registry.get(code) != key:
        raise ValueError("key %s is not registered with code %s" % (key, code))
    del _extension_registry[key]
    del _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    _extension_cache.clear()
