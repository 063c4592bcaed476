"""Tools for those who write finders and loaders, or ask about modules."""

from contextlib import contextmanager
import functools
import sys
import types
import warnings
import _imp
from ._abc import Loader
from ._bootstrap import _find_spec, _resolve_name, module_from_spec, spec_from_loader
from ._bootstrap_external import (MAGIC_NUMBER, _RAW_MAGIC_NUMBER, cache_from_source, decode_source, source_from_cache,
                                  spec_from_file_location)


def source_hash(source_bytes):
    """The hash of source text that goes into compiled code."""
    return _imp.source_hash(_RAW_MAGIC_NUMBER, source_bytes)


def resolve_name(name, package):
    """The absolute form of a module name, relative to package if it begins with dots."""
    level = len(name) - len(name.lstrip("."))
    if not level:
        return name
    if not package:
        raise ImportError(f"no package specified for {repr(name)} (required for relative module names)")
    return _resolve_name(name[level:], package, level)


def _spec_of_loaded(name):
    """The spec of sys.modules[name]."""
    module = sys.modules[name]
    if module is None:
        return None
    try:
        spec = module.__spec__
    except AttributeError:
        raise ValueError("{}.__spec__ is not set".format(name)) from None
    if spec is None:
        raise ValueError("{}.__spec__ is None".format(name))
    return spec


def _find_spec_from_path(name, path=None):
    """The spec of a module; no package is imported."""
    if name in sys.modules:
        return _spec_of_loaded(name)
    return _find_spec(name, path)


def find_spec(name, package=None):
    """The spec of a module, None if there is none; its packages are imported."""
    full = resolve_name(name, package) if name.startswith(".") else name
    if full in sys.modules:
        return _spec_of_loaded(full)
    parent = full.rpartition(".")[0]
    if not parent:
        return _find_spec(full, None)
    pkg = __import__(parent, fromlist=["__path__"])
    try:
        path = pkg.__path__
    except AttributeError as e:
        raise ModuleNotFoundError(f"__path__ attribute not found on {parent!r} while trying to find {full!r}", name=full) from e
    return _find_spec(full, path)


@contextmanager
def _module_to_load(name):
    fresh = name not in sys.modules
    if fresh:
        module = type(sys)(name)
        module.__initializing__ = True
        sys.modules[name] = module
    else:
        module = sys.modules[name]
    try:
        yield module
    except Exception:
        if fresh:
            sys.modules.pop(name, None)
    finally:
        module.__initializing__ = False


def _deprecated(what):
    warnings.warn(f"The import system now takes care of this automatically; this decorator is slated for removal in Python 3.12",
                  DeprecationWarning, stacklevel=3)


def set_package(fxn):
    """Decorator of load_module() that sets __package__. Deprecated."""
    @functools.wraps(fxn)
    def set_package_wrapper(*args, **kwargs):
        _deprecated("set_package")
        module = fxn(*args, **kwargs)
        if getattr(module, "__package__", None) is None:
            module.__package__ = module.__name__ if hasattr(module, "__path__") else module.__name__.rpartition(".")[0]
        return module
    return set_package_wrapper


def set_loader(fxn):
    """Decorator of load_module() that sets __loader__. Deprecated."""
    @functools.wraps(fxn)
    def set_loader_wrapper(self, *args, **kwargs):
        _deprecated("set_loader")
        module = fxn(self, *args, **kwargs)
        if getattr(module, "__loader__", None) is None:
            module.__loader__ = self
        return module
    return set_loader_wrapper


def module_for_loader(fxn):
    """Decorator of load_module() that hands it the module instead of the name. Deprecated."""
    warnings.warn("The import system now takes care of this automatically; this decorator is slated for removal in Python 3.12",
                  DeprecationWarning, stacklevel=2)

    @functools.wraps(fxn)
    def module_for_loader_wrapper(self, fullname, *args, **kwargs):
        with _module_to_load(fullname) as module:
            module.__loader__ = self
            try:
                package = self.is_package(fullname)
            except (ImportError, AttributeError):
                pass
            else:
                module.__package__ = fullname if package else fullname.rpartition(".")[0]
            return fxn(self, module, *args, **kwargs)
    return module_for_loader_wrapper


class _LazyModule(types.ModuleType):
    """A module whose code runs when somebody asks it for something."""

    def __getattribute__(self, attr):
        # One class up, so that what follows asks the module itself.
        self.__class__ = types.ModuleType
        spec = self.__spec__
        before = spec.loader_state["__dict__"]
        now = self.__dict__
        changed = {k: v for k, v in now.items() if k not in before or before[k] is not v}
        spec.loader.exec_module(self)
        name = spec.name
        if name in sys.modules and sys.modules[name] is not self:
            raise ValueError(f"module object for {name!r} substituted in sys.modules during a lazy load")
        now.update(changed)
        return getattr(self, attr)

    def __delattr__(self, attr):
        self.__getattribute__(attr)
        delattr(self, attr)


class LazyLoader(Loader):
    """A loader that puts off another loader's work until the module is used."""

    @staticmethod
    def __check_eager_loader(loader):
        if not hasattr(loader, "exec_module"):
            raise TypeError("loader must define exec_module()")

    @classmethod
    def factory(cls, loader):
        """What makes lazy loaders over a class of loaders."""
        cls.__check_eager_loader(loader)
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def __init__(self, loader):
        self.__check_eager_loader(loader)
        self.loader = loader

    def create_module(self, spec):
        """Make the module as the loader would."""
        return self.loader.create_module(spec)

    def exec_module(self, module):
        """Make the module run its code at its first use."""
        module.__spec__.loader = self.loader
        module.__loader__ = self.loader
        module.__spec__.loader_state = {"__dict__": module.__dict__.copy(), "__class__": module.__class__}
        module.__class__ = _LazyModule
