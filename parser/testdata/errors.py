"""Records what CPython 3.10 says about wrong programs.

    python3.10 errors.py < errors.txt > errors.json    for TestErrors
    python3.10 errors.py trees < programs              with the trees of right ones

The programs are separated by lines of three dashes; for `trees`, they come as a
JSON list. For each: the kind of the error, its message, line, column, end line and
end column; null (or the tree) if there is none.
"""
import ast
import json
import sys
import warnings

import dump

warnings.simplefilter('ignore')


def error(src, tree=False):
    try:
        m = ast.parse(src, 'file')
    except SyntaxError as e:
        return [type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset]
    except ValueError as e:
        return ['ValueError', str(e), 0, 0, 0, 0]
    except (MemoryError, RecursionError):
        return ['RecursionError', '', 0, 0, 0, 0]
    if not tree:
        return None
    d = dump.Dumper(src.encode())
    for x in m.body:
        d.node(x)
        d.out.append('\n')
    return ''.join(d.out)


def main():
    sys.stdin.reconfigure(encoding='utf-8')
    tree = sys.argv[1:] == ['trees']
    if tree:
        sys.setrecursionlimit(20000)
        programs = json.load(sys.stdin)
    else:
        programs = [p.rstrip('\n') + '\n' for p in sys.stdin.read().split('\n---\n')]
    sys.stdout.write('[\n' + ',\n'.join(json.dumps(error(p, tree)) for p in programs) + '\n]\n')


if __name__ == '__main__':
    main()
