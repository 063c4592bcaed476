package builtinsmod

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/minipy-go/minipy/object"
)

// Functions about text, input and output.

func repr(t *thread, _ value, a []value) (value, error) { return t.Repr(a[0]) }

func ascii(t *thread, _ value, a []value) (value, error) {
	v, err := t.Repr(a[0])
	if err != nil {
		return value{}, err
	}
	s, _ := object.AsStr(v)
	if s.ASCII() {
		return v, nil
	}
	var b strings.Builder
	for rest := s.S; rest != ""; {
		r, n := object.DecodePoint(rest)
		rest = rest[n:]
		switch {
		case r < 0x80:
			b.WriteByte(byte(r))
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	t.Unref(v)
	return t.NewStr(b.String()), nil
}

func format(t *thread, _ value, a []value) (value, error) {
	spec := a[1]
	if spec.IsNil() {
		spec = t.NewStr("")
		defer t.Unref(spec)
	} else if !spec.IsStr() {
		return value{}, t.TypeErr("format() argument 2 must be str, not %s", spec.Type().Name)
	}
	return t.Format(a[0], spec)
}

// sysAttr gives an attribute of the module sys. It is absent where it is not there, and
// found is false while there is no module sys at all.
func sysAttr(t *thread, name string) (v value, found bool) {
	return t.PeekSys(name).XRef(), t.In.SysDict != nil
}

func print_(t *thread, _ value, a object.Args) (value, error) {
	if err := t.MaxKw("print", a, 4); err != nil {
		return value{}, err
	}
	var sep, end, file, flush value
	for i, k := range a.KwNames() {
		v := a.Kw()[i]
		switch name := k.String(); name {
		case "sep":
			sep = v
		case "end":
			end = v
		case "file":
			file = v
		case "flush":
			flush = v
		default:
			return value{}, t.TypeErr("'%s' is an invalid keyword argument for print()", name)
		}
	}
	if file.IsNil() || file == object.None {
		v, found := sysAttr(t, "stdout")
		switch {
		case !found:
			file = value{}
		case v.IsNil():
			return value{}, t.Raise(object.RuntimeError, "lost sys.stdout")
		case v == object.None:
			return object.None, nil
		default:
			file = v
			defer t.Unref(v)
		}
	}
	sepText, err := separator(t, "sep", sep, " ")
	if err != nil {
		return value{}, err
	}
	endText, err := separator(t, "end", end, "\n")
	if err != nil {
		return value{}, err
	}
	if err := printTo(t, file, a.Pos, sepText, endText); err != nil {
		return value{}, err
	}
	return object.None, flushIf(t, file, flush)
}

func separator(t *thread, name string, v value, dflt string) (string, error) {
	if v.IsNil() || v == object.None {
		return dflt, nil
	}
	if !v.IsStr() {
		return "", t.TypeErr("%s must be None or a string, not %s", name, v.Type().Name)
	}
	return v.String(), nil
}

// printTo writes the values. A native file takes them as one text, where no code of
// the script can look in between; any other is called once for each piece.
func printTo(t *thread, file value, values []value, sep, end string) error {
	if !file.IsNil() && file.Type().Slots.WriteText == nil {
		return printPieces(t, file, values, sep, end)
	}
	var buf [256]byte
	text := buf[:0]
	for i, v := range values {
		if i > 0 {
			text = append(text, sep...)
		}
		switch {
		case v.Type() == object.StrType:
			text = append(text, v.String()...)
			continue
		case v.IsInt():
			text = strconv.AppendInt(text, v.Int(), 10)
			continue
		case len(text) > 0 && !v.IsFloat():
			if err := writeNative(t, file, text); err != nil {
				return err
			}
			text = text[:0]
		}
		s, err := t.StrString(v)
		if err != nil {
			return err
		}
		text = append(text, s...)
	}
	return writeNative(t, file, append(text, end...))
}

// writeNative writes to a native text file, or to the interpreter's output if file is absent.
func writeNative(t *thread, file value, text []byte) error {
	if !file.IsNil() {
		return file.Type().Slots.WriteText(t, file, string(text))
	}
	if t.In.Stdout == nil {
		return nil
	}
	if _, err := t.In.Stdout.Write(text); err != nil {
		return t.Raise(object.OSError, "%s", err.Error())
	}
	return nil
}

// printPieces writes the values by calling the file's method write.
func printPieces(t *thread, file value, values []value, sep, end string) error {
	for i, v := range values {
		if i > 0 {
			if err := writeStr(t, file, sep); err != nil {
				return err
			}
		}
		write, err := t.GetAttrS(file, "write")
		if err != nil {
			return err
		}
		s, err := t.Str(v)
		if err == nil {
			err = callDrop(t, write, s)
			t.Unref(s)
		}
		t.Unref(write)
		if err != nil {
			return err
		}
	}
	return writeStr(t, file, end)
}

func writeStr(t *thread, file value, text string) error {
	write, err := t.GetAttrS(file, "write")
	if err != nil {
		return err
	}
	s := t.NewStr(text)
	err = callDrop(t, write, s)
	t.Unref(s)
	t.Unref(write)
	return err
}

// callDrop calls f and drops the result.
func callDrop(t *thread, f value, args ...value) error {
	r, err := t.Call(f, args...)
	if err == nil {
		t.Unref(r)
	}
	return err
}

func flushIf(t *thread, file, flush value) error {
	if flush.IsNil() || flush == object.False || file.IsNil() {
		return nil
	}
	ok, err := t.Truth(flush)
	if err != nil || !ok {
		return err
	}
	r, err := t.CallMethod(file, "flush")
	if err == nil {
		t.Unref(r)
	}
	return err
}

func input(t *thread, _ value, a []value) (value, error) {
	out, found := sysAttr(t, "stdout")
	if out.IsNil() && found {
		return value{}, t.Raise(object.RuntimeError, "input(): lost sys.stdout")
	}
	if !out.IsNil() {
		defer t.Unref(out)
	}
	in, _ := sysAttr(t, "stdin")
	if in.IsNil() {
		return value{}, t.Raise(object.RuntimeError, "input(): lost sys.stdin")
	}
	defer t.Unref(in)
	if !a[0].IsNil() {
		if err := printTo(t, out, a[:1], "", ""); err != nil {
			return value{}, err
		}
	}
	if !out.IsNil() {
		if err := flushIf(t, out, object.True); err != nil {
			t.Discard(err)
		}
	}
	line, err := t.CallMethod(in, "readline")
	if err != nil {
		return value{}, err
	}
	if !line.IsStr() {
		err := t.TypeErr("object.readline() returned non-string")
		t.Unref(line)
		return value{}, err
	}
	text := line.String()
	t.Unref(line)
	if text == "" {
		return value{}, t.Raise(object.EOFError, "EOF when reading a line")
	}
	return t.NewStr(strings.TrimSuffix(text, "\n")), nil
}

// open is io.open.
func open(t *thread, _ value, a object.Args) (value, error) {
	if t.In.Importer == nil {
		return value{}, t.Raise(object.ImportError, "No module named 'io'")
	}
	io, err := t.In.Importer(t, "io")
	if err != nil {
		return value{}, err
	}
	f, err := t.GetAttrS(io, "open")
	t.Unref(io)
	if err != nil {
		return value{}, err
	}
	r, err := t.CallArgs(f, a)
	t.Unref(f)
	return r, err
}

func breakpoint(t *thread, _ value, a object.Args) (value, error) {
	hook, _ := sysAttr(t, "breakpointhook")
	if hook.IsNil() {
		return value{}, t.Raise(object.RuntimeError, "lost sys.breakpointhook")
	}
	r, err := t.CallArgs(hook, a)
	t.Unref(hook)
	return r, err
}
