// Package conformance holds scripts and what CPython 3.10.13 printed for them.
//
// Each NAME.py is one family of behaviour. NAME.out beside it is a txtar archive: its comment is the standard
// output, and the sections "stderr" and "exit" are there only when the script wrote errors or left with a status
// other than zero. A NAME.session is a transcript of the interactive prompt, written as a reader sees it on a screen.
//
// Two things that belong to a machine and not to Python are masked on both sides: addresses, and the folder the
// scripts stand in. CPython's tracebacks also show frames of its own library, written in Python; a library written
// in Go has no such frames, so the recorder drops them.
package conformance

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// Interpreter is a command line that takes a script as its next argument.
type Interpreter struct {
	Command []string // program and flags
	Prompt  []string // flags that ask for an interactive prompt without a banner
	Env     []string // the whole environment
}

// Result is what a run left behind.
type Result struct {
	Stdout, Stderr string
	Exit           int
}

// Scripts lists the files of dir with the extension, without it.
func Scripts(dir, ext string) ([]string, error) {
	found, err := filepath.Glob(filepath.Join(dir, "*"+ext))
	if err != nil {
		return nil, err
	}
	names := make([]string, len(found))
	for i, f := range found {
		names[i] = strings.TrimSuffix(filepath.Base(f), ext)
	}
	sort.Strings(names)
	return names, nil
}

// Run runs a script in its folder with nothing on standard input.
func (in Interpreter) Run(ctx context.Context, dir, script string) (Result, error) {
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, in.Command[0], append(in.Command[1:len(in.Command):len(in.Command)], script)...)
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = dir, in.Env, &stdout, &stderr
	err := cmd.Run()
	r := Result{Stdout: stdout.String(), Stderr: stderr.String()}
	var exit *exec.ExitError
	if ctx.Err() != nil {
		return r, fmt.Errorf("%s: %w", script, ctx.Err())
	} else if errors.As(err, &exit) {
		r.Exit = exit.ExitCode()
		err = nil
	}
	return r, err
}

// Talk feeds input to an interactive prompt and returns everything that came out, in the order it came out.
func (in Interpreter) Talk(ctx context.Context, dir, input string) (string, error) {
	var out bytes.Buffer
	cmd := exec.CommandContext(ctx, in.Command[0], append(in.Command[1:len(in.Command):len(in.Command)], in.Prompt...)...)
	cmd.Dir, cmd.Env, cmd.Stdin = dir, in.Env, strings.NewReader(input)
	cmd.Stdout, cmd.Stderr = &out, &out // one writer, so one pipe, so one order
	err := cmd.Run()
	return out.String(), err
}

// Format is the masked archive that stands in a .out file.
func (r Result) Format(dir string) []byte {
	var b bytes.Buffer
	write := func(text string) {
		b.WriteString(text)
		if text != "" && !strings.HasSuffix(text, "\n") {
			b.WriteByte('\n') // a txtar section is made of whole lines
		}
	}
	write(Mask(r.Stdout, dir))
	if r.Stderr != "" {
		write("-- stderr --")
		write(Mask(r.Stderr, dir))
	}
	if r.Exit != 0 {
		write("-- exit --")
		write(strconv.Itoa(r.Exit))
	}
	return b.Bytes()
}

var (
	address = regexp.MustCompile(`\bat 0x[0-9a-fA-F]+`)
	library = regexp.MustCompile(`(?m)^  File "[^"\n]*/lib/python3\.10/[^"\n]*", line .*\n(?:    .*\n)?`)
)

// Mask hides addresses, the folder of the scripts, and traceback frames of CPython's own library.
func Mask(text, dir string) string {
	text = address.ReplaceAllString(text, "at 0x…")
	text = library.ReplaceAllString(text, "")
	return strings.ReplaceAll(text, dir+string(filepath.Separator), "")
}
