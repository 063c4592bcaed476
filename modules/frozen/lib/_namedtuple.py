"""collections.namedtuple."""

from _collections import _tuplegetter
import sys as _sys

__name__ = "collections"  # what the function says as its __module__


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """Make a subclass of tuple whose items have names.

    >>> Point = namedtuple("Point", ["x", "y"])
    >>> Point(11, y=22)
    Point(x=11, y=22)
    """
    from keyword import iskeyword

    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    fields = list(map(str, field_names))
    typename = _sys.intern(str(typename))
    if rename:
        used = set()
        for i, name in enumerate(fields):
            if not name.isidentifier() or iskeyword(name) or name.startswith("_") or name in used:
                fields[i] = "_%d" % i
            used.add(name)
    for name in [typename] + fields:
        if type(name) is not str:
            raise TypeError("Type names and field names must be strings")
        if not name.isidentifier():
            raise ValueError("Type names and field names must be valid identifiers: %r" % name)
        if iskeyword(name):
            raise ValueError("Type names and field names cannot be a keyword: %r" % name)
    used = set()
    for name in fields:
        if name.startswith("_") and not rename:
            raise ValueError("Field names cannot start with an underscore: %r" % name)
        if name in used:
            raise ValueError("Encountered duplicate field name: %r" % name)
        used.add(name)
    field_defaults = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(fields):
            raise TypeError("Got more default values than field names")
        field_defaults = dict(zip(fields[len(fields) - len(defaults):], defaults))
    fields = tuple(map(_sys.intern, fields))
    cls = type(typename, (tuple,), _namedtuple_body(typename, fields, field_defaults, defaults))
    # The class belongs to the module that asked for it.
    if module is None:
        try:
            module = _sys._getframe(1).f_globals.get("__name__", "__main__")
        except (AttributeError, ValueError):
            pass
    if module is not None:
        cls.__module__ = module
    return cls


def _namedtuple_body(typename, fields, field_defaults, defaults):
    # Cells for the methods, as many as CPython's have: collections count them.
    size, to_dict, to_tuple, mapped, zipped = len, dict, tuple, map, zip
    count = size(fields)
    arguments = ", ".join(fields)
    tuple_new = tuple.__new__
    parameters = "_cls, " + arguments if fields else "_cls"
    items = arguments + "," if count == 1 else arguments
    # A function with the fields as its parameters words the errors of wrong calls.
    __new__ = eval("lambda %s: _tuple_new(_cls, (%s))" % (parameters, items),
                   {"_tuple_new": tuple_new, "__builtins__": {}, "__name__": "namedtuple_" + typename})
    __new__.__name__ = "__new__"
    __new__.__doc__ = "Create new instance of %s(%s)" % (typename, arguments)
    if defaults is not None:
        __new__.__defaults__ = defaults
    template = "(" + ", ".join(name + "=%r" for name in fields) + ")"

    def _make(cls, iterable):
        result = tuple_new(cls, iterable)
        if size(result) != count:
            raise TypeError("Expected %d arguments, got %d" % (count, size(result)))
        return result

    _make.__doc__ = "Make a new %s object from a sequence or iterable" % typename

    def _replace(self, /, **kwds):
        result = self._make(mapped(kwds.pop, fields, self))
        if kwds:
            raise ValueError("Got unexpected field names: %r" % list(kwds))
        return result

    _replace.__doc__ = "Return a new %s object replacing specified fields with new values" % typename

    def __repr__(self):
        "Return a nicely formatted representation string"
        return self.__class__.__name__ + template % self

    def _asdict(self):
        "Return a new dict which maps field names to their values."
        return to_dict(zipped(self._fields, self))

    def __getnewargs__(self):
        "Return self as a plain tuple.  Used by copy and pickle."
        return to_tuple(self)

    for method in (__new__, _make, _replace, __repr__, _asdict, __getnewargs__):
        method.__qualname__ = typename + "." + method.__name__
    body = {
        "__doc__": "%s(%s)" % (typename, arguments),
        "__slots__": (),
        "_fields": fields,
        "_field_defaults": field_defaults,
        "__new__": __new__,
        "_make": classmethod(_make),
        "_replace": _replace,
        "__repr__": __repr__,
        "_asdict": _asdict,
        "__getnewargs__": __getnewargs__,
        "__match_args__": fields,
    }
    for i, name in enumerate(fields):
        body[name] = _tuplegetter(i, _sys.intern("Alias for field number %d" % i))
    return body
