# os, os.path and errno.
import os, os.path, sys, tempfile
home = tempfile.mkdtemp()
def short(x): return str(x).replace(home, 'HOME')
print(os.getcwd()==os.path.abspath('.'), os.sep, os.path.join('a','b','/c','d'), os.path.normpath('//a/../b/./c//d/..'), os.path.splitext('a/b.tar.gz'), os.path.splitext('.bashrc'), os.path.split('/a/b/'), os.path.relpath('/a/b/c','/a/d'), os.path.commonpath(['/a/b','/a/c']), os.path.commonprefix(['abc','abd']))
os.makedirs(home + '/zz/y/x', exist_ok=True)
fd=os.open(home + '/zz/f', os.O_RDWR|os.O_CREAT); os.write(fd,b'hello'); os.lseek(fd,0,0); print(os.read(fd,10)); os.close(fd)
print(os.path.getsize(home + '/zz/f'), os.path.isfile(home + '/zz/f'), os.path.isdir(home + '/zz'), sorted(os.listdir(home + '/zz')))
with open(home + '/zz/f') as f: print(f.read())
for x in os.walk(home + '/zz'): print(short(x))
os.rename(home + '/zz/f',home + '/zz/g'); os.remove(home + '/zz/g'); os.removedirs(home + '/zz/y/x')
for f in (lambda: os.remove('/nope'), lambda: os.listdir('/nope'), lambda: os.mkdir('/tmp'), lambda: os.rename('/nope','/nope2'), lambda: os.stat(b'/nope'), lambda: os.close(999), lambda: os.stat(3.5), lambda: os.fspath(5), lambda: os.environ['NOPE'], lambda: os.environ.__setitem__('a',1), lambda: os.path.join('a',b'b'), lambda: os.path.join(5), lambda: os.strerror(2), lambda: os.getenv('x','y'), lambda: os.path.exists('/nope'), lambda: os.path.getsize('/nope'), lambda: os.stat('/').st_mode, lambda: len(os.urandom(5)), lambda: os.path.basename('/a/b'), lambda: os.path.expandvars('$NOPE/${NOPE}$'), lambda: os.path.realpath('/tmp/../etc/./'), lambda: os.name):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
s=os.stat('/'); print(type(s), s[0]==s.st_mode, s.st_mtime>1, isinstance(s[8],int), isinstance(s.st_mtime,float), len(s))
import errno; print(errno.ENOENT, errno.errorcode[2], len(errno.errorcode))
print(os.path.exists(home))
