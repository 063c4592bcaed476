package parser

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

const bom = "\ufeff"

// Text decodes the bytes of a source file as it says itself, with \n at the line ends. It
// fails where Parse would because of the encoding.
func Text(src []byte, decoder Decoder) (string, error) {
	return decode("", src, &Options{Decode: decoder})
}

// decode turns the bytes of a file into text in UTF-8 with \n at the line ends. Bytes
// that are no UTF-8 stay if they claim to be: CPython objects to them only where they
// are in a token.
func decode(filename string, src []byte, opts *Options) (string, error) {
	if opts.Script && bytes.IndexByte(src, 0) >= 0 {
		src = cutNULs(src)
	}
	if opts.Script && !utf8.Valid(src) && cookie(string(src)) == "" && !bytes.HasPrefix(src, []byte(bom)) {
		if err := notUTF8(filename, strings.ReplaceAll(string(src), "\r\n", "\n")); err != nil {
			return "", err
		}
	}
	if bytes.IndexByte(src, 0) >= 0 {
		return "", &SyntaxError{Kind: "ValueError", Msg: "source code string cannot contain null bytes", File: filename}
	}
	text, hasBOM := strings.CutPrefix(string(src), bom)
	text = oneNewline(text)
	if name := cookie(text); !opts.Text && name != "" && name != "utf-8" {
		return recode(filename, name, text, hasBOM, opts)
	}
	return text, nil
}

// oneNewline makes all line ends \n.
func oneNewline(text string) string {
	if strings.IndexByte(text, '\r') >= 0 {
		text = strings.ReplaceAll(text, "\r\n", "\n")
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	return text
}

// cutNULs does what CPython does when it reads a script by lines of C: a line ends for it at a NUL, and the next one
// follows immediately.
func cutNULs(src []byte) []byte {
	var out []byte
	src = bytes.ReplaceAll(bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	for line := range bytes.Lines(src) {
		text, _, _ := bytes.Cut(line, []byte{0})
		out = append(out, text...)
	}
	return out
}

// recode decodes a file by the name in its coding cookie.
func recode(filename, name, text string, hasBOM bool, opts *Options) (string, error) {
	fail := &SyntaxError{Kind: "SyntaxError", File: filename, Col: -1, NoText: true, NoPlace: opts.Script}
	if hasBOM {
		fail.Msg = "encoding problem: " + name + " with BOM"
		return "", fail
	}
	var head string
	if opts.Script {
		head, text = afterCookie(text)
	}
	out, err := decodeAs(name, text, opts.Decode)
	if opts.Script && marked(name) {
		err = &DecodeError{Msg: "no byte order mark where CPython begins to decode"}
	}
	if err == nil {
		if !opts.Script {
			return out, nil
		}
		_, out, _ = strings.Cut(oneNewline(out), "\n")
		return strings.ToValidUTF8(head, "?") + "\n" + out, nil
	}
	var bad *DecodeError
	switch isBad := errors.As(err, &bad); {
	case !opts.Script && isBad:
		fail.Msg = bad.Msg
	case !opts.Script:
		fail.Cause = err
	case isBad && bad.At >= readAtOnce:
		at := bad.At / readAtOnce * readAtOnce
		if _, err = decodeAs(name, text[at:min(at+readAtOnce, len(text))], opts.Decode); err != nil {
			errors.As(err, &bad)
		}
		lines := strings.SplitAfter(head+text[:at], "\n")
		fail.Msg, fail.Text = "(unicode error) "+bad.Msg, lines[max(len(lines)-2, 0)]
		fail.NoPlace, fail.NoText, fail.Line = false, false, len(lines)-1
	default:
		fail.Msg = "encoding problem: " + name
	}
	return "", fail
}

// marked tells whether a text in that encoding begins with a byte order mark.
func marked(name string) bool {
	switch strings.NewReplacer("-", "", "_", "").Replace(strings.ToLower(name)) {
	case "utf16", "utf32", "u16", "u32":
		return true
	}
	return false
}

// readAtOnce is how much of a script CPython decodes in one go.
const readAtOnce = 8192

// afterCookie cuts a text before the newline that ends the line of the coding cookie: CPython, running a script, begins
// to decode there, and drops the first line of what comes out.
func afterCookie(text string) (head, rest string) {
	n := strings.IndexByte(text, '\n')
	if codingSpec(strings.TrimLeft(text[:max(n, 0)], " \t\f")) == "" && n >= 0 {
		n = len(text[:n+1]) + strings.IndexByte(text[n+1:]+"\n", '\n')
	}
	if n < 0 || n == len(text) {
		return text, "\n"
	}
	return text[:n], text[n:]
}

// notUTF8 is what CPython says about a script in an encoding that it does not declare.
// It counts one line too many. Surrogates and overlong characters are another matter.
func notUTF8(filename, text string) error {
	i := 0
	for n := 1; n > 0; i += n {
		if i == len(text) {
			return nil
		}
		if n = characterLength(text[i:]); n == 0 {
			break
		}
	}
	line := strings.Count(text[:i], "\n") + 2
	return &SyntaxError{Kind: "SyntaxError", File: filename, NoPlace: true, Msg: fmt.Sprintf(
		"Non-UTF-8 code starting with '\\x%02x' in file %s on line %d, but no encoding declared; "+
			"see https://python.org/dev/peps/pep-0263/ for details", text[i], filename, line)}
}

// characterLength is how many bytes seem to be a character in UTF-8, 0 if none do.
func characterLength(s string) int {
	n := 1
	switch c := s[0]; {
	case c < 0x80:
		return 1
	case c < 0xC0 || c >= 0xF8:
		return 0
	case c >= 0xF0:
		n = 4
	case c >= 0xE0:
		n = 3
	default:
		n = 2
	}
	for i := 1; i < n; i++ {
		if i >= len(s) || s[i]&0xC0 != 0x80 {
			return 0
		}
	}
	return n
}

// invalidByte is the offset of the first byte that is no UTF-8.
func invalidByte(s string) int {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return i
			}
		}
	}
	return len(s)
}

// cookie finds the coding declaration in one of the first two lines. The second
// counts only if there is nothing but a comment in the first.
func cookie(text string) string {
	for range 2 {
		line, rest, _ := strings.Cut(text, "\n")
		trimmed := strings.TrimLeft(line, " \t\f")
		if name := codingSpec(trimmed); name != "" {
			return name
		}
		if trimmed = strings.TrimRight(trimmed, "\r"); trimmed != "" && trimmed[0] != '#' {
			return ""
		}
		text = rest
	}
	return ""
}

// codingSpec reads the name after "coding:" or "coding=" in a comment.
func codingSpec(line string) string {
	if !strings.HasPrefix(line, "#") {
		return ""
	}
	for {
		i := strings.Index(line, "coding")
		if i < 0 {
			return ""
		}
		line = line[i+len("coding"):]
		if line == "" || line[0] != ':' && line[0] != '=' {
			continue
		}
		name := strings.TrimLeft(line[1:], " \t")
		n := 0
		for n < len(name) && (class[name[n]]&(idStart|idDigit) != 0 || name[n] == '-' || name[n] == '.') {
			n++
		}
		if n > 0 {
			return normalName(name[:n])
		}
	}
}

// normalName gives the two most common encodings one name, as CPython does.
func normalName(name string) string {
	low := strings.ReplaceAll(strings.ToLower(name[:min(len(name), 12)]), "_", "-")
	if low == "utf-8" || strings.HasPrefix(low, "utf-8-") {
		return "utf-8"
	}
	for _, latin := range [...]string{"latin-1", "iso-8859-1", "iso-latin-1"} {
		if low == latin || strings.HasPrefix(low, latin+"-") {
			return "iso-8859-1"
		}
	}
	return name
}

// utf8Error is what CPython says about the first fault in s, as far as it gets.
func utf8Error(s string) string {
	i := invalidByte(s)
	n, reason := faultAt(s[i:])
	if n == 1 {
		return fmt.Sprintf("'utf-8' codec can't decode byte 0x%02x in position %d: %s", s[i], i, reason)
	}
	return fmt.Sprintf("'utf-8' codec can't decode bytes in position %d-%d: %s", i, i+n-1, reason)
}

// faultAt tells how many bytes at the beginning of s are wrong together, and why.
func faultAt(s string) (int, string) {
	need := 0
	switch c := s[0]; {
	case c >= 0xC2 && c <= 0xDF:
		need = 2
	case c >= 0xE0 && c <= 0xEF:
		need = 3
	case c >= 0xF0 && c <= 0xF4:
		need = 4
	default:
		return 1, "invalid start byte"
	}
	for n := 1; n < need; n++ {
		if n >= len(s) {
			return n, "unexpected end of data"
		}
		if c := s[n]; c&0xC0 != 0x80 || n == 1 && !secondByte(s[0], c) {
			return n, "invalid continuation byte"
		}
	}
	return need, "invalid continuation byte"
}

// secondByte tells whether c may follow the first byte of a sequence: not where the
// character would be too small for its length, a surrogate, or too large.
func secondByte(first, c byte) bool {
	switch first {
	case 0xE0:
		return c >= 0xA0
	case 0xED:
		return c < 0xA0
	case 0xF0:
		return c >= 0x90
	case 0xF4:
		return c < 0x90
	}
	return true
}
