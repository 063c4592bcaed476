# closures and generators: a pipeline of stages, compositions, accumulators
def numbers(n):
    seed = 1
    for _ in range(n):
        seed = seed * 16807 % 2147483647
        yield seed

def keep(pred, source):
    for x in source:
        if pred(x):
            yield x

def window(source, size):
    held = []
    for x in source:
        held.append(x)
        if len(held) == size:
            yield tuple(held)
            del held[0]

def compose(*fs):
    def run(x):
        for f in fs:
            x = f(x)
        return x
    return run

def meter():
    count = total = 0
    def add(x):
        nonlocal count, total
        count += 1
        total = (total * 31 + x) % 1000000007
        return x
    def read():
        return count, total
    return add, read

def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)

def main():
    add, read = meter()
    change = compose(lambda x: x % 1000, lambda x: x * x, lambda x: x ^ 85, add)
    for a, b, c in window(keep(lambda x: x % 3, numbers(150000)), 3):
        change(a - b + c)
    leaves = sum(tree(15))
    co = averager()
    next(co)
    last = 0
    for x in numbers(150000):
        last = co.send(x & 255)
    return read(), leaves, last

def averager():
    total = n = 0
    value = None
    while True:
        x = yield value
        total += x
        n += 1
        value = total // n

print('checksum', *main())
