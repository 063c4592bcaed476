// Package iomod is the io module: files, and streams in memory.
//
// Invariant: a stream that dies open is closed first, so what was written to a file is
// in it as soon as the last reference is gone.
package iomod

import (
	"math"
	"strings"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
	header = object.Header
)

var none = object.None

// Module is the io module.
var Module = object.ModuleSpec{
	Name:  "io",
	Doc:   "The stream classes, and open().",
	Setup: setup,
	Build: func() []object.Decl {
		return append([]object.Decl{
			object.RawFunc(openSig.Signature().Name+openSig.Signature().Text, "Open file and return a stream.  Raise OSError upon failure.", Open),
			object.Func("open_code(path)", "Open a file that holds code, for reading bytes.", openCode),
			object.Func("text_encoding(encoding, stacklevel=2, /)", "Return the encoding to use: \"locale\" for None.", textEncoding),
			object.Attr("DEFAULT_BUFFER_SIZE", object.Int(defaultBuffer)),
			object.Attr("SEEK_SET", object.Int(0)),
			object.Attr("SEEK_CUR", object.Int(1)),
			object.Attr("SEEK_END", object.Int(2)),
			object.Attr("BlockingIOError", object.BlockingIOError.Value()),
			object.Attr("UnsupportedOperation", unsupportedType.Value()),
		}, classDecls()...)
	},
	Lazy: []string{"__all__"},
	Make: func(t *thread, _ *object.Module, _ string) (value, error) {
		return pylib.Names(t, "BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO", "BytesIO", "StringIO",
			"BufferedIOBase", "BufferedReader", "BufferedWriter", "BufferedRWPair", "BufferedRandom", "TextIOBase", "TextIOWrapper",
			"UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END"), nil
	},
}

// BaseModule is the module _io: the same things by the names that CPython's C code gives them.
var BaseModule = object.ModuleSpec{
	Name: "_io",
	Doc:  "The implementation of the io module.",
	Init: func(t *thread, m *object.Module) error {
		io, err := t.In.Importer(t, "io")
		if err != nil {
			return err
		}
		defer t.Unref(io)
		d := object.As[object.Module](io).Dict
		for pos := 0; ; {
			k, v, ok := d.Next(&pos)
			if !ok {
				return nil
			}
			name := k.String()
			switch name {
			case "IOBase", "RawIOBase", "BufferedIOBase", "TextIOBase":
				m.Set(t, "_"+name, v)
			default:
				if !strings.HasPrefix(name, "_") && !strings.HasPrefix(name, "SEEK_") {
					m.Set(t, name, v)
				}
			}
		}
	},
}

const defaultBuffer = 8192

// fileBuffer is the buffer of files that open() makes: the block size of common file systems.
const fileBuffer = 4096

var unsupportedType = &object.Type{}

func setup() {
	defineUnsupported()
	baseInit()
	fileInit()
	bytesIOInit()
	bufferedInit()
	rwPairInit()
	newlineInit()
	stringIOInit()
	textInit()
}

func classDecls() []object.Decl {
	return []object.Decl{
		object.Attr("IOBase", ioBaseType.Value()),
		object.Attr("RawIOBase", rawBaseType.Value()),
		object.Attr("BufferedIOBase", bufferedBaseType.Value()),
		object.Attr("TextIOBase", textBaseType.Value()),
		object.Attr("FileIO", fileType.Value()),
		object.Attr("BytesIO", bytesIOType.Value()),
		object.Attr("BufferedReader", readerType.Value()),
		object.Attr("BufferedWriter", writerType.Value()),
		object.Attr("BufferedRandom", randomType.Value()),
		object.Attr("BufferedRWPair", rwPairType.Value()),
		object.Attr("StringIO", stringIOType.Value()),
		object.Attr("TextIOWrapper", textType.Value()),
		object.Attr("IncrementalNewlineDecoder", newlineType.Value()),
	}
}

// defineUnsupported makes the one built-in class with two bases.
func defineUnsupported() {
	u := unsupportedType
	u.DefineException(object.TypeSpec{Name: "io.UnsupportedOperation", Base: object.OSError})
	bases := &object.Tuple{Items: []value{object.OSError.Value(), object.ValueError.Value()}}
	bases.Header = header{Typ: object.TupleType, RC: math.MinInt32} // immortal
	u.Bases = bases
	u.MRO = append([]*object.Type{u, object.OSError}, object.ValueError.MRO...)
}

func unsupported(t *thread, what string) error { return t.Raise(unsupportedType, "%s", what) }

var openSig = object.LazySignature{Text: "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)"}

// An openMode is a parsed mode of open().
type openMode struct {
	read, write, create, appending, update, text, binary bool
}

// raw is the mode for FileIO.
func (m openMode) raw() string {
	s := ""
	for _, p := range []struct {
		on   bool
		char string
	}{{m.create, "x"}, {m.read, "r"}, {m.write, "w"}, {m.appending, "a"}, {m.update, "+"}} {
		if p.on {
			s += p.char
		}
	}
	return s
}

func parseMode(t *thread, mode string) (m openMode, err error) {
	for i := 0; i < len(mode); i++ {
		flag := map[byte]*bool{'r': &m.read, 'w': &m.write, 'x': &m.create, 'a': &m.appending, '+': &m.update,
			't': &m.text, 'b': &m.binary, 'U': &m.read}[mode[i]]
		if flag == nil || strings.IndexByte(mode[:i], mode[i]) >= 0 {
			return m, t.ValueErr("invalid mode: '%s'", mode)
		}
		*flag = true
	}
	if strings.IndexByte(mode, 'U') >= 0 {
		if m.write || m.create || m.appending || m.update {
			return m, t.ValueErr("mode U cannot be combined with 'x', 'w', 'a', or '+'")
		}
		if err := t.Warn(object.DeprecationWarning, "'U' mode is deprecated"); err != nil {
			return m, err
		}
	}
	n := 0
	for _, on := range []bool{m.read, m.write, m.create, m.appending} {
		if on {
			n++
		}
	}
	switch {
	case m.text && m.binary:
		return m, t.ValueErr("can't have text and binary mode at once")
	case n > 1:
		return m, t.ValueErr("must have exactly one of create/read/write/append mode")
	}
	return m, nil
}

// openArgs are the arguments of open() after the file.
type openArgs struct {
	mode                      openMode
	modeText                  string
	buffering                 int
	encoding, errors, newline value // absent: None
	closefd                   bool
	opener                    value
}

func parseOpen(t *thread, out []value) (o openArgs, err error) {
	if o.modeText, err = t.StrArg("open", "mode", out[1], "r"); err != nil {
		return
	}
	if o.buffering, err = t.IntArg(out[2], -1); err != nil {
		return
	}
	for i, p := range []*value{&o.encoding, &o.errors, &o.newline} {
		v := out[3+i]
		if v.IsNil() || v == none {
			continue
		}
		if !v.IsStr() {
			return o, t.TypeErr("open() argument '%s' must be str or None, not %s", openSig.Signature().Params[3+i].Name, object.TypeName(v))
		}
		*p = v
	}
	o.closefd = true
	if !out[6].IsNil() {
		n, err := t.IntArg(out[6], 1)
		if err != nil {
			return o, err
		}
		o.closefd = n != 0
	}
	o.opener = out[7]
	if o.mode, err = parseMode(t, o.modeText); err != nil || !o.mode.binary {
		return
	}
	if o.buffering == 1 {
		err = pylib.Warn(t, object.RuntimeWarning, 1, "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used", value{})
		if err != nil {
			return
		}
	}
	switch {
	case !o.encoding.IsNil():
		err = t.ValueErr("binary mode doesn't take an encoding argument")
	case !o.errors.IsNil():
		err = t.ValueErr("binary mode doesn't take an errors argument")
	case !o.newline.IsNil():
		err = t.ValueErr("binary mode doesn't take a newline argument")
	}
	return
}

// Open is the function open.
func Open(t *thread, _ value, a object.Args) (value, error) {
	var out [8]value
	done, err := t.BindArgs(openSig.Signature(), a, out[:])
	if err != nil {
		return value{}, err
	}
	defer done()
	path, err := fsPath(t, out[0])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(path)
	o, err := parseOpen(t, out[:])
	if err != nil {
		return value{}, err
	}
	raw, err := newFile(t, path, o.mode.raw(), o.closefd, o.opener)
	if err != nil {
		return value{}, err
	}
	v, err := wrapFile(t, raw, o)
	if err != nil {
		closeQuietly(t, raw)
	}
	t.Unref(raw)
	return v, err
}

// closeQuietly closes a stream that open() gives up.
func closeQuietly(t *thread, v value) {
	r, err := t.CallMethod(v, "close")
	if err != nil {
		t.Discard(err)
		return
	}
	t.Unref(r)
}

// wrapFile puts the buffer and the text layer on a raw file, lent.
func wrapFile(t *thread, raw value, o openArgs) (value, error) {
	tty := object.As[fileIO](raw).isTerminal()
	size := o.buffering
	lines := size == 1 || size < 0 && tty
	if size < 0 || size == 1 {
		size = fileBuffer
	}
	if size == 0 {
		if !o.mode.binary {
			return value{}, t.ValueErr("can't have unbuffered text I/O")
		}
		return raw.Ref(), nil
	}
	typ := writerType
	switch {
	case o.mode.update:
		typ = randomType
	case o.mode.read:
		typ = readerType
	}
	buf := newBuffered(t, typ, raw, size)
	if o.mode.binary {
		return buf, nil
	}
	v, err := newText(t, textType, buf, textArgs{encoding: o.encoding, errors: o.errors, newline: o.newline, lines: lines})
	if err == nil {
		object.As[textIO](v).giveMode(t, o.modeText)
	}
	t.Unref(buf)
	return v, err
}

// fsPath returns what an argument names: an int, str or bytes (given).
func fsPath(t *thread, v value) (value, error) {
	typ := v.Type()
	if typ.Flags&(object.FlagStr|object.FlagBytes|object.FlagInt) != 0 {
		return v.Ref(), nil
	}
	if typ.Index != nil {
		return t.Index(v)
	}
	f, err := t.LookupSpecial(v, "__fspath__")
	t.Discard(err)
	if f.IsNil() {
		return value{}, t.TypeErr("expected str, bytes or os.PathLike object, not %s", typ.Name)
	}
	r, err := t.Call(f)
	t.Unref(f)
	if err == nil && r.Type().Flags&(object.FlagStr|object.FlagBytes) == 0 {
		err = t.TypeErr("expected %s.__fspath__() to return str or bytes, not %s", typ.Name, r.Type().Name)
		t.Unref(r)
		return value{}, err
	}
	return r, err
}

func openCode(t *thread, _ value, args []value) (value, error) {
	if !args[0].IsStr() {
		return value{}, t.TypeErr("open_code() argument 'path' must be str, not %s", object.TypeName(args[0]))
	}
	mode := t.NewStr("rb")
	defer t.Unref(mode)
	return Open(t, value{}, object.Args{Pos: []value{args[0], mode}})
}

func textEncoding(t *thread, _ value, args []value) (value, error) {
	if args[0] == none {
		return t.NewStr("locale"), nil
	}
	return args[0].Ref(), nil
}
