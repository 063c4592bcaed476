package main

import (
	"bytes"
	"strings"
)

// A badCase is an input: a file, standard input, a folder, or arguments alone.
type badCase struct {
	name   string
	source func() []byte // what stands in the file, or comes from standard input
	stdin  bool          // no file
	folder bool          // the file is a folder
	args   []string      // in place of the file's name
	// instead is what minipy does where it cannot do what CPython does, and reason why not.
	instead, reason string
}

func (c *badCase) file() string { return "bad.py" }

func text(s string) func() []byte { return func() []byte { return []byte(s) } }

// times is a text repeated between two others.
func times(before, s string, n int, after string) func() []byte {
	return func() []byte { return []byte(before + strings.Repeat(s, n) + after) }
}

// around is a text between n openings and n closings.
func around(open string, n int, inside, shut string) func() []byte {
	return func() []byte {
		return []byte(strings.Repeat(open, n) + inside + strings.Repeat(shut, n) + "\n")
	}
}

// blocks are n statements, each in the one before.
func blocks(head string, n int) func() []byte {
	return func() []byte {
		var b bytes.Buffer
		for i := range n {
			b.WriteString(strings.Repeat(" ", i) + head + "\n")
		}
		b.WriteString(strings.Repeat(" ", n) + "pass\n")
		return b.Bytes()
	}
}

func cases() []badCase {
	var all []badCase
	for _, group := range [][]badCase{files(), texts(), unfinished(), commands(), long(), deep()} {
		all = append(all, group...)
	}
	return all
}

// files are no texts, or not there.
func files() []badCase {
	return []badCase{
		{name: "no such file", args: []string{"missing.py"}},
		{name: "no such file in a folder", args: []string{"no/such/folder/missing.py"}},
		{name: "a file as a folder", source: text("x"), args: []string{"bad.py/x.py"}},
		{name: "a folder", folder: true},
		{name: "no such module", args: []string{"-m", "no_such_module"}},
		{name: "no such module in a package", args: []string{"-m", "no_such_package.module"}},
		{name: "a binary file", source: binary},
		{name: "all bytes", source: func() []byte {
			b := make([]byte, 256)
			for i := range b {
				b[i] = byte(i)
			}
			return b
		}},
		{name: "only a NUL", source: text("\x00")},
		{name: "only NULs", source: times("", "\x00", 10000, "")},
		{name: "an empty file", source: text("")},
		{name: "only a mark of byte order", source: text("\ufeff")},
		{name: "UTF-16", source: text("\xff\xfex\x00=\x001\x00\n\x00")},
		{name: "UTF-16 without a mark", source: text("x\x00=\x001\x00\n\x00")},
	}
}

// binary looks like a program for a machine.
func binary() []byte {
	b := []byte("\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00>\x00\x01\x00\x00\x00")
	for x := uint32(1); len(b) < 100_000; {
		x = x*1664525 + 1013904223
		b = append(b, byte(x>>24))
	}
	return b
}

// texts have characters where they should not be.
func texts() []badCase {
	return []badCase{
		{name: "a NUL in a line", source: text("x = 1\x00y\nprint(x)\n")},
		{name: "a NUL in a string", source: text("x = 'a\x00b'\nprint(x)\n")},
		{name: "a NUL in a comment", source: text("x = 1 #\x00b\n\nprint(x)\n")},
		{name: "a NUL at the end", source: text("print(1)\n\x00")},
		{name: "invalid UTF-8", source: text("x = 1\ny = '\xff\xfe'\n")},
		{name: "invalid UTF-8 in a comment", source: text("# \xe9\nprint(1)\n")},
		{name: "an unfinished character", source: text("print('\xe2\x82')")},
		{name: "a surrogate in UTF-8", source: text("print('\xed\xa0\x80')\n")},
		{name: "an overlong character", source: text("print('\xc0\xaf')\n")},
		{name: "invalid UTF-8 from standard input", source: text("x = '\xff'\n"), stdin: true},
		{name: "an unknown encoding", source: text("# -*- coding: nosuch -*-\nx = 1\n")},
		{name: "an encoding of bytes", source: text("# -*- coding: base64 -*-\nx = 1\n")},
		{name: "an encoding that is not kept", source: text("# coding: ascii\nx = '\xc3\xa9'\n")},
		{name: "an encoding and another mark", source: text("\ufeff# coding: latin-1\nx = 1\n")},
		{name: "UTF-7", source: text("# coding: utf-7\nprint('+AOk-', 1/0)\n")},
		{name: "UTF-7 of a wrong program", source: text("# coding: utf-7\ndef f(x+AFs-\n")},
		{name: "UTF-7 and a byte too large", source: text("# coding: utf-7\nx = '\xe9'\n")},
		{name: "an encoding with another newline", source: text("# coding: cp037\nprint(1)\n")},
		{name: "escapes as an encoding", source: text("# coding: unicode_escape\nprint('\xe9\\n\\x41')\n")},
		{name: "an encoding of Arabic", source: text("#!/usr/bin/python\n# vim: set fileencoding=cp864 :\nprint(ascii('\xe9'))\n")},
		{name: "an encoding with a mark that is missing", source: text("# coding: utf-16\nx = 1\n")},
		{name: "an encoding that is not kept far away", source: times("#!x\n# coding: cp1252\n", "x = 1\n", 5000, "x = '\x81'\n")},
		{name: "UTF-8 that is not kept in a string", source: text("# coding: utf-8\nx = 'a\x81\xfe\x81'\n")},
		{name: "UTF-8 that is not kept in a name", source: text("# coding: utf-8\n\xffz = 1\n")},
		{name: "UTF-8 that is not kept after a mistake", source: text("# coding: utf-8\nx = +/\n\xffz = 1\n")},
		{name: "an encoding in the third line", source: text("#\n#\n# coding: nosuch\nprint(1)\n")},
		{name: "an encoding in a program's second line", source: text("x = 1\n# coding: nosuch\nprint(1)\n")},
		{name: "control characters", source: text("x = 1\x01\n")},
		{name: "a form feed", source: text("x = 1\x0c\n\x0cprint(x)\n")},
		{name: "a vertical tab", source: text("x = 1\x0b\n")},
		{name: "an escape", source: text("\x1b[31mx = 1\n")},
		{name: "a space that is none", source: text("x\u00a0= 1\n")},
		{name: "a space without width", source: text("x\u200b = 1\n")},
		{name: "quotes of print", source: text("x = “a”\n")},
		{name: "a mark of byte order inside", source: text("x = 1\n\ufeffy = 1\n")},
		{name: "tabs and spaces", source: text("if 1:\n        x\n\ty\n")},
		{name: "carriage returns", source: text("x = (1 +\r2 3)\ry\r")},
		{name: "a column in bytes", source: text("é = 'é' 3\n")},
		{name: "a column in characters", source: text("# coding: utf-8\né = 'é' 3\n")},
		{name: "a column of the compiler", source: text("é = 'é'; return\n")},
		{name: "a merge conflict", source: text("<<<<<<< HEAD\nx = 1\n=======\n")},
	}
}

// unfinished are texts that end too early, or whose parts do not belong together.
func unfinished() []badCase {
	var all []badCase
	for _, s := range []string{
		"x = (", "x = [1,\n2", "x = {1: 2,\n\n", "f(a,\nb", "x = 'abc", "x = 'abc\\", "x = '''abc\n\n", "x = f'{", "x = f'{a", "x = f'''{\n",
		"x = f'}'", "x = b'é'", "x = '\\x1'", "x = '\\u12'", "x = '\\N{no such name}'", "x = 1 +", "x = \\", "\\", "x = 1 \\ 2", "if x:",
		"if x:\n", "if x", "def f(", "def f():", "class A", "class A:\n  def f(self):", "try:\n  x", "try:\n  x\ny", "with a as", "for x in",
		"while", "lambda", "return", "yield", "await x", "break", "continue", "import", "from x import", "from x import (a", "from . import *, a",
		"@a", "@a\nx = 1", "else: x", "  x", "x\n  y", "if x:\n    y\n  z", ")", "x = (]", "x = {)", "(1, 2\n[3, 4\n)", "x = 0777", "x = 0b12",
		"x = 0xg", "x = 1__0", "x = 1e", "x = 5a", "x ? y", "x $ y", "x = !y", "1 = x", "f() = 1", "None = 1", "x = y = 1 = z", "del f()",
		"a b", "print 'a'", "exec 'a'", "f(a b)", "f(a=1, 2)", "f(**a, *b)", "f(a=1, a=2)", "def f(a, a): pass", "def f(a=1, b): pass",
		"nonlocal x", "def f():\n  x = 1\n  global x", "match x:\n  case a: 1\n  case b: 2", "match x:\n  case a, a: 1", "async x", "*a", "x: int: 3",
		"raise x from", "assert", "x = yield = 1", "def f(*): pass", "x := 1", "(a, b := 1)", "{**a for a in b}", "[*a for a in b]", "from __future__ import braces",
		"x = 1\nfrom __future__ import annotations", "from __future__ import nothing", "x = '\xed\xa0\x80", "é = 'é' 'é",
	} {
		all = append(all, badCase{name: "text " + strings.ReplaceAll(strings.ReplaceAll(s, "\n", "⏎"), " ", "·"), source: text(s)})
	}
	return all
}

// commands come with -c, where every text is one, or from standard input.
func commands() []badCase {
	c := func(name, code string) badCase { return badCase{name: name, args: []string{"-c", code}} }
	return []badCase{
		c("-c and a lone byte", "x = '\xff'; print(ascii(x))"),
		c("-c and a surrogate", "print('\xed\xa0\x80')"),
		c("-c and nothing", ""),
		c("-c and a mistake", "x = (1,\n 2 3)"),
		c("-c and a mistake of the compiler", "x = 1; return"),
		c("-c and an encoding", "# coding: nosuch\nprint('é')"),
		c("-c and a column", "é = 'é' 3"),
		c("a surrogate in compile", "compile('x = \"\\ud800\"', 'f', 'exec')"),
		c("a surrogate in eval", "eval('\"\\udcff\"')"),
		c("a name with a surrogate", "exec('x\\ud800 = 1')"),
		c("a NUL in exec", "exec('x = 1\\0')"),
		c("a NUL in eval", "eval(b'1\\0')"),
		c("a NUL in compile", "compile('x\\0', 'f', 'exec')"),
		c("a NUL in a file's name", "compile('x', 'f\\0', 'exec')"),
		c("a NUL to open", "open('a\\0b')"),
		c("a NUL to import", "__import__('a\\0b')"),
		{name: "standard input with a NUL", source: text("x = 1\x00\nprint(x)\n"), stdin: true, args: []string{"-"}},
		{name: "standard input with a mistake", source: text("é = 'é' 3\n"), stdin: true, args: []string{"-"}},
		{name: "standard input unfinished", source: text("x = (1,\n"), stdin: true, args: []string{"-"}},
		{name: "an unknown option", args: []string{"-Y"}},
		{name: "-c without a command", args: []string{"-c"}},
		{name: "-m without a module", args: []string{"-m"}},
	}
}

// long are texts that go on for ever, without being deep.
func long() []badCase {
	const mb = 1 << 20
	return []badCase{
		{name: "a sum of 100,000 terms", source: times("x = 1\nx = 1", " + x", 100_000, "\n")},
		{name: "a sum of 100,000 constants", source: times("x = 1", " + 1", 100_000, "\n")},
		{name: "a comparison of 100,000 terms", source: times("x = 1", " < 1", 100_000, "\n")},
		{name: "20,000 decorators", source: times("", "@a\n", 20_000, "def f(): pass\n")},
		{name: "an and of 100,000 terms", source: times("x = 1", " and 0", 100_000, "\n")},
		{name: "a line of 50 MB", source: times("x = '", "a", 50*mb, "'\nprint(len(x))\n")},
		{name: "a line of 50 MB that is wrong", source: times("x = '", "a", 50*mb, "' 1\n")},
		{name: "a comment of 50 MB", source: times("# ", "a", 50*mb, "\nprint(1)\n")},
		{name: "a name of 1 MB", source: times("", "a", mb, " = 1\n")},
		{name: "an unfinished string of 50 MB", source: times("x = '", "a", 50*mb, "\n")},
		{name: "50 MB of spaces", source: times("x =", " ", 50*mb, "1 2\n")},
		{name: "10 MB of empty lines", source: times("", "\n", 10*mb, "1 2\n")},
		{name: "10 MB of carriage returns", source: times("", "\r", 10*mb, "1 2\n")},
		{name: "50 MB of binary zeros", source: times("x", "\x00", 50*mb, "1 2\n")},
		{name: "an integer of 5,000 digits", source: times("x = ", "9", 5000, "\n")},
		{name: "an integer of 1,000,000 hexadecimal digits", source: times("x = 0x", "f", 1_000_000, "\nprint(x.bit_length())\n")},
		{name: "a float of 1,000,000 digits", source: times("x = 1.", "3", 1_000_000, "\nprint(x)\n")},
		{name: "a tuple of 100,000 items", source: times("x = (", "1,", 100_000, ")\nprint(len(x))\n")},
		{name: "a list of 100,000 variables", source: times("a = 1\nx = [", "a,", 100_000, "]\nprint(len(x))\n")},
		{name: "300 arguments", source: times("def f(*a): print(len(a))\nf(", "1,", 300, ")\n")},
		{name: "100,000 arguments", source: times("def f(*a): print(len(a))\nf(", "1,", 100_000, ")\n")},
		{name: "100,000 strings in a row", source: times("x = ", "'a' ", 100_000, "\nprint(len(x))\n")},
		{name: "100,000 statements in a line", source: times("x = 0;", "x += 1;", 100_000, "\nprint(x)\n")},
		{name: "100,000 semicolons", source: times("x", ";", 100_000, "\n")},
		{name: "100,000 targets", source: times("", "x = ", 100_000, "1\n")},
		{name: "3,000 elifs", source: times("if 0: pass\n", "elif 0: pass\n", 2_900, "")},
		{name: "100,000 names of a global", source: times("global a", ", a", 100_000, "\n")},
		{name: "100,000 dots", source: times("", ".", 100_000, "\n")},
		{name: "100,000 stars", source: times("x = ", "*", 100_000, "a\n")},
		{name: "100,000 at signs", source: times("", "@", 100_000, "\n")},
		{name: "100,000 colons", source: times("", ":", 100_000, "\n")},
		{name: "100,000 quotes", source: times("", "'", 100_000, "\n")},
		{name: "100,000 backslashes", source: times("", "\\", 100_000, "\n")},
		{name: "100,000 continued lines", source: times("x = \\\n", "\\\n", 100_000, "1 2\n")},
		{name: "100,000 braces in an f-string", source: times("x = f'", "{", 99_999, "'\n")},
		{name: "100,000 fields in an f-string", source: times("a = 1\nx = f'", "{a}", 100_000, "'\nprint(len(x))\n")},
	}
}

// deep are texts whose parts nest.
func deep() []badCase {
	const n = 10_000
	parts := []struct{ name, open, inside, shut string }{
		{"parentheses", "(", "1", ")"}, {"brackets", "[", "", "]"}, {"braces", "{1:", "1", "}"}, {"calls", "f(", "1", ")"}, {"subscripts", "a[", "1", "]"},
		{"lambdas in parentheses", "(lambda: ", "1", ")"}, {"comprehensions", "[x for x in ", "y", "]"}, {"conditions in parentheses", "(1 if 1 else ", "1", ")"},
		{"open parentheses", "(", "", ""}, {"open brackets", "[", "1 2", ""}, {"closed parentheses", "", "", ")"},
		{"minuses", "-", "1", ""}, {"inversions", "~", "1", ""}, {"nots", "not ", "1", ""}, {"powers", "2 ** ", "1", ""}, {"lambdas", "lambda: ", "1", ""},
		{"conditions", "1 if 1 else ", "1", ""}, {"awaits", "await ", "1", ""}, {"walruses", "(x := ", "1", ")"}, {"tuples", "(1,", "1", ")"},
		{"defaults", "lambda x=", "1", ": 1"}, {"f-strings", "f'{", "1", "}'"}, {"dicts unpacked", "{**", "a", "}"}, {"stars", "[*", "a", "]"},
	}
	var all []badCase
	for _, p := range parts {
		c := badCase{name: "10,000 " + p.name, source: around(p.open, n, p.inside, p.shut)}
		if c.name == "10,000 tuples" || c.name == "10,000 lambdas in parentheses" {
			c.reason = "CPython's parser runs out of its stack just before its scanner counts 200 brackets"
			c.instead = "exit 1\n" + strings.TrimSuffix(section("stderr", "  File \"bad.py\", line 1\n    "+string(c.source())+"    "+strings.Repeat(" ", len(p.open)*200)+"^\nSyntaxError: too many nested parentheses\n"), "\n")
		}
		all = append(all, c)
	}
	for _, p := range parts[:8] {
		all = append(all, badCase{name: "150 " + p.name + " and a mistake", source: around(p.open, 150, p.inside+" !", p.shut)})
	}
	return append(all,
		badCase{name: "100,000 minuses", source: times("x = ", "-", 100_000, "1\n")},
		badCase{name: "2,000 attributes", source: times("x", ".x", 2000, "\n")},
		badCase{name: "2,000 calls in a row", source: times("x", "()", 2000, "\n")},
		badCase{name: "2,000 subscripts in a row", source: times("x", "[1]", 2000, "\n")},
		badCase{name: "150 indents", source: blocks("if 1:", 150)},
		badCase{name: "99 indents", source: blocks("if 1:", 99)},
		badCase{name: "30 loops", source: blocks("for x in y:", 30)},
		badCase{name: "30 withs", source: blocks("with x:", 30)},
		badCase{name: "90 functions", source: blocks("def f():", 90)},
		badCase{name: "90 classes", source: blocks("class A:", 90)},
		badCase{name: "2,000 indents", source: blocks("if 1:", 2000)},
		badCase{name: "formats in formats", source: text("f'{1:{1:{1:{1}}}}'\n")},
		badCase{name: "patterns", source: times("match 1:\n  case ", "[", 150, strings.Repeat("]", 150)+": pass\n")},
		badCase{name: "10,000 patterns", source: times("match 1:\n  case ", "[", n, strings.Repeat("]", n)+": pass\n")},
		badCase{name: "10,000 targets in each other", source: around("(", n, "a", ",)")},
	)
}
