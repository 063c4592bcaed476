"""Temporary files and folders, which go when they are closed or die."""

import errno as _errno, io as _io, os as _os, random as _random, sys as _sys, _thread, weakref as _weakref

__all__ = """NamedTemporaryFile TemporaryFile SpooledTemporaryFile TemporaryDirectory mkstemp mkdtemp mktemp
    TMP_MAX gettempprefix tempdir gettempdir gettempprefixb gettempdirb""".split()

_text_openflags = _bin_openflags = _os.O_RDWR | _os.O_CREAT | _os.O_EXCL | _os.O_NOFOLLOW
_O_TMPFILE_WORKS = hasattr(_os, "O_TMPFILE")
template, tempdir, _names = "tmp", None, None
TMP_MAX = 10000  # names that are tried before giving up
_once_lock = _thread.allocate_lock()
_Alias = type(list[int])


class _RandomNameSequence:
    """Endless random names of eight characters; a forked process has others."""

    characters = "abcdefghijklmnopqrstuvwxyz0123456789_"
    _made_in = None

    @property
    def rng(names):
        here = _os.getpid()
        if names._made_in != here:
            names._made_in, names._random = here, _random.Random()
        return names._random

    def __next__(names):
        return "".join(names.rng.choices(names.characters, k=8))

    __iter__ = lambda names: names


def _get_candidate_names():
    """The names that all functions here share."""
    global _names
    with _once_lock:
        if _names is None:
            _names = _RandomNameSequence()
        return _names


def _exists(path):
    return _os.path.lexists(path)


# Where temporary files go.

def _candidate_tempdir_list():
    named = [folder for folder in map(_os.getenv, ("TMPDIR", "TEMP", "TMP")) if folder]
    try:
        here = _os.getcwd()
    except (AttributeError, OSError):
        here = _os.curdir
    return [*named, "/tmp", "/var/tmp", "/usr/tmp", here]


def _writable(folder, names):
    """Whether a file can be made in a folder, written and removed."""
    for _ in range(100):
        path = _os.path.join(folder, next(names))
        try:
            fd = _os.open(path, _bin_openflags, 0o600)
        except FileExistsError:
            continue
        try:
            _os.write(fd, b"minipy")
        finally:
            _os.close(fd)
            _os.unlink(path)
        return True
    return False


def _get_default_tempdir():
    """The first folder of the candidates that can be written."""
    names, tried = _RandomNameSequence(), _candidate_tempdir_list()
    for folder in tried:
        full = folder if folder == _os.curdir else _os.path.abspath(folder)
        try:
            if _writable(full, names):
                return full
        except OSError:
            pass
    raise FileNotFoundError(_errno.ENOENT, f"No usable temporary directory found in {tried}")


def _gettempdir():
    global tempdir
    with _once_lock:
        tempdir = _get_default_tempdir() if tempdir is None else tempdir
        return tempdir


def _text(value): return _os.fsdecode(value)
def _octets(value): return _os.fsencode(value)


def gettempdir():
    """The folder for temporary files: what TMPDIR, TEMP or TMP says, else /tmp and the like."""
    return _text(_gettempdir())


def gettempdirb():
    """The folder for temporary files as bytes."""
    return _octets(_gettempdir())


def gettempprefix():
    """What the names of temporary files begin with."""
    return _text(template)


def gettempprefixb():
    """What the names of temporary files begin with, as bytes."""
    return _octets(template)


# Names.

def _infer_return_type(*args):
    """bytes if the parts of a path are bytes, else str."""
    parts = [_os.fspath(part) if isinstance(part, _os.PathLike) else part for part in args]
    kinds = {bytes if isinstance(part, bytes) else str for part in parts if part is not None}
    if len(kinds) == 2:
        raise TypeError("Can't mix bytes and non-bytes in path components.")
    return kinds.pop() if kinds else bytes if isinstance(tempdir, bytes) else str


def _sanitize_params(prefix, suffix, dir):
    kind = _infer_return_type(prefix, suffix, dir)
    own = (template, gettempdir) if kind is str else (gettempprefixb(), gettempdirb)
    return (own[0] if prefix is None else prefix, kind() if suffix is None else suffix,
            own[1]() if dir is None else dir, kind)


def _first_free(dir, prefix, suffix, kind, make, what="file name"):
    """Call make with one path after the other until one does not exist yet: (result, path)."""
    names = _get_candidate_names()
    for _ in range(TMP_MAX):
        middle = next(names)
        path = _os.path.join(dir, prefix + (_octets(middle) if kind is bytes else middle) + suffix)
        try:
            return make(path), path
        except FileExistsError:
            pass
    raise FileExistsError(_errno.EEXIST, f"No usable temporary {what} found")


def _mkstemp_inner(dir, pre, suf, flags, output_type):
    def make(path):
        _sys.audit("tempfile.mkstemp", path)
        return _os.open(path, flags, 0o600)

    return _first_free(_os.path.abspath(dir), pre, suf, output_type, make)


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """Make a temporary file for its owner alone: (descriptor, path). It stays until it is removed."""
    pre, suf, folder, kind = _sanitize_params(prefix, suffix, dir)
    return _mkstemp_inner(folder, pre, suf, _text_openflags if text else _bin_openflags, kind)


def mkdtemp(suffix=None, prefix=None, dir=None):
    """Make a temporary folder for its owner alone and give its path. It stays until it is removed."""
    def make(path):
        _sys.audit("tempfile.mkdtemp", path)
        _os.mkdir(path, 0o700)

    pre, suf, folder, kind = _sanitize_params(prefix, suffix, dir)
    return _first_free(folder, pre, suf, kind, make, "directory name")[1]


def mktemp(suffix="", prefix=template, dir=None):
    """Give a path that nothing has at the moment. Deprecated: somebody else may take it."""
    def check(path):
        if _exists(path):
            raise FileExistsError

    return _first_free(gettempdir() if dir is None else dir, prefix, suffix, str, check, "filename")[1]


# Files.

class _TemporaryFileCloser:
    """Closes a file, and removes it if it is to go; at the latest when it dies itself."""

    close_called, file = False, None

    def __init__(closer, file, name, delete=True):
        vars(closer).update(file=file, name=name, delete=delete)

    def close(closer, unlink=_os.unlink):
        if closer.close_called or closer.file is None:
            return
        closer.close_called, doomed = True, [closer.name] if closer.delete else []
        try:
            closer.file.close()
        finally:
            for path in doomed:
                unlink(path)

    __del__ = lambda closer: closer.close()


class _TemporaryFileWrapper:
    """A file with a name, which is removed when the file is closed."""

    def __init__(wrapper, file, name, delete=True):
        vars(wrapper).update(file=file, name=name, delete=delete, _closer=_TemporaryFileCloser(file, name, delete))

    def __getattr__(wrapper, name):
        found = getattr(vars(wrapper)["file"], name)
        if isinstance(found, int):
            return found  # such things change
        if callable(found):
            found = wrapper._keeping(found)
        setattr(wrapper, name, found)
        return found

    def _keeping(wrapper, method):
        """A function that keeps the file from being removed as long as it lives itself."""
        closer = wrapper._closer

        def call(*args, **kwargs):
            return closer and method(*args, **kwargs)

        from functools import update_wrapper
        return update_wrapper(call, method)

    def __iter__(wrapper):
        yield from wrapper.file  # a generator keeps the wrapper alive

    def close(wrapper):
        """Close the file, and remove it if it is to go."""
        wrapper._closer.close()

    def __enter__(wrapper):
        wrapper.file.__enter__()
        return wrapper

    def __exit__(wrapper, *failure):
        try:
            return wrapper.file.__exit__(*failure)
        finally:
            wrapper.close()


def _open_new(folder, mode, make, **how):
    """Open a file that make() makes when open() asks for it: (file, what make gave)."""
    made = []

    def opener(*_):
        made.append(make())
        return made[0][0]

    try:
        file = _io.open(folder, mode, opener=opener, **how)
    except BaseException:
        for _, name in made:
            if not isinstance(name, int):
                _os.unlink(name)
        raise
    if not made:
        return file, None
    inner = getattr(file, "buffer", file)
    getattr(inner, "raw", inner).name = made[0][1]
    return file, made[0][1]


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None,
                       delete=True, *, errors=None):
    """Make a temporary file with a name; closing it removes it unless delete is false."""
    pre, suf, folder, kind = _sanitize_params(prefix, suffix, dir)
    file, path = _open_new(folder, mode, lambda: _mkstemp_inner(folder, pre, suf, _bin_openflags, kind),
                           buffering=buffering, newline=newline, encoding=encoding, errors=errors)
    try:
        return _TemporaryFileWrapper(file, path, delete)
    except BaseException:
        if path is not None:
            _os.unlink(path)
        file.close()
        raise


def _nameless(dir, pre, suf, kind):
    """The descriptor of a new file without a name."""
    global _O_TMPFILE_WORKS
    if _O_TMPFILE_WORKS:
        try:
            return _os.open(dir, (_bin_openflags | _os.O_TMPFILE) & ~_os.O_CREAT, 0o600)
        except IsADirectoryError:  # an old system, to which the flag means nothing
            _O_TMPFILE_WORKS = False
        except OSError:  # a file system that has no such files
            pass
    fd, path = _mkstemp_inner(dir, pre, suf, _bin_openflags, kind)
    try:
        _os.unlink(path)
    except BaseException:
        _os.close(fd)
        raise
    return fd


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None,
                  *, errors=None):
    """Make a temporary file without a name."""
    pre, suf, folder, kind = _sanitize_params(prefix, suffix, dir)
    return _open_new(folder, mode, lambda: (_nameless(folder, pre, suf, kind),) * 2, buffering=buffering,
                     newline=newline, encoding=encoding, errors=errors)[0]


def _passed_on(name):
    """A method that the file answers."""
    def method(self, *args):
        return getattr(self._file, name)(*args)

    method.__name__ = name
    return method


def _attribute_of_file(name):
    return property(lambda self: getattr(self._file, name))


class SpooledTemporaryFile:
    """A temporary file that stays in memory until it has more than max_size bytes or needs a descriptor."""

    _rolled = False

    def __init__(spooled, max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None,
                 dir=None, *, errors=None):
        memory = _io.BytesIO()
        if "b" not in mode:
            memory = _io.TextIOWrapper(memory, encoding=encoding, errors=errors, newline=newline)
        spooled._file, spooled._max_size = memory, max_size
        spooled._TemporaryFileArgs = dict(mode=mode, buffering=buffering, suffix=suffix, prefix=prefix,
                                       encoding=encoding, newline=newline, dir=dir, errors=errors)

    __class_getitem__ = classmethod(_Alias)

    for _name in "close flush isatty read readline readlines seek tell __iter__".split():
        locals()[_name] = _passed_on(_name)
    for _name in "closed encoding errors newlines".split():
        locals()[_name] = _attribute_of_file(_name)
    del _name

    @property
    def name(spooled):
        return getattr(spooled._file, "name", None)

    @property
    def mode(spooled):
        return getattr(spooled._file, "mode", None) or spooled._TemporaryFileArgs["mode"]

    def _check(spooled, file):
        if not spooled._rolled and 0 < spooled._max_size < file.tell():
            spooled.rollover()

    def rollover(spooled):
        """Move what there is to a file of the system."""
        if spooled._rolled:
            return
        memory = spooled._file
        file = spooled._file = TemporaryFile(**spooled._TemporaryFileArgs)
        del spooled._TemporaryFileArgs["suffix"]  # the name has been chosen
        place = memory.tell()
        if isinstance(memory, _io.TextIOBase):
            file.buffer.write(memory.detach().getvalue())
        else:
            file.write(memory.getvalue())
        file.seek(place)
        spooled._rolled = True

    def write(spooled, s):
        target = spooled._file
        count = target.write(s)
        spooled._check(target)
        return count

    def writelines(spooled, iterable):
        target = spooled._file
        target.writelines(iterable)
        spooled._check(target)

    def truncate(spooled, size=None):
        if size is not None and size > spooled._max_size:
            spooled.rollover()
        return spooled._file.truncate(*([] if size is None else [size]))

    def fileno(spooled):
        if not spooled._rolled:
            spooled.rollover()
        return spooled._file.fileno()

    def __enter__(spooled):
        if spooled.closed:
            raise ValueError("Cannot enter context with closed file")
        return spooled

    def __exit__(spooled, *failure):
        spooled.close()


# Folders.

def _open_up(path):
    """Let the owner change a folder or file."""
    if hasattr(_os, "chflags"):
        _os.chflags(path, 0)
    _os.chmod(path, 0o700)


def _insist(do, path):
    """Call do for a path; where the owner may not, open the folder and the path up, and try again."""
    try:
        return do(path)
    except FileNotFoundError:
        return None
    except PermissionError:
        _open_up(_os.path.dirname(path))
        if not _os.path.islink(path):
            _open_up(path)
        return do(path)


def _remove_all(path):
    """Remove a folder with all that is in it; links are not followed."""
    for entry in _insist(lambda folder: list(_os.scandir(folder)), path) or ():
        if entry.is_dir(follow_symlinks=False):
            _remove_all(entry.path)
        else:
            _insist(_os.unlink, entry.path)
    _insist(_os.rmdir, path)


class TemporaryDirectory:
    """A temporary folder that goes, with all that is in it, with the with block or the object."""

    def __init__(folder, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        folder.name, folder._ignore_cleanup_errors = mkdtemp(suffix, prefix, dir), ignore_cleanup_errors
        folder._finalizer = _weakref.finalize(
            folder, type(folder)._cleanup, folder.name, warn_message=f"Implicitly cleaning up {folder!r}",
            ignore_errors=ignore_cleanup_errors)

    __class_getitem__ = classmethod(_Alias)

    def __repr__(folder):
        return f"<{type(folder).__name__} {folder.name!r}>"

    @classmethod
    def _rmtree(cls, name, ignore_errors=False):
        try:
            _remove_all(name)
        except OSError:
            if not ignore_errors:
                raise

    @classmethod
    def _cleanup(cls, name, warn_message, ignore_errors=False):
        from warnings import warn
        cls._rmtree(name, ignore_errors)
        warn(warn_message, ResourceWarning)

    def cleanup(folder):
        """Remove the folder now."""
        pending = folder._finalizer.detach()
        if pending or _exists(folder.name):
            folder._rmtree(folder.name, folder._ignore_cleanup_errors)

    def __enter__(folder):
        return folder.name

    def __exit__(folder, *failure):
        folder.cleanup()
