package ucd

import "testing"

func TestLookup(t *testing.T) {
	for name, want := range map[string]rune{
		"BULLET": '•', "bullet": '•', "LATIN SMALL LETTER A": 'a', "GRINNING FACE": '😀',
		"NULL": 0, "LINE FEED": '\n', "NBSP": 0xA0, "BOM": 0xFEFF, "VS1": 0xFE00, "VS256": 0xE01EF,
		"CJK UNIFIED IDEOGRAPH-4E00": 0x4E00, "CJK UNIFIED IDEOGRAPH-30000": 0x30000,
		"HANGUL SYLLABLE GA": 0xAC00, "HANGUL SYLLABLE HIH": 0xD7A3, "HANGUL SYLLABLE E": 0xC5D0,
		"HANGUL SYLLABLE SSWAELB": 0xC41B,
	} {
		if got, ok := Lookup(name); !ok || got != want {
			t.Errorf("%s: got %U, %v", name, got, ok)
		}
	}
	for _, name := range []string{
		"", "NO SUCH NAME", "VS0", "VS01", "VS257", "hangul syllable ga", "HANGUL SYLLABLE", "HANGUL SYLLABLE G",
		"HANGUL SYLLABLE GAX", "CJK UNIFIED IDEOGRAPH-4e00", "CJK UNIFIED IDEOGRAPH-9FFD", "<control>",
		"KAWI LETTER AA", // of Unicode 15
	} {
		if got, ok := Lookup(name); ok {
			t.Errorf("%s: got %U", name, got)
		}
	}
}
