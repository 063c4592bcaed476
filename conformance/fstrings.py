# f-strings: expressions, conversions, specifications, nesting, quotes, the `=` form.
x, s, pi, d, l = 42, 'text', 3.14159265, {'k': 'v', 'n': 5}, [1, 2, 3]
print(f'{x}', f'{x}{s}', f'a{x}b{s}c', f'', f'{{}}', f'{{{x}}}', f'{x:5}|{x:<5}|{x:^5}|{x:>5}|{x:05}')
print(f'{s!r}', f'{s!s:>8}', f'{s!a}', f'{"é"!a}', f'{s!r:>10}', f'{pi:.2f}', f'{pi:10.3e}', f'{x:#x}', f'{x:,}', f'{10**9:_}')
w, p = 12, 3
print(f'{pi:{w}.{p}}|', f'{s:{"*"}^{w}}|', f'{x:{"0"}{w}}', f'{pi:{w}.{p}{"f"}}|')
print(f'{d["k"]}', f"{d['n'] + 1}", f'{l[0]} {l[-1]} {l[1:]}', f'{x if x > 5 else s}', f'{[i for i in l]}', f'{ {1: 2}[1] }')
print(f'{(lambda v: v * 2)(4)}', f'{x!r}', f'{ x }', f'{x, s}', f'{*l, 4}', f'{(y := 7)}', y)
print(f'{x=}', f'{x = }', f'{x=!s}', f'{s=}', f'{s=!s}', f'{pi=:.2f}', f'{x + 1=}', f'{ d["k"] = }', f'{l=}')
print(f'{x:>{x//4}}', f'''{
x}''', f"""{s
    }""", f'a' 'b' f'{x}' "c", rf'\n{x}', fr'{x}\t', F'{x}', f'\n' == '\n', f'\x41\u00e9{x}')
class C:
    def __format__(self, spec): return f'<{spec}>'
    def __repr__(self): return 'repr'
    def __str__(self): return 'str'
c = C()
print(f'{c}', f'{c:abc}', f'{c!r}', f'{c!s:>6}', f'{c:{x}}', f'{c:a{x}b}', f'{c:%H:%M}', f'{c!r:^10}')
print(f'{None}', f'{True}', f'{[]}', f'{...}', f'{1.0}', f'{1e100}', f'{1j}', f'{b"x"}')
for bad in ("f'{x:d}'.format()", "f'{s:d}'", "f'{x:s}'", "f'{None:5}'", "f'{[]:5}'", "f'{missing}'", "f'{x:zz}'", "f'{pi:d}'", "f'{s:,}'", "f'{x:.2}'"):
    try:
        print(bad, eval(bad))
    except (ValueError, TypeError, NameError) as e:
        print(bad, type(e).__name__, e)
def order():
    log = []
    def t(v):
        log.append(v)
        return v
    return f'{t(1)}{t(2):{t(3)}}{t(4)}', log
print(order())
def nested(a):
    def inner(): return f'{a}-{x}'
    return f'({inner()})'
print(nested('A'), f"{'nested ' + f'{x + 1}'}", f'{f"{x}"}', f"{'a' 'b'}")
print(f'{x:{w}}{"":5}|', f'{"a":>3}{"b":<3}{"c":^3}|', f'{x!r:{w}}|', f'{-x:+}', f'{x:+}', f'{x: }', f'{1/3:%}', f'{x:b} {x:o} {x:X} {x:c}')
print('%s' % f'{x}', '{}'.format(f'{{{x}}}'), f'{x}' * 2, len(f'{s}{s}'), f'{s}'.upper(), f'{"{}"}', f'{"}"}')
print(f'{3.0:g}', f'{1e20:g}', f'{0.1 + 0.2}', f'{1e16}', f'{123456789.123:,.2f}', f'{0.000012345:g}', f'{float("nan"):5}|{float("-inf"):>6}')
print(f'''first {x}
second {s}''')
