"""Temporary files and folders, which go when they are closed or die."""

import os as _os
import weakref as _weakref
from random import Random as _Random

__all__ = ["NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp",
           "mktemp", "TMP_MAX", "gettempprefix", "tempdir", "gettempdir", "gettempprefixb", "gettempdirb"]

TMP_MAX = 10000
template = "tmp"
tempdir = None

_FLAGS = _os.O_RDWR | _os.O_CREAT | _os.O_EXCL | _os.O_NOFOLLOW


class _Names:
    """Endless random names of eight characters."""

    def __init__(self):
        self._random = _Random()

    def __iter__(self):
        return self

    def __next__(self):
        return "".join(self._random.choices("abcdefghijklmnopqrstuvwxyz0123456789_", k=8))


_names = None


def _get_candidate_names():
    global _names
    if _names is None:
        _names = _Names()
    return _names


def gettempprefix():
    """The default prefix for temporary files as string."""
    return template


def gettempprefixb():
    """The default prefix for temporary files as bytes."""
    return _os.fsencode(template)


def gettempdir():
    """The folder for temporary files: what TMPDIR, TEMP or TMP says, else /tmp and the like."""
    global tempdir
    if tempdir is None:
        candidates = [_os.getenv(v) for v in ("TMPDIR", "TEMP", "TMP")]
        candidates += ["/tmp", "/var/tmp", "/usr/tmp", _os.getcwd()]
        for folder in candidates:
            if folder and _os.path.isdir(folder) and _os.access(folder, _os.W_OK | _os.X_OK):
                tempdir = _os.path.abspath(folder)
                break
        else:
            raise FileNotFoundError(2, "No usable temporary directory found in %s" % [c for c in candidates if c])
    return tempdir


def gettempdirb():
    """gettempdir() as bytes."""
    return _os.fsencode(gettempdir())


def _sanitize(prefix, suffix, dir):
    kinds = {bytes if isinstance(a, bytes) else str for a in (prefix, suffix, dir) if a is not None}
    if len(kinds) > 1:
        raise TypeError("Can't mix bytes and non-bytes in path components.")
    kind = kinds.pop() if kinds else str
    suffix = kind() if suffix is None else suffix
    if prefix is None:
        prefix = template if kind is str else gettempprefixb()
    if dir is None:
        dir = gettempdir() if kind is str else gettempdirb()
    return prefix, suffix, dir, kind


def _try(prefix, suffix, dir, kind, make):
    for _ in range(TMP_MAX):
        name = next(_get_candidate_names())
        if kind is bytes:
            name = _os.fsencode(name)
        path = _os.path.abspath(_os.path.join(dir, prefix + name + suffix))
        try:
            return make(path), path
        except FileExistsError:
            continue
    raise FileExistsError(17, "No usable temporary file name found")


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """Make a temporary file that only its owner can read; return (descriptor, path). It stays until removed."""
    return _try(*_sanitize(prefix, suffix, dir), lambda path: _os.open(path, _FLAGS, 0o600))


def mkdtemp(suffix=None, prefix=None, dir=None):
    """Make a temporary folder and return its path. It stays until removed."""
    return _try(*_sanitize(prefix, suffix, dir), lambda path: _os.mkdir(path, 0o700))[1]


def mktemp(suffix="", prefix=template, dir=None):
    """Return a name that no file has at the moment. Deprecated: somebody else may take it."""
    for _ in range(TMP_MAX):
        path = _os.path.join(gettempdir() if dir is None else dir, prefix + next(_get_candidate_names()) + suffix)
        if not _os.path.lexists(path):
            return path
    raise FileExistsError(17, "No usable temporary filename found")


class _TemporaryFileCloser:
    """Closes and removes the file at the latest when it dies itself."""

    file = None
    close_called = False

    def __init__(self, file, name, delete=True):
        self.file = file
        self.name = name
        self.delete = delete

    def close(self, unlink=_os.unlink):
        if not self.close_called and self.file is not None:
            self.close_called = True
            try:
                self.file.close()
            finally:
                if self.delete:
                    unlink(self.name)

    def __del__(self):
        self.close()


class _TemporaryFileWrapper:
    """A file with a name that is removed when it is closed."""

    def __init__(self, file, name, delete=True):
        self.file = file
        self.name = name
        self.delete = delete
        self._closer = _TemporaryFileCloser(file, name, delete)

    def __getattr__(self, name):
        value = getattr(self.__dict__["file"], name)
        if hasattr(value, "__call__"):
            closer, method = self._closer, value

            def delegate(*args, **kwargs):  # holds the closer, so that f().read() has a file to read
                closer
                return method(*args, **kwargs)

            value = delegate
        if not isinstance(value, int):
            setattr(self, name, value)
        return value

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, exc, value, tb):
        result = self.file.__exit__(exc, value, tb)
        self.close()
        return result

    def close(self):
        """Close the temporary file, possibly deleting it."""
        self._closer.close()

    def __iter__(self):
        for line in self.file:
            yield line


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None,
                       delete=True, *, errors=None):
    """Make a temporary file with a name, which is removed when it is closed unless delete is false."""
    fd, name = mkstemp(suffix, prefix, dir)
    try:
        file = open(fd, mode, buffering=buffering, newline=newline, encoding=encoding, errors=errors)
        return _TemporaryFileWrapper(file, name, delete)
    except BaseException:
        _os.unlink(name)
        _os.close(fd)
        raise


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
                  errors=None):
    """Make a temporary file that has no name."""
    fd, name = mkstemp(suffix, prefix, dir)
    try:
        _os.unlink(name)
        return open(fd, mode, buffering=buffering, newline=newline, encoding=encoding, errors=errors)
    except BaseException:
        _os.close(fd)
        raise


class SpooledTemporaryFile:
    """A temporary file that stays in memory until it is larger than max_size or fileno() is called."""

    def __init__(self, max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None,
                 dir=None, *, errors=None):
        import io
        if "b" in mode:
            self._file = io.BytesIO()
        else:
            self._file = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors=errors, newline=newline)
        self._max_size = max_size
        self._rolled = False
        self._arguments = {"mode": mode, "buffering": buffering, "suffix": suffix, "prefix": prefix,
                           "encoding": encoding, "newline": newline, "dir": dir, "errors": errors}

    def rollover(self):
        """Move the contents to a file."""
        if self._rolled:
            return
        old, self._file = self._file, TemporaryFile(**self._arguments)
        pos = old.tell()
        if hasattr(old, "buffer"):
            old.flush()
            self._file.buffer.write(old.detach().getvalue())
        else:
            self._file.write(old.getvalue())
        self._file.seek(pos, 0)
        self._rolled = True

    def _written(self, result):
        if not self._rolled and self._max_size and self._file.tell() > self._max_size:
            self.rollover()
        return result

    def write(self, s):
        return self._written(self._file.write(s))

    def writelines(self, iterable):
        return self._written(self._file.writelines(iterable))

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    def truncate(self, size=None):
        if size is None:
            return self._file.truncate()
        if self._max_size and size > self._max_size:
            self.rollover()
        return self._file.truncate(size)

    def __enter__(self):
        if self._file.closed:
            raise ValueError("Cannot enter context with closed file")
        return self

    def __exit__(self, exc, value, tb):
        self._file.close()

    def __iter__(self):
        return self._file.__iter__()

    @property
    def mode(self):
        return self._arguments["mode"]

    @property
    def name(self):
        return getattr(self._file, "name", None)

    def __getattr__(self, name):
        return getattr(self.__dict__["_file"], name)


def _remove_tree(path, onerror=None):
    try:
        for entry in list(_os.scandir(path)):
            if entry.is_dir(follow_symlinks=False):
                _remove_tree(entry.path, onerror)
            else:
                _os.unlink(entry.path)
        _os.rmdir(path)
    except FileNotFoundError:
        pass


class TemporaryDirectory:
    """A temporary folder that goes with everything in it at the end of the with block, or with the object."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore_cleanup_errors = ignore_cleanup_errors
        self._finalizer = _weakref.finalize(self, self._cleanup, self.name,
                                            warn_message="Implicitly cleaning up {!r}".format(self),
                                            ignore_errors=self._ignore_cleanup_errors)

    @classmethod
    def _rmtree(cls, name, ignore_errors=False):
        try:
            _remove_tree(name)
        except OSError:
            if not ignore_errors:
                raise

    @classmethod
    def _cleanup(cls, name, warn_message, ignore_errors=False):
        cls._rmtree(name, ignore_errors=ignore_errors)
        import warnings
        warnings.warn(warn_message, ResourceWarning)

    def __repr__(self):
        return "<{} {!r}>".format(self.__class__.__name__, self.name)

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        self.cleanup()

    def cleanup(self):
        if self._finalizer.detach() or _os.path.exists(self.name):
            self._rmtree(self.name, ignore_errors=self._ignore_cleanup_errors)

    __class_getitem__ = classmethod(type(list[int]))
