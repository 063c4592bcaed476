package main

import (
	"strings"

	"pgregory.net/rapid"
)

// defineStrings lists strings, bytes, and what they are asked with.
func defineStrings() {
	drawn["item"] = filled("$small", "$small", "$str", "None", "$float", "[$few]", "{$small: $scalar}", "Key('a')", "Boom()", "Odd()", "Index($digit)", "Int($digit)", "2**70")
	drawn["char"] = rapid.OneOf(words("a b c A B Z z 0 1 9 _ - . , + : / # % { } ( ) x u N e E"), words("a b A B . -"),
		words(`\x20 \t \n \r \x0b \x0c \x1c \x1f \x00 \x7f \x80 \x85 \xa0 \u2028 \u2029 \u3000 \u200b \ufeff`),
		words(`\xe9 \xdf \xb5 \xff \u0130 \u0131 \u0149 \u01c5 \u01f0 \u03a3 \u03c2 \u0345 \u0390 \u1f88 \u1fb3 \ufb01 \u2126 \u10a0 \uab70 \u13f0 \u1e9e`),
		words(`\xb2 \xbd \u0661 \u2167 \u4e00 \u0f33 \uff15 \u2460 \u3042 \u0301 \u20ac \uac00`),
		words(`\ud800 \udfff \udc80 \udcff \U0001f600 \U0001d400 \U00010400 \U0010ffff \U0001d7ce \U00010428 \u0870 \u1734 \U0001fae0 \ufffd \ufffe`))
	drawn["byte"] = rapid.OneOf(words("a b c A B Z z 0 1 9 _ - . , + : % x"), words("a b A B . -"),
		words(`\x20 \t \n \r \x0b \x0c \x1c \x00 \x7f \x80 \x85 \xa0 \xc3 \xa9 \xe2 \x82 \xac \xf0 \x9f \xff \xfe \xed \xd8 \xdc`))
	drawn["text"] = rapid.OneOf(quoted("", 6, "char"), quoted("", 6, "char"), quoted("", 20, "char"),
		filled("'ab cd  ef'", "''", "'a'", "$str", "($string * $digit)", "('a' * 80 + $string + 'z' * 70)", "('\\xe9' * 130 + $string)", "Str($string)"))
	drawn["string"] = quoted("", 5, "char")
	drawn["blob"] = quoted("b", 8, "byte")
	drawn["bytes"] = rapid.OneOf(quoted("b", 6, "byte"), quoted("b", 6, "byte"), quoted("b", 20, "byte"),
		filled("b'ab cd  ef'", "b''", "b'a'", "($blob * $digit)", "Bytes($blob)", "bytes(range($bits % 256))"))
	drawn["bytearray"] = filled("bytearray($bytes)", "bytearray($bytes)", "ByteArray($bytes)", "bytearray()")
	drawn["sub"] = filled("$string", "$string", "'$char'", "'$char'", "''", "v[:1]", "v[-2:]", "$text", "v[1:3]", "v")
	drawn["subs"] = filled("$sub", "$sub", "$sub", "($sub, $sub)", "()", "None", "$small", "b'a'", "[$sub]", "($sub, 1)", "Boom()")
	drawn["needle"] = filled("$blob", "b'$byte'", "b'$byte'", "b''", "v[:1]", "v[-2:]", "v[1:3]", "v", "$octet", "bytearray($blob)", "memoryview($blob)", "None", "'a'")
	drawn["needles"] = filled("$needle", "$needle", "$needle", "($needle, $needle)", "()", "[$needle]")
	drawn["octet"] = rapid.OneOf(between(0, 255), between(0, 255), between(-1, 257), words("97 98 32 10 None 'a' b'a' 1.0 Index(97) True 2**70 -2**70"))
	drawn["octets"] = filled("$bytes", "$bytearray", "[$octet, $octet]", "[97, 98, 99]", "range($digit)", "memoryview($blob)", "$small", "$text", "iter([$octet])", "Boom()", "Odd()", "v", "(x for x in $blob)", "Sequence(1, 2)")
	drawn["codec"] = words(codecNames)
	drawn["errors"] = words("'strict' 'strict' 'ignore' 'replace' 'xmlcharrefreplace' 'backslashreplace' 'namereplace' 'surrogateescape' 'surrogatepass' 'nonsense' None")
	drawn["fill"] = words(`'*' '\xe9' '\U0001f600' '' 'ab' None 5 '\x20' b'*'`)
	drawn["bytefill"] = words(`b'*' b'\xe9' bytearray(b'.') b'' b'ab' None 5 '*'`)
	drawn["width"] = rapid.OneOf(between(-2, 30), between(0, 12), words("None 1.0 True Index(8)"))
	drawn["tabs"] = rapid.OneOf(between(-2, 12), words("None 1.0 8 True Index(3)"))
	drawn["textspec"] = textSpec()
	drawn["template"] = template()
	drawn["percent"] = percent("")
	drawn["bytepercent"] = percent("b")
	drawn["args"] = filled("$any", "$num", "($any,)", "($num, $any)", "($num, $num, $any)", "($small, $num)", "{'a': $any}", "{'a': $num, 'b': $text}", "()", "[$any]", "($small, $small, $num, $num)", "v", "(v, $num)", "Boom()", "$dict")
	drawn["byteargs"] = filled("$bytes", "($bytes,)", "($num, $bytes)", "($num, $num)", "{b'a': $num}", "{b'a': $bytes}", "()", "$num", "v", "(v, v)", "($small, $num)", "$text", "Boom()", "memoryview($blob)", "($octet,)")
	drawn["table"] = filled("{ord('$char'): $sub}", "{ord('$char'): None, ord('a'): 'xyz', ord('b'): $int}", "{97: ord('b'), 98: $octet}", "str.maketrans($string, $string)",
		"str.maketrans('abc', 'xyz', '$char')", "'\\xe9' * 100", "Mapping((97, 'q'))", "Boom()", "None", "[$sub, $sub]", "Default({97: 'x'})")
}

// codecNames lists the codecs that the property tests draw.
const codecNames = "'utf-8' 'utf-8' 'utf-16' 'utf-16-le' 'utf-16-be' 'utf-32' 'utf-32-le' 'utf-32-be' 'latin-1' 'ascii' 'ascii' 'cp1252' 'cp1250' 'cp1251' 'cp1253' 'cp437' " +
	"'iso8859-15' 'iso8859-7' 'koi8-r' 'mac-roman' 'utf-7' 'utf-8-sig' 'unicode-escape' 'raw-unicode-escape' 'cp037' 'nonsense' 'hex' 'rot13'"

// quoted draws literals of up to most characters.
func quoted(prefix string, most int, name string) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for range rapid.IntRange(0, most).Draw(t, "count") {
			b.WriteString(drawn[name].Draw(t, name))
		}
		return prefix + "'" + b.String() + "'"
	})
}

// textSpec draws format specifications of strings, most of them good.
func textSpec() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for _, choices := range [][]string{{"", "", "<", ">", "^", "=", "*<", `\xe9^`, `\U0001f600>`, "{<"}, {"", "", "", "", "+", " "},
			{"", "", "", "", "#"}, {"", "", "", "0"}, {"", "", "5", "12", "30"}, {"", "", "", "", ",", "_"}, {"", "", ".0", ".1", ".3", ".30", "."}, {"", "s", "s", "d", "r"}} {
			b.WriteString(rapid.SampledFrom(choices).Draw(t, "part"))
		}
		return "'" + b.String() + "'"
	})
}

// template draws what str.format reads.
func template() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for range rapid.IntRange(1, 5).Draw(t, "count") {
			switch rapid.IntRange(0, 9).Draw(t, "kind") {
			case 0, 1:
				b.WriteString(rapid.SampledFrom([]string{"{", "}", "{{", "}}", "!", ":", "[", "]", ".", "{}", "{!}", "{:}", "{0!}", "{a b}"}).Draw(t, "odd"))
			case 2, 3:
				b.WriteString(drawn["char"].Draw(t, "char"))
			default:
				b.WriteString("{")
				for _, choices := range [][]string{{"", "", "", "0", "1", "a", "b", "0", "7", "-1", "01", " 0"}, {"", "", "", "", ".real", "[0]", "[a]", ".__class__", "[0][1]", "[-1]", "[]", ".", "[a", ".x.y"},
					{"", "", "", "!r", "!s", "!a", "!x", "!rr"}, {"", "", ":", ":>5", ":{}", ":{a}", ":{0}^{1}", ":.3", ":d", ":{{}}", ":\\xe9<4", ":,", ":{:{}}"}} {
					b.WriteString(rapid.SampledFrom(choices).Draw(t, "part"))
				}
				b.WriteString("}")
			}
		}
		return "'" + b.String() + "'"
	})
}

// percent draws what the operator % reads.
func percent(prefix string) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for range rapid.IntRange(1, 3).Draw(t, "count") {
			b.WriteString(rapid.SampledFrom([]string{"", "a", " ", "-"}).Draw(t, "between"))
			for _, choices := range [][]string{{"%"}, {"", "", "", "", "(a)", "(b)", "((a))", "(a"}, {"", "", "", "#", "0", "-", " ", "+", "0-", "# +"}, {"", "", "", "5", "12"},
				{"", "", "", ".0", ".3", ".", ".10"}, {"", "", "", "", "l", "hh"},
				{"d", "d", "s", "s", "r", "i", "u", "o", "x", "X", "e", "E", "f", "F", "g", "G", "c", "a", "%", "b", "y", ""}} {
				b.WriteString(rapid.SampledFrom(choices).Draw(t, "part"))
			}
		}
		return prefix + "'" + b.String() + "'"
	})
}

// shared is what str, bytes and bytearray have in common: $x is a piece, $xs are pieces.
const shared = `
	v.capitalize()
	v.center($width)
	v.center($width, $f)
	v.ljust($width)
	v.ljust($width, $f)
	v.rjust($width)
	v.rjust($width, $f)
	v.zfill($width)
	v.count($x)
	v.count($x, $index)
	v.count($x, $small, $small)
	v.find($x)
	v.find($x, $index, $index)
	v.rfind($x)
	v.rfind($x, $small)
	v.index($x)
	v.index($x, $small, $small)
	v.rindex($x)
	v.rindex($x, $index)
	v.startswith($xs)
	v.startswith($xs, $index)
	v.startswith($x, $small, $small)
	v.endswith($xs)
	v.endswith($xs, $index, $index)
	v.endswith($x, $small, $small)
	v.expandtabs()
	v.expandtabs($tabs)
	v.expandtabs(tabsize=$tabs)
	v.isalnum(), v.isalpha(), v.isascii(), v.isdigit(), v.islower(), v.isspace(), v.istitle(), v.isupper()
	v.lower()
	v.upper()
	v.title()
	v.swapcase()
	v.strip()
	v.strip($x)
	v.lstrip()
	v.lstrip($x)
	v.rstrip()
	v.rstrip($x)
	v.removeprefix($x)
	v.removesuffix($x)
	v.replace($x, $x)
	v.replace($x, $x, $index)
	v.replace($x, $x, $small)
	v.split()
	v.split($x)
	v.split($x, $index)
	v.split(maxsplit=$small)
	v.split(sep=$x, maxsplit=$small)
	v.rsplit()
	v.rsplit($x)
	v.rsplit($x, $small)
	v.rsplit(maxsplit=$small)
	v.splitlines()
	v.splitlines($truth)
	v.splitlines(keepends=$truth)
	v.partition($x)
	v.rpartition($x)
	$x in v
	$x not in v
	v.__contains__($x)
	v + $x
	$x + v
	v.__add__($x)
	v * $small
	v * $index
	$small * v
	v.__mul__($index)
	v.__rmul__($small)
	v.__mod__($x)
	v.__rmod__($x)
	v < $x, v <= $x, v > $x, v >= $x, v == $x, v != $x
	v.__lt__($x), v.__le__($x), v.__gt__($x), v.__ge__($x), v.__eq__($x), v.__ne__($x)
	v[$index]
	v[$small]
	v[$cut]
	v[$cut]
	v.__getitem__($index)
	len(v), v.__len__()
	v.__iter__()
	list(v)
	tuple(v)
	sorted(v)
	set(v) == set(list(v))
	iter(v).__reduce__()
	iter(v).__length_hint__()
	reversed(v)
	max(v)
	min(v, default=$any)
	repr(v), v.__repr__()
	str(v)
	bool(v)
	hashed(v)
	v.__sizeof__()
	v.__reduce_ex__($digit)[:2]
	copy.copy(v)
	copy.copy(v) is v
	copy.deepcopy(v)
	ascii(v)
	format(v, '')
	v == v, v is v
	v == type(v)(v)
	v.x
	v.x = 1
	v()
	int(v)
	float(v)
	a, *b = v
	a, b = v
	enumerate(v, $digit)
	zip(v, v[1:])
	[*v]
	{v: 1}
	-v
	v | $x
	v - $x
	v()
	v.lower() == v.upper()
	v = v[$cut]
	v = v + $x
	v += $x
	v *= $digit
	v = v.replace($x, $x)
`

// shares is shared with a type's own pieces.
func shares(piece, pieces, fill string) string {
	return strings.NewReplacer("$xs", pieces, "$x", piece, "$f", fill).Replace(shared)
}

func strFamily() family {
	return family{name: "str", types: "str", value: drawn["text"], length: 8, operations: lines(shares("$sub", "$subs", "$fill"), `
		v = $text
		v = $text
		v = $template
		v.casefold()
		v.isdecimal(), v.isidentifier(), v.isnumeric(), v.isprintable()
		v.encode()
		v.encode($codec)
		v.encode($codec, $errors)
		v.encode($codec, $errors)
		v.encode(errors=$errors)
		v.encode(encoding=$codec, errors=$errors)
		v.encode($codec, 'surrogatepass').decode($codec, 'surrogatepass') == v
		v.join($iter)
		v.join([$text, $text, $text])
		v.join(v)
		$string.join(v)
		v.format($any, $any, a=$any, b=$num)
		$template.format($any, $any, a=$any, b=$num)
		$template.format($num, v, a=v, b=$dict)
		$template.format(*$list)
		$template.format_map($dict)
		$template.format_map({'a': $any, 'b': v})
		v.format_map($mapping)
		'{:$digit}'.format(v)
		'{0!r:>20}'.format(v)
		format(v, $textspec)
		v.__format__($textspec)
		format(v, v)
		f'{v!r:>{$digit}} {v!a} {v:^$digit}'
		v % $args
		$percent % $args
		$percent % $args
		$percent % v
		'%*d|%-*s|%.*f' % ($small, $int, $small, $any, $small, $float)
		'%.*s %*%' % ($index, v, $small)
		v.translate($table)
		v.translate($table)
		str.maketrans($string, $string)
		str.maketrans(v, v[::-1])
		str.maketrans($sub, $sub, $sub)
		str.maketrans($dict)
		str.maketrans({$sub: $sub})
		str($any)
		str($octets, $codec)
		str($bytes, $codec, $errors)
		str(object=$any)
		str($bytes, errors=$errors)
		str(v, 'utf-8')
		Str($text)
		Str(v) == v, hash(Str(v)) == hash(v)
		v.__str__() is v
		v.__hash__() == hash(v)
		v.__getnewargs__()
		v.upper().lower().title()
		v.isupper() == v.upper().isupper()
		ord(v)
		chr($int)
		int(v, $base)
		complex(v)
		eval(repr(v)) == v
		'$char' in v
		v.count('$char')
		v.find('$char', $small)
		[c for c in v if c > '$char']
		''.join(sorted(set(v)))
		sum(map(ord, v))
		v[::-1].find($sub)
		v.split('$char')
		v.splitlines()
		v.casefold() == v.lower().casefold()
	`)}
}

func bytesFamily() family {
	return family{name: "bytes", types: "bytes", value: drawn["bytes"], length: 8, operations: append(bytesOperations(), lines(`
		v = $bytes
		v = $bytes
		hash(v) == hash(bytes(bytearray(v)))
		Bytes($octets)
		v.__getnewargs__()
		v.__bytes__
		{v: 1}.get(bytes(v))
		v[$small] = 1
		bytes.fromhex($string)
		bytes.fromhex(v.hex())
		bytes.fromhex('$digit$digit $digita')
		bytes.maketrans(v, v)
		bytes.maketrans($needle, $needle)
		bytes()
		bytes($octets)
		bytes($item)
		bytes($text, $codec)
		bytes($text, $codec, $errors)
		bytes($text, encoding=$codec)
		bytes(source=$octets)
		bytes($octets, errors=$errors)
		bytes(v) is v
		$bytepercent % $byteargs
		$bytepercent % $byteargs
		eval(repr(v)) == v
	`)...)}
}

// bytesOperations is what bytes and bytearray have in common.
func bytesOperations() []string {
	return lines(shares("$needle", "$needles", "$bytefill"), `
		v.decode()
		v.decode($codec)
		v.decode($codec, $errors)
		v.decode($codec, $errors)
		v.decode($codec, $errors)
		v.decode(errors=$errors)
		v.decode(encoding=$codec, errors=$errors)
		v.decode('latin-1').encode($codec, $errors)
		v.join([$needle, $needle])
		v.join($iter)
		v.join([v, v])
		v.hex()
		v.hex($bytefill)
		v.hex('$char', $small)
		v.hex(sep=':', bytes_per_sep=$index)
		v.translate(None, $needle)
		v.translate(bytes(range(255, -1, -1)))
		v.translate(bytes.maketrans(b'ab', b'xy'), $needle)
		v.translate($needle)
		v.translate(None, delete=$needle)
		$octet in v
		v.count($octet)
		v.find($octet, $small)
		v.index($octet)
		memoryview(v).tolist()
		v % $byteargs
		v.__str__()
		sum(v)
		int.from_bytes(v, 'big')
		int(v, $base)
		v == $octets
		v != $text
	`)
}

func bytearrayFamily() family {
	return family{name: "bytearray", types: "bytearray", value: drawn["bytearray"], length: 10, operations: append(bytesOperations(), lines(`
		v = $bytearray
		v.append($octet)
		v.append($octet)
		v.extend($octets)
		v.extend($octets)
		v.insert($index, $octet)
		v.insert($small, $octet)
		v.pop()
		v.pop($index)
		v.pop($small)
		v.remove($octet)
		v.remove($octet)
		v.reverse()
		v.clear()
		v.copy()
		v.copy() is v
		v[$index] = $octet
		v[$small] = $octet
		v[$cut] = $octets
		v[$cut] = $octets
		v[$cut] = v
		v[::$step] = $octets
		v[$small:$small] = $bytes
		del v[$index]
		del v[$small]
		del v[$cut]
		del v[$cut]
		v += $octets
		v += v
		v *= $digit
		v %= $byteargs
		v.__init__($octets)
		v.__init__($text, $codec, $errors)
		v.__setitem__($index, $octet)
		v.__delitem__($index)
		v.__iadd__($octets)
		v.__imul__($small)
		v.__imul__($index) if v else 0
		v.__alloc__() >= len(v)
		v.__reduce__()
		bytearray()
		bytearray($octets)
		bytearray($item)
		bytearray($text, $codec)
		bytearray($text, $codec, $errors)
		bytearray(source=$octets)
		bytearray.fromhex($string)
		bytearray.fromhex(v.hex())
		bytearray.maketrans($needle, $needle)
		ByteArray($octets)
		m = memoryview(v)
		m = memoryview(v)[$cut]
		m.release()
		m[$small] = $octet
		m[:] = v[::-1]
		bytes(m)
		m = None
		[v.append(x) for x in v[:3]]
		[v.pop() for x in v]
		i = iter(v); next(i); v.clear(); i
		$bytepercent % v
		b'%*d|%-*s|%.*f' % ($small, $int, $small, v, $small, $float)
	`)...)}
}
