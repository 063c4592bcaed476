package main

import (
	"fmt"
	"strings"
)

// record holds the outcomes of CPython: module, id, outcome.
type record map[string]map[string]string

// parseRecord reads what format wrote: a line for each module, below it a line for each test.
func parseRecord(text string) record {
	r := make(record)
	var tests map[string]string
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if rest, ok := strings.CutPrefix(line, "\t"); ok && tests != nil {
			what, id, _ := strings.Cut(rest, " ")
			tests[id] = what
		} else if line != "" {
			tests = make(map[string]string)
			r[line] = tests
		}
	}
	return r
}

func (r record) format() string {
	var b strings.Builder
	for _, module := range sorted(r) {
		b.WriteString(module + "\n")
		for _, id := range sorted(r[module]) {
			b.WriteString("\t" + r[module][id] + " " + id + "\n")
		}
	}
	return b.String()
}

// score is how minipy does in one module, of the tests that CPython passes.
type score struct {
	wanted, passed int
	failing        []string
	exempt         map[string][]string // reason: ids that do not pass
	why            string              // why the process did not end by itself
}

// judge counts: a test of which nothing was heard has failed.
func judge(module string, reference map[string]string, o outcome) score {
	s := score{exempt: make(map[string][]string), why: o.why}
	for _, id := range sorted(reference) {
		if reference[id] != "passed" {
			continue
		}
		reason := exempt(module, id)
		switch {
		case o.tests[id] == "passed":
			s.wanted++
			s.passed++
		case reason != "":
			s.exempt[reason] = append(s.exempt[reason], id)
		default:
			s.wanted++
			s.failing = append(s.failing, id)
		}
	}
	return s
}

// short is the end of a line on the terminal.
func (s score) short() string {
	if len(s.failing) == 0 {
		return ""
	}
	text := ": " + strings.Join(s.failing[:min(4, len(s.failing))], " ")
	if s.why != "" {
		text += " (" + s.why + ")"
	}
	return text
}

func percent(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(part)/float64(whole))
}

// board is the text of the scoreboard.
func board(scores map[string]score) string {
	var totals, tables, failing, apart strings.Builder
	wanted, passed := 0, 0
	for _, f := range families {
		w, p := 0, 0
		fmt.Fprintf(&tables, "\n## %s\n\n| module | CPython passes | minipy passes | |\n| --- | ---: | ---: | ---: |\n", f.name)
		for _, m := range f.names() {
			s, ok := scores[m]
			if !ok {
				fmt.Fprintf(&tables, "| %s | not run | | |\n", m)
				continue
			}
			w, p = w+s.wanted, p+s.passed
			fmt.Fprintf(&tables, "| %s | %d | %d | %s |\n", m, s.wanted, s.passed, percent(s.passed, s.wanted))
			if len(s.failing) > 0 {
				fmt.Fprintf(&failing, "\n### %s\n\n", m)
				if s.why != "" {
					fmt.Fprintf(&failing, "The module did not run to its end: `%s`\n\n", strings.ReplaceAll(s.why, "`", "'"))
				}
				for _, id := range s.failing {
					fmt.Fprintf(&failing, "- `%s`\n", id)
				}
			}
			for _, reason := range sorted(s.exempt) {
				fmt.Fprintf(&apart, "\n%s (%d): %s.\n\n", m, len(s.exempt[reason]), reason)
				for _, id := range s.exempt[reason] {
					fmt.Fprintf(&apart, "- `%s`\n", id)
				}
			}
		}
		fmt.Fprintf(&totals, "| %s | %d | %d | %s |\n", f.name, w, p, percent(p, w))
		wanted, passed = wanted+w, passed+p
	}
	fmt.Fprintf(&totals, "| all | %d | %d | %s |\n", wanted, passed, percent(passed, wanted))
	text := "# Scoreboard\n\nCPython 3.10.13's own tests, unmodified, run by minipy. Written by `go run ./conformance/cpython`.\n" +
		"What counts is a test that CPython passes here; one that minipy skips, or never reaches, has failed.\n\n" +
		"| family | CPython passes | minipy passes | |\n| --- | ---: | ---: | ---: |\n" + totals.String() + tables.String()
	if failing.Len() > 0 {
		text += "\n## Failing\n" + failing.String()
	}
	if apart.Len() > 0 {
		text += "\n## Do not apply\n\nThese are not counted above.\n" + apart.String()
	}
	return text
}
