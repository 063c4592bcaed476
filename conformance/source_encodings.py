# Sources as bytes: every kind of coding cookie, and what is said of bytes that do not keep to it.
import codecs
import os
import sys
import tempfile


def tell(what, src, mode="exec"):
    try:
        names = {}
        exec(compile(src, "file", mode), names)
        print(what, ascii(names.get("x")))
    except BaseException as e:
        print(what, type(e).__name__, ascii(e.args), ascii(e.__cause__), ascii(e.__context__))


for name in """utf-8 UTF_8 utf-8-sig utf8 latin-1 iso-latin-1-unix l1 ascii 646 utf-7 u7 cp437 437 cp1252 1252 windows-1251
        koi8-r koi8_u mac-roman macintosh iso8859_15 iso-8859-16 cp864 hp-roman8 ptcp154 tis-620 cp65001
        unicode_escape raw_unicode_escape utf-16 hex rot13 base64 nosuch""".split():
    head = f"# -*- coding: {name} -*-\n".encode()
    tell(name + ": ascii", head + b"x = 'abc'\n")
    tell(name + ": bytes", head + b"x = 'a\xe9\xfc+AOk-\\n'\n")

for src in [
    b"#! x\n# vim: set fileencoding=latin-1 :\nx = '\xe9'\n",
    b"# coding=cp1252\r\nx = '\x80'\r\n",
    b"\x0c\t # coding:latin1\nx = '\xe9'\n",
    b"\n# coding: latin1\nx = '\xe9'\n",
    b"'''\n# coding: latin1\n'''\nx = 'e'\n",
    b"\xef\xbb\xbf# coding: utf-8\nx = '\xc3\xa9'\n",
    b"\xef\xbb\xbf# coding: cp1252\nx = 1\n",
    b"# coding: cp1252\nx = '\x81'\n",
    b"# coding: cp1252\n" + b"x = 1\n" * 2000 + b"x = '\x81'\n",
    b"# coding: utf-7\nx = '+2D3eAA-'\n",
    b"# coding: utf-7\nx = '\xe9'\n",
    b"# coding: utf-7\nx = (1\n",
    b"# coding: utf-7\nx = 1 2+ADs-\n",
    b"# coding: utf-8\nx = 'a\x81\xfe\x81'\n",
    b"# coding: utf-8\n\xffz = 1\n",
    b"x=+/\xffz\n",
    b"x=+/\n\n\n(\n\xffz\n",
    b"x = (a b\n\xff",
    b"x = a b\n(\xff",
    b"a b\n \xff",
]:
    tell(ascii(src[:40]), src)


class Odd(Exception):
    pass


answer = None


def decode(b, errors="strict"):
    if isinstance(answer, BaseException):
        raise answer
    if answer is not None:
        return answer
    return bytes(b).decode("latin-1").replace("@", "4"), len(b)


def find(name):
    if name == "mine":
        return codecs.CodecInfo(codecs.lookup("ascii").encode, decode, name=name)
    if name == "broken":
        raise Odd("search")


codecs.register(find)
for answer in [None, Odd("x"), LookupError("gone"), KeyError("key"), ValueError("v"), SyntaxError("s"), MemoryError(),
               UnicodeDecodeError("q", b"abc", 1, 2, "why"), KeyboardInterrupt("k"), SystemExit(4), OSError(3, "no"),
               SyntaxError("m", ("f", 3, 4, "text")), (b"bytes", 3), ("x = 5\n", 2), 5, ("x = 1\ud800\n", 3)]:
    for kind in bytes, bytearray, memoryview:
        tell(f"{kind.__name__} {answer!r}", kind(b"# coding: mine\nx = '@'\n"))
tell("broken", b"# coding: broken\nx = '@'\n")
tell("a str", "# coding: nosuch\nx = 1\n")

answer = None
with tempfile.TemporaryDirectory() as folder:
    sys.path.insert(0, folder)
    sys.dont_write_bytecode = True
    for i, (name, text) in enumerate([("mine", "x = '@\xe9'"), ("utf-7", "x = '+AOk-'"), ("koi8-r", "x = '\xe9'")]):
        with open(os.path.join(folder, f"encoded{i}.py"), "wb") as f:
            f.write(f"# coding: {name}\n{text}\n".encode("latin-1"))
        print(name, ascii(__import__(f"encoded{i}").x))
    sys.path.remove(folder)
codecs.unregister(find)
