# The codecs punycode and idna: RFC 3492 and RFC 3490, all at once and in pieces.
import codecs
import io


def show(f, *args):
    try:
        print(ascii(f(*args)))
    except Exception as e:
        print(type(e).__name__, ascii(e.args), ascii(e.__cause__))


names = ["", "a", "a.b", "a..b", ".", "a.", ".a", "\xe9", "\xe9.com.", "\xe9..", "a" * 63, "a" * 64, "\xe9" * 60, "\xe9" * 40, "xn--\xe9", "xn--abc", "\u200b",
         "\xc4\xd6\u3002b", "\ud800", "\u06dda", "stra\xdfe", "\u0627a", "\u0627\u06271", "1\u0627", "\u0340", "a\xa0", "\u200ba", "a.\xad.b", "\u33a2",
         "\U0001f600", "Fa\xdf.DE", "\u0130", "\u65e5\u672c\u8a9e.jp", "a\0b", "\u13a0", "\u0149", "\u1e9e", "\U00010400", "\u03a3\u03c2"]
for name in names:
    print(ascii(name))
    for errors in "strict", "ignore":
        show(name.encode, "idna", errors)
        show(name.encode, "punycode", errors)
data = [b"", b"a", b"a-", b"-", b"a-b", b"ABC-9", b"a\xff", b"a-\xff", b"abc-...", b"abc-99999999", b"xn--", b"XN--tda", b"xn--tda", b"xn--tda.com.", b"xn--a", b"xn--\xff",
        b"a..b", b"a" * 64, b"xn--0", b"xn--tdaa", b"xn--999999b", b"z" * 30, b"xn--TDA", b"x.xn--TDA.y.", b"xn--a-tda", b"bcher-kva", b"xn--strae-oqa", b"Xn--fa-hia", b"a-9c%a"]
for b in data:
    print(b)
    for errors in "strict", "ignore", "replace", "other":
        show(b.decode, "punycode", errors)
        show(b.decode, "idna", errors)
for s in "a\xe9b", "\u4ed6\u4eec", "\ud800\udfff\U0010ffff", "Pro\u010dprost\u011bnemluv\xed\u010desky", "\xfc" * 200:
    print(s.encode("punycode").decode("punycode") == s)

for parts in ["a.b", "c.d"], ["\xe9", ".", "b"], ["\xe9.", "b.", "\xe9"], ["."], ["a", ".."], ["xn--\xe9."], ["", "a"], ["a\u3002b\uff0e\uff61"]:
    e = codecs.getincrementalencoder("idna")()
    for p in parts:
        show(e.encode, p)
        show(e.getstate)
    show(e.encode, "", True)
for parts in [b"a.b", b"c.d"], [b"xn--", b"tda", b".", b"b"], [b"."], [b"a", b".."], [b"a\xff."], [b"a.", b"xn--tda"]:
    d = codecs.getincrementaldecoder("idna")()
    for p in parts:
        show(d.decode, p)
        show(d.getstate)
    show(d.decode, b"", True)
show(codecs.getincrementalencoder("idna")("ignore").encode, "\xe9.")
show(codecs.getincrementaldecoder("idna")("ignore").decode, b"a.")
show(codecs.getincrementalencoder("punycode")().encode, "\xe9")
show(codecs.getincrementaldecoder("punycode")().decode, b"9ca")
show(codecs.getincrementaldecoder("punycode")("other").decode, b"a")
for name in "idna", "punycode":
    info = codecs.lookup(name)
    print(info.name, info._is_text_encoding)
    f = io.BytesIO()
    w = info.streamwriter(f)
    w.write("\xe9b")
    w.write("c")
    print(f.getvalue(), ascii(info.streamreader(io.BytesIO(b"tda")).read()))
    print(info.encode("\xe9"), info.encode(""), ascii(info.decode(b"a")))

# what becomes of every character in a name
import binascii
results = []
for c in range(0x80, 0x30000):
    try:
        results.append((chr(c) + "\xe9").encode("idna"))
    except UnicodeError as e:
        results.append(str(e).encode())
print(binascii.crc32(b"\n".join(results)))
