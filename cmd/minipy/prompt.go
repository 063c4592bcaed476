package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/minipy-go/minipy"
	"github.com/peterh/liner"
	"golang.org/x/term"
)

// prompt talks to a person, or to a program that pretends to be one.
func (c *command) prompt(ctx context.Context, in *minipy.Interp) int {
	if c.flags.Quiet == 0 {
		fmt.Fprintln(os.Stderr, "Python 3.10.13 (minipy)\nType \"help\" or \"copyright\" for more information.")
	}
	if term.IsTerminal(int(os.Stdin.Fd())) && term.IsTerminal(int(os.Stdout.Fd())) {
		return edited(ctx, in)
	}
	r := bufio.NewReader(os.Stdin)
	status := in.Interact(ctx, func(p string) (string, error) {
		fmt.Fprint(os.Stderr, p)
		line, err := r.ReadString('\n')
		if line != "" && line[len(line)-1] != '\n' {
			line += "\n"
		}
		return line, err
	})
	fmt.Fprintln(os.Stderr)
	return status
}

// edited reads lines with an editor and a history.
func edited(ctx context.Context, in *minipy.Interp) int {
	ed := liner.NewLiner()
	defer ed.Close()
	ed.SetCtrlCAborts(true)
	ed.SetMultiLineMode(true)
	return in.Interact(ctx, func(p string) (string, error) {
		for {
			line, err := ed.Prompt(p)
			switch {
			case errors.Is(err, liner.ErrPromptAborted):
				fmt.Fprintln(os.Stderr, "KeyboardInterrupt")
				continue
			case err != nil:
				fmt.Fprintln(os.Stderr)
				return "", io.EOF
			}
			if line != "" {
				ed.AppendHistory(line)
			}
			return line + "\n", nil
		}
	})
}
