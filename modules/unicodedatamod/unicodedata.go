// Package unicodedatamod is the unicodedata module: what Unicode 13.0 says about each
// character, and what 3.2 said.
package unicodedatamod

import (
	"github.com/minipy-go/minipy/object"
	"github.com/minipy-go/minipy/ucd"
)

type (
	thread = object.Thread
	value  = object.Value
)

// Module declares unicodedata.
var Module = object.ModuleSpec{
	Name:  "unicodedata",
	Doc:   "The properties of characters in the Unicode Character Database, version 13.0.0.\n\nThe names are those of the file UnicodeData.txt.",
	Setup: setup,
	Build: func() []object.Decl {
		return []object.Decl{
			object.Attr("UCD", databaseType.Value()),
			object.Func("bidirectional(chr, /)", bidirectionalDoc, bidirectional),
			object.Func("category(chr, /)", categoryDoc, category),
			object.Func("combining(chr, /)", combiningDoc, combining),
			object.Func("decimal(chr, default=<unrepresentable>, /)", decimalDoc, decimal),
			object.Func("decomposition(chr, /)", decompositionDoc, decomposition),
			object.Func("digit(chr, default=<unrepresentable>, /)", digitDoc, digit),
			object.Func("east_asian_width(chr, /)", widthDoc, width),
			object.Func("is_normalized(form, unistr, /)", isNormalizedDoc, isNormalized),
			object.Func("lookup(name, /)", lookupDoc, lookup),
			object.Func("mirrored(chr, /)", mirroredDoc, mirrored),
			object.Func("name(chr, default=<unrepresentable>, /)", nameDoc, name),
			object.Func("normalize(form, unistr, /)", normalizeDoc, normalize),
			object.Func("numeric(chr, default=<unrepresentable>, /)", numericDoc, numeric),
		}
	},
	Init: func(t *thread, m *object.Module) error {
		m.Give(t, "unidata_version", t.NewStr(ucd.V13.String()))
		old := object.New[database](t, databaseType)
		old.version = ucd.V32
		m.Give(t, "ucd_3_2_0", object.Obj(&old.Header))
		return nil
	},
}

const (
	bidirectionalDoc = "The bidirectional class of a character; empty if there is none."
	categoryDoc      = "The general category of a character."
	combiningDoc     = "The canonical combining class of a character; 0 if it does not combine."
	decimalDoc       = "The value of a decimal digit; default, or a ValueError, for other characters."
	decompositionDoc = "The decomposition of a character, as the database writes it; empty if there is none."
	digitDoc         = "The value of a digit; default, or a ValueError, for other characters."
	widthDoc         = "The East Asian width of a character."
	isNormalizedDoc  = "Whether a str is in the form 'NFC', 'NFKC', 'NFD' or 'NFKD'."
	lookupDoc        = "The character of a name, or the characters of a sequence's; a KeyError if there is none."
	mirroredDoc      = "1 if a character is mirrored in text that runs from right to left, or else 0."
	nameDoc          = "The name of a character; default, or a ValueError, if it has none."
	normalizeDoc     = "A str in the form 'NFC', 'NFKC', 'NFD' or 'NFKD'."
	numericDoc       = "The numeric value of a character, a float; default, or a ValueError, if it has none."
)

var databaseType = new(object.Type)

// database is a version of the Unicode Character Database.
type database struct {
	object.Header
	version ucd.Version
}

func setup() {
	databaseType.Define(object.TypeSpec{Name: "unicodedata.UCD", Flags: object.FlagNoNew, Basic: 40, Layout: object.LayoutOf[database](), Decls: []object.Decl{
		object.Method("bidirectional(chr, /)", bidirectionalDoc, bidirectional),
		object.Method("category(chr, /)", categoryDoc, category),
		object.Method("combining(chr, /)", combiningDoc, combining),
		object.Method("decimal(chr, default=<unrepresentable>, /)", decimalDoc, decimal),
		object.Method("decomposition(chr, /)", decompositionDoc, decomposition),
		object.Method("digit(chr, default=<unrepresentable>, /)", digitDoc, digit),
		object.Method("east_asian_width(chr, /)", widthDoc, width),
		object.Method("is_normalized(form, unistr, /)", isNormalizedDoc, isNormalized),
		object.Method("lookup(name, /)", lookupDoc, lookup),
		object.Method("mirrored(chr, /)", mirroredDoc, mirrored),
		object.Method("name(chr, default=<unrepresentable>, /)", nameDoc, name),
		object.Method("normalize(form, unistr, /)", normalizeDoc, normalize),
		object.Method("numeric(chr, default=<unrepresentable>, /)", numericDoc, numeric),
		object.Member("unidata_version", "", func(t *thread, self value) (value, error) { return t.NewStr(versionOf(self).String()), nil }),
	}})
}
