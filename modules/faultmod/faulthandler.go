// Package faultmod is the faulthandler module: tracebacks of all threads, on demand, after
// a time, or when a signal comes.
//
// Invariant: a traceback is read with the interpreter's lock held; what is asked for
// later is written by a thread of its own, which waits for the lock.
package faultmod

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

type (
	thread = object.Thread
	value  = object.Value
)

var none = object.None

// Module declares faulthandler.
var Module = object.ModuleSpec{
	Name: "faulthandler",
	Doc:  "Tracebacks of what the threads do.",
	Decls: []object.Decl{
		object.Func("dump_traceback(file=None, all_threads=True)", "Write the traceback of the thread, or of all, to a file.", dumpTraceback),
		object.Func("enable(file=None, all_threads=True)", "Accepted: an error of the machine ends minipy with a report of Go's.", enable),
		object.Func("disable()", "Undo enable().", disable),
		object.Func("is_enabled()", "Whether enable() was called.", isEnabled),
		object.Func("dump_traceback_later(timeout, repeat=False, file=None, exit=False)", "Write the tracebacks of all threads in so many seconds, and again, or end the process.", dumpLater),
		object.Func("cancel_dump_traceback_later()", "Undo dump_traceback_later().", cancelLater),
	},
}

// state is what the module remembers for an interpreter.
type state struct {
	enabled bool
	later   *time.Timer
	round   int // of dump_traceback_later; a timer of another is late
}

type stateKey struct{}

func stateOf(t *thread) *state {
	return t.In.State(stateKey{}, func() any { return &state{} }).(*state)
}

// fileArg finds the descriptor to write to.
func fileArg(t *thread, v value) (int, error) {
	if pylib.Given(v) {
		if v.Type().Flags&object.FlagInt != 0 {
			fd, err := t.IntArg(v, 0)
			if err == nil && fd < 0 {
				err = t.ValueErr("file is not a valid file descripter")
			}
			return fd, err
		}
		return fileno(t, v)
	}
	f := t.PeekSys("stderr")
	switch {
	case f.IsNil():
		return 0, t.Raise(object.RuntimeError, "unable to get sys.stderr")
	case f == none:
		return 0, t.Raise(object.RuntimeError, "sys.stderr is None")
	}
	f.Ref()
	defer t.Unref(f)
	return fileno(t, f)
}

func fileno(t *thread, f value) (int, error) {
	r, err := t.CallMethod(f, "fileno")
	if err != nil {
		return 0, err
	}
	defer t.Unref(r)
	n, ok := object.IntValue(r)
	if !ok || n < 0 || n != int64(int32(n)) {
		return 0, t.Raise(object.RuntimeError, "file.fileno() is not a valid file descriptor")
	}
	if r, err := t.CallMethod(f, "flush"); err == nil {
		t.Unref(r)
	} else {
		t.Discard(err)
	}
	return int(n), nil
}

// maxFrames is how many frames of a thread are shown.
const maxFrames = 100

// traceback writes what a thread does, the innermost first.
func traceback(t, of *thread, out *strings.Builder) {
	f := eval.TopFrame(of)
	if f.IsNil() {
		out.WriteString("  <no Python frame>\n")
		return
	}
	f.Ref()
	for n := 0; f != none; n++ {
		if n == maxFrames {
			out.WriteString("  ...\n")
			break
		}
		file, line, name := eval.FramePlace(t, f)
		fmt.Fprintf(out, "  File \"%s\", line %d in %s\n", ascii(file), line, ascii(name))
		next, err := t.GetAttrS(f, "f_back")
		if err != nil {
			t.Discard(err)
			break
		}
		t.Unref(f)
		f = next
	}
	t.Unref(f)
}

// ascii escapes what is not ASCII.
func ascii(s string) string {
	var b strings.Builder
	for _, c := range s {
		switch {
		case c < 0x80:
			b.WriteRune(c)
		case c < 0x100:
			fmt.Fprintf(&b, "\\x%02x", c)
		case c < 0x10000:
			fmt.Fprintf(&b, "\\u%04x", c)
		default:
			fmt.Fprintf(&b, "\\U%08x", c)
		}
	}
	return b.String()
}

// tracebacks writes what all threads do but skip, the newest first, as CPython does.
func tracebacks(t, current, skip *thread) string {
	var out strings.Builder
	all := t.In.Threads()
	for i := len(all) - 1; i >= 0; i-- {
		if all[i] == skip {
			continue
		}
		if out.Len() > 0 {
			out.WriteByte('\n')
		}
		word := "Thread"
		if all[i] == current {
			word = "Current thread"
		}
		fmt.Fprintf(&out, "%s 0x%016x (most recent call first):\n", word, all[i].Ident())
		traceback(t, all[i], &out)
	}
	return out.String()
}

// allowed returns a PermissionError unless the host grants files.
func allowed(t *thread) error {
	if t.In.Files {
		return nil
	}
	return t.RaiseOS(unix.EPERM, "")
}

func dumpTraceback(t *thread, _ value, a []value) (value, error) {
	if err := allowed(t); err != nil {
		return value{}, err
	}
	fd, err := fileArg(t, a[0])
	if err != nil {
		return value{}, err
	}
	all, err := t.IntArg(a[1], 1)
	if err != nil {
		return value{}, err
	}
	if all != 0 {
		_, _ = unix.Write(fd, []byte(tracebacks(t, t, nil)))
		return none, nil
	}
	var out strings.Builder
	out.WriteString("Stack (most recent call first):\n")
	traceback(t, t, &out)
	_, _ = unix.Write(fd, []byte(out.String()))
	return none, nil
}

func enable(t *thread, _ value, a []value) (value, error) {
	if err := allowed(t); err != nil {
		return value{}, err
	}
	if _, err := fileArg(t, a[0]); err != nil {
		return value{}, err
	}
	stateOf(t).enabled = true
	return none, nil
}

func disable(t *thread, _ value, _ []value) (value, error) {
	s := stateOf(t)
	was := s.enabled
	s.enabled = false
	return object.Bool(was), nil
}

func isEnabled(t *thread, _ value, _ []value) (value, error) {
	return object.Bool(stateOf(t).enabled), nil
}

func (s *state) cancel() {
	s.round++
	if s.later != nil {
		s.later.Stop()
		s.later = nil
	}
}

func cancelLater(t *thread, _ value, _ []value) (value, error) {
	stateOf(t).cancel()
	return none, nil
}

func dumpLater(t *thread, _ value, a []value) (value, error) {
	d, err := t.Timeout(a[0])
	if err != nil {
		return value{}, err
	}
	if d <= 0 {
		return value{}, t.ValueErr("timeout must be greater than 0")
	}
	repeat, err := t.IntArg(a[1], 0)
	if err != nil {
		return value{}, err
	}
	exit, err := t.IntArg(a[3], 0)
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	fd, err := fileArg(t, a[2])
	if err != nil {
		return value{}, err
	}
	s, in := stateOf(t), t.In
	s.cancel()
	round := s.round
	head := fmt.Sprintf("Timeout (%s)!\n", clock(d))
	var fire func()
	fire = func() {
		w := in.NewThread()
		in.Go(w, func() {
			if s.round != round {
				return
			}
			_, _ = unix.Write(fd, []byte(head+tracebacks(w, nil, w)))
			if exit != 0 {
				os.Exit(1)
			}
			if repeat != 0 {
				s.later = time.AfterFunc(d, fire)
			}
		})
	}
	s.later = time.AfterFunc(d, fire)
	in.Main.AtEnd(func(*thread) { s.cancel() })
	return none, nil
}

// clock writes a time as h:mm:ss, with a fraction if there is one.
func clock(d time.Duration) string {
	us := int64(d / time.Microsecond)
	s := us / 1e6
	text := fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	if us %= 1e6; us != 0 {
		text += fmt.Sprintf(".%06d", us)
	}
	return text
}
