"""Prints what CPython's unicodedata says about every code point, for the generator."""
import unicodedata as ucd

N = 0x110000
old = ucd.ucd_3_2_0
assert ucd.unidata_version == "13.0.0"


def points(s):
    return " ".join("%x" % ord(c) for c in s)


def record(db, c):
    """Every property but the names and decompositions; "-" for no value."""
    yield db.category(c)
    yield db.bidirectional(c) or "-"
    yield db.combining(c)
    yield db.mirrored(c)
    yield db.east_asian_width(c)
    yield db.decimal(c, "-")
    yield db.digit(c, "-")
    yield repr(db.numeric(c, "-")).strip("'")


def runs(key, db):
    last = None
    for i in range(N):
        r = " ".join(map(str, record(db, chr(i))))
        if r != last:
            print(key, "%x" % i, r)
            last = r


runs("new", ucd)
runs("old", old)
for i in range(N):
    c = chr(i)
    d = ucd.decomposition(c)
    if d:
        print("decomposition", "%x" % i, d)
        if d[0] != "<" and ucd.normalize("NFC", c) != c:
            print("excluded", "%x" % i)
    was = old.decomposition(c)
    assert was == (d if old.category(c) != "Cn" else "")
    if old.normalize("NFD", c) != ucd.normalize("NFD", c) and was:
        print("corrected", "%x" % i, points(old.normalize("NFD", c)))
    name = ucd.name(c, None)
    assert old.name(c, None) == (name if old.category(c) != "Cn" else None)
    if name:
        print("name", "%x" % i, name)
# The names that are no character's own are those of private code points inside CPython,
# which namereplace shows.
for i in range(0xF0000, 0xFFFFE):
    shown = chr(i).encode("ascii", "namereplace").decode()
    if shown.startswith(r"\N{"):
        name = shown[3:-1]
        print("alias", "%x" % i, name + ";" + points(ucd.lookup(name)))
