"""CPython's side of ast.Dump: the same form, from CPython 3.10's own ast module.

    python3.10 dump.py OUTDIR FILE...    writes OUTDIR/0, OUTDIR/1, ...
    python3.10 dump.py - FILE            writes to the standard output
"""
import ast
import os
import struct
import sys
import warnings

# In CPython's order of fields where ast.Dump has another one, or leaves one out.
FIELDS = {
    'FunctionDef': ('name', 'args', 'body', 'decorator_list', 'returns'),
    'AsyncFunctionDef': ('name', 'args', 'body', 'decorator_list', 'returns'),
    'ClassDef': ('name', 'bases', 'keywords', 'body', 'decorator_list'),
    'Assign': ('targets', 'value'),
    'For': ('target', 'iter', 'body', 'orelse'),
    'AsyncFor': ('target', 'iter', 'body', 'orelse'),
    'With': ('items', 'body'),
    'AsyncWith': ('items', 'body'),
    'BinOp': ('left', 'op', 'right'),
    'arg': ('arg', 'annotation'),
}
RENAMED = {'keyword': 'kw', 'ExceptHandler': 'except', 'withitem': 'item', 'match_case': 'case',
           'arguments': 'args'}
CONTEXT = {'Load': 'l', 'Store': 's', 'Del': 'd'}


class Dumper:
    def __init__(self, data):
        self.out = []
        self.fstring = 0
        self.lines = [0] + [i + 1 for i, c in enumerate(data) if c == 10]

    def constant(self, v):
        if v is None:
            return 'n'
        if v is True:
            return 't'
        if v is False:
            return 'f'
        if v is ...:
            return 'e'
        if isinstance(v, int):
            return 'i%x' % v
        if isinstance(v, float):
            return 'd' + struct.pack('>d', v).hex()
        if isinstance(v, complex):
            return 'c' + struct.pack('>d', v.imag).hex()
        if isinstance(v, str):
            return 's' + v.encode('utf-8', 'surrogatepass').hex()
        return 'b' + v.hex()

    def list(self, xs):
        self.out.append('[')
        for i, x in enumerate(xs):
            if i:
                self.out.append(' ')
            self.field(x)
        self.out.append(']')

    def field(self, x):
        w = self.out.append
        if isinstance(x, list):
            self.list(x)
        elif x is None or x == '':
            w('-')
        elif isinstance(x, (str, int)):
            w(str(x))
        elif isinstance(x, ast.expr_context):
            w(CONTEXT[type(x).__name__])
        elif isinstance(x, (ast.operator, ast.unaryop, ast.boolop, ast.cmpop)):
            w(type(x).__name__)
        else:
            self.node(x)

    def open(self, name, x):
        self.out.append('(' + name)
        if not hasattr(x, 'lineno'):
            return
        if self.fstring:
            self.out.append('@%d' % x.lineno)
        else:
            self.out.append('@%d:%d' % (self.lines[x.lineno - 1] + x.col_offset,
                                        self.lines[x.end_lineno - 1] + x.end_col_offset))

    def fields(self, x, name):
        if name == 'Constant':
            return [('u' if x.kind else '') + self.constant(x.value)]
        if name == 'MatchSingleton':
            return [self.constant(x.value)]
        if name == 'AnnAssign':
            return [x.target, x.annotation, x.value, 'simple' if x.simple else '-']
        if name == 'MatchAs':
            return [[x.pattern], x.name]
        if name == 'match_case':
            return [[x.pattern], x.guard, x.body]
        if name == 'comprehension':
            return [x.target, x.iter, x.ifs]
        return [getattr(x, f) for f in FIELDS.get(name, x._fields)]

    def node(self, x):
        name = type(x).__name__
        fields = self.fields(x, name)
        if name == 'comprehension':
            name = 'asyncfor' if x.is_async else 'for'
        self.fstring += name == 'JoinedStr'
        self.open(RENAMED.get(name, name), x)
        for f in fields:
            self.out.append(' ')
            self.field(f)
        self.out.append(')')
        self.fstring -= name == 'JoinedStr'


def dump(path):
    with open(path, 'rb') as f:
        data = f.read()
    try:
        m = ast.parse(data)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as e:
        return type(e).__name__ + '\n'
    if data.startswith(b'\xef\xbb\xbf'):
        data = data[3:]
    try:
        data.decode()
    except UnicodeDecodeError:
        import tokenize
        with tokenize.open(path) as f:
            data = f.read().encode()
    data = data.replace(b'\r\n', b'\n').replace(b'\r', b'\n')
    d = Dumper(data)
    for x in m.body:
        d.node(x)
        d.out.append('\n')
    return ''.join(d.out)


def main():
    warnings.simplefilter('ignore')
    sys.setrecursionlimit(20000)
    out, files = sys.argv[1], sys.argv[2:]
    for i, path in enumerate(files):
        text = dump(path)
        if out == '-':
            sys.stdout.write(text)
        else:
            with open(os.path.join(out, str(i)), 'w', encoding='utf-8') as f:
                f.write(text)


if __name__ == '__main__':
    main()
