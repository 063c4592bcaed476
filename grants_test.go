package minipy_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minipy-go/minipy"
)

func memFS(files ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for k := 0; k < len(files); k += 2 {
		m[files[k]] = &fstest.MapFile{Data: []byte(files[k+1]), ModTime: time.Unix(1e9, 0), Mode: 0o444}
	}
	return m
}

// ungranted is what the zero Config refuses, each with the exception that says so.
var ungranted = []string{
	"PermissionError: open('x')", "PermissionError: open('x', 'w')", "PermissionError: open(0)", "PermissionError: open(3, 'rb')", "PermissionError: open('/etc/passwd')",
	"PermissionError: import os; os.listdir('.')", "PermissionError: import os; os.getcwd()", "PermissionError: import os; os.stat('/')", "PermissionError: import os; os.mkdir('/tmp/x')",
	"PermissionError: import os; os.remove('x')", "PermissionError: import os; os.rename('x', 'y')", "PermissionError: import os; os.system('true')", "PermissionError: import os; os.kill(1, 9)",
	"PermissionError: import os; os.open('x', 0)", "PermissionError: import os; os.read(0, 1)", "PermissionError: import os; os.pipe()", "PermissionError: import os; os.execv('/bin/sh', ['sh'])",
	"PermissionError: import os; os._exit(1)", "PermissionError: import os; os.abort()", "PermissionError: import os; os.uname()", "PermissionError: import os; os.chdir('/')", "PermissionError: import os; os.scandir('.')",
	"PermissionError: import os; os.symlink('a', 'b')", "PermissionError: import os; os.chmod('a', 0)", "PermissionError: import os; os.umask(0)",
	"PermissionError: import _socket; _socket.socket()", "PermissionError: import _signal; _signal.signal(2, _signal.SIG_IGN)", "PermissionError: import os; os.waitpid(-1, 0)", "PermissionError: import os; os.close(1)", "PermissionError: import os; os.dup(1)",
	"PermissionError: import io; io.FileIO('x')", "PermissionError: import io; io.FileIO(1, 'w')", "PermissionError: import io; io.open_code('/etc/passwd')", "PermissionError: open('x', opener=lambda *a: 0)",
	"ModuleNotFoundError: import nothing", "KeyError: import os; os.environ['HOME']", "RuntimeError: import _thread; _thread.start_new_thread(print, ())",
}

// TestUngranted: what the host does not grant raises.
func TestUngranted(t *testing.T) {
	in := open(t, minipy.Config{}, "")
	for _, c := range ungranted {
		want, src, _ := strings.Cut(c, ": ")
		err := exec(t, in, src)
		var e *minipy.Error
		require.ErrorAs(t, err, &e, src)
		require.True(t, e.IsA(want), "%s: %v", src, err)
	}
}

// TestFiles grants files to read.
func TestFiles(t *testing.T) {
	in := open(t, minipy.Config{Files: memFS("a.txt", "one\ntwo\n", "dir/b.bin", "\x00\x01")}, `
import os
with open('a.txt') as f: assert list(f) == ['one\n', 'two\n']
with open('/dir/b.bin', 'rb') as f:
    assert f.read() == b'\0\1' and f.tell() == 2
    f.seek(1)
    assert f.read() == b'\1'
assert open('../../dir/../a.txt').read(3) == 'one'
assert sorted(os.listdir()) == ['a.txt', 'dir'] and os.listdir('dir') == ['b.bin']
assert os.path.exists('a.txt') and os.path.isdir('dir') and not os.path.exists('c') and os.path.getsize('a.txt') == 8
assert os.stat('a.txt').st_mtime == 1e9 and os.getcwd() == '/'
assert [e.name for e in os.scandir('/') if e.is_file()] == ['a.txt']
def fails(kind, f, *a):
    try: f(*a)
    except OSError as e: assert type(e) is kind, e
    else: assert False, f
fails(PermissionError, open, 'a.txt', 'w')
fails(PermissionError, open, 'new', 'w')
fails(PermissionError, open, 'a.txt', 'a')
fails(PermissionError, open, 'a.txt', 'r+')
fails(FileNotFoundError, open, 'no')
fails(FileNotFoundError, open, '')
fails(IsADirectoryError, open, 'dir')
fails(PermissionError, os.remove, 'a.txt')
fails(FileNotFoundError, os.remove, 'no')
fails(PermissionError, os.mkdir, 'x')
fails(FileExistsError, os.mkdir, 'dir')
fails(PermissionError, os.rename, 'a.txt', 'b')
fails(PermissionError, os.chdir, '/')
fails(PermissionError, open, 0)
try: open('a.txt').fileno()
except OSError as e: pass
else: assert False
`)
	require.NoError(t, exec(t, in, "f = open('a.txt')"), "and is closed by its death")
}

// TestRoot grants a folder to write.
func TestRoot(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "old"), []byte("old"), 0o644))
	secret := filepath.Join(t.TempDir(), "secret")
	require.NoError(t, os.WriteFile(secret, []byte("secret"), 0o644))
	require.NoError(t, os.Symlink(secret, filepath.Join(dir, "way")))
	root, err := os.OpenRoot(dir)
	require.NoError(t, err)
	defer root.Close()
	open(t, minipy.Config{Files: memFS("lib/a.txt", "a", "old", "hidden"), Root: root}, `
import os
assert open('old').read() == 'old'
with open('new', 'w') as f: f.write('new')
assert open('/new').read() == 'new'
with open('new', 'a') as f: f.write('er')
with open('new', 'r+') as f:
    f.seek(1); f.write('E'); f.truncate(3)
assert open('new').read() == 'nEw'
os.makedirs('x/y')
os.replace('new', 'x/y/new')
assert os.listdir('x/y') == ['new']
os.remove('x/y/new'); os.rmdir('x/y'); os.removedirs('x')
with open('lib/b.txt', 'w') as f: f.write('b')
assert sorted(os.listdir('lib')) == ['a.txt', 'b.txt'] and sorted(os.listdir('/')) == ['lib', 'old', 'way']
with open('lib/a.txt', 'w') as f: f.write('A')
assert open('lib/a.txt').read() == 'A'
for bad in 'way', '/../../etc/passwd':
    for mode in 'r', 'w', 'a':
        try: open(bad, mode).read()
        except OSError: pass
        else: assert False, bad
`)
	b, err := os.ReadFile(secret)
	require.NoError(t, err)
	require.Equal(t, "secret", string(b))
}

// TestImportFS: modules in Python from file systems, the first wins.
func TestImportFS(t *testing.T) {
	first := memFS("tool.py", "name = 'first'\n", "pkg/__init__.py", "from . import sub\n", "pkg/sub.py", "import other\nx = other.x\n", "bad.py", "def f():\n    1/0\n")
	second := memFS("tool.py", "name = 'second'\n", "other.py", "x = 5\n")
	in := open(t, minipy.Config{Imports: []fs.FS{first, second}}, "import tool, pkg.sub, bad\nassert tool.name == 'first' and pkg.sub.x == 5\nimport math\n")
	err := exec(t, in, "bad.f()")
	var e *minipy.Error
	require.ErrorAs(t, err, &e)
	require.Contains(t, e.Format(), "File \"/@imports/bad.py\", line 2, in f\n    1/0\nZeroDivisionError")
	require.ErrorContains(t, exec(t, in, "import absent"), "ModuleNotFoundError: No module named 'absent'")
	require.Error(t, exec(t, in, "open('/@imports/tool.py')"))
}

// TestModules: native modules of the host.
func TestModules(t *testing.T) {
	made := 0
	mods := []minipy.Module{
		{Name: "app", Doc: "The application.", Members: map[string]any{"version": "1.2", "add": func(a, b int) int { return a + b }, "Customer": minipy.ClassOf[customer]()}},
		{Name: "app.db", Init: func(*minipy.Interp) (map[string]any, error) {
			made++
			return map[string]any{"conn": minipy.Own(&customer{Name: "c"}, func(*customer) error { made--; return nil })}, nil
		}},
		{Name: "broken", Init: func(*minipy.Interp) (map[string]any, error) { return nil, minipy.Raise("ImportError", "no licence") }},
		{Name: "math", Members: map[string]any{"pi": 3}},
	}
	for range 2 {
		in := minipy.New(minipy.Config{Modules: mods})
		code, err := minipy.Compile("m.py", `
import app, app.db, math
from app import add
assert app.version == '1.2' and add(2, 3) == 5 and app.Customer(name='x').name == 'x' and app.__doc__ == 'The application.'
assert app.db.conn.name == 'c' and math.pi == 3
assert 'app.db' in __import__('sys').modules
try: import broken
except ImportError as e: assert str(e) == 'no licence'
else: assert False
assert app.add.__name__ == 'add'
`)
		require.NoError(t, err)
		require.NoError(t, in.Run(bg, code))
		require.Equal(t, 1, made)
		require.NoError(t, in.Close())
		require.Zero(t, made)
		require.Zero(t, in.Census().Objects)
	}
}

// TestWorld: clock, arguments, environment, input and what nobody catches are the host's.
func TestWorld(t *testing.T) {
	var got []error
	now := time.Unix(1234567890, 0)
	in := open(t, minipy.Config{Now: func() time.Time { return now }, Args: []string{"prog", "a"}, Env: map[string]string{"LANG": "x"}, Stdin: strings.NewReader("one\ntwo\n"), Stdout: io.Discard, Unraisable: func(err error) { got = append(got, err) }}, `
import time, sys, os
assert time.time() == 1234567890
assert sys.argv == ['prog', 'a'] and dict(os.environ) == {'LANG': 'x'}
assert input() == 'one' and sys.stdin.read() == 'two\n'
class C:
    def __del__(self): raise ValueError('lost')
C()
`)
	require.Len(t, got, 1)
	var e *minipy.Error
	require.True(t, errors.As(got[0], &e))
	require.Equal(t, "ValueError", e.Type)
	_ = in
}
