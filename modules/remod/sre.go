package remod

import "github.com/minipy-go/minipy/object"

// SREModule is _sre: the numbers and cases of the engine.
var SREModule = object.ModuleSpec{
	Name:  "_sre",
	Setup: setup,
	Build: func() []object.Decl {
		return []object.Decl{
			object.Attr("MAGIC", object.Int(20171005)),
			object.Attr("CODESIZE", object.Int(4)),
			object.Attr("MAXREPEAT", object.Int(maxRepeat)),
			object.Attr("MAXGROUPS", object.Int(maxGroups)),
			object.Func("lexer(phrases, flags, /)", "", lexer),
			object.Func("compile_pattern(pattern, flags, /)", "", compilePattern),
			object.Func("getcodesize()", "", func(*thread, value, []value) (value, error) { return object.Int(4), nil }),
			object.Func("ascii_iscased(character, /)", "", onChar(func(r rune) value { return object.Bool(r < 128 && isLetter(r)) })),
			object.Func("ascii_tolower(character, /)", "", onChar(func(r rune) value { return object.Int(int64(asciiLower(r))) })),
			object.Func("unicode_iscased(character, /)", "", onChar(func(r rune) value {
				return object.Bool(object.LowerPoint(r) != r || object.UpperPoint(r) != r)
			})),
			object.Func("unicode_tolower(character, /)", "", onChar(func(r rune) value { return object.Int(int64(lower(r))) })),
		}
	},
	Init: func(t *thread, m *object.Module) error {
		m.Give(t, "copyright", t.NewStr(" SRE 2.2.2 "))
		return nil
	},
}

func onChar(f func(r rune) value) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		n, err := t.IntArg(a[0], 0)
		if err != nil {
			return value{}, err
		}
		return f(rune(n)), nil
	}
}

// ConstantsModule is sre_constants.
var ConstantsModule = object.ModuleSpec{
	Name: "sre_constants",
	Doc:  "Internal support module for regular expressions.",
	Build: func() []object.Decl {
		return []object.Decl{
			object.Attr("error", errorType.Value()),
			object.Attr("MAGIC", object.Int(20171005)),
			object.Attr("MAXREPEAT", object.Int(maxRepeat)),
			object.Attr("MAXGROUPS", object.Int(maxGroups)),
			object.Attr("SRE_FLAG_TEMPLATE", object.Int(flagTemplate)),
			object.Attr("SRE_FLAG_IGNORECASE", object.Int(flagIgnoreCase)),
			object.Attr("SRE_FLAG_LOCALE", object.Int(flagLocale)),
			object.Attr("SRE_FLAG_MULTILINE", object.Int(flagMultiline)),
			object.Attr("SRE_FLAG_DOTALL", object.Int(flagDotAll)),
			object.Attr("SRE_FLAG_UNICODE", object.Int(flagUnicode)),
			object.Attr("SRE_FLAG_VERBOSE", object.Int(flagVerbose)),
			object.Attr("SRE_FLAG_DEBUG", object.Int(flagDebug)),
			object.Attr("SRE_FLAG_ASCII", object.Int(flagASCII)),
		}
	},
	Setup: setup,
}

// lexer makes the Pattern of re.Scanner: one group for each phrase.
func lexer(t *thread, _ value, a []value) (value, error) {
	flags, err := flagsValue(t, a[1])
	if err != nil {
		return value{}, err
	}
	phrases, err := t.Collect(a[0])
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(phrases)
	all := &parser{t: t, flags: flags, text: true, widths: make([][2]int, len(phrases)+1)}
	branch := &node{kind: nBranch}
	most := len(phrases)
	for i, phrase := range phrases {
		p, err := newParser(t, phrase)
		if err != nil {
			return value{}, err
		}
		s, err := p.parse(flags)
		if err != nil {
			return value{}, err
		}
		// Groups inside a phrase have the numbers that they have in the phrase alone.
		most = max(most, len(p.widths)-1)
		all.text, all.flags = p.text, p.flags
		branch.kids = append(branch.kids, seq{{kind: nGroup, lo: i + 1, kids: []seq{s}}})
	}
	for len(all.widths) <= most {
		all.widths = append(all.widths, [2]int{})
	}
	prog, err := compileProgram(all, seq{branch})
	if err != nil {
		return value{}, err
	}
	x := object.New[pattern](t, patternType)
	x.source, x.flags, x.prog, x.names = object.None, all.flags, prog, make([]string, most+1)
	return x.value(), nil
}

func compilePattern(t *thread, _ value, a []value) (value, error) {
	flags, err := flagsValue(t, a[1])
	if err != nil {
		return value{}, err
	}
	p, err := newPattern(t, a[0], flags)
	if err != nil {
		return value{}, err
	}
	return p.value(), nil
}
