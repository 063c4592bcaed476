# codecs that are tables: charmap_encode, charmap_decode, charmap_build, readbuffer_encode.
import codecs
def t(f, *a):
    try: print(repr(f(*a)))
    except Exception as e: print(type(e).__name__, e)
m = codecs.make_identity_dict(range(128)); m[65] = None; m[66] = 'xyz'; m[67] = 0xFFFE; m[68] = 0x110000; m[69] = 1.5; m[70] = 0x20ac; m[71] = ''
for e in ('strict', 'ignore', 'replace', 'backslashreplace', 'nope'):
    for d in (b'abc', b'aAb', b'aBb', b'aCb', b'a\xffb', b'FG'): t(codecs.charmap_decode, d, e, m)
t(codecs.charmap_decode, b'D', 'strict', m); t(codecs.charmap_decode, b'E', 'strict', m); t(codecs.charmap_decode, b'\x00\x01\x02', 'replace', 'a\ufffe'); t(codecs.charmap_decode, b'\xe9'); t(codecs.charmap_decode, 'x')
n = {ord('a'): 1, ord('b'): b'two', ord('c'): None, ord('d'): 300, ord('e'): 'x', ord('?'): 63, ord('&'): 38, ord('#'): 35, ord(';'): 59, ord('9'): 57}
for e in ('strict', 'ignore', 'replace', 'xmlcharrefreplace', 'backslashreplace', 'surrogateescape', 'nope'):
    for s in ('ab', 'acb', 'a\u00e9\u00e9b', 'ac', '\udc80'): t(codecs.charmap_encode, s, e, n)
t(codecs.charmap_encode, 'd', 'strict', n); t(codecs.charmap_encode, 'e', 'strict', n); t(codecs.charmap_encode, '\xe9'); t(codecs.charmap_encode, '\u20ac'); t(codecs.charmap_encode, b'x')
b = codecs.charmap_build(''.join(map(chr, range(256)))); t(codecs.charmap_encode, 'a\xe9', 'strict', b); t(codecs.charmap_encode, '\u20ac', 'replace', b)
codecs.register_error('up', lambda x: ('ab', x.end)); t(codecs.charmap_encode, 'aQQb', 'up', n); codecs.register_error('bad', lambda x: 3); t(codecs.charmap_encode, 'Q', 'bad', n); t(codecs.charmap_decode, b'A', 'bad', m)
codecs.register_error('far', lambda x: ('a', 99)); t(codecs.charmap_encode, 'Q', 'far', n); t(codecs.readbuffer_encode, b'abc'); t(codecs.readbuffer_encode, 'é'); t(codecs.readbuffer_encode, bytearray(b'q')); t(codecs.readbuffer_encode, 3)
