package main

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"pgregory.net/rapid"
)

// drawn lists the values that operations name. families fills it: the values of one name may hold those of another.
var drawn = map[string]*rapid.Generator[string]{}

// words draws one of the words; lambda~ has a space behind it.
func words(text string) *rapid.Generator[string] {
	all := strings.Fields(text)
	for i, w := range all {
		all[i] = strings.ReplaceAll(w, "lambda~", "lambda ")
	}
	return rapid.SampledFrom(all)
}

// between draws an int.
func between(from, to int) *rapid.Generator[string] {
	return rapid.Map(rapid.IntRange(from, to), strconv.Itoa)
}

// several draws up to most of what a name stands for, with commas between.
func several(most int, name string) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		var parts []string
		for range rapid.IntRange(0, most).Draw(t, "count") {
			parts = append(parts, drawn[name].Draw(t, name))
		}
		return strings.Join(parts, ", ")
	})
}

// defineNumbers lists the numbers.
func defineNumbers() {
	drawn["digit"] = between(0, 9)
	drawn["small"] = between(-9, 12)
	drawn["bits"] = rapid.OneOf(between(0, 70), between(0, 700), words("-1 True 31 32 62 63 64 65"))
	drawn["int"] = rapid.OneOf(between(-9, 12), between(-9, 12), between(-1000, 1000), edgeInt(), bigInt())
	drawn["exponent"] = rapid.OneOf(between(-3, 12), words("0.5 -0.5 2.0 1.5 True 1j None 40"))
	drawn["modulus"] = rapid.OneOf(between(-9, 12), edgeInt(), bigInt(), words("None 1 -1 0 2.0"))
	drawn["float"] = rapid.OneOf(plainFloat(), plainFloat(), specialFloat(), anyFloat())
	drawn["part"] = rapid.OneOf(plainFloat(), words("0.0 -0.0 inf -inf nan 1.0 -1.0 1e308 5e-324 2.5"))
	drawn["complex"] = filled("complex($part, $part)", "complex($part, $part)", "$digit+$digitj", "-$digit.5j", "1j", "0j")
	drawn["bool"] = words("True False")
	drawn["real"] = filled("$int", "$int", "$float", "$float", "$bool")
	drawn["num"] = filled("$int", "$int", "$float", "$float", "$complex", "$bool", "Int($int)", "Float($float)", "Complex($complex)")
	drawn["operand"] = filled("$num", "$num", "$num", "$num", "$num", "$num", "v", "v", "None", "''", "b''", "[]", "Index($int)", "Boom()", "Odd()")
	drawn["digits"] = rapid.OneOf(between(-3, 20), between(-400, 400), words("None True 0 1 2 1.0 Index(1)"))
	drawn["spec"] = formatSpec()
	drawn["base"] = rapid.OneOf(between(-1, 37), words("0 2 8 10 16 36 None 2.0 Index(8)"))
	drawn["numeral"] = numeral()
	drawn["order"] = words("'big' 'little' 'big' 'little' 'middle' 3")
	drawn["truth"] = words("True False 1 0 None")
}

// edgeInt draws ints beside powers of two, where representations change.
func edgeInt() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		shift := rapid.SampledFrom([]uint{15, 29, 30, 31, 32, 52, 53, 54, 60, 61, 62, 63, 64, 65, 90, 127, 128, 1023, 1024}).Draw(t, "shift")
		n := new(big.Int).Lsh(big.NewInt(1), shift)
		n.Add(n, big.NewInt(int64(rapid.IntRange(-2, 2).Draw(t, "beside"))))
		if rapid.Bool().Draw(t, "negative") {
			n.Neg(n)
		}
		return n.String()
	})
}

// bigInt draws ints of any length up to some hundreds of digits.
func bigInt() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		words := rapid.SliceOfN(rapid.Uint64(), 1, 12).Draw(t, "words")
		n := new(big.Int)
		for _, w := range words {
			n.Lsh(n, 64).Add(n, new(big.Int).SetUint64(w))
		}
		if rapid.Bool().Draw(t, "round") {
			n.Lsh(n, uint(rapid.IntRange(0, 200).Draw(t, "zeros")))
		}
		if rapid.Bool().Draw(t, "negative") {
			n.Neg(n)
		}
		return n.String()
	})
}

// plainFloat draws floats as people write them.
func plainFloat() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		n := rapid.IntRange(-2000, 2000).Draw(t, "n")
		return pythonFloat(float64(n) / rapid.SampledFrom([]float64{1, 2, 4, 8, 10, 100, 3}).Draw(t, "divisor"))
	})
}

func specialFloat() *rapid.Generator[string] {
	return words("0.0 -0.0 inf -inf nan 1.0 -1.0 0.5 1.5 2.5 1e16 1e22 1e23 1e100 -1e-5 1e-4 123456789012345680.0 " +
		"5e-324 2.2250738585072014e-308 1.7976931348623157e308 9007199254740992.0 9007199254740993.0 4503599627370495.5 " +
		"9223372036854775808.0 -9223372036854775808.0 9223372036854774784.0 18446744073709551616.0 0.1 0.3 1e17 1e15")
}

// anyFloat draws floats of any exponent.
func anyFloat() *rapid.Generator[string] {
	return rapid.Map(rapid.Uint64(), func(bits uint64) string { return pythonFloat(math.Float64frombits(bits)) })
}

// pythonFloat writes a float as Python reads it.
func pythonFloat(f float64) string {
	switch {
	case math.IsNaN(f):
		return "nan"
	case math.IsInf(f, 0):
		return strings.TrimPrefix(strings.ToLower(strconv.FormatFloat(f, 'g', -1, 64)), "+")
	}
	text := strconv.FormatFloat(f, 'g', -1, 64)
	if !strings.ContainsAny(text, ".e") {
		text += ".0"
	}
	return text
}

// formatSpec draws format specifications of numbers, most of them good.
func formatSpec() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		maybe := func(choices ...string) {
			b.WriteString(rapid.SampledFrom(choices).Draw(t, "part"))
		}
		maybe("", "", "", "<", ">", "^", "=", "*<", "x=", "é^")
		maybe("", "", "", "+", "-", " ")
		maybe("", "", "", "#")
		maybe("", "", "", "0")
		maybe("", "", "5", "12", "30")
		maybe("", "", "", ",", "_", ",_")
		maybe("", "", "", ".0", ".1", ".3", ".17", ".30", ".")
		maybe("", "", "b", "c", "d", "e", "E", "f", "F", "g", "G", "n", "o", "x", "X", "%", "s", "q")
		return "'" + b.String() + "'"
	})
}

// numeral draws strings, some of which int, float and complex read.
func numeral() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		pieces := rapid.SampledFrom([]string{
			"0 1 7 9 12 _ _ . e e5 E-3 + - 0x 0b1 0o7 ff z j", "0 1 2 3 4 5 6 7 8 9", "1 0 . 5 e - + j", "1 _ 2 _0 0x 0b1 0o",
			"inf nan infinity - + j 1", "١ ２ 3 . e \\u3000 ² \\x00 \\n \\t",
		}).Draw(t, "pieces")
		text := strings.Join(rapid.SliceOfN(words(pieces), 1, 6).Draw(t, "text"), "")
		quote := rapid.SampledFrom([]string{"'%s'", "'%s'", "'%s'", "' %s '", "'(%s)'", "b'%s'", "bytearray(b'%s')", "Str('%s')"}).Draw(t, "quote")
		if strings.Contains(quote, "b'") {
			text = strings.Map(ascii, text)
		}
		return strings.Replace(quote, "%s", text, 1)
	})
}

func ascii(r rune) rune {
	if r < 128 {
		return r
	}
	return '3'
}
