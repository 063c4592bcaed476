# Complex numbers.
z = 3 + 4j
print(z, z.real, z.imag, abs(z), -z, +z, z.conjugate(), z * 2, z / 2, z + 1, 1 - z, z * z, z / (1 - 1j), z ** 2, z ** 0.5, z ** -1, 2 ** z, z == 3 + 4j, z != 3, z == complex(3, 4), hash(z), hash(5 + 0j) == hash(5), bool(0j), bool(z))
print(1j, -1j, 0j, 1 + 0j, -0j, 1e100j, 1.5j, complex(1.0, -0.0), complex(-0.0, 1), complex('inf'), complex('nan+infj'), complex(float('inf'), float('nan')), [1j], str(1j), repr(2 - 3j), 1j ** 2, 1j ** 3, 0j ** 0)
print(complex('1+2j'), complex(' -1.5e2j '), complex('j'), complex('-j'), complex('(1+2j)'), complex(5), complex(1j, 2j), complex(2.5), complex(), complex('3'), complex(real=1, imag=2))
def attempt(f):
    try:
        print(f())
    except (ValueError, TypeError, OverflowError, ZeroDivisionError, AttributeError) as e:
        print(type(e).__name__ + ':', e)
for f in (lambda: complex('1 + 2j'), lambda: complex('a'), lambda: complex('1', 2), lambda: complex(1, '2'), lambda: complex([]), lambda: z < z, lambda: z // 2, lambda: z % 2, lambda: divmod(z, 2), lambda: z / 0, lambda: 0j ** -1, lambda: int(z), lambda: float(z), lambda: round(z), lambda: abs(complex(1e308, 1e308)), lambda: complex(1e200, 1) ** 2, lambda: setattr(z, 'real', 1), lambda: f'{z:d}', lambda: f'{z:010}', lambda: f'{z:=10}', lambda: f'{z:%}', lambda: max(z, 1), lambda: sorted([1j, 2j])):
    attempt(f)
print(f'{z}', f'{z:.3f}', f'{z:e}', f'{z:>20}|', f'{z:<20}|', f'{z:^+20.1f}|', f'{1j:g}', format(z, ',.1f'), '%s %r' % (z, z))
print(sum([1j, 2, 3.5]), z in [3 + 4j], {z: 1}[3 + 4j], isinstance(z, complex), (1 + 0j) == 1 == 1.0, 1j * 1j == -1, abs(1e-200 + 1e-200j), abs(-5j))
class HasComplex:
    def __complex__(self): return 1 + 2j
class C(complex):
    pass
print(complex(HasComplex()), C(1, 2), type(C(1, 2) + 1).__name__, C(3).real, z.__add__(1), z.__radd__(1), z.__add__('a'), (5).__add__(z))
print((1e308 + 1e308j) * 10, (1 + 2j) / (3 + 4j), (1 + 2j) * (3 - 4j), -(1 - 0j), (0.1 + 0.2j) + 0.2, 1j.imag, (2).imag, 2.5.real)
