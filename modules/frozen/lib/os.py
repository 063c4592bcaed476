"""The operating system: files and folders, the environment, processes."""

import sys
import posix as _posix
from posix import *
import posixpath as path

sys.modules["os.path"] = path
from os.path import altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep

name = "posix"
linesep = "\n"

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2

error = OSError

supports_bytes_environ = True
supports_dir_fd = set()
supports_effective_ids = set()
supports_fd = {stat, chmod, truncate}
supports_follow_symlinks = {stat}


class _Environ:
    """os.environ: the environment variables, and those that the script adds."""

    def __init__(self, data):
        self._data = data

    def __getitem__(self, key):
        return self._data[self._text(key)]

    def __setitem__(self, key, value):
        key, value = self._text(key), self._text(value)
        _posix.putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        _posix.unsetenv(self._text(key))
        try:
            del self._data[key]
        except KeyError:
            raise KeyError(key) from None

    @staticmethod
    def _text(value):
        if not isinstance(value, str):
            raise TypeError("str expected, not %s" % type(value).__name__)
        return value

    def __iter__(self):
        return iter(list(self._data))

    def __len__(self):
        return len(self._data)

    def __contains__(self, key):
        return key in self._data

    def __repr__(self):
        return "environ({%s})" % ", ".join("%r: %r" % item for item in self._data.items())

    def __eq__(self, other):
        return self._data == dict(other.items()) if hasattr(other, "items") else NotImplemented

    def copy(self):
        return dict(self._data)

    def keys(self):
        return self._data.keys()

    def values(self):
        return self._data.values()

    def items(self):
        return self._data.items()

    def get(self, key, default=None):
        return self._data.get(key, default)

    def setdefault(self, key, value):
        if key not in self._data:
            self[key] = value
        return self[key]

    def pop(self, key, *default):
        value = self._data.pop(key, *default)
        _posix.unsetenv(key)
        return value

    def popitem(self):
        key, value = self._data.popitem()
        _posix.unsetenv(key)
        return key, value

    def clear(self):
        while self._data:
            self.popitem()

    def update(self, other=(), /, **kwds):
        for key, value in dict(other, **kwds).items():
            self[key] = value

    def __or__(self, other):
        return {**self._data, **other}

    def __ror__(self, other):
        return {**other, **self._data}

    def __ior__(self, other):
        self.update(other)
        return self


environ = _Environ(_posix.environ)


class _EnvironBytes:
    """os.environb: os.environ in bytes."""

    @staticmethod
    def _text(value):
        if not isinstance(value, bytes):
            raise TypeError("bytes expected, not %s" % type(value).__name__)
        return fsdecode(value)

    def __getitem__(self, key):
        try:
            return fsencode(environ[self._text(key)])
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        environ[self._text(key)] = self._text(value)

    def __delitem__(self, key):
        try:
            del environ[self._text(key)]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        return map(fsencode, list(environ))

    def __len__(self):
        return len(environ)

    def __contains__(self, key):
        return isinstance(key, bytes) and fsdecode(key) in environ

    def __repr__(self):
        return "environ({%s})" % ", ".join("%r: %r" % item for item in self.items())

    def keys(self):
        return list(self)

    def values(self):
        return [fsencode(value) for value in environ.values()]

    def items(self):
        return [(fsencode(key), fsencode(value)) for key, value in environ.items()]

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def copy(self):
        return dict(self.items())

    def pop(self, key, *default):
        value = environ.pop(self._text(key), *default)
        return fsencode(value) if isinstance(value, str) else value

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def update(self, other=(), /):
        for key, value in dict(other).items():
            self[key] = value


environb = _EnvironBytes()


def getenvb(key, default=None):
    """getenv() in bytes."""
    return environb.get(key, default)


def getenv(key, default=None):
    """Get an environment variable, return None if it doesn't exist. The optional second argument can specify an alternate default."""
    return environ.get(key, default)


def fsencode(filename):
    """Encode filename (an os.PathLike, bytes, or str) to bytes."""
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    """Decode filename (an os.PathLike, bytes, or str) to str."""
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    """open() for a file descriptor."""
    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    return _open(fd, mode, buffering, encoding, *args, **kwargs)


import builtins as _builtins
_open = _builtins.open


from posix import _exit

P_WAIT = 0
P_NOWAIT = P_NOWAITO = 1


def execl(file, *args):
    """Replace the process by a program."""
    execv(file, args)


def execle(file, *args):
    """Replace the process by a program in an environment, which comes last."""
    execve(file, args[:-1], args[-1])


def execlp(file, *args):
    """Replace the process by a program that is looked for in PATH."""
    execvp(file, args)


def execlpe(file, *args):
    """Replace the process by a program that is looked for in PATH; the environment comes last."""
    execvpe(file, args[:-1], args[-1])


def execvp(file, args):
    """Replace the process by a program that is looked for in PATH."""
    _execvpe(file, args)


def execvpe(file, args, env):
    """Replace the process by a program that is looked for in PATH, in an environment."""
    _execvpe(file, args, env)


def _execvpe(file, args, env=None):
    def run(name):
        if env is None:
            execv(name, args)
        execve(name, args, env)

    if path.dirname(file):
        run(file)
    first = last = None
    for folder in get_exec_path(env):
        name = path.join(fsencode(folder) if isinstance(file, bytes) else folder, file)
        try:
            run(name)
        except (FileNotFoundError, NotADirectoryError) as error:
            last = error
        except OSError as error:
            last = error
            first = first or error
    raise first or last


def _spawn(mode, file, args, env, search):
    import subprocess
    if not isinstance(args, (tuple, list)):
        raise TypeError("argv must be a tuple or a list")
    if not args or not args[0]:
        raise ValueError("argv first element cannot be empty")
    if mode not in (P_NOWAIT, P_WAIT):
        raise ValueError("invalid mode")
    if not search and not path.dirname(file):
        file = path.join(curdir, file)
    try:
        child = subprocess.Popen(args, executable=file, env=env, close_fds=False)
    except OSError:
        if mode == P_WAIT:
            return 127
        raise
    if mode == P_WAIT:
        return child.wait()
    child.returncode = 0  # the caller waits for it
    return child.pid


def spawnv(mode, file, args):
    """Start a program; wait for its exit code (P_WAIT) or return its id (P_NOWAIT)."""
    return _spawn(mode, file, args, None, False)


def spawnve(mode, file, args, env):
    """spawnv() with an environment."""
    return _spawn(mode, file, args, env, False)


def spawnvp(mode, file, args):
    """spawnv() for a program that is looked for in PATH."""
    return _spawn(mode, file, args, None, True)


def spawnvpe(mode, file, args, env):
    """spawnvp() with an environment."""
    return _spawn(mode, file, args, env, True)


def spawnl(mode, file, *args):
    """spawnv() with the arguments one by one."""
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    """spawnve() with the arguments one by one; the environment comes last."""
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    """spawnvp() with the arguments one by one."""
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    """spawnvpe() with the arguments one by one; the environment comes last."""
    return spawnvpe(mode, file, args[:-1], args[-1])


def popen(cmd, mode="r", buffering=-1):
    """Run a command in a shell; the result reads its output or writes its input."""
    if not isinstance(cmd, str):
        raise TypeError("invalid cmd type (%s, expected string)" % type(cmd))
    if mode not in ("r", "w"):
        raise ValueError("invalid mode %r" % mode)
    if buffering == 0 or buffering is None:
        raise ValueError("popen() does not support unbuffered streams")
    import io
    import subprocess
    if mode == "r":
        child = subprocess.Popen(cmd, shell=True, stdout=subprocess.PIPE, bufsize=buffering)
        return _Pipe(io.TextIOWrapper(child.stdout), child)
    child = subprocess.Popen(cmd, shell=True, stdin=subprocess.PIPE, bufsize=buffering)
    return _Pipe(io.TextIOWrapper(child.stdin), child)


class _Pipe:
    """A stream to or from a command; close() waits for it and returns its wait status."""

    def __init__(self, stream, child):
        self._stream = stream
        self._child = child

    def close(self):
        self._stream.close()
        code = self._child.wait()
        if code:
            return code << 8

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


def makedirs(name, mode=0o777, exist_ok=False):
    """Make a folder and those above it that are missing."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == (b"." if isinstance(tail, bytes) else "."):
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """Remove a folder, then those above it that are empty."""
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def renames(old, new):
    """rename() that makes the folders it needs and removes those it leaves empty."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


class DirEntry:
    """One entry of a folder, from scandir()."""

    def __init__(self, folder, name, kind):
        self.name = name
        self.path = path.join(folder, name)
        self._kind = kind
        self._stats = {}

    def __repr__(self):
        return "<DirEntry %r>" % self.name

    def __fspath__(self):
        return self.path

    def stat(self, *, follow_symlinks=True):
        if follow_symlinks not in self._stats:
            self._stats[follow_symlinks] = stat(self.path, follow_symlinks=follow_symlinks)
        return self._stats[follow_symlinks]

    def inode(self):
        return self.stat(follow_symlinks=False).st_ino

    def _is(self, kind, format, follow):
        if self._kind == kind or self._kind in "df" or self._kind == "l" and not follow:
            return self._kind == kind
        try:
            return self.stat(follow_symlinks=follow).st_mode & 0o170000 == format
        except FileNotFoundError:
            return False

    def is_dir(self, *, follow_symlinks=True):
        return self._is("d", 0o040000, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        return self._is("f", 0o100000, follow_symlinks)

    def is_symlink(self):
        return self._is("l", 0o120000, False)


class _ScandirIterator:
    def __init__(self, folder):
        self._folder = folder
        self._entries = iter(_posix._listtypes(folder))

    def __iter__(self):
        return self

    def __next__(self):
        return DirEntry(self._folder, *next(self._entries))

    def close(self):
        self._entries = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


def scandir(path=None):
    """Return an iterator of DirEntry objects for given path."""
    return _ScandirIterator("." if path is None else fspath(path))


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Directory tree generator: yields (folder, names of folders in it, names of others)."""
    top = fspath(top)
    folders, others, below = [], [], []
    try:
        entries = list(scandir(top))
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    for entry in entries:
        if entry.is_dir():
            folders.append(entry.name)
            if followlinks or not entry.is_symlink():
                below.append(entry.path)
        else:
            others.append(entry.name)
    if topdown:
        yield top, folders, others
        for folder in folders:
            new = path.join(top, folder)
            if followlinks or not path.islink(new):
                yield from walk(new, topdown, onerror, followlinks)
    else:
        for new in below:
            yield from walk(new, topdown, onerror, followlinks)
        yield top, folders, others


def get_exec_path(env=None):
    """The folders where programs are looked for."""
    return ((environ if env is None else env).get("PATH") or defpath).split(pathsep)


class _PathLikeMeta(type):
    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        if cls is PathLike:
            return hasattr(subclass, "__fspath__") and subclass.__fspath__ is not None
        return type.__subclasscheck__(cls, subclass)

    def register(cls, subclass):
        return subclass


class PathLike(metaclass=_PathLikeMeta):
    """Abstract base class for implementing the file system path protocol."""

    def __fspath__(self):
        """Return the file system path representation of the object."""
        raise NotImplementedError

    __class_getitem__ = classmethod(type(list[int]))


__all__ = [n for n in globals() if n[0] != "_" and n not in ("sys", "open")] + ["_exit", "open"]


def _get_exports_list(module):
    """The public names of a module, which socket asks for."""
    return list(getattr(module, "__all__", None) or [name for name in dir(module) if name[0] != "_"])
