"""The import system, for scripts."""

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

import sys
import _imp
from . import _bootstrap
from . import _bootstrap_external
from ._bootstrap import __import__

sys.modules.setdefault("_frozen_importlib", _bootstrap)
sys.modules.setdefault("_frozen_importlib_external", _bootstrap_external)

_pack_uint32 = _bootstrap_external._pack_uint32
_unpack_uint32 = _bootstrap_external._unpack_uint32

_RELOADING = {}


def __getattr__(name):
    if name == "warnings":
        import warnings
        return warnings
    raise AttributeError("module %r has no attribute %r" % (__name__, name))


def invalidate_caches():
    """Let every finder that remembers what it saw look anew."""
    for finder in sys.meta_path:
        if hasattr(finder, "invalidate_caches"):
            finder.invalidate_caches()


def find_loader(name, path=None):
    """The loader of a module. Deprecated: use importlib.util.find_spec()."""
    import warnings
    warnings.warn("Deprecated since Python 3.4 and slated for removal in Python 3.12; use importlib.util.find_spec() instead",
                  DeprecationWarning, stacklevel=2)
    if name in sys.modules:
        try:
            loader = sys.modules[name].__loader__
        except AttributeError:
            raise ValueError("{}.__loader__ is not set".format(name)) from None
        if loader is None:
            raise ValueError("{}.__loader__ is None".format(name))
        return loader
    spec = _bootstrap._find_spec(name, path)
    if spec is None:
        return None
    if spec.loader is None:
        if spec.submodule_search_locations is None:
            raise ImportError("spec for {} missing loader".format(name), name=name)
        raise ImportError("namespace packages do not have loaders", name=name)
    return spec.loader


def import_module(name, package=None):
    """Import a module; a name that begins with dots is relative to package."""
    level = len(name) - len(name.lstrip("."))
    if level and not package:
        raise TypeError("the 'package' argument is required to perform a relative import for {!r}".format(name))
    return _bootstrap._gcd_import(name[level:], package, level)


def reload(module):
    """Run the code of a loaded module again, in the same namespace."""
    try:
        name = module.__spec__.name
    except AttributeError:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError("reload() argument must be a module")
    if sys.modules.get(name) is not module:
        raise ImportError("module {} not in sys.modules".format(name), name=name)
    if name in _RELOADING:
        return _RELOADING[name]
    _RELOADING[name] = module
    try:
        parent, path = name.rpartition(".")[0], None
        if parent:
            if parent not in sys.modules:
                raise ImportError("parent {!r} not in sys.modules".format(parent), name=parent)
            path = sys.modules[parent].__path__
        spec = module.__spec__ = _bootstrap._find_spec(name, path, module)
        if spec is None:
            raise ModuleNotFoundError("spec not found for the module {!r}".format(name), name=name)
        _bootstrap._exec(spec, module)
        return sys.modules[name]
    finally:
        _RELOADING.pop(name, None)
