l = list(range(1000))
def key(x):
    l.append(x)
    return -x
l.sort(key=key)
