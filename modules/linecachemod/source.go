package linecachemod

import (
	"bytes"
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// readLines gives the lines of a source file, decoded as the file itself says.
func readLines(t *thread, name value) (value, error) {
	open, err := pylib.From(t, "io", "open")
	if err != nil {
		return value{}, err
	}
	mode := t.NewStr("rb")
	f, err := t.Call(open, name, mode)
	t.Unref(mode)
	t.Unref(open)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(f)
	data, err := t.CallMethod(f, "read")
	if closed, err2 := t.CallMethod(f, "close"); err2 == nil {
		t.Unref(closed)
	} else {
		t.Discard(err2)
	}
	if err != nil {
		return value{}, err
	}
	defer t.Unref(data)
	b, ok := object.AsBytes(data)
	if !ok {
		return value{}, t.TypeErr("read() of a binary file should give bytes, not %s", data.Type().Name)
	}
	text, err := decode(t, b.B)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(text)
	s := strings.ReplaceAll(text.String(), "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	return splitLines(t, s)
}

// decode decodes source: UTF-8, or what a comment in the first two lines names.
func decode(t *thread, b []byte) (value, error) {
	const bom = "\xef\xbb\xbf"
	marked := bytes.HasPrefix(b, []byte(bom))
	b = bytes.TrimPrefix(b, []byte(bom))
	encoding := cookie(b)
	switch {
	case encoding == "":
		encoding = "utf-8"
	case object.CodecName(encoding) == "":
		return value{}, t.Raise(object.SyntaxError, "unknown encoding: %s", encoding)
	case marked && object.CodecName(encoding) != "utf-8":
		return value{}, t.Raise(object.SyntaxError, "encoding problem: utf-8")
	}
	return t.DecodeBytes(b, encoding, "strict")
}

// cookie is the encoding that a comment in the first two lines names, "" if none.
func cookie(b []byte) string {
	for range 2 {
		line, rest, _ := bytes.Cut(b, []byte("\n"))
		text := strings.TrimLeft(string(line), " \t\f")
		if name := coding(text); name != "" {
			return name
		}
		if strings.Trim(text, "\r\n") != "" && text[0] != '#' {
			return ""
		}
		b = rest
	}
	return ""
}

// coding is the name in "# … coding: NAME" or "# … coding=NAME".
func coding(line string) string {
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
		for n < len(name) && (name[n] == '-' || name[n] == '_' || name[n] == '.' || name[n] >= '0' && name[n] <= '9' || name[n]|0x20 >= 'a' && name[n]|0x20 <= 'z') {
			n++
		}
		if n > 0 {
			return name[:n]
		}
	}
}

// sourceLines splits what a loader gave, as str.splitlines does.
func sourceLines(t *thread, s string) (value, error) {
	v := t.NewStr(s)
	defer t.Unref(v)
	list, err := t.CallMethod(v, "splitlines")
	if err != nil {
		return value{}, err
	}
	l, _ := object.AsList(list)
	for i, line := range l.Items {
		l.Items[i] = t.NewStr(line.String() + "\n")
		t.Unref(line)
	}
	return list, nil
}

// splitLines splits s after each end of line; the last line gets one if it has none.
func splitLines(t *thread, s string) (value, error) {
	if err := t.Grow(len(s) * 2); err != nil {
		return value{}, err
	}
	var lines []value
	start := 0
	for i := range len(s) {
		if s[i] == '\n' {
			lines = append(lines, t.NewStr(s[start:i+1]))
			start = i + 1
		}
	}
	if start < len(s) {
		lines = append(lines, t.NewStr(s[start:]+"\n"))
	}
	return t.NewList(lines), nil
}
