package eval

import (
	"strings"
	"unicode/utf8"

	"github.com/minipy-go/minipy/object"
)

// place is where a syntax error says that it is.
type place struct{ line, offset, endLine, end int }

// syntaxPlace reads the numbers of a syntax error; false if one of them is none: the error then prints like any
// other. As in CPython, the end counts for SyntaxError itself only, so that its subclasses show one caret.
func syntaxPlace(e *object.Exception) (p place, ok bool) {
	if orNone(e.Extra(object.SyntaxLine)) == object.None {
		return p, false
	}
	p.end = -1
	ok = placeNumber(e, object.SyntaxLine, &p.line) && placeNumber(e, object.SyntaxOffset, &p.offset)
	if ok && e.Typ == object.SyntaxError {
		ok = placeNumber(e, object.SyntaxEndLine, &p.endLine) && placeNumber(e, object.SyntaxEndOffset, &p.end)
	}
	return p, ok
}

func placeNumber(e *object.Exception, field int, to *int) bool {
	v := orNone(e.Extra(field))
	if v == object.None {
		*to = -1
		return true
	}
	n, ok := object.IntValue(v)
	*to = int(n)
	return ok
}

// format writes where a syntax error is: the line and carets under it. False: the text cannot be shown, and CPython
// writes nothing behind it.
func (p place) format(t *Thread, sb *strings.Builder, e *object.Exception) bool {
	file := "<string>"
	if f := orNone(e.Extra(object.SyntaxFile)); f != object.None {
		s, err := t.StrString(f)
		if err != nil {
			t.Discard(err)
		} else {
			file = s
		}
	}
	sb.WriteString("  File \"" + file + "\", line " + itoa(p.line) + "\n")
	text := orNone(e.Extra(object.SyntaxText))
	if text == object.None {
		return true
	}
	if !text.IsStr() || !utf8.ValidString(text.String()) {
		sb.WriteByte('\n')
		return false
	}
	p.carets(sb, text.String())
	return true
}

// carets writes the text and the carets. CPython counts the offsets in characters and the text's length in bytes.
func (p place) carets(sb *strings.Builder, text string) {
	if p.endLine > p.line {
		p.end = len(text)
	}
	carets := max(min(p.end, len(text)+1)-p.offset, 1)
	trimmed := strings.TrimLeft(text, " \t\f")
	offset := p.offset - 1 - (len(text) - len(trimmed))
	offset = min(offset, len(strings.TrimSuffix(trimmed, "\n")))
	for {
		n := strings.IndexByte(trimmed, '\n')
		if n < 0 || n >= offset {
			break
		}
		trimmed, offset = trimmed[n+1:], offset-n-1
	}
	sb.WriteString("    " + trimmed)
	if !strings.HasSuffix(trimmed, "\n") {
		sb.WriteByte('\n')
	}
	if offset >= 0 {
		sb.WriteString(strings.Repeat(" ", 4+offset) + strings.Repeat("^", carets) + "\n")
	}
}

const cLine = 999 // bytes of a line that CPython reads at once

// FileLine is a line of a file as a SyntaxError shows it: of a long one, like CPython, the last of the pieces in which
// it is read. ok: there is such a line.
func FileLine(t *Thread, file string, n int) (line string, ok bool) {
	in := t.In.Eval.(*Interp)
	if in.Host.ReadFile == nil || strings.HasPrefix(file, "<") || n < 1 {
		return "", false
	}
	b, err := in.Host.ReadFile(file)
	if err != nil {
		return "", false
	}
	text, err := in.Host.Text(t, b)
	if err != nil {
		t.Discard(err)
		text = ReplaceInvalid(t, b)
	}
	for line := range strings.Lines(text) {
		if n--; n == 0 {
			return ReplaceInvalid(t, []byte(line[(len(line)-1)/cLine*cLine:])), true
		}
	}
	return "", false
}

// ReplaceInvalid decodes UTF-8 with the error handler replace, as source text is shown.
func ReplaceInvalid(t *Thread, b []byte) string {
	v, err := t.DecodeBytes(b, "utf-8", "replace")
	if err != nil {
		t.Discard(err)
		return ""
	}
	defer t.Unref(v)
	return v.String()
}
