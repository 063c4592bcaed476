def whiles(a, b):
    while a < b:
        a += 1
        if a: continue
        if b: break
    else:
        f(a)
    while True:
        if a: break
    while 0:
        f(b)
def fors(a):
    for x in a:
        for y, *z in x:
            if y: break
            if z: continue
            if x: return y
        else:
            f(z)
    for x.a in [1, 2]: pass
    for x in [a, f]: return x
