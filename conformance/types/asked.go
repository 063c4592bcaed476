package main

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

//go:embed driver.py
var driver string

// A python is an interpreter that answers runs, one after the other.
type python struct {
	command []string
	env     []string
	limit   time.Duration // for one run
	cmd     *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	script  string
	said    strings.Builder // on standard error
}

func newPython(command []string, script string, limit time.Duration) *python {
	env := append(os.Environ(), "PYTHONHASHSEED=1", "PYTHONDONTWRITEBYTECODE=1", "PYTHONIOENCODING=utf-8", "LC_ALL=C.UTF-8")
	return &python{command: command, env: env, limit: limit, script: script}
}

// writeDriver writes the driver's text where interpreters can read it.
func writeDriver(dir string) (string, error) {
	path := dir + string(os.PathSeparator) + "driver.py"
	return path, os.WriteFile(path, []byte(driver), 0o600)
}

func (p *python) start() error {
	p.said.Reset()
	p.cmd = exec.Command(p.command[0], append(p.command[1:len(p.command):len(p.command)], "-W", "ignore", p.script)...)
	p.cmd.Env, p.cmd.Stderr = p.env, &p.said
	var err error
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		return err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	p.out = bufio.NewReaderSize(out, 1<<16)
	return p.cmd.Start()
}

// ask gives the answers of a run, a line for each operation. An interpreter that dies or hangs answers with what it
// said last, and is started anew for the next run.
func (p *python) ask(r run) ([]string, error) {
	if p.cmd == nil {
		if err := p.start(); err != nil {
			return nil, err
		}
	}
	go io.WriteString(p.in, r.String()) // an error of writing shows as an end of reading
	late := time.AfterFunc(p.limit, func() { p.cmd.Process.Kill() })
	var answers []string
	for range r.operations {
		line, err := p.out.ReadString('\n')
		if err != nil {
			p.end()
			answers = append(answers, fmt.Sprintf("%s %v\n%s", noAnswer, p.cmd.ProcessState, tail(p.said.String())))
			p.cmd = nil
			late.Stop()
			return answers, nil
		}
		answers = append(answers, strings.TrimSuffix(line, "\n"))
	}
	late.Stop()
	return answers, nil
}

// end closes the interpreter and gives what it wrote to standard error.
func (p *python) end() string {
	if p.cmd == nil {
		return ""
	}
	p.in.Close()
	io.Copy(io.Discard, p.out)
	_ = p.cmd.Wait() // how it ended stands in ProcessState
	return p.said.String()
}

const (
	noAnswer  = "(no answer)"
	lastWords = 1500 // enough for the head of a traceback
)

func tail(text string) string {
	if len(text) > lastWords {
		return text[:lastWords]
	}
	return text
}
