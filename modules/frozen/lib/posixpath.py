"""Operations on path names with slashes (os.path)."""

import posix as _os

__all__ = ["normcase", "isabs", "join", "splitdrive", "split", "splitext", "basename", "dirname", "commonprefix",
           "getsize", "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile", "ismount",
           "expanduser", "expandvars", "normpath", "abspath", "samefile", "sameopenfile", "samestat", "curdir",
           "pardir", "sep", "pathsep", "defpath", "altsep", "extsep", "devnull", "realpath",
           "supports_unicode_filenames", "relpath", "commonpath"]

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"
supports_unicode_filenames = False

_fspath = _os.fspath


def _kind(path):
    """The texts that go with path: slash, dot, two dots, nothing."""
    return (b"/", b".", b"..", b"") if isinstance(path, bytes) else ("/", ".", "..", "")


def _check(function, *args):
    """Word the TypeError for arguments that do not go together."""
    text = any(isinstance(a, str) for a in args)
    data = any(isinstance(a, bytes) for a in args)
    for a in args:
        if not isinstance(a, (str, bytes)):
            raise TypeError("%s() argument must be str, bytes, or os.PathLike object, not %r"
                            % (function, a.__class__.__name__)) from None
    if text and data:
        raise TypeError("Can't mix strings and bytes in path components") from None


def normcase(s):
    """Normalize case of pathname. Has no effect under Posix."""
    return _fspath(s)


def isabs(s):
    """Test whether a path is absolute."""
    s = _fspath(s)
    return s.startswith(_kind(s)[0])


def join(a, *p):
    """Join two or more pathname components, inserting '/' as needed.

    An absolute component makes those before it disappear; an empty last one makes the
    result end with a slash.
    """
    a = _fspath(a)
    slash = _kind(a)[0]
    path = a
    try:
        if not p:
            path[:0] + slash
        for b in map(_fspath, p):
            if b.startswith(slash):
                path = b
            elif not path or path.endswith(slash):
                path += b
            else:
                path += slash + b
    except (TypeError, AttributeError, BytesWarning):
        _check("join", a, *p)
        raise
    return path


def split(p):
    """Split a pathname into (head, tail): tail is what follows the last slash."""
    p = _fspath(p)
    slash = _kind(p)[0]
    i = p.rfind(slash) + 1
    head, tail = p[:i], p[i:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(p):
    """Split the extension from a pathname: everything from the last dot on, unless it begins the name."""
    p = _fspath(p)
    slash, dot = _kind(p)[:2]
    begin = p.rfind(slash) + 1
    i = p.rfind(dot)
    if i > begin and p[begin:i] != dot * (i - begin):
        return p[:i], p[i:]
    return p, p[:0]


def splitdrive(p):
    """Split a pathname into drive and path. On Posix, drive is always empty."""
    p = _fspath(p)
    return p[:0], p


def basename(p):
    """Returns the final component of a pathname"""
    p = _fspath(p)
    return p[p.rfind(_kind(p)[0]) + 1:]


def dirname(p):
    """Returns the directory component of a pathname"""
    return split(p)[0]


def commonprefix(m):
    "Given a list of pathnames, returns the longest common leading component"
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(_fspath, m))
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low


def _stat(path):
    try:
        return _os.stat(path)
    except (OSError, ValueError):
        return None


def exists(path):
    """Test whether a path exists.  Returns False for broken symbolic links"""
    return _stat(path) is not None


def lexists(path):
    """Test whether a path exists.  Returns True for broken symbolic links"""
    try:
        _os.lstat(path)
    except (OSError, ValueError):
        return False
    return True


def isfile(path):
    """Test whether a path is a regular file"""
    st = _stat(path)
    return st is not None and st.st_mode & 0o170000 == 0o100000


def isdir(s):
    """Return true if the pathname refers to an existing directory."""
    st = _stat(s)
    return st is not None and st.st_mode & 0o170000 == 0o040000


def islink(path):
    """Test whether a path is a symbolic link"""
    try:
        return _os.lstat(path).st_mode & 0o170000 == 0o120000
    except (OSError, ValueError, AttributeError):
        return False


def ismount(path):
    """Test whether a path is a mount point"""
    try:
        here = _os.lstat(path)
    except (OSError, ValueError):
        return False
    if here.st_mode & 0o170000 == 0o120000:
        return False
    parent = join(path, _kind(_fspath(path))[2])
    try:
        above = _os.lstat(realpath(parent))
    except (OSError, ValueError):
        return False
    return here.st_dev != above.st_dev or here.st_ino == above.st_ino


def getsize(filename):
    """Return the size of a file, reported by os.stat()."""
    return _os.stat(filename).st_size


def getmtime(filename):
    """Return the last modification time of a file, reported by os.stat()."""
    return _os.stat(filename).st_mtime


def getatime(filename):
    """Return the last access time of a file, reported by os.stat()."""
    return _os.stat(filename).st_atime


def getctime(filename):
    """Return the metadata change time of a file, reported by os.stat()."""
    return _os.stat(filename).st_ctime


def samestat(s1, s2):
    """Test whether two stat buffers reference the same file"""
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    """Test whether two pathnames reference the same actual file or directory"""
    return samestat(_os.stat(f1), _os.stat(f2))


def sameopenfile(fp1, fp2):
    """Test whether two open file objects reference the same file"""
    return samestat(_os.fstat(fp1), _os.fstat(fp2))


def expanduser(path):
    """Expand ~ to the user's home directory, as $HOME says. If that is unknown, do nothing."""
    path = _fspath(path)
    slash = _kind(path)[0]
    tilde = b"~" if isinstance(path, bytes) else "~"
    if not path.startswith(tilde):
        return path
    i = path.find(slash, 1)
    if i < 0:
        i = len(path)
    import os
    if i != 1 or "HOME" not in os.environ:
        return path
    home = os.environ["HOME"]
    if isinstance(path, bytes):
        home = os.fsencode(home)
    return home.rstrip(slash) + path[i:] or slash


def expandvars(path):
    """Expand shell variables of form $var and ${var}.  Unknown variables are left unchanged."""
    path = _fspath(path)
    if isinstance(path, bytes):
        import os
        return os.fsencode(expandvars(os.fsdecode(path)))
    if "$" not in path:
        return path
    import os
    out, rest = "", path
    while True:
        before, dollar, rest = rest.partition("$")
        out += before
        if not dollar:
            return out
        if rest.startswith("{") and "}" in rest:
            name, _, after = rest[1:].partition("}")
            whole = "${" + name + "}"
        else:
            n = 0
            while n < len(rest) and rest[n].isascii() and (rest[n].isalnum() or rest[n] == "_"):
                n += 1
            name, after = rest[:n], rest[n:]
            whole = "$" + name
        out += os.environ.get(name, whole) if name else whole
        rest = after


def normpath(path):
    """Normalize path, eliminating double slashes, etc."""
    path = _fspath(path)
    slash, dot, dotdot, empty = _kind(path)
    if path == empty:
        return dot
    # POSIX gives exactly two leading slashes a meaning of their own.
    root = slash * (2 if path.startswith(slash * 2) and not path.startswith(slash * 3) else path.startswith(slash))
    out = []
    for part in path.split(slash):
        if part in (empty, dot):
            continue
        if part != dotdot or not root and not out or out and out[-1] == dotdot:
            out.append(part)
        elif out:
            out.pop()
    return root + slash.join(out) or dot


def abspath(path):
    """Return an absolute path."""
    path = _fspath(path)
    if not isabs(path):
        cwd = _os.getcwd()
        path = join(cwd.encode() if isinstance(path, bytes) else cwd, path)
    return normpath(path)


def realpath(filename, *, strict=False):
    """Return the canonical path of the specified filename, eliminating any symbolic links in it."""
    filename = _fspath(filename)
    slash, dot, dotdot, empty = _kind(filename)
    path = abspath(empty) if not filename.startswith(slash) else slash
    rest = filename.split(slash)[::-1]
    seen = set()
    while rest:
        part = rest.pop()
        if part in (empty, dot):
            continue
        if part == dotdot:
            path = dirname(path)
            continue
        new = join(path, part)
        try:
            is_link = _os.lstat(new).st_mode & 0o170000 == 0o120000
        except OSError:
            if strict:
                raise
            is_link = False
        if not is_link:
            path = new
            continue
        if new in seen:  # a loop of links
            if strict:
                _os.stat(new)
            return join(new, *rest[::-1])
        seen.add(new)
        target = _os.readlink(new)
        if target.startswith(slash):
            path = slash
        rest.extend(target.split(slash)[::-1])
    return path


def relpath(path, start=None):
    """Return a relative version of a path"""
    if not path:
        raise ValueError("no path specified")
    path = _fspath(path)
    slash, dot, dotdot, empty = _kind(path)
    start = dot if start is None else _fspath(start)
    _check("relpath", path, start)
    here = [x for x in abspath(start).split(slash) if x]
    there = [x for x in abspath(path).split(slash) if x]
    i = len(commonprefix([here, there]))
    parts = [dotdot] * (len(here) - i) + there[i:]
    return join(*parts) if parts else dot


def commonpath(paths):
    """Given a sequence of path names, returns the longest common sub-path."""
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    paths = tuple(map(_fspath, paths))
    _check("commonpath", *paths)
    slash, dot, dotdot, empty = _kind(paths[0])
    absolute = {p.startswith(slash) for p in paths}
    if len(absolute) > 1:
        raise ValueError("Can't mix absolute and relative paths") from None
    common = commonprefix([[c for c in p.split(slash) if c and c != dot] for p in paths])
    return (slash if True in absolute else empty) + slash.join(common)
