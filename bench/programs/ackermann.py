# calls: deep recursion, mutual recursion, defaults, keyword and star arguments
def ack(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))

def even(n):
    return True if n == 0 else odd(n - 1)

def odd(n):
    return False if n == 0 else even(n - 1)

def tak(x, y, z):
    if y >= x:
        return z
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))

def area(w, h=2, *, scale=1, border=0):
    return (w + border) * (h + border) * scale

def spread(*args, **options):
    return len(args) * options.get('k', 1)

def main():
    total = ack(2, 150) + tak(14, 8, 2)
    for i in range(1500):
        total += even(i % 150)
    for i in range(250000):
        total += area(i & 15, scale=2) + area(3, 4, border=1)
        if not i & 7:
            total += spread(i, i, k=i)
    return total

print('checksum', main())
