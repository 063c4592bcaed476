def handlers(a):
    try:
        f(a)
    except A as e:
        return e
    except (B, C):
        raise
    except:
        raise E from a
    else:
        g()
def final(a):
    for x in a:
        try:
            if x: return x
            if a: break
            f(x)
        except A:
            continue
        finally:
            g(x)
    try:
        return f()
    finally:
        if a: return g()
def withs(a, b):
    with a as x, f(b) as (y, z):
        return x
    with a: pass
def nested(a):
    try:
        with a:
            raise A
    except A as x:
        del x
    return x
