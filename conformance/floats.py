# Floats: shortest repr, arithmetic, rounding, conversion, special values, hex.
for v in (0.1, 0.2 + 0.1, 1.0, 100.0, 1e15, 1e16, 123456789012345680.0, 1e17, 1.5e-5, 0.0001, 0.00001, 1e-10, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 1 / 3, 2 / 3, -0.0, 1e22, 1e23, 9007199254740993.0, 0.3, 1e100, 123.456, 4.35, 2.675, 1e5, 12345.678e-10):
    print(repr(v), str(v), '%s' % v, f'{v}', v.hex(), end=' ')
print()
inf, nan = float('inf'), float('nan')
print(inf, -inf, nan, inf - inf, inf * 0, inf + 1, 1 / inf, -1 / inf, inf == inf, nan == nan, inf > 1e308, max(nan, 1), max(1, nan), min(nan, 1), inf // 1, 5 % inf, -5 % inf, nan ** 0, 1 ** nan, inf ** -1, (-inf) ** 3, 0.0 ** 0)
print(7.5 // 2, 7.5 % 2, -7.5 // 2, -7.5 % 2, 7.5 // -2, 7.5 % -2, divmod(7.5, 2), divmod(-7.5, 2), divmod(1e300, 3e-5) == (inf, 0), 0.0 // 1, -0.0 // 1, -0.0 % 1, 1 % 0.1, 5.0 % 5, -5.0 % 5, 3 // 0.1)
print(2.0 ** 0.5, 2 ** 0.5, 4 ** -0.5, (-8) ** (1 / 3), 10.0 ** 308, 1e-5 ** 2, 0.5 ** 1000, (-2.0) ** 3, (-2.0) ** -3, 2.0 ** 1023)
for v, n in ((0.5, None), (1.5, None), (2.5, None), (-0.5, None), (-1.5, None), (2.675, 2), (1.005, 2), (0.125, 2), (0.375, 2), (1234.5678, -2), (1e20, None), (1e20, 2), (5.5, 0), (25.0, -1), (1e300, -300), (0.1, 20), (-2.5, 0), (1.15, 1), (1.25, 1), (1.35, 1), (149.9999, 3), (5e-324, 1), (1e16, 0)):
    print(round(v) if n is None else round(v, n), end=' ')
print()
print(int(1e15), int(-0.9), float(5), float('1e3'), float(' 1.5\n'), float('-inf'), float('NaN'), float('1_000.5'), float('.5'), float('5.'), float('+1e-3'), float('infinity'), float(b'2.5'), float(10 ** 20), float(True), float('1e400'), float('1e-400'))
def attempt(f):
    try:
        print(f())
    except (ValueError, TypeError, OverflowError, ZeroDivisionError) as e:
        print(type(e).__name__ + ':', e)
for text in ('', 'abc', '1e', '1.2.3', '_1.0', '1__0', '0x1', '١.٥', 'nan()', '1 2', '--1', 'e5', '.'):
    attempt(lambda: float(text))
for f in (lambda: float([]), lambda: float(None), lambda: float(1j), lambda: 1.0 // 0, lambda: 1.0 % 0.0, lambda: divmod(1.0, 0), lambda: 0.0 ** -1, lambda: 10.0 ** 400, lambda: int(inf), lambda: int(nan), lambda: round(inf), lambda: round(nan), lambda: round(inf, 2), lambda: round(1.5, 'a'), lambda: 1.5 << 1, lambda: 1.5 & 1, lambda: 1.5 + '1', lambda: [1] * 1.5, lambda: range(1.5), lambda: 1.5 .as_integer_ratio(), lambda: inf.as_integer_ratio(), lambda: nan.as_integer_ratio(), lambda: float.fromhex('zz'), lambda: pow(1.5, 2, 3), lambda: 'a' * 1.0, lambda: round(1e308, -308), lambda: round(1.7e308, -308)):
    attempt(f)
print((0.1).as_integer_ratio(), (1.0).is_integer(), (1.5).is_integer(), inf.is_integer(), (2.5).real, (2.5).imag, (2.5).conjugate(), float.fromhex('0x1.8p+1'), float.fromhex('-0x.1p4'), float.fromhex('inf'), (1e300).hex(), (0.0).hex(), (-0.0).hex(), nan.hex(), inf.hex(), (5e-324).hex())
print(hash(1.0), hash(0.5), hash(inf), hash(-inf), hash(1e300), hash(0.1), hash(-0.0), hash(2.0 ** 70) == hash(2 ** 70), hash(1e16) == 10 ** 16)
print(1.0 == 1, 0.1 + 0.2 == 0.3, 1e16 + 1 == 1e16, 2 ** 53 + 1 == float(2 ** 53), 0.0 == -0.0, sorted([3, 1.5, -inf, 2, inf, 0.0]), sum([0.1] * 10), sum([0.1] * 10) == 1, 0.1 * 3, 1.1 + 2.2, 1 - 0.9, 4.35 * 100, 1.1 * 1.1)
import math
print(math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.9), math.fsum([0.1] * 10), math.sqrt(2), math.exp(1), math.log(10), math.log(8, 2), math.log2(8), math.log10(1000), math.sin(1), math.cos(1), math.tan(1), math.atan2(1, -1), math.hypot(3, 4), math.pi, math.e, math.tau, math.inf, math.nan)
print(math.isnan(nan), math.isinf(-inf), math.isfinite(1e308), math.copysign(1, -0.0), math.fmod(-7, 3), math.modf(-2.5), math.frexp(10.0), math.ldexp(0.625, 4), math.isclose(0.1 + 0.2, 0.3), math.degrees(math.pi), math.radians(180), math.floor(1e300) == int(1e300), math.nextafter(1.0, 2.0), math.ulp(1.0), math.remainder(7, 4), math.dist((0, 0), (3, 4)), math.prod([1, 2, 3.5]), math.perm(5, 2))
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1), lambda: math.exp(1000), lambda: math.floor(nan), lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.acos(2), lambda: math.fmod(1, 0), lambda: math.isqrt(-1), lambda: math.sqrt('4'), lambda: math.gcd(1.5, 2), lambda: math.pow(0, -1), lambda: math.comb(-1, 2), lambda: math.cosh(1000), lambda: math.ceil('x')):
    attempt(f)
print(math.log(10 ** 400), math.log2(2 ** 2000), math.log10(10 ** 500), math.pow(2, 0.5), math.cbrt(8) if hasattr(math, 'cbrt') else 'no cbrt', math.erf(0.5), math.gamma(5), math.lgamma(10), math.sinh(1), math.asinh(1), math.expm1(1e-10), math.log1p(1e-10))
class F(float):
    def __repr__(self): return 'F!'
print(F(1.5), F(1.5) + 1, [F(2)], str(F(3)), float(F(4)), '%s' % F(5), f'{F(6)}', F(7).hex())
class HasFloat:
    def __float__(self): return 2.5
print(float(HasFloat()), math.sqrt(HasFloat()), math.floor(HasFloat()))
