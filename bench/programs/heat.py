# floats in nested lists: heat spreads over a plate
def step(a, b, n):
    change = 0.0
    for i in range(1, n - 1):
        up, row, down, out = a[i - 1], a[i], a[i + 1], b[i]
        for j in range(1, n - 1):
            v = 0.25 * (up[j] + down[j] + row[j - 1] + row[j + 1])
            d = v - row[j]
            change += d * d
            out[j] = v
    return change

def main():
    n = 90
    a = [[0.0] * n for _ in range(n)]
    for i in range(n):
        a[0][i] = 100.0
        a[i][0] = i * 1.5
    b = [row[:] for row in a]
    change = 0.0
    for _ in range(110):
        change = step(a, b, n)
        a, b = b, a
    return sum(map(sum, a)), change

total, change = main()
print('checksum', round(total, 6), round(change, 9))
