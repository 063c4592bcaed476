# Syntax errors: message, line and column, caught through compile.
sources = [
    'x = ', 'def f(:', 'if x', 'if x:\npass', '  x = 1', 'x = 1\n  y = 2', 'if 1:\n    x\n  y', '(1, 2', 'x = [1, 2',
    "'abc", '"""abc', 'f(a=1, 2)', 'f(**k, *a)', 'f(a=1, a=2)', 'def f(a, a): pass', 'def f(a=1, b): pass', '1 = x', 'x + 1 = 2',
    'f() = 1', 'None = 1', 'True = 1', 'del f()', 'del 1', 'return 1', 'yield 1', 'break', 'continue', 'for x in y: pass\nelse: continue',
    'def f():\n    nonlocal x', 'nonlocal x', 'def f():\n    x = 1\n    global x', 'def f(x):\n    global x', 'import', 'from x import',
    'from . import *', 'x = 5 5', 'print 5', 'exec "x"', 'a b', 'class', 'class A(:', 'try:\n    pass', 'try: pass\nexcept: pass\nexcept X: pass',
    'while', 'x ==', 'x = = 1', '@', '@x\ny = 1', 'lambda', 'lambda x', '[x for x]', '[x for x in]', '{1: 2, 3}', '{**a, 5}', 'f"{"', 'f"{}"',
    'f"{x!z}"', 'f"}"', '0777', '1_', '0x', '0b2', '1e', '12abc', '5.x', 'x?', '$', 'a\\ b', '(x for x in y) = 1', '[a, b + 1] = c',
    '*a = 1', 'a, *b, *c = d', 'x: int: str', '(a, b): int', 'x += 1 = 2', 'a, b += 1', 'async', 'await x', 'def f():\n    await x',
    'async with x: pass', 'x := 1', '(x.y := 1)', '[i := 0 for i in x]', 'else: pass', 'not', 'x not y', 'print(1', 'a = )', '(]', '{)',
    'def f():\n', 'with open(x) as 5: pass', 'for 1 in x: pass', 'import a.b as c.d', 'from a import b.c', 'global x, ', 'raise from x',
    'assert', 'match x:\n    case 1 | y: pass', 'match x:\n    case {**r, 1: 2}: pass', 'match x:\n    case a: pass\n    case b: pass',
    'x = 1 if 2', 'f(x for x in y, 1)', 'f(x=1 for x in y)', 'f(True=1)', 'def f(*): pass', 'def f(*, **k): pass', 'def f(a, /, b, /): pass',
    'def f(**k, a): pass', 'class A:\n\treturn', 'if 1:\n\tx\n        y', 'b"é"', '"\\x1"', '"\\N{no such}"', 'u"\\ud8"', "b'\\x1'",
]
for s in sources:
    try:
        compile(s, '<test>', 'exec')
    except SyntaxError as e:
        print(f'{s!r:45} {type(e).__name__}: {e.msg} {e.lineno}:{e.offset}')
    except ValueError as e:
        print(f'{s!r:45} {type(e).__name__}: {e}')
    else:
        print(f'{s!r:45} compiles')
try:
    compile('x = (1 +\ny = 2', 'file.py', 'exec')
except SyntaxError as e:
    print(e, '|', e.filename, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text), e.args[0])
try:
    compile('1 2', 'file.py', 'eval')
except SyntaxError as e:
    print(e.msg, e.lineno, e.offset)
try:
    eval('x = 1')
except SyntaxError as e:
    print(e.msg, e.lineno, e.offset, e.text)
try:
    eval('')
except SyntaxError as e:
    print(e.msg, e.lineno, e.offset)
try:
    compile('x', 'f', 'wrong')
except ValueError as e:
    print(e)
try:
    compile('a\0b', 'f', 'exec')
except ValueError as e:
    print(e)
print(str(SyntaxError('message', ('name', 3, 4, 'the text'))), SyntaxError('only').lineno)
