# Integers small and large: arithmetic, division, shifts, powers, conversion, methods.
M = 2 ** 63
for a in (M - 1, M, -M, -M - 1, 2 ** 64, 0, -1, 10 ** 20):
    print(a, a + 1, a - 1, -a, ~a, abs(a), a * a, a >> 1, a << 1, a & 255, a | 1, a ^ 1, a.bit_length(), hash(a), bool(a))
for a, b in ((7, 2), (-7, 2), (7, -2), (-7, -2), (0, 5), (M, 3), (-M, 3), (M, -M), (10 ** 30, 7), (-10 ** 30, 10 ** 15), (5, 10 ** 30), (-5, 10 ** 30), (-M, -1)):
    print(a // b, a % b, divmod(a, b), a / b)
print((M - 1) * (M - 1), (M - 1) + (M - 1), -M - M, M * 0, (1 << 62) * 2, -(1 << 62) * 2, (1 << 31) * (1 << 31), 3037000500 ** 2)
print(2 ** 100, (-2) ** 101, 2 ** -2, 0 ** 0, (-8) ** (1 / 3) != 2, 7 ** 77 % 1000, pow(7, 77, 1000), pow(3, -1, 7), pow(2, 10 ** 18, 10 ** 9 + 7), pow(-3, 3, 5), pow(3, 3, -5))
print(1 << 100 >> 98, -1 >> 100, -5 >> 1, 5 << 0, 0 << 10 ** 6, -1 << 70, (1 << 200) & ((1 << 100) - 1), -1 & (1 << 70), ~(1 << 70), (1 << 70) ^ -1, -(1 << 70) | 5)
print(int('123'), int(' -45 \n'), int('0x1f', 16), int('1f', 16), int('0b101', 0), int('0o17', 0), int('1_000'), int('z', 36), int(b'12'), int(3.99), int(-3.99), int(1e20), int('9' * 30), int(True))
print(bin(10), bin(-10), hex(255), hex(-255), oct(8), hex(10 ** 20), bin(1 << 70), int.from_bytes(b'\x01\x02', 'big'), int.from_bytes(b'\xff\xfe', 'little', signed=True), (1000).to_bytes(2, 'little'), (-2).to_bytes(3, 'big', signed=True), (1 << 70).to_bytes(10, 'big'))
def attempt(f):
    try:
        print(f())
    except (ValueError, TypeError, OverflowError, ZeroDivisionError) as e:
        print(type(e).__name__ + ':', e)
for text in ('', ' ', '1.5', '0x', '1__0', '_1', '1_', '٣', '１２', 'abc', '--1', '+5', '- 1', '0b12', '\x001'):
    attempt(lambda: int(text))
for f in (lambda: int('08', 0), lambda: int('8', 8), lambda: int(5, 5), lambda: int([]), lambda: int(None), lambda: (300).to_bytes(1, 'big'), lambda: (-1).to_bytes(1, 'big'),
          lambda: int.from_bytes(b'', 'middle'), lambda: 5 // 0, lambda: 5 % 0, lambda: pow(2, 2, 0), lambda: pow(2, -1, 4), lambda: 10 ** 400 / 3, lambda: (10 ** 400) / (10 ** 399), lambda: float(10 ** 400),
          lambda: 1 << (1 << 70), lambda: 1 >> (1 << 70), lambda: 5 .real, lambda: (5).conjugate(), lambda: 1 & 1.0, lambda: ~1.5, lambda: 5 @ 5, lambda: 10 ** 400 * 1.0, lambda: 1e400 == 10 ** 400):
    attempt(f)
print((5).real, (5).imag, (5).numerator, (5).denominator, (5).as_integer_ratio(), (255).bit_count(), (-255).bit_count(), (5).__index__(), True.bit_length(), (0).bit_length())
print(round(5), round(15, -1), round(25, -1), round(35, -1), round(-15, -1), round(12345, -2), round(5, 3), round(10 ** 20 + 5, -1), round(M, -18))
print(True + True, True * 5, -True, ~True, True / 2, True << 3, True & False, True | 2, True ^ True, False == 0, hash(True), True is (1 == 1), str(True), int(True), repr(False))
print(1_000_000, 0xFF, 0o17, 0b1010, 0XfF_fF, 00, 1_0.0_1)
print(sum(range(10 ** 5)), sum([M, M, -M]), max(M, M + 1, 5), min(-M, -M - 1), sorted([M, -M, 0, 10 ** 30, -10 ** 30, 5]), M == float(M), M + 1 > float(M), hash(M) == hash(float(M)))
print(hash(2 ** 61 - 1), hash(2 ** 61), hash(-1), hash(-2), hash(10 ** 100), hash(-10 ** 100), hash(0))
def fact(n):
    r = 1
    for i in range(2, n + 1): r *= i
    return r
f100 = fact(100)
print(f100, len(str(f100)), f100 // fact(98), f100 % 10 ** 30, f100 % 101)
a, b = 0, 1
for _ in range(300): a, b = b, a + b
print(a)
x = 12345678901234567890123456789
print(x // 987654321, x % 987654321, x * -x, -x // 7, -x % 7, divmod(-x, 10 ** 10), x ** 5, str(x)[::-1], int(str(x)) == x, x - x, (x + 1) * (x - 1) == x * x - 1)
import math
print(math.gcd(2 ** 70, 6 ** 50), math.isqrt(10 ** 41), math.factorial(25), math.comb(60, 30), math.lcm(12, 18, 10 ** 10))
n, steps = 27, 0
while n != 1:
    n = n // 2 if n % 2 == 0 else 3 * n + 1
    steps += 1
print(steps)
class Idx:
    def __index__(self): return 3
    def __trunc__(self): return 9
class Int:
    def __int__(self): return 7
print(int(Idx()), int(Int()), hex(Idx()), [10, 20, 30, 40][Idx()], 'ab' * Idx(), range(Idx()), bin(Idx()))
print(int is type(5), type(M), isinstance(True, int), (5).__add__(1.5), (5).__radd__(6), (5).__truediv__(2), int.__name__)
print(0.1 + 2 ** 60, 2 ** 53 + 1 + 0.0, 10 ** 22 / 10 ** 21, 1 / 3, 2 / 10 ** 20, -7 / 2, 10 ** 308 * 10 / 10 ** 300)
