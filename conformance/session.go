package conformance

import (
	"fmt"
	"strings"
)

const (
	ps1 = ">>> "
	ps2 = "... "
)

// Session is a talk with the interactive prompt. In its file a line that starts with a prompt was typed, a line
// that starts with "# " is a remark to the reader, and every other line was answered.
type Session struct {
	lines []sessionLine
}

type sessionLine struct {
	prompt string // "" for an answer or a remark
	text   string
}

// ParseSession reads a transcript.
func ParseSession(transcript string) Session {
	var s Session
	for _, l := range strings.Split(strings.TrimSuffix(transcript, "\n"), "\n") {
		line := sessionLine{text: l}
		for _, p := range []string{ps1, ps2} {
			if text, typed := strings.CutPrefix(l+" ", p); typed {
				line = sessionLine{p, strings.TrimSuffix(text, " ")}
			}
		}
		s.lines = append(s.lines, line)
	}
	return s
}

// Input is what was typed.
func (s Session) Input() string {
	var b strings.Builder
	for _, l := range s.lines {
		if l.prompt != "" {
			b.WriteString(l.text + "\n")
		}
	}
	return b.String()
}

// Echo writes the transcript anew from the output of a prompt that was fed Input. A prompt that reads from a pipe
// shows no typed line, so Echo puts each one behind its prompt.
func (s Session) Echo(output string) (string, error) {
	var b strings.Builder
	for _, l := range s.lines {
		if l.prompt == "" {
			if strings.HasPrefix(l.text, "# ") {
				b.WriteString(l.text + "\n")
			}
			continue
		}
		p := ps1
		if strings.HasPrefix(output, ps2) {
			p = ps2
		} else if !strings.HasPrefix(output, ps1) {
			return b.String(), fmt.Errorf("no prompt for %q: %.60q follows", l.text, output)
		}
		output = output[len(p):]
		b.WriteString(strings.TrimSuffix(p+l.text, " ") + "\n")
		for output != "" && !strings.HasPrefix(output, ps1) && !strings.HasPrefix(output, ps2) {
			answer, rest, _ := strings.Cut(output, "\n")
			b.WriteString(answer + "\n")
			output = rest
		}
	}
	if strings.TrimSpace(output) != strings.TrimSpace(ps1) {
		return b.String(), fmt.Errorf("after the last line: %.60q", output)
	}
	return b.String(), nil
}
