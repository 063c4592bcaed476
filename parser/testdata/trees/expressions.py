# Every kind of expression, each in the places that make a difference.
a, b, c, d, x, y, z = range(7)
1; 0; 00; 0_0; 1_000; 0x_ff; 0Xdead_BEEF; 0o17; 0B1010; 9223372036854775807; 9223372036854775808
123456789012345678901234567890; 0xffffffffffffffffffff
1.; .5; 1.5e10; 1E-3; 1e400; 1_0.0_1e+1_0; 5e-324; 1.7976931348623157e308; 0.1; 00.5; 09.5; 0e0
1j; 1.5J; 0_1j; 1e3j; 00j
None; True; False; ...
a or b or c and d and not x
not not a
a if b else c if d else x
(a if b else c) if d else x
lambda: 0
lambda x, y=1, /, z=2, *args, k, m=3, **kw: (x, y)
lambda *, k: k
lambda *a, **k: lambda: a
lambda a, /: a
lambda a=1, /, b=2: a
a < b <= c > d >= x == y != z
a in b; a not in b; a is b; a is not b; not a in b; a in b is not c
a | b ^ c & d << x >> y + z - a * b / c // d % x @ y
-a ** -b ** +c; ~-+a; (-a) ** b; a ** ~b
a.b.c(d)[x](y).z
f = print
f(); f(a); f(a,); f(*a); f(**a); f(a, *b, c, *d, k=1, **x, m=2, **y)
f(k=1, *a); f(*a, k=1); f(a, k=1, *b, **c)
f(x for x in y); f((x for x in y), 1); f(a := 1, b); f(k=(a := 1))
f(a)(b)(c); f(lambda: 0, key=lambda k: k)
a[0]; a[0,]; a[0, 1]; a[:]; a[1:]; a[:1]; a[::]; a[1:2:3]; a[::2]; a[:, 1:2, ...]; a[b:=1]; a[(b := 1):2]
a[b if c else d:x or y]; a[lambda: 0]; a[:, ]
(); (a,); (a, b); (a, b,); ((a)); (((a, b), c), d); (*a, b); (*a,)
[]; [a]; [a, ]; [a, *b, c]; [[], [[]]]
{a}; {a, b, }; {*a, b}; {a: b}; {a: b, }; {}; {**a}; {**a, b: c, **d}; {a: b, **c, d: x}
{a if b else c: lambda: 0}
{x := 1}; {x := 1, y}; [x := 1, y := 2]; (x := 1); (x := 1, 2)
[x for x in y]; [x for x in y if a if b]; [x for x in y for z in x if z]; [(x, y) for x, y in z]
{x for x in y}; {x: y for x, y in z}; (x for x in y); (x for (x) in (y))
[x async for x in y]; {x async for x in y if x}
[x for x, in y]; [x for *x, y in z]; [x for x.y in z]; [x for x[0] in z]; [[x for x in y] for y in z]
[x for x in a or b if a or b if not c]
[lambda: x for x in y]; [x if a else b for x in y]; [(yield_ := x) for x in y]
"a"; 'a'; """a"""; '''a'''; "a" 'b' """c"""; u"a"; U"a"; u"a" "b"; "a" u"b"; r"\n"; R'\''
b"a"; B'a'; br"\n"; Rb"\x"; b"a" b"b"; b"\x00\xff\101"
"\n\t\\\'\"\a\b\f\r\v\0\7\77\777\x41\u0041\U0001F600\N{BULLET}\N{latin small letter a}"
"\
continued"
"""two
lines"""
"\q\ "
"\ud800"; "\udfff\ud83d\ude00"
"é\u00e9", "日本", "😀"
a = b = c
(a) = (b) = c
a.b = a[0] = c
a, b = c; a, = b; (a, b) = [c, d] = x, y; [a, *b] = c; *a, b = c; *a, = b; (a, (b, [c, *d])) = x
() = []; [] = ()
a += 1; a -= 1; a *= 1; a /= 1; a //= 1; a %= 1; a @= 1; a **= 1; a >>= 1; a <<= 1; a &= 1; a ^= 1; a |= 1
a.b += c, d; a[0] += 1; (a) += 1; ((a.b)) += 1
a: int; b: int = 1; (c): int; a.b: int = 1; a[0]: int; (a.b): "x" = 1, 2; a: (b, c); (a, b)[0]: x = *b, c
a = *b, c
a, *b
await_ = async_ = match = case = _ = 1
match.case; case[match]; match(case); _ + match; print(match)
match * a, b; match[0]; match[0:1]; (match); match -a; match, case = 1, 2
