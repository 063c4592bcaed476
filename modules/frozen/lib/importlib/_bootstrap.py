"""Specs, module locks, and the modules that are part of minipy.

A plain import is Go and does not come here. This is what scripts see of it, and what import itself calls once a
script has put finders or loaders of its own in its way.
"""

import sys
import _imp
import _thread
from _importcore import BuiltinImporter, FrozenImporter, ModuleSpec, import_module as _import_absolute

_module_locks = {}   # name: a weak reference to its lock
_waiting = {}        # thread: the lock it waits for


_ERR_MSG = "No module named {!r}"


def _warn(text, category, depth=1):
    import warnings
    warnings.warn(text, category, depth + 2)


def _new_module(name):
    return type(sys)(name)


class _DeadlockError(RuntimeError):
    """Two threads wait for modules of each other."""


class _ModuleLock:
    """What one thread holds while it loads a module; it may take it many times."""

    def __init__(self, name):
        self.name, self.owner, self.count = name, None, 0
        self._guard, self._turn = _thread.allocate_lock(), _thread.allocate_lock()

    def has_deadlock(self):
        """Whether those who hold the lock wait, in the end, for the thread that asks."""
        asker, seen, lock = _thread.get_ident(), set(), self
        while lock is not None and lock.owner not in seen:
            if lock.owner == asker:
                return True
            seen.add(lock.owner)
            lock = _waiting.get(lock.owner)
        return False

    def acquire(self):
        """Wait for the lock. Waiting in a circle is a _DeadlockError."""
        asker = _thread.get_ident()
        while True:
            with self._guard:
                if self.owner in (None, asker):
                    self.owner = asker
                    self.count += 1
                    _waiting.pop(asker, None)
                    return True
                if self.has_deadlock():
                    raise _DeadlockError("deadlock detected by %r" % self)
                _waiting[asker] = self
                self._turn.acquire(False)
            try:
                self._turn.acquire()
                self._turn.release()
            finally:
                _waiting.pop(asker, None)

    def release(self):
        with self._guard:
            if self.owner != _thread.get_ident():
                raise RuntimeError("cannot release un-acquired lock")
            self.count -= 1
            if not self.count:
                self.owner = None
                if self._turn.locked():
                    self._turn.release()

    def __repr__(self):
        return "%s(%r) at %d" % (type(self).__name__, self.name, id(self))


def _get_module_lock(name):
    """The lock of a module's name; it lives as long as somebody uses it."""
    import _weakref
    known = _module_locks.get(name)
    lock = known() if known else None
    if lock is None:
        lock = _ModuleLock(name)

        def forget(dead):
            if _module_locks.get(name) is dead:
                del _module_locks[name]
        _module_locks[name] = _weakref.ref(lock, forget)
    return lock


class _locked:
    """Holds the lock of a name for a with statement."""

    def __init__(self, name):
        self.lock = _get_module_lock(name)

    def __enter__(self):
        self.lock.acquire()

    def __exit__(self, *_):
        self.lock.release()


def _call_with_frames_removed(f, *args, **kwds):
    # Import takes the frames of importlib around this one out of tracebacks.
    return f(*args, **kwds)


def _verbose_message(message, *args, verbosity=1):
    """Say what import does, if minipy runs with -v."""
    if sys.flags.verbose < verbosity:
        return
    mark = "" if message.startswith("#") or message.startswith("import ") else "# "
    print(mark + message.format(*args), file=sys.stderr)


# Specs and modules.

def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """A spec for a loader that knows itself what it loads."""
    if origin is None:
        origin = getattr(loader, "_ORIGIN", None)
    if not origin and hasattr(loader, "get_filename"):
        from . import _bootstrap_external as files
        more = {}
        if is_package is not None:
            more["submodule_search_locations"] = [] if is_package else None
        return files.spec_from_file_location(name, loader=loader, **more)
    if is_package is None:
        try:
            is_package = loader.is_package(name)
        except (AttributeError, ImportError):
            is_package = False
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def _spec_of(module):
    """The spec of a module, made from its attributes if it has none."""
    spec = getattr(module, "__spec__", None)
    if spec is not None:
        return spec
    names = vars(module)
    loader, place = names.get("__loader__"), names.get("__file__")
    origin = place if place is not None else getattr(loader, "_ORIGIN", None)
    spec = ModuleSpec(module.__name__, loader, origin=origin)
    spec._set_fileattr = place is not None
    spec.cached = names.get("__cached__")
    if "__path__" in names:
        spec.submodule_search_locations = list(names["__path__"])
    return spec


def _try_set(module, key, value):
    # Not every object in sys.modules is a module.
    try:
        setattr(module, key, value)
    except AttributeError:
        pass


def _init_module_attrs(spec, module, *, override=False):
    """Set what import sets on a module, where it is missing."""
    loader, places = spec.loader, spec.submodule_search_locations
    if loader is None and places is not None:
        from ._bootstrap_external import _bare_namespace_loader
        loader = spec.loader = _bare_namespace_loader(places)
        module.__file__ = None
    wanted = [("__name__", spec.name), ("__loader__", loader), ("__package__", spec.parent), ("__spec__", spec)]
    if places is not None:
        wanted.append(("__path__", places))
    if spec.has_location:
        wanted.append(("__file__", spec.origin))
        if spec.cached is not None:
            wanted.append(("__cached__", spec.cached))
    for key, value in wanted:
        if key == "__spec__" or override or getattr(module, key, None) is None:
            _try_set(module, key, value)
    return module


def module_from_spec(spec):
    """A new module for a spec, not yet run."""
    make = getattr(spec.loader, "create_module", None)
    if make is None and hasattr(spec.loader, "exec_module"):
        raise ImportError("loaders that define exec_module() must also define create_module()")
    module = make(spec) if make else None
    return _init_module_attrs(spec, _new_module(spec.name) if module is None else module)


def _module_repr_from_spec(spec):
    name = "?" if spec.name is None else spec.name
    if spec.has_location:
        rest = "from %r" % (spec.origin,)
    elif spec.origin is not None:
        rest = "(%s)" % (spec.origin,)
    elif spec.loader is not None:
        rest = "(%r)" % (spec.loader,)
    else:
        return "<module %r>" % (name,)
    return "<module %r %s>" % (name, rest)


def _module_repr(module):
    """The repr of a module."""
    spec, loader = getattr(module, "__spec__", None), getattr(module, "__loader__", None)
    if spec:
        return _module_repr_from_spec(spec)
    if hasattr(loader, "module_repr"):
        try:
            return loader.module_repr(module)
        except Exception:
            pass
    stand_in = ModuleSpec(getattr(module, "__name__", "?"), loader, origin=getattr(module, "__file__", None))
    stand_in._set_fileattr = stand_in.origin is not None
    return _module_repr_from_spec(stand_in)


def _exec(spec, module):
    """Run a spec's code in a module that is there, for a reload."""
    name, loader = spec.name, spec.loader
    with _locked(name):
        if sys.modules.get(name) is not module:
            raise ImportError("module %r not in sys.modules" % name, name=name)
        if loader is None and spec.submodule_search_locations is None:
            raise ImportError("missing loader", name=name)
        _init_module_attrs(spec, module, override=True)
        try:
            if hasattr(loader, "exec_module"):
                loader.exec_module(module)
            elif loader is not None:
                _say_missing(loader, "exec_module", "load_module")
                loader.load_module(name)
        finally:
            # The code may have put something else in its place.
            result = sys.modules[name] = sys.modules.pop(spec.name)
    return result


def _object_name(obj):
    kind = obj if hasattr(obj, "__qualname__") else type(obj)
    return kind.__module__ + "." + kind.__qualname__


def _say_missing(who, what, instead):
    label = _object_name(who)
    _warn("%s.%s() not found; falling back to %s()" % (label, what, instead), ImportWarning, 2)


def _load_the_old_way(spec):
    """Load with load_module(), for loaders that have nothing newer."""
    name, loader = spec.name, spec.loader
    _say_missing(loader, "exec_module", "load_module")
    try:
        loader.load_module(name)
    except BaseException:
        if name in sys.modules:
            sys.modules[name] = sys.modules.pop(name)
        raise
    module = sys.modules[name] = sys.modules.pop(name)
    extra = {"__loader__": loader, "__spec__": spec}
    extra["__package__"] = module.__name__ if hasattr(module, "__path__") else spec.parent
    for key, value in extra.items():
        if getattr(module, key, None) is None:
            _try_set(module, key, value)
    return module


def _load_unlocked(spec):
    """Make and run the module of a spec, and leave it in sys.modules."""
    name, loader = spec.name, spec.loader
    if loader is not None and not hasattr(loader, "exec_module"):
        return _load_the_old_way(spec)
    module = module_from_spec(spec)
    spec._initializing = True
    try:
        sys.modules[name] = module
        try:
            if loader is not None:
                loader.exec_module(module)
            elif spec.submodule_search_locations is None:
                raise ImportError("missing loader", name=name)
        except BaseException:
            sys.modules.pop(name, None)
            raise
        module = sys.modules[name] = sys.modules.pop(name)
    finally:
        spec._initializing = False
    return module


def _load(spec):
    """Load a module from its spec alone, without its packages."""
    with _locked(spec.name):
        return _load_unlocked(spec)


def _load_module_shim(self, fullname):
    # load_module() for a loader that has exec_module().
    _warn("the load_module() method is deprecated and slated for removal in Python 3.12; use exec_module() instead",
          DeprecationWarning)
    spec = spec_from_loader(fullname, self)
    if fullname not in sys.modules:
        return _load(spec)
    _exec(spec, sys.modules[fullname])
    return sys.modules[fullname]


# The modules of minipy: methods of BuiltinImporter and FrozenImporter, which are written in Go and pass their class.

def _outdated(what):
    _warn("%s is deprecated and slated for removal in Python 3.12; use find_spec() instead" % what,
          DeprecationWarning, 2)


class _Own:
    """What both have in common; kind is how messages call their modules."""

    def find_module(cls, fullname, path=None):
        _outdated(cls.__name__ + ".find_module()")
        found = cls.find_spec(fullname, path)
        return found and cls

    def load_module(own, cls, name):
        own.demand(name)
        return _load_module_shim(cls, name)

    @classmethod
    def demand(own, name):
        if not own.knows(name):
            raise ImportError("%r is not a %s module" % (name, own.kind), name=name)


class _BuiltinImporter(_Own):
    kind = "built-in"
    knows = lambda name: name in sys.builtin_module_names
    module_repr = lambda module: "<module %r (built-in)>" % module.__name__
    exec_module = _imp.exec_builtin

    def find_spec(cls, fullname, path=None, target=None):
        own = path is None and _imp.is_builtin(fullname)
        return ModuleSpec(fullname, cls, origin="built-in", is_package=False) if own else None

    def create_module(spec):
        _BuiltinImporter.demand(spec.name)
        return _imp.create_builtin(spec)

    def get_code(cls, fullname):
        _BuiltinImporter.demand(fullname)

    get_source = get_code
    is_package = lambda cls, fullname: bool(_BuiltinImporter.get_code(cls, fullname))
    load_module = lambda cls, fullname: _Own.load_module(_BuiltinImporter, cls, fullname)


class _FrozenImporter(_Own):
    kind = "frozen"
    knows = _imp.is_frozen
    module_repr = lambda m: "<module %r (frozen)>" % m.__name__
    create_module = lambda spec: None

    def find_spec(cls, fullname, path=None, target=None):
        own = _imp.is_frozen(fullname)
        return ModuleSpec(fullname, cls, origin="frozen", is_package=_imp.is_frozen_package(fullname)) if own else None

    def exec_module(module):
        code = _FrozenImporter.get_code(None, module.__spec__.name)
        _call_with_frames_removed(exec, code, vars(module))

    def get_code(cls, fullname):
        _FrozenImporter.demand(fullname)
        return _imp.get_frozen_object(fullname)

    def is_package(cls, fullname):
        _FrozenImporter.demand(fullname)
        return _imp.is_frozen_package(fullname)

    get_source = lambda cls, fullname: _FrozenImporter.demand(fullname)
    load_module = lambda cls, fullname: _Own.load_module(_FrozenImporter, cls, fullname)


# Finding and importing.

def _builtin_from_name(name):
    """Load a built-in module by its name alone."""
    _demand(_imp.is_builtin, "built-in", name)
    return _load(BuiltinImporter.find_spec(name))


def _resolve_name(name, package, level):
    """The absolute name of what a relative import asks for."""
    parts = package.split(".")
    if level > len(parts):
        raise ImportError("attempted relative import beyond top-level package")
    return ".".join(parts[:len(parts) - level + 1] + ([name] if name else []))


def _find_spec_legacy(finder, name, path):
    # A finder of sys.meta_path that knows find_module() only.
    _say_missing(finder, "find_spec", "find_module")
    loader = finder.find_module(name, path)
    return loader if loader is None else spec_from_loader(name, loader)


def _find_spec(name, path, target=None):
    """Ask the finders of sys.meta_path, in their order."""
    finders = sys.meta_path
    if finders is None:
        raise ImportError("sys.meta_path is None, Python is likely shutting down")
    if not finders:
        _warn("sys.meta_path is empty", ImportWarning)
    before = name in sys.modules
    for finder in finders:
        ask = getattr(finder, "find_spec", None)
        spec = ask(name, path, target) if ask else _find_spec_legacy(finder, name, path)
        if spec is None:
            continue
        module = None if before else sys.modules.get(name)
        # A finder may have imported the module on its way.
        return getattr(module, "__spec__", None) or spec
    return None


def _gcd_import(name, package=None, level=0):
    """Import a module by its name, which may be relative to a package, and give the module itself."""
    if not isinstance(name, str):
        raise TypeError("module name must be str, not %s" % type(name))
    if level < 0:
        raise ValueError("level must be >= 0")
    if level:
        if not isinstance(package, str):
            raise TypeError("__package__ not set to a string")
        if not package:
            raise ImportError("attempted relative import with no known parent package")
        name = _resolve_name(name, package, level)
    elif not name:
        raise ValueError("Empty module name")
    return _import_absolute(name)


def _calc___package__(names):
    # Where relative imports in a namespace start from.
    package, spec = names.get("__package__"), names.get("__spec__")
    if package is not None:
        if spec is not None and spec.parent != package:
            _warn("__package__ != __spec__.parent (%r != %r)" % (package, spec.parent), ImportWarning)
        return package
    if spec is not None:
        return spec.parent
    _warn("can't resolve package from __spec__ or __package__, falling back on __name__ and __path__", ImportWarning)
    own = names["__name__"]
    return own if "__path__" in names else own.rpartition(".")[0]


def _handle_fromlist(module, wanted, load, *, recursive=False):
    """Import the submodules that `from package import a, b` names."""
    for item in wanted:
        if not isinstance(item, str):
            where = module.__name__ + ".__all__" if recursive else "``from list''"
            raise TypeError("Item in %s must be str, not %s" % (where, type(item).__name__))
        if item == "*":
            if not recursive and hasattr(module, "__all__"):
                _handle_fromlist(module, module.__all__, load, recursive=True)
        elif not hasattr(module, item):
            full = "%s.%s" % (module.__name__, item)
            try:
                _call_with_frames_removed(load, full)
            except ModuleNotFoundError as error:
                if error.name != full or sys.modules.get(full, full) is None:
                    raise
    return module


def __import__(name, globals=None, locals=None, fromlist=(), level=0):
    """What the import statement does: gives the first package of a dotted name, or with fromlist the last."""
    package = _calc___package__(globals or {}) if level else None
    module = _gcd_import(name, package, level)
    if fromlist:
        return _handle_fromlist(module, fromlist, _gcd_import) if hasattr(module, "__path__") else module
    head, dot, rest = name.partition(".")
    if not dot:
        return module
    if not level:
        return _gcd_import(head)
    return sys.modules[module.__name__[:-len(rest) - 1]]
