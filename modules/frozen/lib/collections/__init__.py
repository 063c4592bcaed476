"""Containers besides dict, list, set and tuple."""

from _collections import OrderedDict, _count_elements, _tuplegetter, defaultdict, deque
import sys as _sys

__all__ = ["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict", "deque",
           "namedtuple"]


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


class Counter(dict):
    """A dict that counts: elements are the keys, how often they came the values.

    >>> Counter("abca").most_common(1)
    [('a', 2)]
    """

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        "The count of elements not in the Counter is zero."
        return 0

    def total(self):
        "Sum of the counts"
        return sum(self.values())

    def most_common(self, n=None):
        "The n most common elements and their counts, from the most common to the least; None: all."
        from operator import itemgetter
        if n is None:
            return sorted(self.items(), key=itemgetter(1), reverse=True)
        if n == 1:
            try:
                return [max(self.items(), key=itemgetter(1))]
            except ValueError:
                return []
        return sorted(self.items(), key=itemgetter(1), reverse=True)[:max(n, 0)]

    def elements(self):
        "Iterator over elements repeating each as many times as its count."
        from itertools import chain, repeat, starmap
        return chain.from_iterable(starmap(repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(self, iterable=None, /, **kwds):
        "Add counts, from an iterable of elements or from a mapping of elements to counts."
        if iterable is not None:
            if _is_mapping(iterable):
                if self:
                    get = self.get
                    for elem, count in iterable.items():
                        self[elem] = count + get(elem, 0)
                else:
                    super().update(iterable)
            else:
                _count_elements(self, iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        "Like update(), but take the counts away. They may become zero or negative."
        if iterable is not None:
            get = self.get
            if _is_mapping(iterable):
                for elem, count in iterable.items():
                    self[elem] = get(elem, 0) - count
            else:
                for elem in iterable:
                    self[elem] = get(elem, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        "Return a shallow copy."
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, elem):
        "Like dict.__delitem__() but does not raise KeyError for missing values."
        if elem in self:
            super().__delitem__(elem)

    def __eq__(self, other):
        "True if all counts agree. Missing counts are treated as zero."
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] == other[e] for c in (self, other) for e in c)

    def __ne__(self, other):
        "True if any counts disagree. Missing counts are treated as zero."
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    def __le__(self, other):
        "True if all counts in self are a subset of those in other."
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] <= other[e] for c in (self, other) for e in c)

    def __lt__(self, other):
        "True if all counts in self are a proper subset of those in other."
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        "True if all counts in self are a superset of those in other."
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] >= other[e] for c in (self, other) for e in c)

    def __gt__(self, other):
        "True if all counts in self are a proper superset of those in other."
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    def __repr__(self):
        if not self:
            return self.__class__.__name__ + "()"
        try:
            d = dict(self.most_common())
        except TypeError:
            d = dict(self)  # the counts have no order
        return "%s(%r)" % (self.__class__.__name__, d)

    # The results of the operators have positive counts only.

    def _positive(self, other, combine):
        result = Counter()
        for elem, count in self.items():
            count = combine(count, other[elem])
            if count > 0:
                result[elem] = count
        for elem, count in other.items():
            if elem not in self:
                count = combine(0, count)
                if count > 0:
                    result[elem] = count
        return result

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive(other, lambda a, b: a + b)

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive(other, lambda a, b: a - b)

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive(other, lambda a, b: b if a < b else a)

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive(other, lambda a, b: a if a < b else b)

    def __pos__(self):
        "Adds an empty counter, effectively stripping negative and zero counts"
        return self._positive(Counter(), lambda a, b: a)

    def __neg__(self):
        "Subtracts from an empty counter.  Strips positive and zero counts, and flips the sign on negative counts."
        return self._positive(Counter(), lambda a, b: 0 - a)

    def _keep_positive(self):
        for elem in [elem for elem, count in self.items() if not count > 0]:
            del self[elem]
        return self

    def __iadd__(self, other):
        for elem, count in other.items():
            self[elem] += count
        return self._keep_positive()

    def __isub__(self, other):
        for elem, count in other.items():
            self[elem] -= count
        return self._keep_positive()

    def __ior__(self, other):
        for elem, count in other.items():
            if count > self[elem]:
                self[elem] = count
        return self._keep_positive()

    def __iand__(self, other):
        for elem, count in self.items():
            if other[elem] < count:
                self[elem] = other[elem]
        return self._keep_positive()


def _is_mapping(x):
    if isinstance(x, dict):
        return True
    if isinstance(x, (list, str, tuple)):
        return False
    from _collections_abc import Mapping
    return isinstance(x, Mapping)


# The classes that need the abstract ones come from a module of their own, when asked for.
_later = ("ChainMap", "UserDict", "UserList", "UserString")


def __getattr__(name):
    if name in _later:
        import _collections_user
        for n in _later:
            globals()[n] = getattr(_collections_user, n)
        return globals()[name]
    raise AttributeError("module 'collections' has no attribute %r" % name)


def __dir__():
    return sorted({*globals(), *_later})
