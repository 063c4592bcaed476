"""Tools for those who write finders and loaders."""

import functools
import sys
import types
import _imp
from . import _bootstrap
from ._abc import Loader
from ._bootstrap import _resolve_name, module_from_spec, spec_from_loader
from ._bootstrap_external import (_RAW_MAGIC_NUMBER, MAGIC_NUMBER, cache_from_source, decode_source, source_from_cache,
                                  spec_from_file_location)


def source_hash(source_bytes):
    """The hash of source text that stands in compiled code."""
    return _imp.source_hash(_RAW_MAGIC_NUMBER, source_bytes)


def resolve_name(name, package):
    """The absolute name of a module; dots in front are relative to the package."""
    tail = name.lstrip(".")
    if tail == name:
        return name
    if package:
        return _resolve_name(tail, package, len(name) - len(tail))
    raise ImportError("no package specified for %r (required for relative module names)" % name)


def find_spec(name, package=None):
    """The spec of a module, None if there is none. The packages it is in are imported."""
    full = resolve_name(name, package)
    above = full.rpartition(".")[0]
    where = None
    if above and full not in sys.modules:
        package = __import__(above, fromlist=["__path__"])
        try:
            where = package.__path__
        except AttributeError as error:
            raise ModuleNotFoundError("__path__ attribute not found on %r while trying to find %r" % (above, full),
                                      name=full) from error
    return _find_spec_from_path(full, where)


def _find_spec_from_path(name, path=None):
    if name not in sys.modules:
        return _bootstrap._find_spec(name, path)
    known = sys.modules[name]
    spec = getattr(known, "__spec__", NotImplemented) if known is not None else None
    if spec is NotImplemented:
        raise ValueError("%s.__spec__ is not set" % name)
    if spec is None and known is not None:
        raise ValueError("%s.__spec__ is None" % name)
    return spec


# Decorators for load_module(), all deprecated.

def _deprecated():
    _bootstrap._warn("The import system now takes care of this automatically; this decorator is slated for removal "
                     "in Python 3.12", DeprecationWarning, 2)


def set_package(fxn):
    """Set __package__ on the module that the function gives. Deprecated."""
    @functools.wraps(fxn)
    def with_package(*args, **kwargs):
        _deprecated()
        made = fxn(*args, **kwargs)
        if getattr(made, "__package__", None) is None:
            name = made.__name__
            made.__package__ = name if hasattr(made, "__path__") else name.rpartition(".")[0]
        return made
    return with_package


def set_loader(fxn):
    """Set __loader__ on the module that the method gives. Deprecated."""
    @functools.wraps(fxn)
    def with_loader(self, *args, **kwargs):
        _deprecated()
        made = fxn(self, *args, **kwargs)
        if getattr(made, "__loader__", None) is None:
            made.__loader__ = self
        return made
    return with_loader


def module_for_loader(fxn):
    """Pass the method a module instead of a name, and take it out of sys.modules if it fails. Deprecated."""
    _deprecated()

    @functools.wraps(fxn)
    def with_module(self, name, *args, **kwargs):
        old = sys.modules.get(name)
        made = old
        if old is None:
            made = sys.modules[name] = types.ModuleType(name)
            made.__initializing__ = True
        made.__loader__ = self
        try:
            package = self.is_package(name)
        except (AttributeError, ImportError):
            pass
        else:
            made.__package__ = name if package else name.rpartition(".")[0]
        try:
            return fxn(self, made, *args, **kwargs)
        except BaseException:
            if old is None:
                sys.modules.pop(name, None)
            raise
        finally:
            made.__initializing__ = False
    return with_module


# Modules that are loaded when an attribute is asked for.

class _LazyModule(types.ModuleType):

    def __getattribute__(self, attr):
        self.__class__ = types.ModuleType
        spec, names = self.__spec__, self.__dict__
        had, old_class = spec.loader_state["names"], spec.loader_state["class"]
        mine = {key: value for key, value in names.items() if key not in had or had[key] is not value}
        gone = [key for key in had if key not in names]
        spec.loader.exec_module(self)
        if sys.modules.get(spec.name, self) is not self:
            raise ValueError("module object for %r substituted in sys.modules during a lazy load" % spec.name)
        names.update(mine)
        for key in gone:
            names.pop(key, None)
        self.__class__ = old_class
        return getattr(self, attr)

    def __delattr__(self, attr):
        getattr(self, attr)  # loads
        delattr(self, attr)


class LazyLoader(Loader):
    """A loader that runs the module only when an attribute is asked for."""

    def __init__(self, loader):
        self._check(loader)
        self.loader = loader

    def _check(loader):
        if not hasattr(loader, "exec_module"):
            raise TypeError("loader must define exec_module()")

    _check = staticmethod(_check)

    @classmethod
    def factory(cls, loader):
        """What makes lazy loaders out of those that the given one makes."""
        cls._check(loader)
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def create_module(self, spec):
        """The module that the loader makes."""
        return self.loader.create_module(spec)

    def exec_module(self, module):
        """Put the loading off."""
        spec = module.__spec__
        spec.loader = module.__loader__ = self.loader
        spec.loader_state = {"names": dict(vars(module)), "class": type(module)}
        module.__class__ = _LazyModule
