"""Import, as functions."""

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

import sys
from . import _bootstrap, _bootstrap_external
from ._bootstrap import __import__
from ._bootstrap_external import _pack_uint32, _unpack_uint32

# The names under which CPython has them too.
sys.modules.setdefault("_frozen_importlib", _bootstrap)
sys.modules.setdefault("_frozen_importlib_external", _bootstrap_external)

_RELOADING = {}  # modules whose reload is going on


def invalidate_caches():
    """Tell the finders to look anew, after files were made that are to be imported."""
    for each in sys.meta_path:
        getattr(each, "invalidate_caches", int)()


def find_loader(name, path=None):
    """The loader of a module. Deprecated: use importlib.util.find_spec()."""
    _bootstrap._warn("Deprecated since Python 3.4 and slated for removal in Python 3.12; "
                     "use importlib.util.find_spec() instead", DeprecationWarning)
    if name in sys.modules:
        known = getattr(sys.modules[name], "__loader__", _RELOADING)
        if known is _RELOADING:
            raise ValueError("%s.__loader__ is not set" % name)
        if known is None:
            raise ValueError("%s.__loader__ is None" % name)
        return known
    spec = _bootstrap._find_spec(name, path)
    if spec is None or spec.loader is not None:
        return spec and spec.loader
    portions = spec.submodule_search_locations
    raise ImportError("spec for %s missing loader" % name if portions is None else
                      "namespace packages do not have loaders", name=name)


def import_module(name, package=None):
    """Import a module and give it. A name with dots in front is relative to the package."""
    tail = name.lstrip(".")
    level = len(name) - len(tail)
    if level and not package:
        raise TypeError("the 'package' argument is required to perform a relative import for %r" % name)
    return _bootstrap._gcd_import(tail, package, level)


def reload(module):
    """Run a module's code again, in the module that is there."""
    own = getattr(module, "__spec__", None)
    try:
        name = own.name if own is not None else module.__name__
    except AttributeError:
        raise TypeError("reload() argument must be a module") from None
    if sys.modules.get(name) is not module:
        raise ImportError("module %s not in sys.modules" % name, name=name)
    if name not in _RELOADING:
        _RELOADING[name] = module
        try:
            return _reload(name, module)
        finally:
            _RELOADING.pop(name, None)
    return _RELOADING[name]


def _reload(name, module):
    above, where = name.rpartition(".")[0], None
    if above:
        if above not in sys.modules:
            raise ImportError("parent %r not in sys.modules" % above, name=above)
        where = sys.modules[above].__path__
    found = _bootstrap._find_spec(name, where, module)
    module.__spec__ = found
    if found is None:
        raise ModuleNotFoundError("spec not found for the module %r" % name, name=name)
    _bootstrap._exec(found, module)
    return sys.modules[name]
