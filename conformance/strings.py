# str: every method, indexing, escapes, encoding.
def attempt(f):
    try:
        print(repr(f()), end=' ')
    except Exception as e:
        print(f'[{type(e).__name__}: {e}]', end=' ')
def row(*fs):
    for f in fs: attempt(f)
    print()
s = 'Hello, World'
row(lambda: s.upper(), lambda: s.lower(), lambda: s.swapcase(), lambda: s.title(), lambda: 'they\'re bill\'s'.title(), lambda: s.capitalize(), lambda: 'ßÉ'.casefold(), lambda: 'ß'.upper(), lambda: 'ǆ'.title(), lambda: 'ΑΣ'.lower(), lambda: 'İ'.lower())
row(lambda: s.find('o'), lambda: s.find('o', 5), lambda: s.find('z'), lambda: s.find(''), lambda: s.find('', 50), lambda: s.rfind('o'), lambda: s.rfind(''), lambda: s.index('W'), lambda: s.index('z'), lambda: s.rindex('o'), lambda: s.rindex('q'), lambda: s.count('l'), lambda: s.count(''), lambda: s.count('l', 3, 5), lambda: 'aaa'.count('aa'), lambda: s.find('l', -3), lambda: s.find('l', None, 3))
row(lambda: 'a,b,,c'.split(','), lambda: ' a  b '.split(), lambda: ' a b '.split(' '), lambda: 'a b c'.split(None, 1), lambda: 'a,b,c'.split(',', 1), lambda: 'a,b,c'.rsplit(',', 1), lambda: ''.split(), lambda: ''.split(','), lambda: ' a b '.rsplit(None, 1), lambda: 'a'.split(''), lambda: 'abc'.split(5), lambda: 'a<>b<>c'.split('<>'), lambda: 'x'.split(maxsplit=0), lambda: '  x y'.split(maxsplit=0))
row(lambda: 'a\nb\r\nc\rd'.splitlines(), lambda: 'a\nb\n'.splitlines(True), lambda: ''.splitlines(), lambda: 'a\x0bb\x0cc\x1cd\x85e\u2028f'.splitlines(), lambda: '\n'.splitlines())
row(lambda: 'a-b-c'.partition('-'), lambda: 'abc'.partition('-'), lambda: 'a-b-c'.rpartition('-'), lambda: 'abc'.rpartition('-'), lambda: 'abc'.partition(''), lambda: ', '.join('abc'), lambda: ''.join([]), lambda: '-'.join(['x']), lambda: ','.join(['a', 1]), lambda: ','.join(5), lambda: '.'.join({'k': 1}))
row(lambda: '  x '.strip(), lambda: 'xxaxx'.strip('x'), lambda: 'abcba'.lstrip('ab'), lambda: 'abcba'.rstrip('ab'), lambda: '\t\n x\u3000'.strip(), lambda: 'x'.strip(5), lambda: 'prefix-x'.removeprefix('prefix'), lambda: 'x.py'.removesuffix('.py'), lambda: 'x'.removesuffix(''), lambda: 'x'.removeprefix(1))
row(lambda: 'a-a-a'.replace('-', '+'), lambda: 'aaa'.replace('a', 'b', 2), lambda: 'ab'.replace('', '.'), lambda: 'ab'.replace('', '.', 2), lambda: ''.replace('', 'x'), lambda: 'a'.replace('a', 1), lambda: 'abc'.replace('b', ''), lambda: 'aaaa'.replace('aa', 'b', -1))
row(lambda: 'x'.center(5), lambda: 'x'.center(4, '*'), lambda: 'xy'.center(5, '*'), lambda: 'x'.ljust(3) + '|', lambda: 'x'.rjust(3), lambda: 'x'.rjust(3, 'ab'), lambda: '5'.zfill(3), lambda: '-5'.zfill(4), lambda: '+x'.zfill(4), lambda: 'abc'.zfill(2), lambda: 'a\tb\tc'.expandtabs(), lambda: 'a\tb'.expandtabs(3), lambda: '\ta\n\tb'.expandtabs(4))
row(lambda: s.startswith('He'), lambda: s.startswith(('x', 'H')), lambda: s.startswith('W', 7), lambda: s.endswith('ld'), lambda: s.endswith(('a', 'd'), 0, 4), lambda: s.startswith(5), lambda: s.startswith(['H']), lambda: s.startswith(''), lambda: ''.startswith('', 1), lambda: s.startswith((1,)))
for name in ('isalpha', 'isdigit', 'isdecimal', 'isnumeric', 'isalnum', 'isspace', 'isupper', 'islower', 'istitle', 'isidentifier', 'isprintable', 'isascii'):
    print(name, [int(getattr(t, name)()) for t in ('', 'abc', 'ABC', 'Abc Def', '123', '²', '½', '٣', 'a1', ' \t', 'a b', 'é', 'class', '_x', '1a', 'a\n', '\u00a0', 'A1', '𝟘')])
row(lambda: 'abc'.translate({97: 'x', 98: None, 99: 100}), lambda: 'abc'.translate(str.maketrans('ab', 'xy', 'c')), lambda: str.maketrans({'a': 'b', 5: None}), lambda: str.maketrans('a', 'bc'), lambda: 'abc'.translate({97: -1}), lambda: 'a'.translate({97: [1]}), lambda: str.maketrans({'ab': 1}))
row(lambda: s[0], lambda: s[-1], lambda: s[99], lambda: s[2:5], lambda: s[::-1], lambda: s[::3], lambda: 'é𝄞x'[1], lambda: len('é𝄞x'), lambda: s * 2, lambda: s * 0, lambda: s * -1, lambda: 2 * 'ab', lambda: 'a' 'b', lambda: 'ell' in s, lambda: '' in '', lambda: 'z' not in s, lambda: min(s), lambda: max(s), lambda: sorted('bca'), lambda: list('ab'), lambda: 'a' < 'B', lambda: 'é' > 'z', lambda: '\ud800' < '\U00010000')
row(lambda: '\x00\x01\x1f\x7f\x80\xa0\xad', lambda: 'a\tb\nc\rd\\', lambda: "it's", lambda: 'say "hi"', lambda: '''both ' and "''', lambda: '\u200b\u2028\ue000\U000e0001\U0010ffff', lambda: 'é\u0301ñ中😀', lambda: '\ud800', lambda: '\N{BULLET}\N{LATIN SMALL LETTER E WITH ACUTE}', lambda: r'\n\x', lambda: '\101\7\x41\
continued', lambda: ascii('é中😀\n'))
row(lambda: 'é中'.encode(), lambda: 'é'.encode('latin-1'), lambda: '中'.encode('ascii'), lambda: '中'.encode('ascii', 'replace'), lambda: '中a'.encode('ascii', 'ignore'), lambda: 'é'.encode('ascii', 'backslashreplace'), lambda: 'é'.encode('ascii', 'xmlcharrefreplace'), lambda: 'a'.encode('utf-16'), lambda: 'a'.encode('utf-16-le'), lambda: '\ud800'.encode(), lambda: 'x'.encode('nope'), lambda: 'x'.encode('ascii', 'nope'), lambda: '中'.encode('latin-1', 'nope'))
row(lambda: str(5), lambda: str(b'x'), lambda: str(b'\xc3\xa9', 'utf-8'), lambda: str(), lambda: str('a', 'b'), lambda: str(b'\xff', 'utf-8'), lambda: str(b'\xff', 'utf-8', 'replace'), lambda: str(None), lambda: str([1, 'a']), lambda: str(int), lambda: chr(955), lambda: ord('λ'), lambda: chr(0x10ffff), lambda: chr(0x110000), lambda: ord(''), lambda: str(object=5))
row(lambda: s + 5, lambda: 5 + s, lambda: s * s, lambda: s - s, lambda: s % 5, lambda: s['a'], lambda: s.upper(1), lambda: s.nope, lambda: s.find(), lambda: s.find(1), lambda: s.center(), lambda: s.center('a'), lambda: s.join(), lambda: s.split(sep=',', maxsplit=1), lambda: 'x'.ljust(3, fillchar='-'), lambda: s.encode(encoding='utf-8')[:2], lambda: 1 in s, lambda: hash('') == 0)
class S(str):
    def __str__(self): return 'str!'
    def __repr__(self): return 'repr!'
row(lambda: S('a'), lambda: str(S('a')), lambda: f'{S("a")}', lambda: '%s' % S('a'), lambda: S('a').upper(), lambda: type(S('a')[:]).__name__, lambda: S('a') == 'a', lambda: ''.join([S('a'), 'b']), lambda: type(str(S('a'))).__name__, lambda: {S('a'): 1}['a'], lambda: 'a'.join([S('x')]))
text = 'the quick brown fox jumps over the lazy dog'
row(lambda: ' '.join(w[::-1] for w in text.split()), lambda: sorted(set(text) - {' '})[:5], lambda: {c: text.count(c) for c in 'the'}, lambda: text.title().swapcase(), lambda: sum(map(ord, text)), lambda: text.replace('o', '0').upper(), lambda: len(text.split('o')), lambda: [text.index(w) for w in text.split()])
a = 'abc'
b = ''.join(['a', 'b', 'c'])
print(a == b, 'abc' * 1 == a, a.__len__(), a.__contains__('b'), a.__add__('d'), a.__mul__(2), a.__mod__(()), str.__doc__[:30])
