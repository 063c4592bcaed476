def values(x):
    match x:
        case 1: a = 1
        case "s" | None: a = 2
        case C.D: a = 3
        case _: a = 4
def sequences(f):
    match f():
        case []: a = 1
        case [x, 1]: a = 2
        case [x, *rest] if x: a = 3
        case [1, *_, y]: a = 4
        case (_, *_): a = 5
def others(x):
    match x:
        case {"a": 1, "b": y, **rest}: return rest
        case {}: return 0
        case Point(x=0, y=b) | Point(0, b): return b
        case [Point(a, _) as p, (1 | 2 as q)]: return a, p, q
        case str(x): return x
