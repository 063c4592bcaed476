package osmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// aboveAndLast gives the folder above a path and its last part, of what stands before
// slashes at the end.
func aboveAndLast(t *thread, p value) (head, tail value, err error) {
	p = p.Ref()
	defer func() { t.Unref(p) }()
	for again := false; ; again = true {
		pair, err := pylib.Call(t, "posixpath", "split", p)
		if err != nil {
			return value{}, value{}, err
		}
		both, ok := object.AsTuple(pair)
		if !ok || len(both.Items) != 2 {
			t.Unref(pair)
			return value{}, value{}, t.TypeErr("split() must give a pair")
		}
		head, tail := both.Items[0].Ref(), both.Items[1].Ref()
		t.Unref(pair)
		some, err := t.Truth(tail)
		if err != nil || some || again {
			return head, tail, err
		}
		t.Unref(tail)
		pylib.Set(t, &p, head)
	}
}

// yes calls a function of posixpath that tells true or false.
func yes(t *thread, fn string, p value) (bool, error) {
	r, err := pylib.Call(t, "posixpath", fn, p)
	if err != nil {
		return false, err
	}
	defer t.Unref(r)
	return t.Truth(r)
}

// do calls a function of os that gives nothing.
func do(t *thread, fn string, args ...value) error {
	r, err := pylib.Call(t, "os", fn, args...)
	t.XUnref(r)
	return err
}

func makeDirs(t *thread, _ value, a []value) (value, error) {
	if err := t.Enter(" while making folders"); err != nil {
		return value{}, err
	}
	defer t.Leave()
	head, tail, err := aboveAndLast(t, a[0])
	defer t.XUnref(head)
	defer t.XUnref(tail)
	if err != nil {
		return value{}, err
	}
	done, err := makeAbove(t, head, tail, a[2])
	if err != nil || done {
		return none, err
	}
	err = do(t, "mkdir", a[0], pylib.Or(a[1], object.Int(0o777)))
	if err == nil || !t.ErrIs(err, object.OSError) {
		return none, err
	}
	if !a[2].IsNil() {
		ok, terr := t.Truth(a[2])
		if terr == nil && ok {
			ok, terr = yes(t, "isdir", a[0])
		}
		if terr != nil {
			t.Discard(err)
			return value{}, terr
		}
		if ok {
			t.Discard(err)
			return none, nil
		}
	}
	return value{}, err
}

// makeAbove makes the folder above; done: the last part is ".", which then exists.
func makeAbove(t *thread, head, tail, existOK value) (done bool, err error) {
	for _, v := range []value{head, tail} {
		if some, err := t.Truth(v); err != nil || !some {
			return false, err
		}
	}
	if there, err := yes(t, "exists", head); err != nil || there {
		return false, err
	}
	_, err = makeDirs(t, value{}, []value{head, {}, existOK})
	if err != nil {
		if !isA(t, err, object.FileExistsError) {
			return false, err
		}
		t.Discard(err) // somebody else has made it
	}
	b, ok := object.AsBytes(tail)
	text, _ := pylib.Text(tail)
	return text == "." || ok && string(b.B) == ".", nil
}

func removeDirs(t *thread, _ value, a []value) (value, error) {
	if err := do(t, "rmdir", a[0]); err != nil {
		return value{}, err
	}
	at := a[0].Ref()
	defer func() { t.Unref(at) }()
	for {
		head, tail, err := aboveAndLast(t, at)
		if err != nil {
			return value{}, err
		}
		pylib.Set(t, &at, head)
		some, err := t.Truth(tail)
		t.Unref(tail)
		if err == nil && some {
			some, err = t.Truth(at)
		}
		if err != nil || !some {
			return none, err
		}
		if err := do(t, "rmdir", at); err != nil {
			if !t.ErrIs(err, object.OSError) {
				return value{}, err
			}
			t.Discard(err) // it is not empty
			return none, nil
		}
	}
}

func renames(t *thread, _ value, a []value) (value, error) {
	head, tail, err := aboveAndLast(t, a[1])
	if err != nil {
		return value{}, err
	}
	_, err = makeAbove(t, head, tail, value{})
	t.Unref(head)
	t.Unref(tail)
	if err == nil {
		err = do(t, "rename", a[0], a[1])
	}
	if err != nil {
		return value{}, err
	}
	head, tail, err = aboveAndLast(t, a[0])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(head)
	defer t.Unref(tail)
	for _, v := range []value{head, tail} {
		if some, err := t.Truth(v); err != nil || !some {
			return none, err
		}
	}
	if err := do(t, "removedirs", head); err != nil {
		if !t.ErrIs(err, object.OSError) {
			return value{}, err
		}
		t.Discard(err)
	}
	return none, nil
}
