"""Modules from files: source, compiled code, folders.

Plain imports of source files are Go. Scripts reach this through importlib, and import through finders and loaders
that are not the ones it made itself.
"""

import io
import marshal
import os
import sys
import _imp
from _importcore import (FileFinder, NamespaceLoader as _NamespaceLoader, PathFinder, SourceFileLoader, magic_number,
                         usual_spec)
from . import _bootstrap
from ._bootstrap import ModuleSpec, _call_with_frames_removed, _outdated, _warn

__all__ = ["SOURCE_SUFFIXES", "BYTECODE_SUFFIXES", "DEBUG_BYTECODE_SUFFIXES", "OPTIMIZED_BYTECODE_SUFFIXES",
           "EXTENSION_SUFFIXES", "PathFinder", "FileFinder", "SourceFileLoader", "SourcelessFileLoader",
           "ExtensionFileLoader", "WindowsRegistryFinder"]  # what importlib.machinery shows

MAGIC_NUMBER = magic_number()
SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = _imp.extension_suffixes()
path_sep = path_separators = "/"
_os = os
_PYCACHE, _OPT = "__pycache__", "opt-"
_HEADER = 16  # bytes before the code in a .pyc: magic, flags, then time and size or a hash
_HASHED, _CHECKED = 1, 2


def _pack_uint32(number):
    return (int(number) % (1 << 32)).to_bytes(4, "little")


def _unpack_uint32(data):
    assert len(data) == 4
    return int.from_bytes(data, "little")


def _unpack_uint16(data):
    assert len(data) == 2
    return int.from_bytes(data, "little")


_RAW_MAGIC_NUMBER = _unpack_uint32(MAGIC_NUMBER)


def _path_join(*parts):
    """Join without more: an absolute part in the middle does not start anew."""
    kept = [part.rstrip("/") for part in parts if part]
    return "/".join(kept)


def _path_split(path):
    """The folder and the name of a path."""
    folder, _, name = path.rpartition("/")
    return folder, name


def _path_stat(path):
    return os.stat(path)


def _path_isfile(path):
    return os.path.isfile(path)


def _path_isdir(path):
    return os.path.isdir(path or os.getcwd())


def _write_atomic(path, data, mode=0o666):
    """Write a whole file at once: readers see the old one or the new one."""
    draft = "%s.%d" % (path, id(path))
    fd = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode & 0o666)
    try:
        with io.FileIO(fd, "wb") as out:
            written = out.write(data)
        if written != len(data):
            raise OSError("os.write() didn't write the full pyc file")
        os.replace(draft, path)
    except OSError:
        if os.path.exists(draft):
            os.unlink(draft)
        raise


# Names of files with compiled code.

def cache_from_source(path, debug_override=None, *, optimization=None):
    """Where the compiled code of a source file is kept."""
    if debug_override is not None:
        _warn("the debug_override parameter is deprecated; use 'optimization' instead", DeprecationWarning)
        if optimization is not None:
            raise TypeError("debug_override or optimization must be set to None")
        optimization = "" if debug_override else 1
    folder, name = os.path.split(os.fspath(path))
    tag = sys.implementation.cache_tag
    if tag is None:
        raise NotImplementedError("sys.implementation.cache_tag is None")
    stem, dot, suffix = name.rpartition(".")
    base = (stem or suffix) + dot + tag
    level = str(sys.flags.optimize or "" if optimization is None else optimization)
    if level:
        if not level.isalnum():
            raise ValueError("%r is not alphanumeric" % level)
        base += "." + _OPT + level
    base += BYTECODE_SUFFIXES[0]
    if sys.pycache_prefix is None:
        return _path_join(folder, _PYCACHE, base)
    whole = folder if folder.startswith("/") else _path_join(os.getcwd(), folder)
    return _path_join(sys.pycache_prefix, whole.lstrip("/"), base)


def source_from_cache(path):
    """The source file whose compiled code is kept at a path."""
    if sys.implementation.cache_tag is None:
        raise NotImplementedError("sys.implementation.cache_tag is None")
    path = os.fspath(path)
    folder, name = os.path.split(path)
    prefix = sys.pycache_prefix
    if prefix is not None and folder.startswith(prefix.rstrip("/") + "/"):
        folder = folder[len(prefix.rstrip("/")):]
    else:
        folder, last = os.path.split(folder)
        if last != _PYCACHE:
            raise ValueError("%s not bottom-level directory in %r" % (_PYCACHE, path))
    pieces = name.split(".")
    if len(pieces) not in (3, 4):
        raise ValueError("expected only 2 or 3 dots in %r" % name)
    if len(pieces) == 4:
        level = pieces[2]
        if not level.startswith(_OPT):
            raise ValueError("optimization portion of filename does not start with %r" % _OPT)
        if not level[len(_OPT):].isalnum():
            raise ValueError("optimization level %r is not an alphanumeric value" % level)
    return _path_join(folder, pieces[0] + SOURCE_SUFFIXES[0])


def _get_sourcefile(compiled):
    """The source file beside compiled code; the path itself if there is none."""
    if not compiled:
        return None
    if compiled[-4:-1].lower() != ".py":
        return compiled
    try:
        source = source_from_cache(compiled)
    except (NotImplementedError, ValueError):
        source = compiled[:-1]
    return source if _path_isfile(source) else compiled


def _get_cached(name):
    # What __cached__ is for a file.
    if name.endswith(tuple(BYTECODE_SUFFIXES)):
        return name
    if name.endswith(tuple(SOURCE_SUFFIXES)):
        try:
            return cache_from_source(name)
        except NotImplementedError:
            pass
    return None


# What is in files with compiled code.

def _classify_pyc(data, name, details):
    """Check the start of compiled code, and give its flags."""
    if data[:4] != MAGIC_NUMBER:
        raise ImportError("bad magic number in %r: %r" % (name, data[:4]), **details)
    if len(data) < _HEADER:
        raise EOFError("reached EOF while reading pyc header of %r" % name)
    flags = _unpack_uint32(data[4:8])
    if flags & ~(_HASHED | _CHECKED):
        raise ImportError("invalid flags %r in %r" % (flags, name), **details)
    return flags


def _compile_bytecode(data, name=None, bytecode_path=None, source_path=None):
    """The code object in marshalled data."""
    result = marshal.loads(data)
    if not isinstance(result, type(_compile_bytecode.__code__)):
        raise ImportError("Non-code object in %r" % (bytecode_path,), name=name, path=bytecode_path)
    if source_path is not None:
        _imp._fix_co_filename(result, source_path)
    return result


def _code_to_timestamp_pyc(code, mtime=0, source_size=0):
    words = 0, mtime, source_size
    return bytearray(MAGIC_NUMBER + b"".join(map(_pack_uint32, words)) + marshal.dumps(code))


def _code_to_hash_pyc(code, source_hash, checked=True):
    flags = _HASHED | (_CHECKED if checked else 0)
    return bytearray(MAGIC_NUMBER + _pack_uint32(flags) + source_hash + marshal.dumps(code))


def decode_source(source_bytes):
    """Source text from bytes, by its coding line, with newlines of one kind."""
    coding = _coding(bytes(source_bytes))
    try:
        text = bytes(source_bytes).decode(coding)
    except LookupError:
        raise SyntaxError("unknown encoding: " + coding) from None
    return io.IncrementalNewlineDecoder(None, True).decode(text)


def _coding(source):
    """The encoding that a comment in the first two lines names."""
    import re
    usual = "utf-8-sig" if source.startswith(b"\xef\xbb\xbf") else "utf-8"
    for line in source.removeprefix(b"\xef\xbb\xbf").splitlines()[:2]:
        named = re.match(rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", line)
        if named:
            name = named[1].decode("ascii")
            return usual if name.lower().replace("_", "-") == "utf-8" else name
        if line.split(b"#")[0].strip():
            break
    return usual


def _calc_mode(path):
    """The mode for compiled code: the source's, but always writable."""
    try:
        return os.stat(path).st_mode | 0o200
    except OSError:
        return 0o666


class _Kept:
    """The compiled code of a source file that a loader keeps: read it if it is still good, write it anew."""

    def __init__(self, loader, name, source):
        self.loader, self.name, self.source = loader, name, source
        self.path, self.stats, self.flags, self.text = None, {}, 0, None
        try:
            self.path = cache_from_source(source)
            self.stats = loader.path_stats(source)
        except (NotImplementedError, OSError):
            self.path = None

    def read_source(self):
        if self.text is None:
            self.text = self.loader.get_data(self.source)
        return self.text

    def code(self):
        """The kept code, None if it has to be compiled."""
        try:
            data = self.loader.get_data(self.path)
        except OSError:
            return None
        try:
            self.flags = _classify_pyc(data, self.name, {"name": self.name, "path": self.path})
            if not self.good(data):
                return None
        except (ImportError, EOFError):
            self.flags = 0
            return None
        return _compile_bytecode(memoryview(data)[_HEADER:], self.name, self.path, self.source)

    def good(self, data):
        if not self.flags & _HASHED:
            times = [self.stats["mtime"], self.stats.get("size", _unpack_uint32(data[12:16]))]
            return data[8:16] == b"".join(map(_pack_uint32, times))
        policy = _imp.check_hash_based_pycs
        if policy == "never" or not self.flags & _CHECKED and policy != "always":
            return True
        return data[8:16] == _imp.source_hash(_RAW_MAGIC_NUMBER, self.read_source())

    def keep(self, code):
        if self.path is None or sys.dont_write_bytecode:
            return
        if self.flags & _HASHED:
            mark = _imp.source_hash(_RAW_MAGIC_NUMBER, self.text)
            data = _code_to_hash_pyc(code, mark, bool(self.flags & _CHECKED))
        else:
            data = _code_to_timestamp_pyc(code, self.stats["mtime"], len(self.text))
        try:
            self.loader._cache_bytecode(self.source, self.path, data)
        except NotImplementedError:
            pass


# Loaders.

class _LoaderBasics:
    """What all loaders of files have in common."""

    def is_package(self, fullname):
        """Whether the file is the __init__ of a package that is not called __init__ itself."""
        stem = os.path.basename(self.get_filename(fullname)).rpartition(".")[0]
        return stem == "__init__" != fullname.rpartition(".")[2]

    def create_module(self, spec):
        """None: the usual kind of module."""

    def exec_module(self, module):
        """Run the module's code."""
        name = module.__name__
        code = self.get_code(name)
        if code is None:
            raise ImportError("cannot load module %r when get_code() returns None" % name)
        _call_with_frames_removed(exec, code, vars(module))

    def load_module(self, fullname):
        """Load a module. Deprecated: use exec_module()."""
        return _bootstrap._load_module_shim(self, fullname)


class SourceLoader(_LoaderBasics):
    """Loads source text that a subclass can read."""

    def path_mtime(self, path):
        """When the source was changed; a subclass may know."""
        raise OSError

    def path_stats(self, path):
        """A dict with mtime and perhaps size."""
        return dict(mtime=self.path_mtime(path))

    def _cache_bytecode(self, source_path, cache_path, data):
        return self.set_data(cache_path, data)

    def set_data(self, path, data):
        """Write a file; a subclass may be able to."""

    def get_source(self, fullname):
        """The source text."""
        place = self.get_filename(fullname)
        try:
            return decode_source(self.get_data(place))
        except OSError as error:
            raise ImportError("source not available through get_data()", name=fullname) from error

    def source_to_code(self, data, path, *, _optimize=-1):
        """Compile source text."""
        return _call_with_frames_removed(compile, data, path, "exec", dont_inherit=True, optimize=_optimize)

    def get_code(self, fullname):
        """The code object: what is kept, if it is still good, or else compiled."""
        place = self.get_filename(fullname)
        kept = _Kept(self, fullname, place)
        code = kept.code() if kept.path is not None else None
        if code is None:
            code = self.source_to_code(kept.read_source(), place)
            kept.keep(code)
        return code


def _for_own_module(method):
    """Let a loader's method do without a name, and refuse another module's."""
    def wrapper(self, name=None, *args, **kwargs):
        own = self.name
        if name not in (None, own):
            raise ImportError("loader for %s cannot handle %s" % (own, name), name=name)
        return method(self, own, *args, **kwargs)
    for key in "__module__", "__name__", "__qualname__", "__doc__":
        setattr(wrapper, key, getattr(method, key))
    return wrapper


_check_name = _for_own_module


class FileLoader:
    """Loads one file."""

    def __init__(self, fullname, path):
        self.path, self.name = path, fullname

    def __eq__(self, other):
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self):
        return hash((self.name, self.path))

    @_for_own_module
    def load_module(self, fullname):
        """Load the module. Deprecated: use exec_module()."""
        return super().load_module(fullname)

    @_for_own_module
    def get_filename(self, fullname):
        """The path of the file."""
        return self.path

    def get_data(self, path):
        """The bytes of a file."""
        opened = io.open_code(str(path)) if isinstance(self, (SourceLoader, SourcelessFileLoader)) else io.FileIO(path)
        with opened:
            return opened.read()

    @_for_own_module
    def get_resource_reader(self, name):
        """A reader of the package's resources."""
        from . import readers
        return readers.FileReader(self)


class _SourceFileLoader(FileLoader, SourceLoader):
    """The methods of SourceFileLoader, which is written in Go."""

    load_module = _for_own_module(lambda self, name: _bootstrap._load_module_shim(self, name))

    def path_mtime(self, path):
        return self.path_stats(path)["mtime"]

    def path_stats(self, path):
        found = os.stat(path)
        return dict(mtime=found.st_mtime, size=found.st_size)

    def _cache_bytecode(self, source_path, bytecode_path, data):
        return self.set_data(bytecode_path, data, _mode=_calc_mode(source_path))

    def set_data(self, path, data, *, _mode=0o666):
        try:
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            _write_atomic(path, data, _mode)
        except OSError:
            pass  # what cannot be kept is compiled again


class SourcelessFileLoader(FileLoader, _LoaderBasics):
    """Loads compiled code without its source."""

    def get_code(self, fullname):
        """The code object in the file."""
        place = self.get_filename(fullname)
        data = self.get_data(place)
        _classify_pyc(data, fullname, dict(name=fullname, path=place))
        return _compile_bytecode(memoryview(data)[_HEADER:], fullname, place)

    def get_source(self, fullname):
        """None: there is no source."""


class ExtensionFileLoader(FileLoader, _LoaderBasics):
    """Would load machine code: minipy has none, so it always fails."""

    def create_module(self, spec):
        """An ImportError."""
        return _call_with_frames_removed(_imp.create_dynamic, spec)

    def exec_module(self, module):
        """Nothing."""
        _imp.exec_dynamic(module)

    def is_package(self, fullname):
        """Whether the file is the __init__ of a package."""
        name = os.path.basename(self.path)
        return any(name == "__init__" + end for end in EXTENSION_SUFFIXES)

    def get_code(self, fullname):
        """None: machine code has no code object."""

    get_source = get_code


# Packages that are nothing but folders.

class _NamespacePath:
    """The __path__ of a package without code: looked up anew when the path above it has changed."""

    _epoch = 0  # goes up when caches are thrown away

    def __init__(self, name, path, path_finder):
        self._name, self._path, self._find = name, path, path_finder
        self._seen = self._state()

    def _state(self):
        above = self._name.rpartition(".")[0]
        return tuple(sys.modules[above].__path__ if above else sys.path), type(self)._epoch

    def _now(self):
        state = self._state()
        if state != self._seen:
            spec = self._find(self._name, state[0])
            if spec is not None and spec.loader is None and spec.submodule_search_locations:
                self._path = spec.submodule_search_locations
            self._seen = state
        return self._path

    _recalculate = _now

    def __iter__(self):
        return iter(self._now())

    def __len__(self):
        return len(self._now())

    def __contains__(self, place):
        return place in self._now()

    def __getitem__(self, index):
        return self._now()[index]

    def __setitem__(self, index, place):
        self._path[index] = place

    def append(self, place):
        """Add a folder."""
        self._path.append(place)

    def __repr__(self):
        return "_NamespacePath(%r)" % (self._path,)


class _NamespaceLoaderMethods:
    """The methods of _NamespaceLoader, which is written in Go."""

    def __init__(self, name, path, path_finder):
        self._path = _NamespacePath(name, path, path_finder)

    def module_repr(module):
        return "<module %r (namespace)>" % module.__name__

    is_package = lambda self, fullname: True
    create_module = exec_module = lambda self, _: None
    get_source = lambda self, fullname: ""
    get_code = lambda self, fullname: compile("", "<string>", "exec", dont_inherit=True)
    load_module = lambda self, fullname: _bootstrap._load_module_shim(self, fullname)

    def get_resource_reader(self, module):
        from . import readers
        return readers.NamespaceReader(self._path)


def _bare_namespace_loader(path):
    loader = _NamespaceLoader.__new__(_NamespaceLoader)
    loader._path = path
    return loader


def _namespace_spec(name, portions):
    # The spec of a package that is nothing but these folders.
    spec = ModuleSpec(name, None)
    spec.submodule_search_locations = _NamespacePath(name, portions, PathFinder._get_spec)
    return spec


# Finders.

_UNSET = object()


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_UNSET):
    """A spec for a file."""
    if location is not None:
        location = os.fspath(location)
        try:
            location = os.path.abspath(location) if not location.startswith("/") else location
        except OSError:
            pass  # the current folder is gone
    else:
        location = "<unknown>"
        try:
            location = loader.get_filename(name)
        except (AttributeError, ImportError):
            pass
    if loader is None:
        fit = [make for make, ends in _get_supported_file_loaders() if location.endswith(tuple(ends))]
        if not fit:
            return None
        loader = fit[0](name, location)
    spec = ModuleSpec(name, loader, origin=location)
    spec._set_fileattr = True
    places = submodule_search_locations
    if places is _UNSET:
        try:
            places = [] if loader.is_package(name) else None
        except (AttributeError, ImportError):
            places = None
    if places == [] and location:
        places.append(os.path.dirname(location))
    spec.submodule_search_locations = places
    return spec


def _get_supported_file_loaders():
    """The pairs of loader and suffixes that import looks for, in this order."""
    return [(ExtensionFileLoader, EXTENSION_SUFFIXES), (SourceFileLoader, SOURCE_SUFFIXES),
            (SourcelessFileLoader, BYTECODE_SUFFIXES)]


def _sourceless_spec(name, path):
    # What import uses for compiled code without its source.
    return spec_from_file_location(name, path, loader=SourcelessFileLoader(name, path))


class WindowsRegistryFinder:
    """Finds nothing: there is no registry here."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        """None."""

    @classmethod
    def find_module(cls, fullname, path=None):
        """None. Deprecated: use find_spec()."""
        _outdated("WindowsRegistryFinder.find_module()")


class _PathFinder:
    """The methods of PathFinder, which is written in Go and passes its class."""

    def invalidate_caches():
        cache = sys.path_importer_cache
        for place in [place for place, finder in cache.items() if finder is None]:
            del cache[place]
        for finder in list(cache.values()):
            getattr(finder, "invalidate_caches", int)()
        _NamespacePath._epoch += 1

    def _path_hooks(path):
        hooks = sys.path_hooks
        if hooks is not None and not hooks:
            _warn("sys.path_hooks is empty", ImportWarning)
        for hook in hooks or ():
            try:
                finder = hook(path)
            except ImportError:
                continue
            return finder

    def _path_importer_cache(cls, path):
        try:
            path = path or os.getcwd()
        except FileNotFoundError:
            return None
        cache = sys.path_importer_cache
        if path not in cache:
            cache[path] = cls._path_hooks(path)
        return cache[path]

    def _legacy_get_spec(cls, fullname, finder):
        old = "find_loader" if hasattr(finder, "find_loader") else "find_module"
        _bootstrap._say_missing(finder, "find_spec", old)
        found = getattr(finder, old)(fullname)
        loader, portions = found if old == "find_loader" else (found, [])
        if loader is not None:
            return _bootstrap.spec_from_loader(fullname, loader)
        spec = ModuleSpec(fullname, None)
        spec.submodule_search_locations = portions
        return spec

    def _get_spec(cls, fullname, path, target=None):
        portions = []
        for place in path:
            finder = cls._path_importer_cache(place) if isinstance(place, str) else None
            spec = None if finder is None else _spec_of_finder(finder, fullname, target)
            if spec is None:
                continue
            if spec.loader is not None:
                return spec
            if spec.submodule_search_locations is None:
                raise ImportError("spec missing loader")
            portions += spec.submodule_search_locations
        spec = ModuleSpec(fullname, None)
        spec.submodule_search_locations = portions
        return spec

    def find_spec(cls, fullname, path=None, target=None):
        spec = cls._get_spec(fullname, sys.path if path is None else path, target)
        if spec is None or spec.loader is not None:
            return spec
        portions = spec.submodule_search_locations
        return _namespace_spec(fullname, portions) if portions else None

    def find_module(cls, fullname, path=None):
        _outdated("PathFinder.find_module()")
        found = cls.find_spec(fullname, path)
        return found and found.loader

    def find_distributions(*args, **kwargs):
        from importlib import metadata
        return metadata.MetadataPathFinder.find_distributions(*args, **kwargs)


def _finder_of(place):
    return PathFinder._path_importer_cache(place)


def _spec_of_finder(finder, name, target=None):
    if hasattr(finder, "find_spec"):
        return finder.find_spec(name, target)
    return PathFinder._legacy_get_spec(name, finder)


class _FileFinder:
    """The methods of FileFinder, which is written in Go."""

    def __init__(self, path, *loader_details):
        self._loaders = [(end, make) for make, ends in loader_details for end in ends]
        self.path = os.path.abspath(path or ".")
        self._path_cache = None
        self._path_mtime = -1

    def invalidate_caches(self):
        self._path_mtime = -1

    def find_spec(self, fullname, target=None):
        spec = usual_spec(self, fullname)
        if spec is NotImplemented:
            spec = _FileFinder._search(self, fullname, target)
        if isinstance(spec, str):
            portion, spec = spec, ModuleSpec(fullname, None)
            spec.submodule_search_locations = [portion]
        return spec

    def _search(self, fullname, target):
        tail = fullname.rpartition(".")[2]
        try:
            changed = os.stat(self.path or os.getcwd()).st_mtime
        except OSError:
            changed = -1
        if changed != self._path_mtime:
            self._fill_cache()
            self._path_mtime = changed
        folder = _path_join(self.path, tail) if tail in self._path_cache else None
        if folder and not os.path.isdir(folder):
            folder = None
        for end, make in self._loaders if folder else ():
            start = _path_join(folder, "__init__" + end)
            if os.path.isfile(start):
                return self._get_spec(make, fullname, start, [folder], target)
        for end, make in self._loaders:
            file = _path_join(self.path, tail + end)
            if tail + end in self._path_cache and os.path.isfile(file):
                return self._get_spec(make, fullname, file, None, target)
        return folder

    def _get_spec(self, loader_class, fullname, path, smsl, target):
        return spec_from_file_location(fullname, path, loader=loader_class(fullname, path),
                                       submodule_search_locations=smsl)

    def _fill_cache(self):
        try:
            self._path_cache = set(os.listdir(self.path or os.getcwd()))
        except OSError:
            self._path_cache = set()

    def find_loader(self, fullname):
        _outdated("FileFinder.find_loader()")
        found = self.find_spec(fullname)
        return (found.loader, found.submodule_search_locations or []) if found else (None, [])

    def find_module(self, fullname):
        _outdated("FileFinder.find_module()")
        found = self.find_spec(fullname)
        if found and found.loader is None and found.submodule_search_locations:
            _warn("Not importing directory %s: missing __init__" % found.submodule_search_locations[0], ImportWarning)
        return found and found.loader

    def path_hook(cls, *loader_details):
        def path_hook_for_FileFinder(path):
            if not _path_isdir(path):
                raise ImportError("only directories are supported", path=path)
            return cls(path, *loader_details)
        return path_hook_for_FileFinder


for _each in (_LoaderBasics, SourceLoader, FileLoader, SourcelessFileLoader, ExtensionFileLoader, _NamespacePath,
              WindowsRegistryFinder):
    _each.__module__ = "_frozen_importlib_external"  # where scripts see them
del _each
