"""Records what CPython 3.10 says about encodings, warnings, and the modes of compile().

    python3.10 sources.py > sources.json

Each row: the mode, the source (bytes as Latin-1, or text), whether it is bytes, and
the error as [kind, message, line, column, end line, end column], or the warnings as
[[category, message, line]].
"""
import ast
import json
import warnings

BYTES = [
    b"# coding: foo\nx=1\n", b"x = 1\n\xe9 = 1\n", b"x = '\xe9'\n", b"\xef\xbb\xbf# coding: latin-1\nx=1\n",
    b"x=1\n\n# coding: foo\n", b"x = 1\0\n", b"# coding: ascii\nx='\xe9'\n",
    b"# coding: cp1252\nx='\x81'\n", b"# coding: cp1252\nx='\x80'\n", b"#!/x\n# -*- coding: latin-1 -*-\nx='\xe9'\n",
    b"\xef\xbb\xbfx=\xe9\n", b"x='\xc3'\n", b"x='\xff\xfe'\n", b"# vim: set fileencoding=utf8 :\nx=1 2\n",
    b"\xef\xbb\xbf# coding: foo\n", b"x=1\n'''\n\xe9\n'''\n", b"# coding: shift_jis\nx='\x83\x65'\n",
    b"# coding: utf-8-sig\nx=1\n", b"x='\xed\xa0\x80'\n", b"x=1\n\nyy='\xed\xa0'\n",
    b"x='a\\n\xe9'\n", b"x='\\\xe9'\n", b"f'{x}\xe9'\n", b"f'{\xe9}'\n", b"b'\xe9'\n", b"# \xe9\nx=1\n",
    b"x\xe2\x82 = 1\n", b"x = '\xe2\x82'\n", b"x = '\xf0\x80'\n", b"x = '\xf4\x90\x80\x80'\n", b"x = '\xe2\x28\xa1'\n",
    b"\n# coding: latin-1\n\xe9 = 1\n", b"\n\n# coding: latin-1\n\xe9 = 1\n", b"x # coding: latin-1\n\xe9 = 1\n",
    b"# coding: latin-1\r\n\xe9 = '\xe9'\r\n", b"x = 1\r\ry = '''\r\n'''\r", b"#coding:koi8-r\nx='\xc1'\n",
    b"# encoding: iso-8859-15\nx='\xa4'\n", b"", b"\xef\xbb\xbf", b"#", b"# coding:\nx=1\n", b"#coding\n# coding: foo\n",
]
TEXTS = [
    '', '\n', '  ', '1 +', '1 2', '(1', 'x = 1', 'if x:\n  pass', 'if x:\n pass\n', 'x;y', 'x\ny', 'x\n\n#c', 'x # c',
    '"""', 'x = (', 'if x:', 'if x:\n', 'for', 'def f():\n  return 1\n\n', 'class A: pass\n', '# c', '\\', '@a',
    'try:\n pass', 'try:\n pass\n', '1\n', ' 1', '1,', 'a b\n', 'if x:\n  y\nz', 'f(\n', 'x = [1,\n', 'a = \\\n',
    'print 1', 'if 1:\n  if 2:\n    x\n  y', 'match x:\n', 'match x:\n  case 1:\n    y\n', '1+\n', '\n\nx', 'x\n\n\n',
    'x\n  y', '  x', 'a := 1', '(a := 1)', 'a = b = c', 'a.b: int = 1', 'x, *y', 'lambda: (yield)', 'f(**a, *b)',
    'a if b', '"a" b"c"', "f'{x!z}'", 'x\n\n  \n# c\n', 'if a: b\nelse: c', 'if a:\n b\nelse:\n c', '{', '{1:', '[1\n\n', "'a",
    '\n  x', '\t1', '1;', '1;;', 'pass', 'del x', 'import a', 'async def f(): pass', '@a\ndef f(): pass', '@a\n', '@a\ndef f():\n',
]
WARNINGS = [
    r"'\d'", r"'\d\e'", r"b'\d'", r"b'\u1234'", r"'\8'", r"'''" + "\n\n" + r"\z'''", r"x = (1," + "\n" + r"  '\q', '\w')",
    r"f'\d{x}\e'", r"f'\{x}'", r"f'{x:\d}'", r"r'\d'", r"'\n\\\''", r"f'{x}' '\k'", "'\\é'", "b'\\\n'", r"f'\}}'", r"f'{x}\N{DASH}'",
    r"f'a\qb{{\w{x}\r'",
]


def error(mode, src):
    with warnings.catch_warnings(record=True) as log:
        warnings.simplefilter('always')
        try:
            compile(src, 'file', mode, ast.PyCF_ONLY_AST)
        except SyntaxError as e:
            return [type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno or 0, e.end_offset or 0]
        except ValueError as e:
            return ['ValueError', str(e), 0, 0, 0, 0]
    return [[w.category.__name__, str(w.message), w.lineno] for w in log]


def main():
    rows = [['exec', b.decode('latin-1'), True, error('exec', b)] for b in BYTES]
    rows += [[mode, t, False, error(mode, t)] for mode in ('eval', 'single') for t in TEXTS]
    rows += [['exec', t, False, error('exec', t)] for t in WARNINGS + TEXTS]
    print('[\n' + ',\n'.join(json.dumps(r) for r in rows) + '\n]')


if __name__ == '__main__':
    main()
