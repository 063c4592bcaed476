# bytes, bytearray and memoryview.
def attempt(f):
    try:
        print(repr(f()), end=' ')
    except Exception as e:
        print(f'[{type(e).__name__}: {e}]', end=' ')
def row(*fs):
    for f in fs: attempt(f)
    print()
b = b'Hello, World'
row(lambda: b, lambda: bytes(3), lambda: bytes([1, 65, 255]), lambda: bytes('é', 'utf-8'), lambda: bytes(b'x'), lambda: bytes(), lambda: bytes((i for i in range(3))), lambda: b'\x00\t\n\r\\\'"\x7f\xff', lambda: b"it's", lambda: rb'\n', lambda: b'a' b'b')
row(lambda: bytes('x'), lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes(-1), lambda: bytes(['a']), lambda: bytes(1.5), lambda: bytes(5, 'utf-8'), lambda: bytes([1], 'x'), lambda: bytes(None), lambda: bytes(1 << 70))
row(lambda: b[0], lambda: b[-1], lambda: b[99], lambda: b[1:4], lambda: b[::-2], lambda: list(b'ab'), lambda: 72 in b, lambda: b'ell' in b, lambda: 'a' in b, lambda: 300 in b, lambda: b + b'!', lambda: b + '!', lambda: b * 2, lambda: b == 'x', lambda: b < b'I', lambda: hash(b'') == hash(b''), lambda: len(b), lambda: min(b), lambda: b < 'a', lambda: b + bytearray(b'q'), lambda: bytearray(b'q') + b)
row(lambda: b.upper(), lambda: b.lower(), lambda: b.title(), lambda: b.swapcase(), lambda: b.capitalize(), lambda: b.find(b'o'), lambda: b.find(111), lambda: b.rfind(b'o'), lambda: b.index(b'z'), lambda: b.count(b'l'), lambda: b.replace(b'l', b'L', 1), lambda: b.split(b','), lambda: b.split(), lambda: b.rsplit(None, 1), lambda: b.partition(b', '), lambda: b.startswith(b'He'), lambda: b.endswith((b'x', b'd')), lambda: b.startswith('H'))
row(lambda: b' x '.strip(), lambda: b'xax'.strip(b'x'), lambda: b','.join([b'a', b'b']), lambda: b','.join(['a']), lambda: b'x'.center(5, b'*'), lambda: b'5'.zfill(3), lambda: b'a\tb'.expandtabs(2), lambda: b'a\nb'.splitlines(), lambda: b'abc'.translate(bytes(range(256)), b'b'), lambda: bytes.maketrans(b'a', b'b')[97], lambda: b'x'.removeprefix(b'x'), lambda: b'abc'.isalpha(), lambda: b'1'.isdigit(), lambda: b' '.isspace(), lambda: b'A'.isupper(), lambda: b'\xff'.isascii())
row(lambda: b'\xc3\xa9'.decode(), lambda: b'\xff'.decode(), lambda: b'\xff'.decode('latin-1'), lambda: b'\xff\x41'.decode('utf-8', 'replace'), lambda: b'\xff\x41'.decode('ascii', 'ignore'), lambda: b'\xff'.decode('utf-8', 'backslashreplace'), lambda: b'\xc3'.decode(), lambda: b'\xed\xa0\x80'.decode(), lambda: b'\xe4\xb8'.decode('utf-8', 'replace'), lambda: b'\x80'.decode('ascii'), lambda: b''.decode('nope'), lambda: b'\xff\xfea\x00'.decode('utf-16'), lambda: b'\xff'.decode('utf-8', 'surrogateescape'))
row(lambda: b.hex(), lambda: b'abcd'.hex('-'), lambda: b'abcde'.hex('_', 2), lambda: bytes.fromhex('61 62ff'), lambda: bytes.fromhex('6'), lambda: bytes.fromhex('zz'), lambda: b'%d-%s-%x' % (5, b'q', 255), lambda: b'%s' % 'q', lambda: b'%a' % 'é')
ba = bytearray(b'abc')
row(lambda: ba, lambda: ba.append(100), lambda: ba, lambda: ba.extend(b'ef'), lambda: ba.insert(0, 90), lambda: ba, lambda: ba.pop(), lambda: ba.pop(0), lambda: ba.remove(98), lambda: ba, lambda: ba.reverse(), lambda: ba, lambda: ba.copy() is ba, lambda: ba.append(256), lambda: ba.append('a'), lambda: ba.remove(5), lambda: ba.clear(), lambda: ba, lambda: ba.pop())
ba = bytearray(b'0123456789')
ba[0] = 65; ba[1:3] = b'xyz'; del ba[-1]; ba[::2] = b'-' * len(ba[::2]); ba += b'!'; ba *= 2
row(lambda: ba, lambda: ba[0], lambda: ba[1:3], lambda: ba.find(b'!'), lambda: hash(ba), lambda: {ba: 1}, lambda: ba == bytes(ba), lambda: ba.upper(), lambda: bytearray(3), lambda: bytearray('x'), lambda: bytearray('é', 'latin-1'), lambda: bytearray([1, 2]), lambda: bytearray(b'x') < b'y', lambda: ba.decode(), lambda: str(bytearray(b'q')), lambda: ba.join([b'1', b'2'])[:5])
def setb(i, v): ba[i] = v
row(lambda: setb(0, 256), lambda: setb(99, 1), lambda: setb(0, 'a'), lambda: setb(slice(0, 2), 'ab'), lambda: setb(slice(0, 2), [1, 2, 3]), lambda: ba[:4], lambda: setb('a', 1), lambda: setb(slice(None, None, 3), b'x'))
m = memoryview(bytearray(b'abcdef'))
row(lambda: m[0], lambda: m[1:3].tobytes(), lambda: len(m), lambda: m.tolist()[:2], lambda: m.format, lambda: m.itemsize, lambda: m.nbytes, lambda: m.readonly, lambda: memoryview(b'x').readonly, lambda: m == b'abcdef', lambda: bytes(m[::-1]), lambda: m.obj, lambda: m.shape, lambda: memoryview(5), lambda: memoryview('x'))
m[0] = 90
m[1:3] = b'YY'
row(lambda: m.obj, lambda: m.obj.append(1), lambda: m.release(), lambda: m[0], lambda: memoryview(b'x').hex())
try:
    memoryview(b'x')[0] = 1
except TypeError as e:
    print(e)
class B(bytes): pass
row(lambda: B(b'x'), lambda: type(B(b'x') + b'y').__name__, lambda: B([65]), lambda: B(b'x') == b'x', lambda: b'x'.__class__)
class HasBytes:
    def __bytes__(self): return b'made'
row(lambda: bytes(HasBytes()), lambda: int.from_bytes(b'\x01\x00', 'big'), lambda: sum(b'abc'), lambda: b'abc' == b'ab' + b'c', lambda: [*b'xy'], lambda: max(b'xyz'), lambda: b''.join([bytearray(b'p'), b'q']), lambda: bytes(reversed(b'abc')), lambda: sorted(b'cab'), lambda: bytes(range(5)))
