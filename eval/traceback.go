package eval

import (
	"bytes"
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/minipy-go/minipy/object"
)

const (
	causeText   = "\nThe above exception was the direct cause of the following exception:\n\n"
	contextText = "\nDuring handling of the above exception, another exception occurred:\n\n"
)

// FormatException words an exception as CPython prints it when nobody catches it.
func FormatException(t *Thread, exc Value) string {
	var sb strings.Builder
	formatChain(t, &sb, exc, map[*Header]bool{})
	return sb.String()
}

func formatChain(t *Thread, sb *strings.Builder, exc Value, seen map[*Header]bool) {
	seen[exc.O] = true
	e, ok := object.AsException(exc)
	if !ok {
		return
	}
	if c := e.Cause(); c.O != nil {
		if !seen[c.O] {
			formatChain(t, sb, c, seen)
			sb.WriteString(causeText)
		}
	} else if c := e.Context(); c.O != nil && !e.SuppressContext() && !seen[c.O] {
		formatChain(t, sb, c, seen)
		sb.WriteString(contextText)
	}
	if e.Traceback().O != nil {
		formatTraceback(t, sb, e.Traceback())
	}
	formatOnly(t, sb, e)
}

// FormatTraceback words a traceback, heading included; "" if there is none.
func FormatTraceback(t *Thread, tb Value) string {
	if tb.O == nil || tb.O.Typ != TracebackType {
		return ""
	}
	var sb strings.Builder
	formatTraceback(t, &sb, tb)
	return sb.String()
}

// VisitTraceback visits the entries of a traceback, the outermost call first.
func VisitTraceback(tb Value, visit func(file string, line int, function string)) {
	for tb.O != nil && tb.O.Typ == TracebackType {
		e := object.As[Traceback](tb)
		c := e.frame.code.C
		visit(c.Filename, e.line, c.Name)
		tb = e.next
	}
}

// TraceHere gives exc, which has no traceback, one of the running frame alone.
func TraceHere(t *Thread, exc *object.Exception) {
	if vm := vmOf(t); vm.hasFrame() && exc.Traceback().O == nil {
		vm.addTraceback(exc, vm.fr)
	}
}

// usualLimit is how many entries are shown where sys.tracebacklimit says nothing.
const usualLimit = 1000

// formatTraceback words the last entries, as many as sys.tracebacklimit allows; a call repeated more than three times is
// counted.
func formatTraceback(t *Thread, sb *strings.Builder, tb Value) {
	limit, limited := usualLimit, t.PeekSys("tracebacklimit")
	if limited.O != nil && limited.O.Typ.Flags&object.FlagInt != 0 {
		if n, ok := object.IntValue(limited); ok && n <= 0 {
			return
		} else if ok {
			limit = int(n)
		}
	}
	sb.WriteString("Traceback (most recent call last):\n")
	depth := 0
	for e := tb; e.O != nil && e.O.Typ == TracebackType; e = object.As[Traceback](e).next {
		depth++
	}
	for ; depth > limit; depth-- {
		tb = object.As[Traceback](tb).next
	}
	last, count := "", 0
	flush := func() {
		if count > 3 {
			n := count - 3
			s := "s"
			if n == 1 {
				s = ""
			}
			sb.WriteString("  [Previous line repeated " + itoa(n) + " more time" + s + "]\n")
		}
	}
	for tb.O != nil && tb.O.Typ == TracebackType {
		e := object.As[Traceback](tb)
		c := e.frame.code.C
		head := "  File \"" + c.Filename + "\", line " + itoa(e.line) + ", in " + c.Name + "\n"
		if head != last {
			flush()
			last, count = head, 0
		}
		count++
		if count <= 3 {
			sb.WriteString(head)
			if line := SourceLine(t, c.Filename, e.line); line != "" {
				sb.WriteString("    " + line + "\n")
			}
		}
		tb = e.next
	}
	flush()
}

// SourceLine is a line of a source file without its indentation, "" if there is none.
func SourceLine(t *Thread, file string, n int) string {
	if t.PeekSys("meta_path") == object.None && orNone(t.In.Modules.GetS(t, "__main__")) == object.None {
		return "" // CPython cannot import what reads files any more
	}
	in := t.In.Eval.(*Interp)
	lines, ok := in.importing.lines[file]
	if !ok {
		if in.Host.ReadFile != nil && !strings.HasPrefix(file, "<") {
			if b, err := in.Host.ReadFile(file); err == nil {
				text, err := in.Host.Text(t, b)
				t.Discard(err)
				if err == nil || bytes.IndexByte(b, 0) >= 0 && utf8.Valid(b) {
					lines = strings.Split(cmp.Or(text, string(b)), "\n")
				}
			}
		}
		if in.importing.lines == nil {
			in.importing.lines = map[string][]string{}
		}
		in.importing.lines[file] = lines
	}
	if n < 1 || n > len(lines) {
		return ""
	}
	return strings.Trim(lines[n-1], " \t\f\r")
}

// formatOnly words the exception itself.
func formatOnly(t *Thread, sb *strings.Builder, e *object.Exception) {
	v := e.Value()
	name := t.TypeQualname(e.Typ)
	if mod := t.TypeModule(e.Typ); mod != "builtins" {
		if mod == "" {
			mod = "<unknown>"
		}
		name = mod + "." + name
	}
	if object.IsInstance(v, object.SyntaxError) {
		if p, ok := syntaxPlace(e); ok {
			if !p.format(t, sb, e) {
				return
			}
			if v = orNone(e.Extra(object.SyntaxMsg)); v == object.None {
				sb.WriteString(name + "\n")
				return
			}
		}
	}
	s, err := t.StrString(v)
	if err != nil {
		t.Discard(err)
		s = "<exception str() failed>"
	}
	if s == "" {
		sb.WriteString(name)
	} else {
		sb.WriteString(name + ": " + s)
	}
	sb.WriteString(suggestion(t, e))
	sb.WriteByte('\n')
}
