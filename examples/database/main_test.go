package main

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/minipy-go/minipy"
)

var ctx = context.Background()

func start(t *testing.T, src string) (*sql.DB, *minipy.Interp) {
	t.Helper()
	db, in, err := open(ctx, filepath.Join(t.TempDir(), "test.db"), src)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := in.Close(); err != nil {
			t.Error(err)
		}
		if c := in.Census(); c.Objects != 0 {
			t.Errorf("alive: %v", c.ByType)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db, in
}

func expect(t *testing.T, db *sql.DB, name string, want int) {
	t.Helper()
	short, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	// There is one connection: this fails if a transaction still has it.
	if n, err := balance(short, db, name); err != nil || n != want {
		t.Errorf("%s has %d, %v; want %d", name, n, err, want)
	}
}

func TestPay(t *testing.T) {
	db, in := start(t, script)
	if _, err := minipy.Call[any](ctx, in, "pay", "ann", "bob", 30); err != nil {
		t.Fatal(err)
	}
	expect(t, db, "ann", 70)
	expect(t, db, "bob", 30)
	_, err := minipy.Call[any](ctx, in, "pay", "ann", "bob", 500)
	var e *minipy.Error
	if !errors.As(err, &e) || e.Error() != "ValueError: ann has only 70" {
		t.Fatal(err)
	}
	expect(t, db, "ann", 70) // rolled back before Call returned
	expect(t, db, "bob", 30)
}

// endings are ways to leave a transaction without a commit.
var endings = map[string]string{
	"return":     "def f():\n    tx = begin()\n    tx.exec(take)\n",
	"del":        "def f():\n    tx = begin()\n    tx.exec(take)\n    del tx\n    look()\n",
	"rebinding":  "def f():\n    tx = begin()\n    tx.exec(take)\n    tx = None\n    look()\n",
	"exception":  "def f():\n    tx = begin()\n    tx.exec(take)\n    1/0\n",
	"caught":     "def g():\n    tx = begin()\n    tx.exec(take)\n    1/0\ndef f():\n    try: g()\n    except ZeroDivisionError: pass\n    look()\n",
	"steps":      "def f():\n    tx = begin()\n    tx.exec(take)\n    while True: pass\n",
	"a list":     "def f():\n    l = [begin()]\n    l[0].exec(take)\n    l.clear()\n    look()\n",
	"a cycle":    "import gc\nclass C: pass\ndef f():\n    c = C()\n    c.me = c\n    c.tx = begin()\n    c.tx.exec(take)\n    del c\n    gc.collect()\n    look()\n",
	"generator":  "def g():\n    tx = begin()\n    tx.exec(take)\n    yield\ndef f():\n    it = g()\n    next(it)\n    it.close()\n    look()\n",
	"sql error":  "def f():\n    tx = begin()\n    tx.exec(take)\n    tx.exec('nonsense')\n",
	"with error": "from contextlib import contextmanager\n@contextmanager\ndef t():\n    tx = begin()\n    yield tx\n    tx.commit()\ndef f():\n    with t() as tx:\n        tx.exec(take)\n        raise KeyError\n",
}

// TestRollback: however the script loses its transaction, it is rolled back at once.
func TestRollback(t *testing.T) {
	for name, src := range endings {
		t.Run(name, func(t *testing.T) {
			db, in := start(t, "take = 'update account set balance = balance - 1'\n"+src)
			looked := false
			err := in.Set("look", func() {
				expect(t, db, "ann", 100)
				looked = true
			})
			if err != nil {
				t.Fatal(err)
			}
			_, err = minipy.Call[any](ctx, in, "f")
			if strings.Contains(src, "look()") && (err != nil || !looked) {
				t.Errorf("%v, looked: %v", err, looked)
			}
			expect(t, db, "ann", 100)
		})
	}
}

// TestErrors: a script sees an error of the driver, and Go finds it behind the exception.
func TestErrors(t *testing.T) {
	_, in := start(t, "def f():\n    try: begin().exec('insert into account values (?, 1)', 'ann')\n    except RuntimeError as e: raise KeyError('taken') from e\n")
	_, err := minipy.Call[any](ctx, in, "f")
	var coded interface{ Code() int }
	if !errors.As(err, &coded) || coded.Code() != 1555 { // SQLITE_CONSTRAINT_PRIMARYKEY
		t.Errorf("%v", err)
	}
}
