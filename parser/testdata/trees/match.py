match x:
    case 0: pass
    case -1: pass
    case 1.5: pass
    case -1.5 + 2j: pass
    case 1 - 2j: pass
    case 2j: pass
    case "a": pass
    case "a" 'b': pass
    case b"x": pass
    case f"{a}": pass
    case None: pass
    case True: pass
    case False: pass
    case a: pass
    case a.b: pass
    case a.b.c: pass
    case (a): pass
    case ((a)): pass
    case (): pass
    case (a,): pass
    case (a, b): pass
    case (a, *b): pass
    case (*a,): pass
    case [*_]: pass
    case [a, *_, b]: pass
    case []: pass
    case [a]: pass
    case [a,]: pass
    case [a, b, [c, *d]]: pass
    case a, b: pass
    case a,: pass
    case *a,: pass
    case *a, b: pass
    case {}: pass
    case {"a": b}: pass
    case {"a": b, }: pass
    case {"a": b, 1: c, -2: d, 1+1j: e, None: f, True: g, a.b: h}: pass
    case {**rest}: pass
    case {"a": 1, **rest}: pass
    case {"a": 1, **rest, }: pass
    case A(): pass
    case A.B(): pass
    case A(a): pass
    case A(a,): pass
    case A(a, b, c=d): pass
    case A(a=b, c=D(e)): pass
    case A(a=1,): pass
    case a | 1 | None: pass
    case (a | b) as c: pass
    case a as b: pass
    case 1 | 2 as x, [3 as y]: pass
    case A(x=1 | 2 as y): pass
    case match: pass
    case case: pass
    case str() | int(): pass
    case a if b: pass
    case a if (c := b): pass
    case a if c := b: pass
    case a, b if c:
        pass
        pass
    case _: pass
match x, y:
    case _: pass
match x,:
    case _: pass
match *x, y:
    case _: pass
match (x):
    case _:
        match y:
            case 1:
                pass
            case _: pass
match -x:
    case _: pass
match [x]:
    case _: pass
match {x: y}:
    case _: pass
match x := y:
    case _: pass
match not x:
    case _: pass
match lambda: x:
    case _: pass
match match:
    case case: pass
match x if y else z:
    case _: pass
match(x)
match(x, y)
match[x]
match[x:y]
match: int = 1
match = {x: y}
case = match
match.x = 1
match, x = y
match in x
match @ x
match -x
match * x
print(match, case)
_ = 1
