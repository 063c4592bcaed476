package minipy

import (
	"context"
	"strings"

	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/modules/sysmod"
	"github.com/minipy-go/minipy/object"
)

// A LineReader reads a line of input after showing a prompt; the line keeps its newline.
type LineReader func(prompt string) (line string, err error)

// Interact runs the interactive prompt until the input ends or the script exits, and
// returns the exit status.
func (i *Interp) Interact(ctx context.Context, read LineReader) int {
	if err := i.enter(ctx); err != nil {
		i.t.WriteErr(err.Error() + "\n")
		return 1
	}
	defer i.leave(nil)
	sysmod.SetPrompts(i.t)
	for {
		text, err := i.readStatement(read)
		if strings.TrimSpace(text) == "" {
			if err != nil {
				return 0
			}
			continue
		}
		if exit, status := i.runStatement(text); exit {
			return status
		}
		if err != nil {
			return 0
		}
	}
}

// readStatement reads lines until they are a whole statement.
func (i *Interp) readStatement(read LineReader) (text string, err error) {
	prompt := "ps1"
	for {
		line, err := read(sysmod.Prompt(i.t, prompt))
		text += line
		if err != nil {
			return text, err
		}
		if t := strings.TrimSpace(text); t == "" || strings.HasPrefix(t, "#") && !strings.Contains(t, "\n") {
			return "", nil
		}
		if !incomplete(text, strings.TrimSpace(line) == "") {
			return text, nil
		}
		prompt = "ps2"
	}
}

// incomplete reports whether more lines are needed: a compound statement goes on until
// an empty line.
func incomplete(text string, blank bool) bool {
	_, err := compileSource("<stdin>", []byte(text), source{mode: "single", text: true})
	if err != nil {
		return err.Incomplete
	}
	if blank {
		return false
	}
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	last := lines[len(lines)-1]
	first := strings.TrimSpace(lines[0])
	return len(lines) > 1 && (strings.HasPrefix(last, " ") || strings.HasPrefix(last, "\t")) && strings.Contains(text, ":") ||
		len(lines) == 1 && compound(first)
}

// compound reports whether a one-line statement could go on on the next line.
func compound(line string) bool {
	if strings.HasPrefix(line, "@") {
		return true
	}
	word, _, _ := strings.Cut(strings.ReplaceAll(strings.ReplaceAll(line, ":", " "), "(", " "), " ")
	switch word {
	case "if", "while", "for", "try", "with", "def", "class", "async":
		return true
	}
	return false
}

// runStatement runs one statement; exit: the script asked to leave.
func (i *Interp) runStatement(text string) (exit bool, status int) {
	c, serr := compileSource("<stdin>", []byte(text), i.source(i.t, eval.CompileOptions{Filename: "<stdin>", Mode: "single", Optimize: -1, Text: true}))
	var err error
	if serr != nil {
		err = raiseSyntax(i.t, serr)
	} else {
		err = i.runMain(&Code{c})
	}
	if err == nil {
		i.flush()
		return false, 0
	}
	exit = i.t.ErrIs(err, object.SystemExit)
	status = i.report(err)
	i.flush()
	return exit, status
}
