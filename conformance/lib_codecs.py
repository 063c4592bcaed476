# codecs: CodecInfo, incremental coders, streams, iterencode, and what is registered.
import codecs, io
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)
i = codecs.lookup('UTF8'); print(i.name, len(i), isinstance(i, tuple), i._is_text_encoding, i[0] == i.encode, repr(i)[:46], codecs.lookup('hex')._is_text_encoding)
t(i.encode, 'aé'); t(i.decode, b'a\xc3\xa9'); t(codecs.lookup, 'nope'); t(codecs.getencoder('ascii'), 'é', 'replace')
for enc in ('utf-8', 'utf-16', 'utf-16-le', 'utf-32', 'utf-8-sig', 'latin-1', 'cp1252', 'ascii'):
    s = 'aé€😀z' if enc.startswith('utf') else 'abc'
    data = s.encode(enc)
    d = codecs.getincrementaldecoder(enc)(); print(enc, [d.decode(data[j:j + 1]) for j in range(len(data))], d.decode(b'', True), d.getstate())
    d.reset(); print(d.decode(data[:3]), d.getstate()); st = d.getstate(); x = d.decode(data[3:]); d.setstate(st); print(x == d.decode(data[3:]))
    e = codecs.getincrementalencoder(enc)(); print(e.getstate(), [e.encode(c) for c in s], e.getstate()); e.reset(); print(e.encode('a'), e.getstate()); e.setstate(0); print(e.encode('a'))
    print(list(codecs.iterencode(s, enc)), ''.join(codecs.iterdecode([data[:2], data[2:3], data[3:]], enc)))
    f = io.BytesIO(); w = codecs.getwriter(enc)(f); w.write(s); w.write('\n'); w.writelines(['b', 'c\r\n', 'd']); print(f.getvalue()); f.seek(0)
    r = codecs.getreader(enc)(f); print(r.read(3), r.readline(), r.readline(keepends=False), r.read(), r.read()); r.seek(0); print(r.readlines()); r.seek(0); print(list(r)); r.seek(0); print(r.read(-1, 2), r.read(size=5, chars=1), r.read())
d = codecs.getincrementaldecoder('utf-8')('replace'); print(d.decode(b'\xff\xe2'), d.decode(b'', True), d.errors)
t(codecs.getincrementaldecoder('utf-8')().decode, b'\xff'); t(codecs.getincrementaldecoder('utf-16')().decode, b'abcd')
f = io.BytesIO(b'first\nse\xffcond\nthird\n'); r = codecs.getreader('utf-8')(f); t(r.readline); t(r.readline)
rw = codecs.StreamReaderWriter(io.BytesIO('α\nβ\n'.encode()), *codecs.lookup('utf-8')[2:]); print(rw.readline(), next(rw), rw.encoding, rw.tell()); rw.write('γ'); rw.seek(0); print(rw.read(), rw.closed)
with rw as q: print(q is rw)
print(rw.closed); t(getattr, rw, 'nope')
g = io.BytesIO(); ef = codecs.EncodedFile(g, 'utf-8', 'latin-1'); ef.write('é'.encode()); ef.writelines([b'a', b'b\n']); print(g.getvalue(), ef.data_encoding, ef.file_encoding); ef.seek(0); print(ef.read()); ef.seek(0); print(ef.readlines(), list(ef))
for cls in (codecs.Codec, codecs.IncrementalEncoder, codecs.IncrementalDecoder, codecs.BufferedIncrementalEncoder, codecs.BufferedIncrementalDecoder):
    c = cls(); print(cls.__name__, [b.__name__ for b in cls.__mro__[1:]], sorted(vars(c)) if vars(c) else ''); t(c.encode if hasattr(c, 'encode') else c.decode, 'x' if 'En' in cls.__name__ else b'x')
    if hasattr(c, 'getstate'): print(c.getstate(), c.reset(), c.setstate(c.getstate()))
class Up(codecs.BufferedIncrementalEncoder):
    def _buffer_encode(self, input, errors, final):
        n = len(input) if final else len(input) // 2 * 2
        return input[:n].upper().encode(), n
u = Up(); print(u.encode('abc'), u.getstate(), u.encode('d'), u.encode('e', True), u.getstate()); u.setstate('zz'); print(u.encode('', True))
def search(name):
    print('search', name)
    if name == 'my_codec': return codecs.CodecInfo(lambda s, e='strict': (s.encode()[::-1], len(s)), lambda b, e='strict': (bytes(b)[::-1].decode(), len(b)), name='my')
codecs.register(search); print('abc'.encode('My Codec'), b'abc'.decode('my-codec') if 0 else codecs.decode(b'abc', 'My Codec')); t(codecs.getincrementalencoder, 'my codec'); codecs.unregister(search); t('x'.encode, 'other codec')
print(codecs.make_identity_dict(range(3)), codecs.make_encoding_map({1: 2, 3: 4, 5: 2})); print(codecs.BOM_UTF8, codecs.BOM_UTF16, codecs.BOM64_BE)
for n in ('strict', 'ignore', 'replace', 'xmlcharrefreplace', 'backslashreplace', 'namereplace', 'surrogateescape', 'surrogatepass'):
    h = codecs.lookup_error(n); t(h, UnicodeEncodeError('ascii', 'aéb', 1, 2, 'why')); t(h, UnicodeDecodeError('ascii', b'a\xe9b', 1, 2, 'why')); t(h, 3)
codecs.register_error('mine', lambda e: ('[%s]' % e.object[e.start:e.end], e.end)); t('aéb'.encode, 'ascii', 'mine'); t(codecs.lookup_error, 'nope'); t(codecs.register_error, 'x', 3)
for n in ('hex', 'base64', 'rot13'):
    x = 'Hello' if n == 'rot13' else b'Hello'; y = codecs.encode(x, n); print(y, codecs.decode(y, n), codecs.getincrementalencoder(n)().encode(x))
t('x'.encode, 'hex'); t(b'zz'.decode, 'rot13')
