package main

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
)

//go:embed driver.py
var driverSource []byte

// outcome is what one process told of a module's tests.
type outcome struct {
	tests    map[string]string // id: passed, failed, skipped
	details  map[string]string // id: traceback
	complete bool
	why      string // how the process ended, if it did not complete
}

// outcome runs the driver for one module under the limits of time and memory.
func (b *bench) outcome(interpreter, env []string, module string) (outcome, error) {
	dir, err := os.MkdirTemp("", "cpython-test-")
	if err != nil {
		return outcome{}, err
	}
	defer os.RemoveAll(dir)
	ctx, cancel := context.WithTimeout(context.Background(), b.timeout)
	defer cancel()
	mark := fmt.Sprintf("@%x@", os.Getpid())
	limit := fmt.Sprintf(`ulimit -v %d; exec "$@"`, b.memory<<20)
	args := append([]string{"-c", limit, "sh"}, interpreter...)
	cmd := exec.CommandContext(ctx, "sh", append(args, b.driver, mark, module)...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr, cmd.WaitDelay = &stdout, &stderr, b.timeout/10
	err = cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) && ctx.Err() == nil && !errors.Is(err, exec.ErrWaitDelay) {
		return outcome{}, err
	}
	o := parse(stdout.String(), mark)
	if !o.complete {
		o.why = lastLine(stderr.String())
		switch {
		case ctx.Err() != nil:
			o.why = "took longer than " + b.timeout.String()
		case strings.Contains(stderr.String(), "\ngoroutine "):
			o.why = "crash: " + crashLine(stderr.String())
		}
	}
	return o, nil
}

// parse reads what the driver printed, between lines that the tests printed.
func parse(out, mark string) outcome {
	o := outcome{tests: make(map[string]string), details: make(map[string]string)}
	last := ""
	for line := range strings.Lines(out) {
		line = strings.TrimSuffix(line, "\n")
		if rest, ok := strings.CutPrefix(line, "| "); ok && last != "" {
			o.details[last] += rest + "\n"
			continue
		}
		rest, ok := strings.CutPrefix(line, mark+" ")
		if !ok {
			continue
		}
		what, id, _ := strings.Cut(rest, " ")
		if what == "end" {
			o.complete = true
			continue
		}
		last = shorten(id)
		o.tests[last] = what
	}
	return o
}

// shorten takes the name of the module out of a test's id.
func shorten(id string) string {
	rest, ok := strings.CutPrefix(id, "test.test_")
	if !ok {
		return id
	}
	if _, name, ok := strings.Cut(rest, "."); ok {
		return name
	}
	return id
}

func lastLine(s string) string {
	s = strings.TrimSpace(s)
	return s[strings.LastIndexByte(s, '\n')+1:]
}

// crashLine is the line of a Go crash that says what happened.
func crashLine(s string) string {
	for line := range strings.Lines(s) {
		if strings.HasPrefix(line, "panic:") || strings.HasPrefix(line, "fatal error:") {
			return strings.TrimSpace(line)
		}
	}
	return lastLine(s)
}
