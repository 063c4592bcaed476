"""Writes unicodetables.go and charmaps.go: what CPython 3.10 (Unicode 13.0) says about
every code point, and its single-byte codecs. Run with the reference interpreter:

    PYENV_VERSION=3.10.13 python3 unicodegen.py
"""
import codecs
import encodings
import os
import pkgutil
import sys
import unicodedata

N = 0x110000
FLAGS = ("alpha decimal digit numeric lower upper title space printable idStart "
         "idContinue ignorable").split()


def ignorable(c):
    """Case-ignorable, seen through the rule for a final sigma."""
    return ("A" + c + "\u03a3").lower()[-1] == "\u03c2" and \
        (c + "\u03a3").lower()[-1] == "\u03c3"


def flags(i):
    c = chr(i)
    tests = (c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.islower(),
             c.isupper(), unicodedata.category(c) == "Lt", c.isspace(),
             c.isprintable(), c.isidentifier(), ("a" + c).isidentifier(), ignorable(c))
    return sum(1 << k for k, x in enumerate(tests) if x)


def runs(values):
    out, last = [], None
    for i, v in enumerate(values):
        if v != last:
            out.append((i, v))
            last = v
    return out


def emit_classes(w):
    w("// Bits of a code point's class.\nconst (\n")
    for k, name in enumerate(FLAGS):
        w("\tcls%s%s\n" % (name[0].upper() + name[1:], " = 1 << iota" if k == 0 else ""))
    w(")\n\n")
    rs = runs(flags(i) for i in range(N))
    kinds = sorted({v for _, v in rs})
    index = {v: k for k, v in enumerate(kinds)}
    assert len(kinds) < 256
    w("// classKinds are the combinations of bits that occur.\n")
    w("var classKinds = [...]uint16{%s}\n\n" % ", ".join("%#x" % v for v in kinds))
    w("// classRuns lists where the kind changes: first code point << 8 | kind.\n")
    w("var classRuns = [...]uint32{\n")
    line(w, ["%#x" % (i << 8 | index[v]) for i, v in rs])
    w("}\n\n")
    w("// latinClass are the bits of the first 256 code points.\nvar latinClass = [256]uint16{\n")
    line(w, ["%#x" % flags(i) for i in range(256)])
    w("}\n\n")


def line(w, items, per=12):
    for k in range(0, len(items), per):
        w("\t" + ", ".join(items[k:k + per]) + ",\n")


def case_runs(mapping):
    """Runs (lo, hi, stride, delta) of single-point mappings."""
    out = []
    for i in sorted(mapping):
        d = mapping[i] - i
        if out:
            lo, hi, stride, delta = out[-1]
            if delta == d:
                if hi == lo and i - hi in (1, 2):
                    out[-1] = (lo, i, i - hi, d)
                    continue
                if hi > lo and i - hi == stride:
                    out[-1] = (lo, i, stride, d)
                    continue
        out.append((i, i, 1, d))
    return out


def emit_cases(w):
    specials = {}
    for name, fn in (("upper", str.upper), ("lower", str.lower), ("title", str.title),
                     ("fold", str.casefold)):
        single = {}
        for i in range(N):
            c = chr(i)
            r = fn(c)
            if r == c:
                continue
            if len(r) == 1:
                single[i] = ord(r)
            else:
                specials.setdefault(i, {})[name] = r
        w("var %sRuns = []caseRun{\n" % name)
        line(w, ["{%#x, %#x, %d, %d}" % r for r in case_runs(single)], 4)
        w("}\n\n")
    w("// caseSpecials are the mappings to several code points, in order.\n")
    w("var caseSpecials = [...]caseSpecial{\n")
    for i, m in sorted(specials.items()):
        fields = ", ".join("%s: %s" % (k, quote(m[k])) for k in ("upper", "lower", "title", "fold") if k in m)
        w("\t{r: %#x, %s},\n" % (i, fields))
    w("}\n\n")


def quote(s):
    return '"' + "".join(c if c.isascii() and c.isprintable() and c not in '"\\' else
                         ("\\u%04x" % ord(c) if ord(c) < 0x10000 else "\\U%08x" % ord(c)) for c in s) + '"'


def emit_digits(w):
    w("// decimalZeros are the zeros of the decimal digit sequences.\nvar decimalZeros = [...]rune{\n")
    zeros = [i for i in range(N) if chr(i).isdecimal() and unicodedata.decimal(chr(i)) == 0]
    for z in zeros:
        assert [unicodedata.decimal(chr(z + k)) for k in range(10)] == list(range(10))
    assert len(zeros) * 10 == sum(chr(i).isdecimal() for i in range(N))
    line(w, ["%#x" % z for z in zeros])
    w("}\n")


def charmaps():
    out = {}
    for m in pkgutil.iter_modules(encodings.__path__):
        try:
            info = codecs.lookup(m.name)
            if not info._is_text_encoding or m.name in ("latin_1", "ascii", "iso8859_1"):
                continue
            table = []
            for b in range(256):
                r, n = info.decode(bytes([b]), "backslashreplace")
                table.append("\ufffe" if len(r) == 4 and r.startswith("\\x") else r)
            if any(len(c) != 1 for c in table) or table.count("\ufffe") > 100:
                continue
            back = sum(1 for b, c in enumerate(table) if c != "\ufffe" and info.encode(c)[0] == bytes([b]))
            if back < 200:
                continue
        except Exception:
            continue
        out[info.name] = (m.name, "".join(table))
    return out


def emit_charmaps(w):
    maps = charmaps()
    by_module = {m: name for name, (m, _) in maps.items()}
    w("// charmap is the table of a single-byte codec, \"\" if there is none: the characters of bytes\n"
      "// 0 to 255, or of 128 to 255 where the first half is ASCII; U+FFFE is undefined.\n")
    w("func charmap(name string) string {\n\tswitch name {\n")
    ascii_half = "".join(map(chr, range(128)))
    for name, (_, table) in sorted(maps.items()):
        w('\tcase "%s":\n\t\treturn %s\n' % (name, quote(table[128:] if table[:128] == ascii_half else table)))
    w("\t}\n\treturn \"\"\n}\n\n")
    from encodings.aliases import aliases
    w("// codecAlias is the codec that a normalised name means, \"\" if there is none.\n"
      "func codecAlias(name string) string {\n\tswitch name {\n")
    known = {"utf_8": "utf-8", "ascii": "ascii", "latin_1": "iso8859-1", "utf_16": "utf-16", "utf_32": "utf-32",
             "utf_16_le": "utf-16-le", "utf_16_be": "utf-16-be", "utf_32_le": "utf-32-le", "utf_32_be": "utf-32-be",
             "utf_7": "utf-7", "utf_8_sig": "utf-8-sig", "unicode_escape": "unicode-escape",
             "raw_unicode_escape": "raw-unicode-escape", "hex_codec": "hex", "base64_codec": "base64",
             "rot_13": "rot13", "iso8859_1": "iso8859-1"}
    by_module.update(known)
    names = {a: by_module[m] for a, m in aliases.items() if m in by_module}
    names.update(by_module)
    for codec in sorted(set(names.values())):
        w('\tcase %s:\n\t\treturn "%s"\n' % (", ".join('"%s"' % a for a, n in sorted(names.items()) if n == codec), codec))
    w("\t}\n\treturn \"\"\n}\n")
    for name, (_, table) in maps.items():
        last = {c: b for b, c in enumerate(table)}
        assert all(c.encode(name)[0] == b for c, b in last.items() if c != "\ufffe"), name


def write(path, parts):
    head = "// Code generated by unicodegen.py from CPython %s; DO NOT EDIT.\n\npackage object\n\n"
    with open(path, "w") as f:
        f.write(head % ".".join(map(str, sys.version_info[:2])))
        for p in parts:
            p(f.write)


here = os.path.dirname(os.path.abspath(__file__))
write(os.path.join(here, "unicodetables.go"), [emit_classes, emit_cases, emit_digits])
write(os.path.join(here, "charmaps.go"), [emit_charmaps])
