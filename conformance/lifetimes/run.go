package main

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

//go:embed prelude.py
var preludeSource []byte

//go:embed driver.py
var driverSource []byte

// How long a batch may take, which takes a second; and a part of one, while a program is reduced.
const (
	batchLimit  = time.Minute
	reduceLimit = 10 * time.Second
)

// An interpreter runs batches of programs.
type interpreter struct {
	command []string
	env     []string
	census  bool // it is minipy and counts what is alive at the end
}

// A bench is a folder with the driver.
type bench struct {
	dir   string
	limit time.Duration // of a batch
}

func newBench() (bench, error) {
	dir, err := os.MkdirTemp("", "lifetimes-")
	if err != nil {
		return bench{}, err
	}
	b := bench{dir, batchLimit}
	if err = os.WriteFile(b.file("prelude.py"), preludeSource, 0o644); err == nil {
		err = os.WriteFile(b.file("driver.py"), driverSource, 0o644)
	}
	return b, err
}

func (b bench) file(name string) string { return filepath.Join(b.dir, name) }

func (b bench) close() { os.RemoveAll(b.dir) }

// run gives the log of each program. One that ends the process has the end of its standard error as its log. The
// last program runs as __main__ if last is set, so that what it leaves behind dies at exit.
func (b bench) run(in interpreter, name string, programs []string, last bool) ([]string, error) {
	logs := make([]string, 0, len(programs))
	for len(logs) < len(programs) {
		got, trouble, err := b.once(in, name, programs[len(logs):], last)
		if err != nil {
			return nil, err
		}
		logs = append(logs, got...)
		switch {
		case len(logs) < len(programs):
			logs = append(logs, "crashed: "+trouble)
		case trouble != "" && len(logs) > 0:
			logs[len(logs)-1] += "trouble: " + trouble + "\n"
		}
	}
	return logs, nil
}

const (
	separator = "#== "
	noObjects = "minipy: live objects: 0\n"
)

// once runs one process; trouble is what it left behind if it did not end well.
func (b bench) once(in interpreter, name string, programs []string, last bool) (logs []string, trouble string, err error) {
	var text strings.Builder
	for i, p := range programs {
		mark := separator
		if last && i == len(programs)-1 {
			mark = "#!! "
		}
		fmt.Fprintf(&text, "%s%d\n%s", mark, i, p)
	}
	file := b.file(name + ".txt")
	if err := os.WriteFile(file, []byte(text.String()), 0o644); err != nil {
		return nil, "", err
	}
	ctx, cancel := context.WithTimeout(context.Background(), b.limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, in.command[0], append(in.command[1:len(in.command):len(in.command)], b.file("driver.py"), file, b.file("prelude.py"))...)
	var stdout, stderr bytes.Buffer
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = b.dir, in.env, &stdout, &stderr
	runErr := cmd.Run()
	parts := strings.Split("\n"+stdout.String(), "\n"+separator)
	for i, p := range parts[1:] {
		_, log, _ := strings.Cut(p, "\n")
		if i < len(parts)-2 {
			log += "\n" // which was cut off with the separator
		}
		logs = append(logs, log)
	}
	switch errText := stderr.String(); {
	case ctx.Err() != nil:
		trouble = "took too long"
	case runErr != nil && runErr.Error() == "exit status 1" && len(logs) == len(programs) && last && (!in.census || strings.Contains(errText, noObjects)):
		logs[len(logs)-1] += "exit 1\n"
	case runErr != nil:
		trouble = runErr.Error() + "\n" + clip(errText)
	case in.census && !strings.Contains(errText, noObjects):
		trouble = clip(errText)
	}
	return logs, trouble, nil
}

// clip is the middle-sized end that matters of a long report: its start.
func clip(s string) string {
	const most = 3000
	if len(s) > most {
		s = s[:most] + "…"
	}
	return s
}
