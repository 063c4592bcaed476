// Command minipy runs Python 3.10 scripts.
//
//	minipy [-c CODE | -m MODULE | FILE | -] [ARG…]
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"github.com/minipy-go/minipy"
	"golang.org/x/term"
)

func main() {
	roomyStack()
	os.Exit(run())
}

// roomyStack has the stack grow once, while there is nothing on it to move, instead of
// five times while the interpreter starts.
//
//go:noinline
func roomyStack() {
	var room [32 << 10]byte
	touch(&room)
}

//go:noinline
func touch(room *[32 << 10]byte) { room[0] = 1 }

func run() int {
	startPacing()
	c, status, done := parse(os.Args[1:])
	if done {
		return status
	}
	if !c.settle() {
		return 1
	}
	in := minipy.New(minipy.Config{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Unbuffered: c.unbuffered, IOEncoding: c.getenv("PYTHONIOENCODING"),
		Args: c.args, CommandLine: append([]string{executable()}, os.Args[1:]...), Executable: executable(),
		Env: environment(), Path: c.path(), System: true, Dedicated: true,
		Seed: c.hashSeed(), Optimize: c.optimize, Flags: c.flags, XOptions: c.xoptions, CheckPycs: c.checkPycs,
		WarnOptions: c.warnOptions(), SkipLine: c.skipLine,
	})
	status = c.start(in)
	if err := in.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	if c.census {
		n := in.Census()
		for name, k := range n.ByType {
			fmt.Fprintf(os.Stderr, "minipy:   %d %s\n", k, name)
		}
		fmt.Fprintf(os.Stderr, "minipy: live objects: %d\n", n.Objects)
	}
	if in.Interrupted() && !c.interactive {
		endBySignal()
	}
	return status
}

// endBySignal ends the process as SIGINT does, so that a shell knows why it ended.
func endBySignal() {
	signal.Reset(os.Interrupt)
	if p, err := os.FindProcess(os.Getpid()); err == nil && p.Signal(os.Interrupt) == nil {
		time.Sleep(time.Second)
	}
}

func (c *command) start(in *minipy.Interp) int {
	ctx := context.Background()
	status := 0
	switch {
	case c.hasCode:
		status = in.RunCommand(ctx, c.code)
	case c.hasModule:
		status = in.RunModule(ctx, c.module)
	case c.file != "" && c.file != "-":
		status = in.RunFile(ctx, whole(c.file))
	case c.file == "-" || !c.interactive && !term.IsTerminal(int(os.Stdin.Fd())):
		src, err := io.ReadAll(os.Stdin)
		if err != nil {
			fmt.Fprintln(os.Stderr, "minipy:", err)
			return 1
		}
		return in.RunSource(ctx, "<stdin>", src)
	default:
		return c.prompt(ctx, in)
	}
	if c.interactive {
		return c.prompt(ctx, in)
	}
	return status
}

// whole makes a script's name one that does not depend on the current folder.
func whole(name string) string {
	if wd, err := os.Getwd(); err == nil && !filepath.IsAbs(name) {
		return wd + string(filepath.Separator) + name
	}
	return name
}

func environment() map[string]string {
	env := map[string]string{}
	for _, kv := range os.Environ() {
		k, v, _ := strings.Cut(kv, "=")
		env[k] = v
	}
	return env
}

// executable is the path of the command itself.
func executable() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	return path
}
