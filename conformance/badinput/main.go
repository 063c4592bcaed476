// The command badinput records what CPython 3.10.13 says about inputs that are no good programs: its errors and its
// exit status. The tests compare minipy with that, under limits of time and memory.
//
//	go run ./conformance/badinput [-python PYTHON]
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/minipy-go/minipy/internal/cpython"
)

const (
	recordFile = "recorded.txt"
	timeLimit  = 60 * time.Second // of one run; the slowest needs two
	headTail   = 600              // bytes that are kept of either end of a long text
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("badinput: ")
	python := flag.String("python", "", "the CPython 3.10.13 to record; else pyenv's or PATH's")
	flag.Parse()
	if err := record(*python, filepath.Join("conformance", "badinput", recordFile)); err != nil {
		log.Fatal(err)
	}
}

func record(told, file string) error {
	python, err := cpython.Find(cpython.Version, told)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	for _, c := range cases() {
		o, err := c.run([]string{python, "-B"})
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		fmt.Fprintf(&out, "=== %s\n%s\n", c.name, o.text)
	}
	return os.WriteFile(file, out.Bytes(), 0o644)
}

// recorded reads the file again: what was said about each case.
func recorded(file string) (map[string]string, error) {
	b, err := os.ReadFile(file)
	said := map[string]string{}
	for part := range strings.SplitSeq(string(b), "=== ") {
		name, text, _ := strings.Cut(part, "\n")
		said[name] = strings.TrimSpace(text)
	}
	return said, err
}

// outcome is what a run left behind: its exit status, output and errors as text, and its memory at the most, in bytes.
type outcome struct {
	text   string
	memory int64
}

// run runs a case with an interpreter in a folder of its own.
func (c *badCase) run(command []string) (o outcome, err error) {
	dir, err := os.MkdirTemp("", "badinput-")
	if err != nil {
		return o, err
	}
	defer os.RemoveAll(dir)
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return o, err
	}
	if err := c.lay(dir); err != nil {
		return o, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), timeLimit)
	defer cancel()
	args := c.args
	if args == nil {
		args = []string{c.file()}
	}
	cmd := exec.CommandContext(ctx, command[0], append(command[1:len(command):len(command)], args...)...)
	var stdout, stderr bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &stdout, &stderr
	cmd.Env = []string{"LC_ALL=C.UTF-8", "PYTHONIOENCODING=utf-8", "PYTHONDONTWRITEBYTECODE=1"}
	if c.stdin {
		cmd.Stdin = bytes.NewReader(c.source())
	}
	err = cmd.Run()
	var exit *exec.ExitError
	if ctx.Err() != nil {
		return o, ctx.Err()
	} else if err != nil && !errors.As(err, &exit) {
		return o, err
	}
	mask := strings.NewReplacer("usage: minipy", "usage: python", "`minipy -h", "`python -h", dir+string(filepath.Separator), "", dir, ".", command[0], "python")
	o.text = strings.TrimSpace(fmt.Sprintf("exit %d\n%s%s", cmd.ProcessState.ExitCode(), section("stdout", mask.Replace(stdout.String())),
		section("stderr", mask.Replace(stderr.String()))))
	o.memory = peakMemory(cmd.ProcessState)
	return o, nil
}

// lay puts the case's file into the folder.
func (c *badCase) lay(dir string) error {
	switch {
	case c.folder:
		return os.Mkdir(filepath.Join(dir, c.file()), 0o755)
	case c.source == nil || c.stdin:
		return nil
	}
	return os.WriteFile(filepath.Join(dir, c.file()), c.source(), 0o644)
}

// section is a text with a head, cut in the middle if it is long.
func section(head, text string) string {
	if text == "" {
		return ""
	}
	text = strings.ToValidUTF8(text, "\ufffd")
	if len(text) > 3*headTail {
		text = fmt.Sprintf("%s\n… %d bytes …\n%s", strings.ToValidUTF8(text[:headTail], ""), len(text),
			strings.ToValidUTF8(text[len(text)-headTail:], ""))
	}
	return "--- " + head + "\n" + text
}
