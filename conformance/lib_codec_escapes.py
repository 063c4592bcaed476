# codecs: escape_decode, escape_encode and the decoders that tell the byte order.
import codecs, warnings
warnings.simplefilter("ignore")
def t(f, *a):
    try: print(repr(f(*a)))
    except Exception as e: print(type(e).__name__, e)
for d in (b'abc', rb'\n\t\\\'\"\a\b\f\r\v\x41\101\0', b'\\\n', rb'\z', b'\\', rb'\x4', rb'\xzz', rb'\400', b'\xff', 'é\\n'):
    for e in ('strict','ignore','replace','foo'): t(codecs.escape_decode, d, e)
t(codecs.escape_decode, 3)
t(codecs.escape_encode, b'a\n\'"\\\x00\xff'); t(codecs.escape_encode, 'x'); t(codecs.escape_encode,b''); t(codecs.escape_encode, bytearray(b'x'))
t(codecs.utf_16_ex_decode, b'\xff\xfea\0b'); t(codecs.utf_16_ex_decode, b'a\0b\0'); t(codecs.utf_16_ex_decode, b'\0a', 'strict', 1); t(codecs.utf_16_ex_decode, b'\0a\0', 'strict', 1, True); t(codecs.utf_16_ex_decode, b'a\0', 'strict', -1); t(codecs.utf_32_ex_decode, b'a\0\0\0b'); t(codecs.utf_16_ex_decode, b'\xfe\xff\0a'); t(codecs.utf_16_ex_decode, b'\xfe'); t(codecs.utf_16_ex_decode, b'')
