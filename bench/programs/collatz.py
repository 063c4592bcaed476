# integer loops: the longest Collatz chain below a bound, and a sum of divisors
def collatz(limit):
    best = where = 0
    for start in range(1, limit):
        n = start
        steps = 0
        while n != 1:
            if n & 1:
                n = 3 * n + 1
            else:
                n >>= 1
            steps += 1
        if steps > best:
            best = steps
            where = start
    return best, where

def divisors(limit):
    total = 0
    for n in range(1, limit):
        d = 1
        while d * d <= n:
            if n % d == 0:
                total += d + (n // d if d * d != n else 0)
            d += 1
    return total

a, b = collatz(25000)
print('checksum', a * 1000003 + b, divisors(9000))
