"""The part of the import system that works on files."""

import io as _io
import marshal
import os as _os_module
import sys
import _imp
from _importcore import FileFinder, NamespaceLoader, PathFinder, SourceFileLoader, frozen_source, magic_number, usual_spec
from . import _bootstrap
from ._bootstrap import _call_with_frames_removed, _verbose_message, _warn

_bootstrap._bootstrap_external = sys.modules[__name__]
_os = _os_module

_MS_WINDOWS = False
_CASE_INSENSITIVE_PLATFORMS_STR_KEY = ("win",)
_CASE_INSENSITIVE_PLATFORMS_BYTES_KEY = ("cygwin", "darwin")
_CASE_INSENSITIVE_PLATFORMS = _CASE_INSENSITIVE_PLATFORMS_BYTES_KEY + _CASE_INSENSITIVE_PLATFORMS_STR_KEY

path_separators = "/"
path_sep = "/"
path_sep_tuple = ("/",)
_pathseps_with_colon = {":/"}

_code_type = type(_bootstrap._wrap.__code__)

# The magic number of this version's compiled code. CPython's files are not read.
MAGIC_NUMBER = magic_number()
_RAW_MAGIC_NUMBER = int.from_bytes(MAGIC_NUMBER, "little")

_PYCACHE = "__pycache__"
_OPT = "opt-"
SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = _imp.extension_suffixes()


def _make_relax_case():
    """What tells whether names of modules are looked up without regard to case."""
    if not sys.platform.startswith(_CASE_INSENSITIVE_PLATFORMS):
        return lambda: False
    key = "PYTHONCASEOK"
    if not sys.platform.startswith(_CASE_INSENSITIVE_PLATFORMS_STR_KEY):
        key = b"PYTHONCASEOK"
    return lambda: not sys.flags.ignore_environment and key in _os.environ


_relax_case = _make_relax_case()


def _pack_uint32(x):
    return (int(x) & 0xFFFFFFFF).to_bytes(4, "little")


def _unpack_uint32(data):
    assert len(data) == 4
    return int.from_bytes(data, "little")


def _unpack_uint16(data):
    assert len(data) == 2
    return int.from_bytes(data, "little")


# Paths

def _path_join(*path_parts):
    return path_sep.join([part.rstrip(path_separators) for part in path_parts if part])


def _path_split(path):
    i = max(path.rfind(p) for p in path_separators)
    if i < 0:
        return "", path
    return path[:i], path[i + 1:]


def _path_stat(path):
    return _os.stat(path)


def _path_is_mode_type(path, mode):
    try:
        stat_result = _path_stat(path)
    except OSError:
        return False
    return (stat_result.st_mode & 0o170000) == mode


def _path_isfile(path):
    return _path_is_mode_type(path, 0o100000)


def _path_isdir(path):
    return _path_is_mode_type(path or _os.getcwd(), 0o040000)


def _path_isabs(path):
    return path.startswith(path_separators)


def _write_atomic(path, data, mode=0o666):
    """Write a file so that nobody sees half of it."""
    temporary = "{}.{}".format(path, id(path))
    fd = _os.open(temporary, _os.O_EXCL | _os.O_CREAT | _os.O_WRONLY, mode & 0o666)
    try:
        with _io.FileIO(fd, "wb") as file:
            file.write(data)
        _os.replace(temporary, path)
    except OSError:
        try:
            _os.unlink(temporary)
        except OSError:
            pass
        raise


def cache_from_source(path, debug_override=None, *, optimization=None):
    """Where the compiled code of a source file would be kept."""
    if debug_override is not None:
        _warn("the debug_override parameter is deprecated; use 'optimization' instead", DeprecationWarning)
        if optimization is not None:
            raise TypeError("debug_override or optimization must be set to None")
        optimization = "" if debug_override else 1
    path = _os.fspath(path)
    head, tail = _path_split(path)
    base, sep, rest = tail.rpartition(".")
    tag = sys.implementation.cache_tag
    if tag is None:
        raise NotImplementedError("sys.implementation.cache_tag is None")
    name = "".join([base if base else rest, sep, tag])
    if optimization is None:
        optimization = "" if sys.flags.optimize == 0 else sys.flags.optimize
    optimization = str(optimization)
    if optimization:
        if not optimization.isalnum():
            raise ValueError("{!r} is not alphanumeric".format(optimization))
        name = "{}.{}{}".format(name, _OPT, optimization)
    name += BYTECODE_SUFFIXES[0]
    if sys.pycache_prefix is None:
        return _path_join(head, _PYCACHE, name)
    if not _path_isabs(head):
        head = _path_join(_os.getcwd(), head)
    return _path_join(sys.pycache_prefix, head.lstrip(path_separators), name)


def source_from_cache(path):
    """The source file of which a file keeps the compiled code."""
    if sys.implementation.cache_tag is None:
        raise NotImplementedError("sys.implementation.cache_tag is None")
    path = _os.fspath(path)
    head, name = _path_split(path)
    in_prefix = False
    if sys.pycache_prefix is not None:
        prefix = sys.pycache_prefix.rstrip(path_separators)
        if head.startswith(prefix + path_sep):
            head = head[len(prefix):]
            in_prefix = True
    if not in_prefix:
        head, folder = _path_split(head)
        if folder != _PYCACHE:
            raise ValueError(f"{_PYCACHE} not bottom-level directory in {path!r}")
    dots = name.count(".")
    if dots not in {2, 3}:
        raise ValueError(f"expected only 2 or 3 dots in {name!r}")
    if dots == 3:
        optimization = name.rsplit(".", 2)[-2]
        if not optimization.startswith(_OPT):
            raise ValueError(f"optimization portion of filename does not start with {_OPT!r}")
        if not optimization[len(_OPT):].isalnum():
            raise ValueError(f"optimization level {optimization!r} is not an alphanumeric value")
    return _path_join(head, name.partition(".")[0] + SOURCE_SUFFIXES[0])


def _get_sourcefile(bytecode_path):
    """The source file of compiled code if it exists, else the path itself."""
    if not bytecode_path:
        return None
    rest, _, extension = bytecode_path.rpartition(".")
    if not rest or extension.lower()[-3:-1] != "py":
        return bytecode_path
    try:
        source = source_from_cache(bytecode_path)
    except (NotImplementedError, ValueError):
        source = bytecode_path[:-1]
    return source if _path_isfile(source) else bytecode_path


def _get_cached(filename):
    """What __cached__ of a file is, None if nothing."""
    if filename.endswith(tuple(SOURCE_SUFFIXES)):
        try:
            return cache_from_source(filename)
        except NotImplementedError:
            return None
    if filename.endswith(tuple(BYTECODE_SUFFIXES)):
        return filename
    return None


def _calc_mode(path):
    """The permissions that compiled code gets: those of the source, and writable."""
    try:
        mode = _path_stat(path).st_mode
    except OSError:
        mode = 0o666
    return mode | 0o200


def _check_name(method):
    """Decorator of loaders' methods: the name must be the loader's own."""
    def _check_name_wrapper(self, name=None, *args, **kwargs):
        if name is None:
            name = self.name
        elif self.name != name:
            raise ImportError("loader for %s cannot handle %s" % (self.name, name), name=name)
        return method(self, name, *args, **kwargs)
    _bootstrap._wrap(_check_name_wrapper, method)
    return _check_name_wrapper


def _find_module_shim(self, fullname):
    """find_module() of a finder that has find_loader()."""
    _warn("find_module() is deprecated and slated for removal in Python 3.12; use find_spec() instead", DeprecationWarning)
    loader, portions = self.find_loader(fullname)
    if loader is None and portions:
        _warn("Not importing directory {}: missing __init__".format(portions[0]), ImportWarning)
    return loader


# Compiled code in files: 4 bytes of magic, 4 of flags, then time and size of the
# source or its hash, then the marshalled code.

def _classify_pyc(data, name, exc_details):
    """Check the head of a file of compiled code and return its flags."""
    if data[:4] != MAGIC_NUMBER:
        message = f"bad magic number in {name!r}: {data[:4]!r}"
        _verbose_message("{}", message)
        raise ImportError(message, **exc_details)
    if len(data) < 16:
        message = f"reached EOF while reading pyc header of {name!r}"
        _verbose_message("{}", message)
        raise EOFError(message)
    flags = _unpack_uint32(data[4:8])
    if flags & ~0b11:
        raise ImportError(f"invalid flags {flags!r} in {name!r}", **exc_details)
    return flags


def _validate_timestamp_pyc(data, source_mtime, source_size, name, exc_details):
    """Check that compiled code is as old as its source, and from a source of that size."""
    stale = _unpack_uint32(data[8:12]) != (source_mtime & 0xFFFFFFFF)
    if not stale and source_size is not None:
        stale = _unpack_uint32(data[12:16]) != (source_size & 0xFFFFFFFF)
    if stale:
        raise ImportError(f"bytecode is stale for {name!r}", **exc_details)


def _validate_hash_pyc(data, source_hash, name, exc_details):
    """Check that compiled code comes from a source with that hash."""
    if data[8:16] != source_hash:
        raise ImportError(f"hash in bytecode doesn't match hash of source {name!r}", **exc_details)


def _compile_bytecode(data, name=None, bytecode_path=None, source_path=None):
    """The code object in marshalled data."""
    code = marshal.loads(data)
    if not isinstance(code, _code_type):
        raise ImportError("Non-code object in {!r}".format(bytecode_path), name=name, path=bytecode_path)
    _verbose_message("code object from {!r}", bytecode_path)
    if source_path is not None:
        _imp._fix_co_filename(code, source_path)
    return code


def _pyc(flags, *rest):
    return bytearray(b"".join([MAGIC_NUMBER, _pack_uint32(flags), *rest]))


def _code_to_timestamp_pyc(code, mtime=0, source_size=0):
    """The content of a file that is checked against its source's time."""
    return _pyc(0, _pack_uint32(mtime), _pack_uint32(source_size), marshal.dumps(code))


def _code_to_hash_pyc(code, source_hash, checked=True):
    """The content of a file that is checked against its source's hash, if at all."""
    assert len(source_hash) == 8
    return _pyc(1 | checked << 1, source_hash, marshal.dumps(code))


def decode_source(source_bytes):
    """The text of source code: its encoding found, its line ends made newlines."""
    import tokenize
    encoding = tokenize.detect_encoding(_io.BytesIO(source_bytes).readline)[0]
    return _io.IncrementalNewlineDecoder(None, True).decode(source_bytes.decode(encoding))


_POPULATE = object()


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_POPULATE):
    """The spec of a module in a file."""
    if location is None:
        location = "<unknown>"
        if hasattr(loader, "get_filename"):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    else:
        location = _os.fspath(location)
        if not _path_isabs(location):
            try:
                location = _path_join(_os.getcwd(), location)
            except OSError:
                pass
    spec = _bootstrap.ModuleSpec(name, loader, origin=location)
    spec._set_fileattr = True
    if loader is None:
        for loader_class, suffixes in _get_supported_file_loaders():
            if location.endswith(tuple(suffixes)):
                spec.loader = loader = loader_class(name, location)
                break
        else:
            return None
    if submodule_search_locations is not _POPULATE:
        spec.submodule_search_locations = submodule_search_locations
    elif hasattr(loader, "is_package"):
        try:
            package = loader.is_package(name)
        except ImportError:
            package = False
        if package:
            spec.submodule_search_locations = []
    if spec.submodule_search_locations == [] and location:
        spec.submodule_search_locations.append(_path_split(location)[0])
    return spec


# Loaders

class WindowsRegistryFinder:
    """A finder of modules that Windows' registry lists."""

    REGISTRY_KEY = "Software\\Python\\PythonCore\\{sys_version}\\Modules\\{fullname}"
    REGISTRY_KEY_DEBUG = REGISTRY_KEY + "\\Debug"
    DEBUG_BUILD = False

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        """None: there is no registry."""
        return None

    @classmethod
    def find_module(cls, fullname, path=None):
        """None: there is no registry."""
        _warn("WindowsRegistryFinder.find_module() is deprecated and slated for removal in Python 3.12; use find_spec() instead",
              DeprecationWarning)
        return None


class _LoaderBasics:
    """What loaders of source and of compiled code share."""

    def is_package(self, fullname):
        """Whether the file is a package's __init__."""
        stem = _path_split(self.get_filename(fullname))[1].rsplit(".", 1)[0]
        return stem == "__init__" and fullname.rpartition(".")[2] != "__init__"

    def create_module(self, spec):
        """None: the usual kind of module."""

    def exec_module(self, module):
        """Run the module's code."""
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError("cannot load module {!r} when get_code() returns None".format(module.__name__))
        _call_with_frames_removed(exec, code, module.__dict__)

    def load_module(self, fullname):
        """Load a module. Deprecated."""
        return _bootstrap._load_module_shim(self, fullname)


class SourceLoader(_LoaderBasics):
    """A loader of source text."""

    def path_mtime(self, path):
        """When the file was changed."""
        raise OSError

    def path_stats(self, path):
        """When the file was changed, and perhaps its size."""
        return {"mtime": self.path_mtime(path)}

    def _cache_bytecode(self, source_path, cache_path, data):
        return self.set_data(cache_path, data)

    def set_data(self, path, data):
        """Write a file; by default nothing is written."""

    def get_source(self, fullname):
        """The module's source text."""
        path = self.get_filename(fullname)
        try:
            data = self.get_data(path)
        except OSError as exc:
            raise ImportError("source not available through get_data()", name=fullname) from exc
        return decode_source(data)

    def source_to_code(self, data, path, *, _optimize=-1):
        """Compile source text."""
        return _call_with_frames_removed(compile, data, path, "exec", dont_inherit=True, optimize=_optimize)

    def get_code(self, fullname):
        """The module's code object: what was kept of it if that is fresh, else compiled."""
        source_path = self.get_filename(fullname)
        fresh = _Freshness(self, fullname, source_path)
        code = fresh.kept_code()
        if code is not None:
            return code
        source = fresh.source
        if source is None:
            source = self.get_data(source_path)
        code = self.source_to_code(source, source_path)
        _verbose_message("code object from {}", source_path)
        fresh.keep(code, source)
        return code


class _Freshness:
    """Whether compiled code that was kept can be used in place of its source."""

    def __init__(self, loader, name, source_path):
        self.loader, self.name, self.source_path = loader, name, source_path
        self.source = self.hash = self.path = self.mtime = self.size = None
        self.hashed, self.checked = False, True
        try:
            self.path = cache_from_source(source_path)
        except NotImplementedError:
            return
        try:
            stats = loader.path_stats(source_path)
        except OSError:
            return
        self.mtime = int(stats["mtime"])
        self.size = stats.get("size")

    def kept_code(self):
        if self.mtime is None:
            return None
        try:
            data = self.loader.get_data(self.path)
        except OSError:
            return None
        details = {"name": self.name, "path": self.path}
        try:
            flags = _classify_pyc(data, self.name, details)
            self.hashed = flags & 0b1 != 0
            if self.hashed:
                self.checked = flags & 0b10 != 0
                policy = _imp.check_hash_based_pycs
                if policy != "never" and (self.checked or policy == "always"):
                    self.source = self.loader.get_data(self.source_path)
                    self.hash = _imp.source_hash(_RAW_MAGIC_NUMBER, self.source)
                    _validate_hash_pyc(data, self.hash, self.name, details)
            else:
                _validate_timestamp_pyc(data, self.mtime, self.size, self.name, details)
        except (ImportError, EOFError):
            return None
        _verbose_message("{} matches {}", self.path, self.source_path)
        return _compile_bytecode(memoryview(data)[16:], name=self.name, bytecode_path=self.path, source_path=self.source_path)

    def keep(self, code, source):
        if sys.dont_write_bytecode or self.path is None or self.mtime is None:
            return
        if self.hashed:
            if self.hash is None:
                self.hash = _imp.source_hash(_RAW_MAGIC_NUMBER, source)
            data = _code_to_hash_pyc(code, self.hash, self.checked)
        else:
            data = _code_to_timestamp_pyc(code, self.mtime, len(source))
        try:
            self.loader._cache_bytecode(self.source_path, self.path, data)
        except NotImplementedError:
            pass


class FileLoader:
    """A loader of one file."""

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    @_check_name
    def load_module(self, fullname):
        """Load a module. Deprecated: use exec_module()."""
        return _bootstrap._load_module_shim(self, fullname)

    @_check_name
    def get_filename(self, fullname):
        """The path of the file."""
        return self.path

    def get_data(self, path):
        """The bytes of a file."""
        with _io.open_code(str(path)) if isinstance(self, (SourceFileLoader, SourceLoader, ExtensionFileLoader)) else _io.FileIO(path, "r") as file:
            return file.read()

    @_check_name
    def get_resource_reader(self, module):
        """A reader of the package's resources."""
        from importlib.readers import FileReader
        return FileReader(self)


class _SourceFileLoader(FileLoader, SourceLoader):
    """The methods of SourceFileLoader."""

    def path_mtime(self, path):
        return self.path_stats(path)["mtime"]

    def path_stats(self, path):
        st = _path_stat(path)
        return {"mtime": st.st_mtime, "size": st.st_size}

    def _cache_bytecode(self, source_path, bytecode_path, data):
        return self.set_data(bytecode_path, data, _mode=_calc_mode(source_path))

    def set_data(self, path, data, *, _mode=0o666):
        parent = _path_split(path)[0]
        missing = []
        while parent and not _path_isdir(parent):
            missing.append(parent)
            parent = _path_split(parent)[0]
        for folder in reversed(missing):
            try:
                _os.mkdir(folder)
            except FileExistsError:
                continue
            except OSError as exc:
                _verbose_message("could not create {!r}: {!r}", folder, exc)
                return
        try:
            _write_atomic(path, data, _mode)
            _verbose_message("created {!r}", path)
        except OSError as exc:
            _verbose_message("could not create {!r}: {!r}", path, exc)


class SourcelessFileLoader(FileLoader, _LoaderBasics):
    """A loader of compiled code without its source."""

    def get_code(self, fullname):
        """The module's code object."""
        path = self.get_filename(fullname)
        data = self.get_data(path)
        _classify_pyc(data, fullname, {"name": fullname, "path": path})
        return _compile_bytecode(memoryview(data)[16:], name=fullname, bytecode_path=path)

    def get_source(self, fullname):
        """None: there is no source."""
        return None


class ExtensionFileLoader(FileLoader, _LoaderBasics):
    """A loader of modules in machine code, which minipy cannot load."""

    def __init__(self, name, path):
        self.name = name
        if not _path_isabs(path):
            path = _path_join(_os.getcwd(), path)
        self.path = path

    def create_module(self, spec):
        """Raise ImportError."""
        return _call_with_frames_removed(_imp.create_dynamic, spec)

    def exec_module(self, module):
        """Run what the module runs."""
        _call_with_frames_removed(_imp.exec_dynamic, module)

    def is_package(self, fullname):
        """Whether the file is a package's __init__."""
        name = _path_split(self.path)[1]
        return any(name == "__init__" + suffix for suffix in EXTENSION_SUFFIXES)

    def get_code(self, fullname):
        """None: there is no code object."""
        return None

    def get_source(self, fullname):
        """None: there is no source."""
        return None

    @_check_name
    def get_filename(self, fullname):
        """The path of the file."""
        return self.path


# Namespace packages

class _NamespacePath:
    """The __path__ of a package without code: found anew when its parent's path changes."""

    _epoch = 0  # counts calls of PathFinder.invalidate_caches()

    def __init__(self, name, path, path_finder):
        self._name = name
        self._path = path
        self._last_parent_path = tuple(self._get_parent_path())
        self._last_epoch = self._epoch
        self._path_finder = path_finder

    def _find_parent_path_names(self):
        parent, dot, _ = self._name.rpartition(".")
        return (parent, "__path__") if dot else ("sys", "path")

    def _get_parent_path(self):
        module, attr = self._find_parent_path_names()
        return getattr(sys.modules[module], attr)

    def _recalculate(self):
        parent_path = tuple(self._get_parent_path())
        if parent_path != self._last_parent_path or self._epoch != self._last_epoch:
            spec = self._path_finder(self._name, parent_path)
            if spec is not None and spec.loader is None and spec.submodule_search_locations:
                self._path = spec.submodule_search_locations
            self._last_parent_path = parent_path
            self._last_epoch = self._epoch
        return self._path

    def __iter__(self):
        return iter(self._recalculate())

    def __getitem__(self, index):
        return self._recalculate()[index]

    def __setitem__(self, index, path):
        self._path[index] = path

    def __len__(self):
        return len(self._recalculate())

    def __repr__(self):
        return "_NamespacePath({!r})".format(self._path)

    def __contains__(self, item):
        return item in self._recalculate()

    def append(self, item):
        self._path.append(item)


class _NamespaceLoaderMethods:
    """The methods of the loader of packages without code."""

    def __init__(self, name, path, path_finder):
        self._path = _NamespacePath(name, path, path_finder)

    def module_repr(module):
        _warn("_NamespaceLoader.module_repr() is deprecated and slated for removal in Python 3.12", DeprecationWarning)
        return "<module {!r} (namespace)>".format(module.__name__)

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ""

    def get_code(self, fullname):
        return compile("", "<string>", "exec", dont_inherit=True)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        pass

    def load_module(self, fullname):
        _verbose_message("namespace module loaded with path {!r}", self._path)
        return _bootstrap._load_module_shim(self, fullname)

    def get_resource_reader(self, module):
        from importlib.readers import NamespaceReader
        return NamespaceReader(self._path)


_NamespaceLoader = NamespaceLoader


def _new_namespace_loader(path):
    loader = NamespaceLoader.__new__(NamespaceLoader)
    loader._path = path
    return loader


def _namespace_spec(name, portions):
    """The spec that import uses for a package without code."""
    spec = _bootstrap.ModuleSpec(name, None)
    spec.submodule_search_locations = _NamespacePath(name, portions, PathFinder._get_spec)
    return spec


# Finders

class _PathFinder:
    """The methods of PathFinder."""

    def invalidate_caches():
        for name, finder in list(sys.path_importer_cache.items()):
            if finder is None:
                del sys.path_importer_cache[name]
            elif hasattr(finder, "invalidate_caches"):
                finder.invalidate_caches()
        _NamespacePath._epoch += 1

    def _path_hooks(path):
        if sys.path_hooks is not None and not sys.path_hooks:
            _warn("sys.path_hooks is empty", ImportWarning)
        for hook in sys.path_hooks:
            try:
                return hook(path)
            except ImportError:
                continue
        return None

    def _path_importer_cache(cls, path):
        if path == "":
            try:
                path = _os.getcwd()
            except FileNotFoundError:
                return None
        try:
            return sys.path_importer_cache[path]
        except KeyError:
            finder = sys.path_importer_cache[path] = cls._path_hooks(path)
            return finder

    def _legacy_get_spec(cls, fullname, finder):
        if hasattr(finder, "find_loader"):
            _warn(f"{_bootstrap._object_name(finder)}.find_spec() not found; falling back to find_loader()", ImportWarning)
            loader, portions = finder.find_loader(fullname)
        else:
            _warn(f"{_bootstrap._object_name(finder)}.find_spec() not found; falling back to find_module()", ImportWarning)
            loader, portions = finder.find_module(fullname), []
        if loader is not None:
            return _bootstrap.spec_from_loader(fullname, loader)
        spec = _bootstrap.ModuleSpec(fullname, None)
        spec.submodule_search_locations = portions
        return spec

    def _get_spec(cls, fullname, path, target=None):
        portions = []
        for entry in path:
            if not isinstance(entry, (str, bytes)):
                continue
            finder = cls._path_importer_cache(entry)
            if finder is None:
                continue
            if hasattr(finder, "find_spec"):
                spec = finder.find_spec(fullname, target)
            else:
                spec = cls._legacy_get_spec(fullname, finder)
            if spec is None:
                continue
            if spec.loader is not None:
                return spec
            if spec.submodule_search_locations is None:
                raise ImportError("spec missing loader")
            portions.extend(spec.submodule_search_locations)
        spec = _bootstrap.ModuleSpec(fullname, None)
        spec.submodule_search_locations = portions
        return spec

    def find_spec(cls, fullname, path=None, target=None):
        if path is None:
            path = sys.path
        spec = cls._get_spec(fullname, path, target)
        if spec is None or spec.loader is not None:
            return spec
        portions = spec.submodule_search_locations
        if not portions:
            return None
        spec.origin = None
        spec.submodule_search_locations = _NamespacePath(fullname, portions, cls._get_spec)
        return spec

    def find_module(cls, fullname, path=None):
        _warn("PathFinder.find_module() is deprecated and slated for removal in Python 3.12; use find_spec() instead", DeprecationWarning)
        spec = cls.find_spec(fullname, path)
        return None if spec is None else spec.loader

    def find_distributions(*args, **kwargs):
        from importlib.metadata import MetadataPathFinder
        return MetadataPathFinder.find_distributions(*args, **kwargs)


def _finder_of(place):
    """The finder of a place of a path, None if there is none."""
    return PathFinder._path_importer_cache(place)


def _spec_of_finder(finder, name):
    """The spec that the finder of a place gives, old finders included; None for none."""
    if hasattr(finder, "find_spec"):
        return finder.find_spec(name, None)
    return PathFinder._legacy_get_spec(name, finder)


class _FileFinder:
    """The methods of FileFinder."""

    def __init__(self, path, *loader_details):
        self._loaders = [(suffix, loader) for loader, suffixes in loader_details for suffix in suffixes]
        self.path = path or "."
        if not _path_isabs(self.path):
            self.path = _path_join(_os.getcwd(), self.path)
        self._path_mtime = -1
        self._path_cache = set()
        self._relaxed_path_cache = set()

    def invalidate_caches(self):
        self._path_mtime = -1

    def find_module(self, fullname):
        return _find_module_shim(self, fullname)

    def find_loader(self, fullname):
        _warn("FileFinder.find_loader() is deprecated and slated for removal in Python 3.12; use find_spec() instead", DeprecationWarning)
        spec = self.find_spec(fullname)
        if spec is None:
            return None, []
        return spec.loader, spec.submodule_search_locations or []

    def _get_spec(self, loader_class, fullname, path, smsl, target):
        loader = loader_class(fullname, path)
        return spec_from_file_location(fullname, path, loader=loader, submodule_search_locations=smsl)

    def find_spec(self, fullname, target=None):
        usual = usual_spec(self, fullname)
        if usual is not NotImplemented:
            if isinstance(usual, str):
                spec = _bootstrap.ModuleSpec(fullname, None)
                spec.submodule_search_locations = [usual]
                return spec
            return usual
        tail = fullname.rpartition(".")[2]
        try:
            mtime = _path_stat(self.path or _os.getcwd()).st_mtime
        except OSError:
            mtime = -1
        if mtime != self._path_mtime:
            self._fill_cache()
            self._path_mtime = mtime
        relaxed = _relax_case()
        names = self._relaxed_path_cache if relaxed else self._path_cache
        key = tail.lower() if relaxed else tail
        portion = False
        if key in names:
            base = _path_join(self.path, tail)
            for suffix, loader in self._loaders:
                init = _path_join(base, "__init__" + suffix)
                if _path_isfile(init):
                    return self._get_spec(loader, fullname, init, [base], target)
            portion = _path_isdir(base)
        for suffix, loader in self._loaders:
            path = _path_join(self.path, tail + suffix)
            _verbose_message("trying {}", path, verbosity=2)
            if key + suffix in names and _path_isfile(path):
                return self._get_spec(loader, fullname, path, None, target)
        if portion:
            _verbose_message("possible namespace for {}", base)
            spec = _bootstrap.ModuleSpec(fullname, None)
            spec.submodule_search_locations = [base]
            return spec
        return None

    def _fill_cache(self):
        try:
            names = _os.listdir(self.path or _os.getcwd())
        except (FileNotFoundError, PermissionError, NotADirectoryError):
            names = []
        self._path_cache = set(names)
        if sys.platform.startswith(_CASE_INSENSITIVE_PLATFORMS):
            self._relaxed_path_cache = {name.lower() for name in names}

    def path_hook(cls, *loader_details):
        def path_hook_for_FileFinder(path):
            """A finder of the folder."""
            if not _path_isdir(path):
                raise ImportError("only directories are supported", path=path)
            return cls(path, *loader_details)
        return path_hook_for_FileFinder


def _fix_up_module(ns, name, pathname, cpathname=None):
    """Give a namespace that became a module its loader and its spec."""
    loader, spec = ns.get("__loader__"), ns.get("__spec__")
    if not loader:
        if spec:
            loader = spec.loader
        elif pathname == cpathname:
            loader = SourcelessFileLoader(name, pathname)
        else:
            loader = SourceFileLoader(name, pathname)
    if not spec:
        spec = spec_from_file_location(name, pathname, loader=loader)
        if cpathname:
            spec.cached = _os.path.abspath(cpathname)
    ns["__spec__"] = spec
    ns["__loader__"] = loader
    ns["__file__"] = pathname
    ns["__cached__"] = cpathname


def _get_supported_file_loaders():
    """The loaders of files and the suffixes of each."""
    return [(ExtensionFileLoader, EXTENSION_SUFFIXES), (SourceFileLoader, SOURCE_SUFFIXES), (SourcelessFileLoader, BYTECODE_SUFFIXES)]


def _set_bootstrap_module(_bootstrap_module):
    global _bootstrap
    _bootstrap = _bootstrap_module


def _install(_bootstrap_module):
    """Put the finder of files where import looks."""
    sys.path_hooks.extend([FileFinder.path_hook(*_get_supported_file_loaders())])
    sys.meta_path.append(PathFinder)
