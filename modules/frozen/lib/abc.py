"""Abstract base classes."""

from _abc import (get_cache_token, _abc_init, _abc_register, _abc_instancecheck, _abc_subclasscheck,
                  _get_dump, _reset_registry, _reset_caches)


def abstractmethod(funcobj):
    """Mark a method that concrete classes must define.

    A class whose metaclass is ABCMeta cannot be instantiated while one is left.
    """
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """Deprecated: use @classmethod over @abstractmethod."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """Deprecated: use @staticmethod over @abstractmethod."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """Deprecated: use @property over @abstractmethod."""

    __isabstractmethod__ = True


class ABCMeta(type):
    """Metaclass of abstract base classes.

    Other classes can become virtual subclasses with register(): issubclass() and
    isinstance() count them in, but they are not in the MRO.
    """

    def __new__(mcls, name, bases, namespace, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        _abc_init(cls)
        return cls

    def register(cls, subclass):
        """Make subclass a virtual subclass of this class, and return it."""
        return _abc_register(cls, subclass)

    def __instancecheck__(cls, instance):
        """isinstance(instance, cls)"""
        return _abc_instancecheck(cls, instance)

    def __subclasscheck__(cls, subclass):
        """issubclass(subclass, cls)"""
        return _abc_subclasscheck(cls, subclass)

    def _dump_registry(cls, file=None):
        registry, cache, negative, version = _get_dump(cls)
        for line in ("Class: %s.%s" % (cls.__module__, cls.__qualname__), "Inv. counter: %s" % get_cache_token(),
                     "_abc_registry: %r" % registry, "_abc_cache: %r" % cache, "_abc_negative_cache: %r" % negative,
                     "_abc_negative_cache_version: %r" % version):
            print(line, file=file)

    def _abc_registry_clear(cls):
        _reset_registry(cls)

    def _abc_caches_clear(cls):
        _reset_caches(cls)


def update_abstractmethods(cls):
    """Compute cls.__abstractmethods__ again, after methods were added to the class."""
    if not hasattr(cls, "__abstractmethods__"):
        return cls  # no ABC
    names = {name for name, value in cls.__dict__.items() if getattr(value, "__isabstractmethod__", False)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    cls.__abstractmethods__ = frozenset(names)
    return cls


class ABC(metaclass=ABCMeta):
    """A class to derive from instead of naming the metaclass."""

    __slots__ = ()
