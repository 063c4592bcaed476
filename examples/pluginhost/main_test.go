package main

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/minipy-go/minipy"
)

func host(t *testing.T, fsys fs.FS) (*Host, *strings.Builder) {
	t.Helper()
	var log strings.Builder
	h, err := NewHost(context.Background(), fsys, &log)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.Close(); err != nil {
			t.Error(err)
		}
		if c := h.in.Census(); c.Objects != 0 {
			t.Errorf("alive: %v", c.ByType)
		}
	})
	return h, &log
}

func TestPlugins(t *testing.T) {
	sub, err := fs.Sub(plugins, "plugins")
	if err != nil {
		t.Fatal(err)
	}
	h, log := host(t, sub)
	ctx := context.Background()
	for _, c := range []struct{ name, text, want string }{
		{"arrive", "", "hello, Ann"}, {"say", "good day", "GOOD DAY!"}, {"say", "hey", "HEY!!"}, {"nothing", "", ""},
	} {
		replies, err := h.Emit(ctx, c.name, &Event{Who: "Ann", Text: c.text})
		if err != nil || strings.Join(replies, "|") != c.want {
			t.Errorf("%s: %v, %v", c.name, replies, err)
		}
	}
	_, err = h.Emit(ctx, "bye", &Event{Who: "Ann"})
	var e *minipy.Error
	if !errors.As(err, &e) || e.Type != "KeyError" || !strings.Contains(e.Format(), `File "/@imports/shout/__init__.py", line 14, in bye`) {
		t.Errorf("bye: %v", err)
	}
	if log.Len() > 0 {
		t.Error(log.String())
	}
}

// TestBadPlugins: what a plugin must not do it cannot, and the host goes on.
func TestBadPlugins(t *testing.T) {
	bad := func(src string) fstest.MapFS { return fstest.MapFS{"bad.py": {Data: []byte(src)}} }
	for src, want := range map[string]string{
		"while True: pass":         "step limit",
		"open('/etc/passwd')":      "PermissionError",
		"import socket_of_mine":    "ModuleNotFoundError",
		"import host\nhost.on(1)":  "TypeError",
		"import host\nhost.exit()": "AttributeError",
		"x = [0] * 10**9":          "MemoryError",
	} {
		if _, err := NewHost(context.Background(), bad(src), nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", src, err)
		}
	}
	h, _ := host(t, bad("import host\n@host.on('x')\ndef f(e):\n    while True: pass\n@host.on('x')\ndef g(e): e.reply('still here')\n"))
	replies, err := h.Emit(context.Background(), "x", &Event{})
	if !errors.Is(err, minipy.ErrSteps) || len(replies) != 1 {
		t.Errorf("%v, %v", replies, err)
	}
}
