"""unicodedata: properties, names and normal forms, in Unicode 13.0 and 3.2."""
import binascii
import unicodedata as u

old = u.ucd_3_2_0


def crc(x):
    return binascii.crc32(repr(x).encode("utf-8", "surrogatepass"))


def tell(f, *a, **k):
    try:
        print(ascii(f(*a, **k)))
    except Exception as e:
        print(type(e).__name__, ascii(e.args))


def every(m, c):
    return (m.category(c), m.bidirectional(c), m.combining(c), m.mirrored(c), m.east_asian_width(c), m.decimal(c, None),
            m.digit(c, None), m.numeric(c, None), m.decomposition(c), m.name(c, None), m.normalize("NFC", c),
            m.normalize("NFKD", c))


print(u.unidata_version, old.unidata_version)
print([n for n in dir(u) if n[0] != "_"])
for start in range(0, 0x110000, 0x8000):
    step = 11 if start < 0x20000 else 101
    print("%x" % start, crc([every(m, chr(i)) for i in range(start, start + 0x8000, step) for m in (u, old)]))

pool = [0x1100, 0x1161, 0x11A8, 0xAC00, 0xAC01, 0x11A7, 0x11C2, 0x1B05, 0x1B35, 0x2F868, 0x41, 0x301, 0x327, 0xD800]
pool += [i for i in range(0x3000) if u.decomposition(chr(i)) or u.combining(chr(i))]
seed = 1


def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) & (1 << 64) - 1
    return (seed >> 33) % n


for batch in range(4):
    answers = []
    for k in range(500):
        s = "".join(chr(pool[rnd(len(pool))] if rnd(3) else rnd(0x350)) for _ in range(rnd(9)))
        for m in (u, old):
            for form in ("NFC", "NFD", "NFKC", "NFKD"):
                r = m.normalize(form, s)
                answers.append((r, m.is_normalized(form, s), m.is_normalized(form, r)))
    print(batch, crc(answers))

for name in ("latin small letter a", "Hangul Syllable GA", "HANGUL SYLLABLE GA", "HANGUL SYLLABLE ga",
             "CJK UNIFIED IDEOGRAPH-4e00", "CJK UNIFIED IDEOGRAPH-4E00", "CJK UNIFIED IDEOGRAPH-04E00",
             "CJK UNIFIED IDEOGRAPH-9FFD", "CJK UNIFIED IDEOGRAPH-+4E00", "a" * 256, "a" * 257, "keycap number sign",
             "null", "", "\xe9", "\ud800", "a\0b", "VS1", "vs01", "SOM SIGN", b"SPACE", b"\xff", bytearray(b"SPACE"), 1):
    tell(u.lookup, name)
    tell(old.lookup, name)
print(ascii("\N{BELL}\N{NULL}\N{vs17}\N{HANGUL SYLLABLE GAG}\N{greek small letter alpha}"))
for text in (r"'\N{KEYCAP NUMBER SIGN}'", r"'\N{no such}'", r"'\N{}'", r"'\N'", r"'\N{SPACE'"):
    try:
        print(ascii(eval(text)))
    except SyntaxError as e:
        print(e.msg)
print("a\xe9\u20ac\ud800\U0001f600\U000f0000\U000f0200".encode("ascii", "namereplace"))
print(b"\\N{bullet}".decode("unicode-escape"))

tell(u.name, "ab"), tell(u.name, 1), tell(u.name, "\0"), tell(u.name, "\0", 3), tell(old.name, "\u20c0")
tell(u.decimal, "a"), tell(u.digit, "a"), tell(u.numeric, "a"), tell(u.decimal, "a", 4), tell(u.numeric, "\xbd")
tell(u.normalize, "x", "a"), tell(u.normalize, "NFC", 3), tell(u.is_normalized, "x", ""), tell(u.normalize, "x", "")
tell(u.category, b"a"), tell(u.combining, ""), tell(u.mirrored, None), tell(u.decomposition, "ab")
tell(u.name), tell(u.name, "a", 1, 2), tell(u.category), tell(u.category, chr="a"), tell(u.normalize, "NFC")
tell(u.UCD), tell(u.UCD.name, "a"), tell(u.UCD.name, old, "a"), tell(setattr, old, "x", 1), tell(old.__reduce_ex__, 2)


class S(str):
    pass


s = S("abc")
print(u.category(S("a")), u.normalize("NFC", s) is s, u.normalize("NFD", "\xe9") == "e\u0301")
ﬁ = 3  # identifiers are in NFKC
print(fi, sorted(n for n in globals() if n == "fi"))
