package codecsmod

import (
	"strconv"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

// FrontModule declares codecs.
var FrontModule = object.ModuleSpec{
	Name: "codecs",
	Doc:  "Codecs: their registry, and the classes that they are made of.",
	Build: func() []object.Decl {
		return []object.Decl{
			object.Func("strict_errors(exception, /)", "Implements the 'strict' error handling, which raises a UnicodeError on coding errors.", handler("strict")),
			object.Func("ignore_errors(exception, /)", "Implements the 'ignore' error handling, which ignores malformed data and continues.", handler("ignore")),
			object.Func("replace_errors(exception, /)", "Implements the 'replace' error handling, which replaces malformed data with a replacement marker.", handler("replace")),
			object.Func("xmlcharrefreplace_errors(exception, /)", "Implements the 'xmlcharrefreplace' error handling.", handler("xmlcharrefreplace")),
			object.Func("backslashreplace_errors(exception, /)", "Implements the 'backslashreplace' error handling.", handler("backslashreplace")),
			object.Func("namereplace_errors(exception, /)", "Implements the 'namereplace' error handling.", handler("namereplace")),
			object.Func("surrogateescape(exception, /)", "", handler("surrogateescape")),
			object.Func("surrogatepass(exception, /)", "", handler("surrogatepass")),
		}
	},
	Functions: func() []object.Decl {
		return []object.Decl{
			object.Func("getencoder(encoding)", "The function that encodes.", part("encode")),
			object.Func("getdecoder(encoding)", "The function that decodes.", part("decode")),
			object.Func("getincrementalencoder(encoding)", "The class of incremental encoders.", part("incrementalencoder")),
			object.Func("getincrementaldecoder(encoding)", "The class of incremental decoders.", part("incrementaldecoder")),
			object.Func("getreader(encoding)", "The class of stream readers.", part("streamreader")),
			object.Func("getwriter(encoding)", "The class of stream writers.", part("streamwriter")),
			object.Func("iterencode(iterator, encoding, errors='strict', **kwargs)", "Yield the encoded pieces of an iterator's strs.", iterCoder("getincrementalencoder", "encode")),
			object.Func("iterdecode(iterator, encoding, errors='strict', **kwargs)", "Yield the decoded pieces of an iterator's bytes.", iterCoder("getincrementaldecoder", "decode")),
			object.Func("make_identity_dict(rng)", "A dict that maps the items of rng to themselves.", identityDict),
			object.Func("make_encoding_map(decoding_map)", "The inverse of a dict; None for what it has twice.", encodingMap),
			object.Func("open(filename, mode='r', encoding=None, errors='strict', buffering=-1)", "Open a file whose text is encoded; line ends stay as they are.", openFile),
			object.Func("EncodedFile(file, data_encoding, file_encoding=None, errors='strict')", "A file that is read and written in another encoding than it has.", encodedFile),
		}
	},
	Init: frontInit,
	Lazy: []string{"CodecInfo", "Codec", "IncrementalEncoder", "BufferedIncrementalEncoder", "IncrementalDecoder", "BufferedIncrementalDecoder",
		"StreamWriter", "StreamReader", "StreamReaderWriter", "StreamRecoder", "sys", "builtins"},
	Make: makeFront,
}

func handler(name string) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) { return t.HandleCodecError(name, a[0]) }
}

// marks are the byte order marks.
var marks = [...]struct{ name, bytes string }{
	{"BOM_UTF8", "\xef\xbb\xbf"}, {"BOM_LE", "\xff\xfe"}, {"BOM_UTF16_LE", "\xff\xfe"}, {"BOM_BE", "\xfe\xff"}, {"BOM_UTF16_BE", "\xfe\xff"},
	{"BOM_UTF32_LE", "\xff\xfe\x00\x00"}, {"BOM_UTF32_BE", "\x00\x00\xfe\xff"}, {"BOM", "\xff\xfe"}, {"BOM_UTF16", "\xff\xfe"},
	{"BOM_UTF32", "\xff\xfe\x00\x00"}, {"BOM32_LE", "\xff\xfe"}, {"BOM32_BE", "\xfe\xff"}, {"BOM64_LE", "\xff\xfe\x00\x00"}, {"BOM64_BE", "\x00\x00\xfe\xff"},
}

func frontInit(t *thread, m *object.Module) error {
	m.Give(t, "__all__", pylib.Names(t, "register", "lookup", "open", "EncodedFile", "BOM", "BOM_BE", "BOM_LE", "BOM32_BE", "BOM32_LE", "BOM64_BE", "BOM64_LE",
		"BOM_UTF8", "BOM_UTF16", "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE", "BOM_UTF32_BE", "CodecInfo", "Codec",
		"IncrementalEncoder", "IncrementalDecoder", "StreamReader", "StreamWriter", "StreamReaderWriter", "StreamRecoder", "getencoder", "getdecoder",
		"getincrementalencoder", "getincrementaldecoder", "getreader", "getwriter", "encode", "decode", "iterencode", "iterdecode", "strict_errors",
		"ignore_errors", "replace_errors", "xmlcharrefreplace_errors", "backslashreplace_errors", "namereplace_errors", "register_error", "lookup_error"))
	for _, b := range marks {
		m.Give(t, b.name, t.NewBytes([]byte(b.bytes)))
	}
	return pylib.Share(t, m, "_codecs")
}

// specOf declares the class of a name; base names its base class, "" for object.
func specOf(name string) (spec *object.ClassSpec, base string) {
	switch name {
	case "Codec":
		return codecSpec(), ""
	case "IncrementalEncoder":
		return encoderSpec(), ""
	case "BufferedIncrementalEncoder":
		return bufferedEncoderSpec(), "IncrementalEncoder"
	case "IncrementalDecoder":
		return decoderSpec(), ""
	case "BufferedIncrementalDecoder":
		return bufferedDecoderSpec(), "IncrementalDecoder"
	case "StreamWriter":
		return writerSpec(), "Codec"
	case "StreamReader":
		return readerSpec(), "Codec"
	case "StreamReaderWriter":
		return readerWriterSpec(), ""
	case "StreamRecoder":
		return recoderSpec(), ""
	}
	return nil, ""
}

func makeFront(t *thread, m *object.Module, name string) (value, error) {
	if name == "CodecInfo" {
		return t.BuildClass(m, infoSpec(), value{}, object.TupleType.Value())
	}
	spec, baseName := specOf(name)
	if spec == nil {
		return pylib.Import(t, name)
	}
	if baseName == "" {
		return t.BuildClass(m, spec, value{})
	}
	base, err := pylib.From(t, "codecs", baseName)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(base)
	return t.BuildClass(m, spec, value{}, base)
}

// infoOf gives the CodecInfo of an encoding.
func infoOf(t *thread, encoding value) (value, error) { return lookup(t, value{}, []value{encoding}) }

func part(name string) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		info, err := infoOf(t, a[0])
		if err != nil {
			return value{}, err
		}
		defer t.Unref(info)
		v, err := t.GetAttrS(info, name)
		if v == none && (name == "incrementalencoder" || name == "incrementaldecoder") {
			return value{}, t.RaiseArgs(object.LookupError, a[0].Ref())
		}
		return v, err
	}
}

// iterCoder makes iterencode and iterdecode: the coder is made when the generator starts.
func iterCoder(class, method string) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		call := t.NewTuple(a[1].Ref(), pylib.Or(a[2], none).Ref(), pylib.Or(a[3], none).Ref())
		defer t.Unref(call)
		return t.NewGen("iter"+method, func(t *thread, g *object.Gen) (value, error) {
			if g.Vals[2].IsNil() {
				if err := startCoder(t, g, class); err != nil {
					return value{}, err
				}
			}
			return nextPiece(t, g, method)
		}, a[0], call), nil
	}
}

// startCoder makes the coder (local 2) and the iterator (local 3) of an iterCoder.
func startCoder(t *thread, g *object.Gen, class string) error {
	call := object.As[object.Tuple](g.Vals[1]).Items
	cls, err := pylib.Call(t, "codecs", class, call[0])
	if err != nil {
		return err
	}
	defer t.Unref(cls)
	errs := call[1]
	if errs == none {
		errs = t.NewStr("strict")
		defer t.Unref(errs)
	}
	kw, _ := object.AsDict(call[2])
	coder, err := t.CallArgs(cls, object.WithDict([]value{errs}, kw))
	if err != nil {
		return err
	}
	g.Keep(t, 2, coder)
	it, err := t.Iter(g.Vals[0])
	if err != nil {
		return err
	}
	g.Keep(t, 3, it)
	return nil
}

// nextPiece gives the next output that is not empty.
func nextPiece(t *thread, g *object.Gen, method string) (value, error) {
	for g.N == 0 {
		in, err := t.Next(g.Vals[3])
		if err != nil {
			return value{}, err
		}
		args := []value{in}
		if in.IsNil() {
			g.N = 1
			end := t.NewBytes(nil)
			if method == "encode" {
				t.Unref(end)
				end = t.NewStr("")
			}
			args = []value{end, object.True}
		}
		out, err := t.CallMethod(g.Vals[2], method, args...)
		t.Unref(args[0])
		if err != nil {
			return value{}, err
		}
		some, err := t.Truth(out)
		if err == nil && some {
			return out, nil
		}
		t.Unref(out)
		if err != nil {
			return value{}, err
		}
	}
	return value{}, nil
}

func identityDict(t *thread, _ value, a []value) (value, error) {
	d := t.NewDict()
	err := t.Iterate(a[0], func(x value) error { return d.Set(t, x, x) })
	if err != nil {
		t.Unref(d.Value())
		return value{}, err
	}
	return d.Value(), nil
}

func encodingMap(t *thread, _ value, a []value) (value, error) {
	items, err := t.CallMethod(a[0], "items")
	if err != nil {
		return value{}, err
	}
	defer t.Unref(items)
	d := t.NewDict()
	err = t.Iterate(items, func(x value) error {
		p, ok := object.AsTuple(x)
		if !ok || len(p.Items) != 2 {
			return t.TypeErr("a mapping is needed")
		}
		key := p.Items[0]
		had, err := d.Get(t, p.Items[1])
		if err != nil {
			return err
		}
		if !had.IsNil() {
			key = none
		}
		return d.Set(t, p.Items[1], key)
	})
	if err != nil {
		t.Unref(d.Value())
		return value{}, err
	}
	return d.Value(), nil
}

func openFile(t *thread, _ value, a []value) (value, error) {
	coded := pylib.Given(a[2])
	mode := pylib.Or(a[1], none)
	text, ok := pylib.Text(mode)
	if mode == none && a[1].IsNil() {
		text, ok = "r", true
	}
	if ok {
		binary := false
		for _, c := range text {
			binary = binary || c == 'b'
		}
		if coded && !binary {
			text += "b"
		}
		mode = t.NewStr(text)
		defer t.Unref(mode)
	}
	file, err := pylib.Call(t, "builtins", "open", a[0], mode, pylib.Or(a[4], object.Int(-1)))
	if err != nil || !coded {
		return file, err
	}
	stream, err := codedStream(t, file, a[2], a[3])
	if err != nil {
		r, cerr := t.CallMethod(file, "close")
		t.XUnref(r)
		if cerr != nil {
			t.Discard(cerr)
		}
	}
	t.Unref(file)
	return stream, err
}

// codedStream gives the StreamReaderWriter of a file.
func codedStream(t *thread, file, encoding, errs value) (value, error) {
	info, err := infoOf(t, encoding)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(info)
	p, err := attrs(t, info, "streamreader", "streamwriter")
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(p)
	if errs.IsNil() {
		errs = t.NewStr("strict")
		defer t.Unref(errs)
	}
	s, err := pylib.Call(t, "codecs", "StreamReaderWriter", file, p[0], p[1], errs)
	if err != nil {
		return value{}, err
	}
	if err := t.SetAttrS(s, "encoding", encoding); err != nil {
		t.Unref(s)
		return value{}, err
	}
	return s, nil
}

func encodedFile(t *thread, _ value, a []value) (value, error) {
	inside := a[2]
	if !pylib.Given(inside) {
		inside = a[1]
	}
	data, err := infoOf(t, a[1])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(data)
	file, err := infoOf(t, inside)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(file)
	fns, err := attrs(t, data, "encode", "decode")
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(fns)
	streams, err := attrs(t, file, "streamreader", "streamwriter")
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(streams)
	errs := a[3]
	if errs.IsNil() {
		errs = t.NewStr("strict")
		defer t.Unref(errs)
	}
	s, err := pylib.Call(t, "codecs", "StreamRecoder", a[0], fns[0], fns[1], streams[0], streams[1], errs)
	if err != nil {
		return value{}, err
	}
	err = t.SetAttrS(s, "data_encoding", a[1])
	if err == nil {
		err = t.SetAttrS(s, "file_encoding", inside)
	}
	if err != nil {
		t.Unref(s)
		return value{}, err
	}
	return s, nil
}

// attrs gives attributes of an object.
func attrs(t *thread, of value, names ...string) ([]value, error) {
	out := make([]value, 0, len(names))
	for _, n := range names {
		v, err := t.GetAttrS(of, n)
		if err != nil {
			t.UnrefAll(out)
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

func infoSpec() *object.ClassSpec {
	return &object.ClassSpec{Module: "codecs", Name: "CodecInfo", Doc: "What the registry has of a codec.",
		Decls: []object.Decl{
			object.Attr("_is_text_encoding", object.True),
			object.StaticMethod("__new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None, incrementaldecoder=None, name=None, *, _is_text_encoding=None)", "", infoNew),
			object.Method("__repr__(self)", "", infoRepr),
		}}
}

func infoNew(t *thread, _ value, a []value) (value, error) {
	for i := range a {
		a[i] = pylib.Or(a[i], none)
	}
	four := t.NewTuple(a[1].Ref(), a[2].Ref(), a[3].Ref(), a[4].Ref())
	defer t.Unref(four)
	make, err := t.GetAttrS(object.TupleType.Value(), "__new__")
	if err != nil {
		return value{}, err
	}
	self, err := t.Call(make, a[0], four)
	t.Unref(make)
	if err != nil {
		return value{}, err
	}
	for i, name := range [...]string{"name", "encode", "decode", "incrementalencoder", "incrementaldecoder", "streamwriter", "streamreader", "_is_text_encoding"} {
		v := a[[...]int{7, 1, 2, 5, 6, 4, 3, 8}[i]]
		if name == "_is_text_encoding" && v == none {
			continue
		}
		if err := t.SetAttrS(self, name, v); err != nil {
			t.Unref(self)
			return value{}, err
		}
	}
	return self, nil
}

func infoRepr(t *thread, self value, _ []value) (value, error) {
	name, err := t.GetAttrS(self, "name")
	if err != nil {
		return value{}, err
	}
	s, err := t.StrString(name)
	t.Unref(name)
	if err != nil {
		return value{}, err
	}
	typ := self.Type()
	return t.NewStr("<" + t.TypeModule(typ) + "." + t.TypeQualname(typ) + " object for encoding " + s + " at 0x" + strconv.FormatInt(object.ID(self), 16) + ">"), nil
}
