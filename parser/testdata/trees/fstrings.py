f""; f"a"; F'a'; rf"\n{a}"; fr'\{a}'; Rf"{a}\d"
f"{a}"; f"{a}b"; f"b{a}"; f"{a}{b}"; f"a{b}c{d}e"
f"{{}}"; f"{{{a}}}"; f"a{{b"; f"}}"
f"{a!r}"; f"{a!s}"; f"{a!a}"; f"{a!r:>10}"
f"{a:x}"; f"{a:}"; f"{a:{b}}"; f"{a:{b}.{c}}"; f"{a:>{b}}"; f"{a:{b!r}}"; f"{a:{b:}}"; f"{a:%Y-%m}"; f"{a:x{b}y{c}z}"
f"{a=}"; f"{a = }"; f"{a=!s}"; f"{a=:>10}"; f"{ a + b = }"; f"x{a=}y"; f"{a=!r:^20}"
f"{a, b}"; f"{a,}"; f"{*a, b}"; f"{(a)}"; f"{[a]}"; f"{ {a: b}[c] }"; f"{ {a} }"
f"{a if b else c}"; f"{a or b}"; f"{a == b}"; f"{a != b}"; f"{a <= b}"; f"{a >= b}"; f"{a < b}"; f"{a > b}"
f"{a[0]}"; f"{a['k']}"; f'{a["k"]}'; f"{a[1:2]}"; f"{f(x)}"; f"{f(x=1)}"; f"{(lambda x: x)(1)}"; f"{(x := 1)}"; f"{x:=1}"
f"{x for x in y}"; f"{[x for x in y]}"; f"{'a' 'b'}"; f"{f'{a}'}"; f"{'}'}"; f"{'{'}"; f"{':'}"; f"{'!'}"
f"{a}" "b" f"{c}"; "a" f"{b}"; "a" "b" f"c" "d"; f"a" f"b"; u"a" f"{b}"; f"{a}" u"b"
f"\n{a}\t"; f"\N{BULLET}{a}"; f"\x41{a}\u0041"; f"\{a}"; f"\\{a}"
f"""{
a
}"""
f"""
{a}
  {b:
x}
{c!r} {d
+ e}
"""
f'''{f"""{f"{a}"}"""}'''
f"{a!r}" f"{b:{c}}" "d"
f"{3.4:10}"; f"{1_0}"; f"{-1}"; f"{not a}"; f"{await_}"; f"{...}"; f"{None!r}"
f"{a:{'>'}{10}}"; f"{a:\n}"; f"{a:\x20}"; f"{a:{{1}}}"
x = (f"{a}"
     f"{b}"
     "c")
def g():
    f"{yield}"; f"{yield a}"; f"{(yield)}"
async def h():
    f"{await a}"; f"{[x async for x in y]}"
f"é{a}ü"; f"{é}"; f"{a:é}"; f"{'é'}"
f"{a['x']:>{b['y']}}"
f"{  a  }"; f"{	a	}"
f'{a["b"]=}'; f"{f(a)=}"; f"{a==b=}"
