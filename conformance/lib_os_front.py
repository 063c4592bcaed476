# os: the environment, folders made and walked, entries of folders, paths of other kinds.
import os, sys, tempfile, posix
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, e)
print(os.name, os.sep, os.curdir, os.pardir, os.extsep, os.altsep, os.pathsep, os.linesep, os.defpath, os.devnull, os.SEEK_END, os.path.__name__, sys.modules['os.path'] is os.path)
e = os.environ; e.clear(); print(e, len(e), type(e).__name__, type(e).__mro__[1].__name__)
e['A'] = '1'; e['B'] = 'é'; print(e, e['A'], e.get('zz'), os.getenv('B'), os.getenv('q', 3), list(e), sorted(e.items()), 'A' in e, 3 in e if 0 else '')
print(os.environb, os.environb[b'B'], os.getenvb(b'A'), os.getenvb(b'x', 2), e._data); os.environb[b'C'] = b'\xff'; print(ascii(e['C'])); del os.environb[b'C']; print(len(e))
for k in ('zz', 3, b'A'): t(e.__getitem__, k); t(e.__delitem__, k)
t(e.__setitem__, 'x', 3); t(e.__setitem__, 3, 'x'); t(os.environb.__getitem__, 'A'); t(e.setdefault, 'A', '9'); t(e.setdefault, 'D', '9'); t(e.pop, 'D'); t(e.pop, 'D'); t(e.pop, 'D', None)
print(e | {'Z': '1'}, {'Z': '1'} | e, e.copy(), type(e.copy()), e == {'A': '1', 'B': 'é'}, e != {}); e |= {'E': 'f'}; print(sorted(e)); t(lambda: e | 3); e.update(F='g'); e.update({'G': 'h'}); print(sorted(e.keys()), sorted(e.values())); t(e.__setitem__, 'a=b', 'c'); t(e.__setitem__, '', 'c'); t(e.__setitem__, 'a', 'x\0')
print(os.fsencode('aé\udcff'), ascii(os.fsdecode(b'a\xff')), os.fsencode(b'x'), os.fsdecode('y')); t(os.fsencode, 3); t(os.fsdecode, None)
class P:
    def __fspath__(self): return 'pp'
print(os.fsencode(P()), os.fspath(P()), isinstance(P(), os.PathLike), isinstance('x', os.PathLike), issubclass(P, os.PathLike), os.PathLike[str], issubclass(os.DirEntry, os.PathLike)); t(os.PathLike)
class Q(os.PathLike): pass
t(Q)
class R: pass
os.PathLike.register(R); print(isinstance(R(), os.PathLike))
d = tempfile.mkdtemp(); j = os.path.join
os.makedirs(j(d, 'a', 'b', 'c')); os.makedirs(j(d, 'a', 'b'), exist_ok=True); os.makedirs(j(d, 'q/r/'), mode=0o700); os.makedirs(j(d, 'x', '.')); os.makedirs(j(d, 'y', 'z', '.'), exist_ok=True)
def rel(s): return s.replace(d, 'D') if isinstance(s, str) else s
for f, a in ((os.makedirs, (j(d, 'a'),)),):
    try: f(*a)
    except OSError as x: print(type(x).__name__, x.errno, rel(x.filename))
open(j(d, 'f1'), 'w').close(); open(j(d, 'a', 'f2'), 'w').write('xx'); os.symlink(j(d, 'a'), j(d, 'ln')); os.symlink('nowhere', j(d, 'broken'))
try: os.makedirs(j(d, 'f1'), exist_ok=True)
except OSError as x: print(type(x).__name__, x.errno)
for w in (dict(), dict(topdown=False), dict(followlinks=True), dict(topdown=False, followlinks=True)):
    print([(rel(a), sorted(b), sorted(c)) for a, b, c in os.walk(d, **w) if 1] if w.get('topdown', True) and 0 else sorted((rel(a), sorted(b), sorted(c)) for a, b, c in os.walk(d, **w)))
for a, b, c in os.walk(d):
    b[:] = [x for x in b if x == 'a']; print(rel(a), b, sorted(c))
print([rel(a) for a, b, c in os.walk(j(d, 'a'), topdown=False)], list(os.walk(j(d, 'nope'))), sorted(os.walk(os.fsencode(j(d, 'y'))))[0][1:])
errs = []; list(os.walk(j(d, 'nope'), onerror=errs.append)); print([type(x).__name__ for x in errs])
print(sorted((rel(a), sorted(b), sorted(c), type(fd).__name__) for a, b, c, fd in os.fwalk(j(d, 'a'))))
with os.scandir(d) as it:
    for x in sorted(it, key=lambda x: x.name): print(x, x.name, rel(x.path), x.is_dir(), x.is_file(), x.is_symlink(), x.is_dir(follow_symlinks=False), x.is_file(follow_symlinks=False), x.inode() == os.lstat(x.path).st_ino, rel(os.fspath(x)), x.stat(follow_symlinks=False).st_size == os.lstat(x.path).st_size, x.stat(follow_symlinks=False) is x.stat(follow_symlinks=False))
print(type(x), type(it).__name__, list(it), next(os.scandir(os.fsencode(j(d, 'q')))).name)
cwd = os.getcwd(); os.chdir(j(d, 'q')); print(sorted(x.path for x in os.scandir()), [x.path for x in os.scandir('.')]); os.chdir(cwd)
os.renames(j(d, 'a', 'f2'), j(d, 'new', 'deep', 'f3')); print(sorted(os.listdir(d))); os.renames(j(d, 'new', 'deep', 'f3'), j(d, 'f3')); print(sorted(os.listdir(d)))
os.mkdir(j(d, 'keep')); os.makedirs(j(d, 'keep', 'k1', 'k2')); open(j(d, 'keep', 'f'), 'w').close(); os.removedirs(j(d, 'keep', 'k1', 'k2')); print(os.listdir(j(d, 'keep'))); t(lambda: os.removedirs(j(d, 'keep')) if 0 else 1)
fd = os.open(j(d, 'f1'), os.O_RDWR); f = os.fdopen(fd, 'w+', encoding='utf-8'); f.write('hé'); f.close(); t(os.fdopen, 'x'); print(open(j(d, 'f1'), 'rb').read())
print(os.get_exec_path({'PATH': 'a:b'}), os.get_exec_path({b'PATH': b'c:d'}), os.get_exec_path({})); t(os.get_exec_path, {'PATH': 'a', b'PATH': b'b'})
print({'makedirs', 'environ', 'walk', 'path', '_exit', 'stat', 'PathLike'} <= set(os.__all__), os.stat in os.supports_fd, os.error is OSError, '_wrap_close' in os.__all__)
for a, b, c in os.walk(d, topdown=False):
    for n in c + [x for x in b if os.path.islink(j(a, x))]: os.unlink(j(a, n))
    if a != d: os.rmdir(a) if not os.path.islink(a) else None
os.rmdir(d); print(os.path.exists(d))
