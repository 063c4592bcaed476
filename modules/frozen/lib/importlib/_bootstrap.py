"""The part of the import system that needs no files.

A plain import is Go and does not come here. This module is for scripts that look at
specs and loaders, and for finders and loaders that scripts bring along.
"""

import sys
import _imp
from _importcore import BuiltinImporter, FrozenImporter, ModuleSpec, frozen_source, import_module as _go_import

try:
    import _thread
except ImportError:
    _thread = None

_ERR_MSG_PREFIX = "No module named "
_ERR_MSG = _ERR_MSG_PREFIX + "{!r}"
_NEEDS_LOADING = object()
_bootstrap_external = None  # set by that module

_module_locks = {}
_blocking_on = {}


def _warn(message, category, stacklevel=2):
    import warnings
    warnings.warn(message, category, stacklevel=stacklevel + 1)


def _object_name(obj):
    try:
        return obj.__qualname__
    except AttributeError:
        return type(obj).__qualname__


def _wrap(new, old):
    """Give a wrapper the names of what it wraps."""
    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        if hasattr(old, name):
            setattr(new, name, getattr(old, name))
    new.__dict__.update(old.__dict__)


def _new_module(name):
    return type(sys)(name)


# Locks, one per module

class _DeadlockError(RuntimeError):
    pass


class _ModuleLock:
    """A lock that its owner can take again, and that notices when two threads wait for each other."""

    def __init__(self, name):
        self.lock = _thread.allocate_lock()
        self.wakeup = _thread.allocate_lock()
        self.name = name
        self.owner = None
        self.count = 0
        self.waiters = 0

    def has_deadlock(self):
        """Whether the owner waits, through others, for this thread."""
        me, thread, seen = _thread.get_ident(), self.owner, set()
        while True:
            waits_for = _blocking_on.get(thread)
            if waits_for is None:
                return False
            thread = waits_for.owner
            if thread == me:
                return True
            if thread in seen:
                return False
            seen.add(thread)

    def acquire(self):
        """Take the lock; _DeadlockError if that would never end."""
        me = _thread.get_ident()
        _blocking_on[me] = self
        try:
            while True:
                with self.lock:
                    if self.count == 0 or self.owner == me:
                        self.owner = me
                        self.count += 1
                        return True
                    if self.has_deadlock():
                        raise _DeadlockError("deadlock detected by %r" % self)
                    if self.wakeup.acquire(False):
                        self.waiters += 1
                self.wakeup.acquire()
                self.wakeup.release()
        finally:
            del _blocking_on[me]

    def release(self):
        """Give the lock back once."""
        with self.lock:
            if self.owner != _thread.get_ident():
                raise RuntimeError("cannot release un-acquired lock")
            self.count -= 1
            if self.count == 0:
                self.owner = None
                if self.waiters:
                    self.waiters -= 1
                    self.wakeup.release()

    def __repr__(self):
        return "_ModuleLock({!r}) at {}".format(self.name, id(self))


class _DummyModuleLock:
    """A _ModuleLock where there are no threads."""

    def __init__(self, name):
        self.name = name
        self.count = 0

    def acquire(self):
        self.count += 1
        return True

    def release(self):
        if self.count == 0:
            raise RuntimeError("cannot release un-acquired lock")
        self.count -= 1

    def __repr__(self):
        return "_DummyModuleLock({!r}) at {}".format(self.name, id(self))


class _ModuleLockManager:
    """Holds the lock of a module inside a with statement."""

    def __init__(self, name):
        self._name = name
        self._lock = None

    def __enter__(self):
        self._lock = _get_module_lock(self._name)
        self._lock.acquire()

    def __exit__(self, *args, **kwargs):
        self._lock.release()


def _get_module_lock(name):
    """The lock of a module, made if need be; it lives as long as somebody holds it."""
    import _weakref
    ref = _module_locks.get(name)
    lock = None if ref is None else ref()
    if lock is None:
        lock = _DummyModuleLock(name) if _thread is None else _ModuleLock(name)

        def gone(ref, name=name):
            if _module_locks.get(name) is ref:
                del _module_locks[name]
        _module_locks[name] = _weakref.ref(lock, gone)
    return lock


def _lock_unlock_module(name):
    """Wait until another thread has loaded a module."""
    lock = _get_module_lock(name)
    try:
        lock.acquire()
    except _DeadlockError:
        return
    lock.release()


class _ImportLockContext:
    """Holds the import lock."""

    def __enter__(self):
        _imp.acquire_lock()

    def __exit__(self, exc_type, exc_value, exc_traceback):
        _imp.release_lock()


def _call_with_frames_removed(f, *args, **kwds):
    """Call f. Tracebacks lose the frames of importlib up to this one."""
    return f(*args, **kwds)


def _verbose_message(message, *args, verbosity=1):
    """Print a message under -v."""
    if sys.flags.verbose >= verbosity:
        if not message.startswith(("#", "import ")):
            message = "# " + message
        print(message.format(*args), file=sys.stderr)


def _requires(test, message):
    def decorate(fxn):
        def wrapper(self, fullname):
            if not test(fullname):
                raise ImportError(message.format(fullname), name=fullname)
            return fxn(self, fullname)
        _wrap(wrapper, fxn)
        return wrapper
    return decorate


_requires_builtin = _requires(lambda name: name in sys.builtin_module_names, "{!r} is not a built-in module")
_requires_frozen = _requires(_imp.is_frozen, "{!r} is not a frozen module")


def _load_module_shim(self, fullname):
    """load_module() of a loader that has exec_module()."""
    _warn("the load_module() method is deprecated and slated for removal in Python 3.12; use exec_module() instead",
          DeprecationWarning)
    spec = spec_from_loader(fullname, self)
    if fullname not in sys.modules:
        return _load(spec)
    module = sys.modules[fullname]
    _exec(spec, module)
    return sys.modules[fullname]


# Specs and modules

def _module_repr(module):
    """The repr of a module."""
    spec = getattr(module, "__spec__", None)
    if spec:
        return _module_repr_from_spec(spec)
    name = getattr(module, "__name__", "?")
    if hasattr(module, "__file__"):
        return "<module {!r} from {!r}>".format(name, module.__file__)
    loader = getattr(module, "__loader__", None)
    if loader is None:
        return "<module {!r}>".format(name)
    return "<module {!r} ({!r})>".format(name, loader)


def _module_repr_from_spec(spec):
    """The repr of a module with such a spec."""
    name = "?" if spec.name is None else spec.name
    if spec.origin is None:
        if spec.loader is None:
            return "<module {!r}>".format(name)
        return "<module {!r} ({!r})>".format(name, spec.loader)
    if spec.has_location:
        return "<module {!r} from {!r}>".format(name, spec.origin)
    return "<module {!r} ({})>".format(spec.name, spec.origin)


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """A spec made of what a loader tells."""
    if hasattr(loader, "get_filename"):
        make = _bootstrap_external.spec_from_file_location
        if is_package is None:
            return make(name, loader=loader)
        return make(name, loader=loader, submodule_search_locations=[] if is_package else None)
    if is_package is None:
        is_package = False
        if hasattr(loader, "is_package"):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                is_package = None
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def _spec_from_module(module, loader=None, origin=None):
    """The spec of a module, made of its attributes if it has none."""
    spec = getattr(module, "__spec__", None)
    if spec is not None:
        return spec
    name = module.__name__
    if loader is None:
        loader = getattr(module, "__loader__", None)
    location = getattr(module, "__file__", None)
    if origin is None:
        origin = location if location is not None else getattr(loader, "_ORIGIN", None)
    spec = ModuleSpec(name, loader, origin=origin)
    spec._set_fileattr = location is not None
    spec.cached = getattr(module, "__cached__", None)
    places = getattr(module, "__path__", None)
    spec.submodule_search_locations = None if places is None else list(places)
    return spec


def _init_module_attrs(spec, module, *, override=False):
    """Set what import sets on a module, where it is missing."""
    def put(name, value):
        try:
            setattr(module, name, value)
        except AttributeError:
            pass

    def missing(name):
        return override or getattr(module, name, None) is None

    if missing("__name__"):
        put("__name__", spec.name)
    if missing("__loader__"):
        loader = spec.loader
        if loader is None and spec.submodule_search_locations is not None:
            loader = _bootstrap_external._new_namespace_loader(spec.submodule_search_locations)
            spec.loader = loader
            module.__file__ = None
        put("__loader__", loader)
    if missing("__package__"):
        put("__package__", spec.parent)
    put("__spec__", spec)
    if missing("__path__") and spec.submodule_search_locations is not None:
        put("__path__", spec.submodule_search_locations)
    if spec.has_location:
        if missing("__file__"):
            put("__file__", spec.origin)
        if missing("__cached__") and spec.cached is not None:
            put("__cached__", spec.cached)
    return module


def module_from_spec(spec):
    """A new module with a spec; its code has not run."""
    module = None
    if hasattr(spec.loader, "create_module"):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, "exec_module"):
        raise ImportError("loaders that define exec_module() must also define create_module()")
    if module is None:
        module = _new_module(spec.name)
    return _init_module_attrs(spec, module)


def _exec(spec, module):
    """Run the code of a spec in a module that is there already."""
    name = spec.name
    with _ModuleLockManager(name):
        if sys.modules.get(name) is not module:
            raise ImportError("module {!r} not in sys.modules".format(name), name=name)
        try:
            if spec.loader is None:
                if spec.submodule_search_locations is None:
                    raise ImportError("missing loader", name=name)
                _init_module_attrs(spec, module, override=True)
            else:
                _init_module_attrs(spec, module, override=True)
                if hasattr(spec.loader, "exec_module"):
                    spec.loader.exec_module(module)
                else:
                    _warn("{}.exec_module() not found; falling back to load_module()".format(_object_name(spec.loader)), ImportWarning)
                    spec.loader.load_module(name)
        finally:
            module = sys.modules.pop(spec.name)
            sys.modules[spec.name] = module
    return module


def _load_backward_compatible(spec):
    """Load a module through load_module()."""
    name = spec.name
    try:
        spec.loader.load_module(name)
    except:
        if name in sys.modules:
            sys.modules[name] = sys.modules.pop(name)
        raise
    module = sys.modules[name] = sys.modules.pop(name)
    for attr, value in (("__loader__", spec.loader), ("__package__", None), ("__spec__", spec)):
        if getattr(module, attr, None) is None:
            try:
                if attr == "__package__":
                    value = module.__name__
                    if not hasattr(module, "__path__"):
                        value = name.rpartition(".")[0]
                setattr(module, attr, value)
            except AttributeError:
                pass
    return module


def _load_unlocked(spec):
    """Make the module of a spec, run it, and enter it in sys.modules."""
    name = spec.name
    if spec.loader is not None and not hasattr(spec.loader, "exec_module"):
        _warn("{}.exec_module() not found; falling back to load_module()".format(_object_name(spec.loader)), ImportWarning)
        return _load_backward_compatible(spec)
    module = module_from_spec(spec)
    spec._initializing = True
    try:
        sys.modules[name] = module
        try:
            if spec.loader is not None:
                spec.loader.exec_module(module)
            elif spec.submodule_search_locations is None:
                raise ImportError("missing loader", name=name)
        except:
            sys.modules.pop(name, None)
            raise
        module = sys.modules[name] = sys.modules.pop(name)
        _verbose_message("import {!r} # {!r}", name, spec.loader)
    finally:
        spec._initializing = False
    return module


def _load(spec):
    """_load_unlocked() under the module's lock."""
    with _ModuleLockManager(spec.name):
        return _load_unlocked(spec)


# Built-in and frozen modules: the methods of the classes that are written in Go

class _BuiltinImporter:
    def module_repr(module):
        _warn("BuiltinImporter.module_repr() is deprecated and slated for removal in Python 3.12", DeprecationWarning)
        return f"<module {module.__name__!r} ({BuiltinImporter._ORIGIN})>"

    def find_spec(cls, fullname, path=None, target=None):
        if path is None and _imp.is_builtin(fullname):
            return spec_from_loader(fullname, cls, origin="built-in")
        return None

    def find_module(cls, fullname, path=None):
        _warn("BuiltinImporter.find_module() is deprecated and slated for removal in Python 3.12; use find_spec() instead", DeprecationWarning)
        spec = cls.find_spec(fullname, path)
        return spec.loader if spec is not None else None

    def create_module(spec):
        if spec.name not in sys.builtin_module_names:
            raise ImportError("{!r} is not a built-in module".format(spec.name), name=spec.name)
        return _call_with_frames_removed(_imp.create_builtin, spec)

    def exec_module(module):
        _call_with_frames_removed(_imp.exec_builtin, module)

    @_requires_builtin
    def get_code(cls, fullname):
        return None

    @_requires_builtin
    def get_source(cls, fullname):
        return None

    @_requires_builtin
    def is_package(cls, fullname):
        return False

    load_module = _load_module_shim


class _FrozenImporter:
    def module_repr(m):
        _warn("FrozenImporter.module_repr() is deprecated and slated for removal in Python 3.12", DeprecationWarning)
        return "<module {!r} ({})>".format(m.__name__, FrozenImporter._ORIGIN)

    def find_spec(cls, fullname, path=None, target=None):
        if _imp.is_frozen(fullname):
            return spec_from_loader(fullname, cls, origin="frozen")
        return None

    def find_module(cls, fullname, path=None):
        _warn("FrozenImporter.find_module() is deprecated and slated for removal in Python 3.12; use find_spec() instead", DeprecationWarning)
        return cls if _imp.is_frozen(fullname) else None

    def create_module(spec):
        return None

    def exec_module(module):
        name = module.__spec__.name
        if not _imp.is_frozen(name):
            raise ImportError("{!r} is not a frozen module".format(name), name=name)
        _call_with_frames_removed(exec, _imp.get_frozen_object(name), module.__dict__)

    def load_module(cls, fullname):
        _warn("the load_module() method is deprecated and slated for removal in Python 3.12; use exec_module() instead", DeprecationWarning)
        spec = spec_from_loader(fullname, cls)
        if fullname in sys.modules:
            _exec(spec, sys.modules[fullname])
            return sys.modules[fullname]
        return _load(spec)

    @_requires_frozen
    def get_code(cls, fullname):
        return _imp.get_frozen_object(fullname)

    @_requires_frozen
    def get_source(cls, fullname):
        return frozen_source(fullname)

    @_requires_frozen
    def is_package(cls, fullname):
        return _imp.is_frozen_package(fullname)


# Finding

def _resolve_name(name, package, level):
    """The absolute form of a relative name."""
    bits = package.rsplit(".", level - 1)
    if len(bits) < level:
        raise ImportError("attempted relative import beyond top-level package")
    return f"{bits[0]}.{name}" if name else bits[0]


def _find_spec_legacy(finder, name, path):
    """The spec of a finder that only has find_module()."""
    find = getattr(finder, "find_module", None)
    if find is None:
        return None
    _warn("{}.find_spec() not found; falling back to find_module()".format(_object_name(finder)), ImportWarning)
    loader = find(name, path)
    return None if loader is None else spec_from_loader(name, loader)


def _find_spec(name, path, target=None):
    """Ask the finders of sys.meta_path."""
    finders = sys.meta_path
    if finders is None:
        raise ImportError("sys.meta_path is None, Python is likely shutting down")
    if not finders:
        _warn("sys.meta_path is empty", ImportWarning)
    was_there = name in sys.modules
    for finder in finders:
        try:
            find = finder.find_spec
        except AttributeError:
            spec = _find_spec_legacy(finder, name, path)
        else:
            spec = find(name, path, target)
        if spec is None:
            continue
        if not was_there and name in sys.modules:
            # The finder imported the module itself.
            own = getattr(sys.modules[name], "__spec__", None)
            return spec if own is None else own
        return spec
    return None


def _sanity_check(name, package, level):
    """Refuse arguments that no import statement passes."""
    if not isinstance(name, str):
        raise TypeError("module name must be str, not {}".format(type(name)))
    if level < 0:
        raise ValueError("level must be >= 0")
    if level > 0:
        if not isinstance(package, str):
            raise TypeError("__package__ not set to a string")
        if not package:
            raise ImportError("attempted relative import with no known parent package")
    if not name and level == 0:
        raise ValueError("Empty module name")


def _find_and_load(name, import_=None):
    """Import the module of an absolute name."""
    return _go_import(name)


def _find_and_load_unlocked(name, import_=None):
    return _go_import(name)


def _gcd_import(name, package=None, level=0):
    """Import a module; with a level, relative to package."""
    _sanity_check(name, package, level)
    if level > 0:
        name = _resolve_name(name, package, level)
    return _go_import(name)


def _handle_fromlist(module, fromlist, import_, *, recursive=False):
    """Import the submodules that `from package import a, b` names."""
    for x in fromlist:
        if not isinstance(x, str):
            where = module.__name__ + ".__all__" if recursive else "``from list''"
            raise TypeError(f"Item in {where} must be str, not {type(x).__name__}")
        if x == "*":
            if not recursive and hasattr(module, "__all__"):
                _handle_fromlist(module, module.__all__, import_, recursive=True)
        elif not hasattr(module, x):
            full = f"{module.__name__}.{x}"
            try:
                _call_with_frames_removed(import_, full)
            except ModuleNotFoundError as exc:
                if exc.name != full or sys.modules.get(full, _NEEDS_LOADING) is None:
                    raise
    return module


def _calc___package__(globals):
    """The package that a relative import starts from."""
    package, spec = globals.get("__package__"), globals.get("__spec__")
    if package is not None:
        if spec is not None and package != spec.parent:
            _warn(f"__package__ != __spec__.parent ({package!r} != {spec.parent!r})", ImportWarning, stacklevel=3)
        return package
    if spec is not None:
        return spec.parent
    _warn("can't resolve package from __spec__ or __package__, falling back on __name__ and __path__", ImportWarning, stacklevel=3)
    package = globals["__name__"]
    if "__path__" not in globals:
        package = package.rpartition(".")[0]
    return package


def __import__(name, globals=None, locals=None, fromlist=(), level=0):
    """The import statement as a function, built on sys.meta_path."""
    if level == 0:
        module = _gcd_import(name)
    else:
        module = _gcd_import(name, _calc___package__({} if globals is None else globals), level)
    if fromlist:
        return _handle_fromlist(module, fromlist, _gcd_import) if hasattr(module, "__path__") else module
    if level == 0:
        return _gcd_import(name.partition(".")[0])
    if not name:
        return module
    tail = len(name) - len(name.partition(".")[0])
    return sys.modules[module.__name__[:len(module.__name__) - tail]]


def _builtin_from_name(name):
    spec = BuiltinImporter.find_spec(name)
    if spec is None:
        raise ImportError("no built-in module named " + name)
    return _load_unlocked(spec)


def _setup(sys_module, _imp_module):
    """The interpreter has set everything up already."""


def _install(sys_module, _imp_module):
    """Put the finders of built-in and frozen modules in sys.meta_path."""
    sys.meta_path.append(BuiltinImporter)
    sys.meta_path.append(FrozenImporter)


def _install_external_importers():
    """Put the finder of files in sys.meta_path."""
    _bootstrap_external._install(sys.modules[__name__])
