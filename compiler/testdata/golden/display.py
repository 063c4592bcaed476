def displays(a, b):
    t = ()
    t = (1, 2)
    t = (a, b)
    t = [a]
    t = [1, 2]
    t = [1, 2, 3]
    t = {1, 2, 3}
    t = {a, b}
    t = [*a, b]
    t = (a, *b)
    t = {a, *b}
    t = {}
    t = {a: b, "k": f()}
    t = {**a, "k": b, **b}
def big(a):
    return [a,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,a]
def comprehensions(a):
    x = [i for i in a]
    x = {i: j for i, j in a if i if j}
    x = {i + j for i in a for j in [i * 2]}
    return (i for i in a for j in i)
