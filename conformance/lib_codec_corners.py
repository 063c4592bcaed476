"""Codecs: UTF-7, decoding in pieces, error handlers, what errors say."""
import codecs
import warnings

warnings.simplefilter("error", DeprecationWarning)


def tell(f, *a, **k):
    try:
        print(ascii(f(*a, **k)))
    except BaseException as e:
        print(type(e).__name__, ascii(str(e)), ascii(repr(e.__cause__)))


for text in ("", "a+b", "Hi Mom -\u263a-!", "A\u2262\u0391.", "\u65e5\u672c\u8a9e", "\U0001f600\ud800", "~\\\0\x7f", "a-\u20ac-b"):
    print(ascii(text), text.encode("utf-7"), ascii(text.encode("utf-7").decode("utf-7")))
for b in (b"+", b"+-", b"+A", b"+AA", b"+AAA", b"+AAA-", b"+AAB", b"+AAB-", b"a+\xff", b"+AEE\xff", b"+2AA", b"+2AA-", b"+2AA-a",
          b"+2AA!a", b"+2AAAYQ-", b"\xff", b"+A!x", b"+AA!x", b"+\xff", b"+ x", b"+2D3aAA-", b"a+AEEAQ"):
    tell(b.decode, "utf-7")
    tell(codecs.utf_7_decode, b, "replace", False)

pieces = {"utf_8": b"\xe2\x82\xac\xf0\x9f\x98\x80\xed\xa0\x80\xff", "utf_16": b"\xfe\xff\x20\xac\xd8\x3d\xde\x00\xd8",
          "utf_32_le": b"\xac\x20\0\0\0\0\x11\0", "unicode_escape": rb"\x41\u20ac\U0001f600\N{BULLET}\101\z"[:-2],
          "raw_unicode_escape": rb"\\u1234\u20ac\U0001f600\\", "utf_7": b"a+IKw-+2D3eAA-b"}
for name, data in pieces.items():
    decode = getattr(codecs, name + "_decode")
    for errors in ("strict", "replace", "surrogatepass"):
        print(name, errors, [ascii(decode(data[:i], errors, False)) for i in range(len(data) - 3)])
for args in ((b"a\0", "strict", 1), (b"a\0", "strict", 0), (b"\xfe\xffa", "strict", 0, 0), (b"a", "strict", 0, 1)):
    tell(codecs.utf_16_ex_decode, *args)
tell(codecs.utf_16_encode, "a", None, 1), tell(codecs.utf_32_encode, "a", None, -1), tell(codecs.utf_16_encode, "a", None, "x")

for name in ("ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace", "surrogateescape", "surrogatepass", "strict"):
    h = codecs.lookup_error(name)
    for exc in (UnicodeEncodeError("utf-8", "a\u20ac\udc80b", 1, 3, "why"), UnicodeEncodeError("utf-16", "\ud800", -5, 99, "why"),
                UnicodeDecodeError("utf-8", b"a\xed\xa0\x80", 1, 3, "why"), UnicodeDecodeError("ascii", bytearray(b"\x80"), 0, 1, "why"),
                UnicodeTranslateError("a\u20ac", 1, 9, "why"), UnicodeError("x"), ValueError("y"), 5):
        tell(h, exc)
e = UnicodeEncodeError("ascii", "abc", 1, 2, "why")
for name, bad in (("start", "x"), ("start", 1 << 70), ("object", b"x"), ("reason", 5)):
    tell(setattr, e, name, bad)
    tell(str, e)
    tell(codecs.replace_errors, e)
del e.object
tell(str, e), tell(codecs.ignore_errors, e), tell(lambda: e.object)
tell(UnicodeDecodeError, "a", "b", 1, 2, "c"), tell(UnicodeDecodeError, "a", b"b", 1), tell(UnicodeEncodeError, 1, "b", 1, 2, "c")


def longer(exc):
    exc.object = b"xyz" + exc.object[exc.end:]
    return "?", 0


def backwards(exc):
    return b"!" if isinstance(exc, UnicodeEncodeError) else "!", -1


def wrong(exc):
    return "no tuple"


codecs.register_error("longer", longer), codecs.register_error("backwards", backwards), codecs.register_error("wrong", wrong)
tell(b"a\xffb".decode, "ascii", "longer"), tell(b"a\xff\xfeb".decode, "utf-8", "backwards"), tell("a\u20ac\u20acb".encode, "latin-1", "backwards")
tell(b"\xff".decode, "ascii", "wrong"), tell("\xff".encode, "ascii", "wrong"), tell(b"\xff".decode, "cp1252", "nosuch")
tell(codecs.charmap_encode, "ab", "replace", {97: 120}), tell(codecs.charmap_encode, "ab", "replace", {97: 120, 63: b"??"})
tell(codecs.charmap_encode, "a", "strict", {97: 999}), tell(codecs.charmap_decode, b"a", "strict", {97: 0x110000}), tell(codecs.charmap_decode, b"a", "strict", "\ud800" * 98)

tell(codecs.encode, 5), tell(codecs.decode, "x"), tell(codecs.encode, "\xe9", "ascii", "nosuch"), tell("\xe9".encode, "ascii", "nosuch")
tell("a".encode, "hex"), tell(b"zz".decode, "rot13"), tell(codecs.decode, b"zz", "hex"), tell("a".encode, "no\0such"), tell("a".encode, "nosuch"), tell(b"".decode, "nosuch")
tell(codecs.utf_8_decode, "x"), tell(codecs.utf_8_decode, b"x", 5), tell(codecs.utf_8_encode, b"x"), tell(codecs.utf_8_decode)
tell(codecs.escape_decode, rb"\q\w"), tell(codecs.unicode_escape_decode, rb"\q"), tell(codecs.escape_decode, "\\n\u20ac")


class Failing(ValueError):
    pass


def finder(name):
    def fail(text, errors="strict"):
        raise {"failplain": RuntimeError("plain"), "failsub": Failing("sub"), "failtwo": ValueError("a", "b"), "failkey": KeyError(3)}[name]

    if name.startswith("fail"):
        return codecs.CodecInfo(fail, fail, name=name)


codecs.register(finder)
for name in ("failplain", "fail-sub", "failsub", "failtwo", "failkey"):
    tell("x".encode, name), tell(codecs.decode, b"x", name)
codecs.unregister(finder)
tell("x".encode, "failplain")
