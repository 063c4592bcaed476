"""What of os walks folders and starts processes."""

import os
from os import P_NOWAIT, P_WAIT, defpath, environ, fsdecode, fsencode, path, pathsep

__name__ = "os"


# Walks.

def _sorted_out(folder, onerror):
    """The entries of a folder: (names of folders, names of others, names of links to folders), None if it fails."""
    found = [], [], set()
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                try:
                    inside = entry.is_dir()
                except OSError:
                    inside = False
                found[not inside].append(entry.name)
                try:
                    if inside and entry.is_symlink():
                        found[2].add(entry.name)
                except OSError:
                    pass
    except OSError as failure:
        if onerror is not None:
            onerror(failure)
        return None
    return found


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Yield (folder, names of the folders in it, names of the rest) for a folder and all below it.

    With topdown, the caller may change the list of folders to say where to go on.
    """
    waiting = [(os.fspath(top), None)]
    while waiting:
        folder, ready = waiting.pop()
        if ready:  # bottom up: what is below has been yielded
            yield folder, *ready
            continue
        found = _sorted_out(folder, onerror)
        if found is None:
            continue
        inner, others, links = found
        if topdown:
            yield folder, inner, others
            below = [path.join(folder, name) for name in inner]
            below = [new for new in below if followlinks or not path.islink(new)]
        else:
            waiting.append((folder, (inner, others)))
            below = [path.join(folder, name) for name in inner if followlinks or name not in links]
        waiting.extend((new, None) for new in reversed(below))


def fwalk(top=".", topdown=True, onerror=None, *, follow_symlinks=False, dir_fd=None):
    """walk() that yields a descriptor of each folder, too; it is closed when the walk goes on."""
    if dir_fd is not None:
        raise NotImplementedError("dir_fd unavailable on this platform")
    for folder, inner, others in walk(top, topdown, onerror, follow_symlinks):
        try:
            fd = os.open(folder, os.O_RDONLY)
        except OSError as failure:
            if onerror is not None:
                onerror(failure)
            inner.clear()
            continue
        try:
            yield folder, inner, others, fd
        finally:
            os.close(fd)


# Programs.

def get_exec_path(env=None):
    """The folders where programs are looked for."""
    env = environ if env is None else env
    found = []
    for key in "PATH", b"PATH":
        try:
            value = env[key]
        except (KeyError, TypeError):
            continue
        if value is not None:
            found.append(value)
    if len(found) > 1:
        raise ValueError("env cannot contain 'PATH' and b'PATH' keys")
    return (fsdecode(found[0]) if found else defpath).split(pathsep)


def _replace(program, args, *env):
    """Replace the process by a program that is looked for in PATH; give its best error."""
    env = [given for given in env if given is not None]
    start = os.execve if env else os.execv
    if path.dirname(program):
        start(program, args, *env)
        return
    refused = missing = None
    for folder in get_exec_path(*env):
        place = fsencode(folder) if isinstance(program, bytes) else folder
        try:
            start(path.join(place, program), args, *env)
        except (FileNotFoundError, NotADirectoryError) as failure:
            missing = failure
        except OSError as failure:
            missing = failure
            refused = refused or failure
    raise refused or missing


def execl(file, *args): os.execv(file, args)
def execle(file, *args): os.execve(file, args[:-1], args[-1])
def execlp(file, *args): _replace(file, args)
def execlpe(file, *args): _replace(file, args[:-1], args[-1])
def execvp(file, args): _replace(file, args)
def execvpe(file, args, env): _replace(file, args, env)


def _start(mode, program, args, env=None, search=False):
    """Start a program; wait for its exit code (P_WAIT) or give its id (P_NOWAIT)."""
    from subprocess import Popen
    if not isinstance(args, (tuple, list)):
        raise TypeError("argv must be a tuple or a list")
    if not args or not args[0]:
        raise ValueError("argv first element cannot be empty")
    if mode != P_NOWAIT and mode != P_WAIT:
        raise ValueError("invalid mode")
    if not (search or path.dirname(program)):
        program = path.join(os.curdir, program)
    try:
        child = Popen(args, executable=program, env=env, close_fds=False)
    except OSError:
        if mode == P_NOWAIT:
            raise
        return 127  # as a shell says it
    if mode == P_WAIT:
        return child.wait()
    child.returncode = 0  # the caller waits for it
    return child.pid


def spawnv(mode, file, args): return _start(mode, file, args)
def spawnve(mode, file, args, env): return _start(mode, file, args, env)
def spawnvp(mode, file, args): return _start(mode, file, args, None, True)
def spawnvpe(mode, file, args, env): return _start(mode, file, args, env, True)
def spawnl(mode, file, *args): return _start(mode, file, args)
def spawnle(mode, file, *args): return _start(mode, file, args[:-1], args[-1])
def spawnlp(mode, file, *args): return _start(mode, file, args, None, True)
def spawnlpe(mode, file, *args): return _start(mode, file, args[:-1], args[-1], True)


def popen(cmd, mode="r", buffering=-1):
    """Run a command in a shell; the result reads its output, or writes its input."""
    if not isinstance(cmd, str):
        raise TypeError(f"invalid cmd type ({type(cmd)}, expected string)")
    if mode not in ("r", "w"):
        raise ValueError(f"invalid mode {mode!r}")
    if not buffering:
        raise ValueError("popen() does not support unbuffered streams")
    import _posixsubprocess
    ours, theirs = os.pipe() if mode == "r" else os.pipe()[::-1]
    failed, report = os.pipe()
    stdin, stdout = (-1, theirs) if mode == "r" else (theirs, -1)
    try:
        child = _posixsubprocess.fork_exec(
            ["/bin/sh", "-c", cmd], [b"/bin/sh"], True, (report,), None, None, stdin, -1, -1, stdout, -1, -1,
            failed, report, True, False, None, None, None, -1, None)
    except BaseException:
        os.close(ours)
        raise
    finally:
        for fd in (theirs, failed, report):
            os.close(fd)
    return _wrap_close(open(ours, mode, buffering), child)


class _wrap_close:
    """A stream to or from a command; closing it waits for the command and gives its wait status."""

    def __init__(self, stream, proc):
        vars(self).update(_stream=stream, _proc=proc)

    def close(self):
        self._stream.close()
        if self._proc:
            vars(self).update(_code=os.waitstatus_to_exitcode(os.waitpid(self._proc, 0)[1]), _proc=None)
        code = self._code
        return code << 8 if code else None

    __enter__ = lambda self: self
    __exit__ = lambda self, *failure: self.close()
    __iter__ = lambda self: iter(self._stream)
    __getattr__ = lambda self, name: getattr(self._stream, name)
