"""Records what CPython 3.10 says about wrong programs.

    python3.10 errors.py < errors.txt > errors.json

The programs are separated by lines of three dashes. For each: the kind of the
error, its message, line, column, end line and end column; null if there is none.
"""
import ast
import json
import sys
import warnings

warnings.simplefilter('ignore')


def error(src):
    try:
        ast.parse(src, 'file')
    except SyntaxError as e:
        return [type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset]
    except ValueError as e:
        return ['ValueError', str(e), 0, 0, 0, 0]
    return None


def main():
    sys.stdin.reconfigure(encoding='utf-8')
    programs = sys.stdin.read().split('\n---\n')
    sys.stdout.write('[\n' + ',\n'.join(json.dumps(error(p.rstrip('\n') + '\n')) for p in programs) + '\n]\n')


if __name__ == '__main__':
    main()
