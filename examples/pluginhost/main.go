// Command pluginhost is a program that plugins in Python extend. They lie in an fs.FS,
// here one that is part of the program; what they can do is what the module host, which
// is written in Go, lets them.
//
//	go run ./examples/pluginhost
package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"os"
	"path"
	"strings"

	"github.com/minipy-go/minipy"
)

//go:embed all:plugins
var plugins embed.FS

// An Event is what plugins handle; they share the struct.
type Event struct {
	Who, Text string
	replies   []string
}

// Reply is event.reply(text) in a plugin.
func (e *Event) Reply(text string) { e.replies = append(e.replies, text) }

// A Counter is a class for plugins: host.Counter(name='x').
type Counter struct {
	Name  string
	Value int
}

// A Host runs plugins in one interpreter.
type Host struct {
	in       *minipy.Interp
	handlers map[string][]*minipy.Value
}

// NewHost imports every module at the top of fsys. Errors of theirs go to stderr.
func NewHost(ctx context.Context, fsys fs.FS, stderr io.Writer) (*Host, error) {
	h := &Host{handlers: map[string][]*minipy.Value{}}
	h.in = minipy.New(minipy.Config{
		Stderr:  stderr,
		Imports: []fs.FS{fsys},
		Limits:  minipy.Limits{Steps: 1e6, Memory: 32 << 20, Depth: 200},
		Modules: []minipy.Module{{
			Name: "host",
			Doc:  "What the program offers its plugins.",
			Members: map[string]any{
				"on":      h.on,
				"Counter": minipy.ClassOf[Counter](),
			},
		}},
	})
	entries, err := fs.ReadDir(fsys, ".")
	for _, e := range entries {
		if name := e.Name(); err == nil && (e.IsDir() || path.Ext(name) == ".py") {
			err = h.load(ctx, strings.TrimSuffix(name, ".py"))
		}
	}
	if err != nil {
		return nil, errors.Join(err, h.in.Close())
	}
	return h, nil
}

func (h *Host) load(ctx context.Context, name string) error {
	code, err := minipy.Compile("host", "import "+name+"\n")
	if err != nil {
		return err
	}
	return h.in.Run(ctx, code)
}

// on is host.on(name): a decorator that makes a function a handler.
func (h *Host) on(name string) func(f *minipy.Value) *minipy.Value {
	return func(f *minipy.Value) *minipy.Value {
		h.handlers[name] = append(h.handlers[name], f.Keep())
		return f
	}
}

// Emit passes an event to its handlers and returns their replies. A handler that fails
// keeps no other from running.
func (h *Host) Emit(ctx context.Context, name string, e *Event) ([]string, error) {
	var errs []error
	for _, f := range h.handlers[name] {
		r, err := f.Call(ctx, e)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		r.Release()
	}
	return e.replies, errors.Join(errs...)
}

// Close ends the plugins.
func (h *Host) Close() error { return h.in.Close() }

func main() {
	sub, err := fs.Sub(plugins, "plugins")
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()
	h, err := NewHost(ctx, sub, os.Stderr)
	if err != nil {
		log.Fatal(err)
	}
	defer h.Close()
	for _, x := range []struct{ name, who, text string }{{"arrive", "Ann", ""}, {"say", "Ann", "good day"}, {"say", "Bob", "hey"}, {"bye", "Ann", ""}} {
		replies, err := h.Emit(ctx, x.name, &Event{Who: x.who, Text: x.text})
		fmt.Println(x.name, x.who, replies)
		var e *minipy.Error
		if errors.As(err, &e) {
			fmt.Print(e.Format())
		}
	}
}
