# A sequence that could never be stored is refused before it is made.
huge = range(-7, 18446744073709551617, 5)
for source in ('tuple(huge)', 'tuple(huge[8:-2])', 'list(huge)', '[*huge]', '(*huge,)', 'sorted(huge)',
               'tuple(range(10**12))', 'list(range(10**12))', 'tuple(range(2**70))', 'list(range(2**70))',
               'tuple(range(70000))[-1]', 'len(tuple(huge[:70000]))'):
    try:
        print(source, '->', eval(source))
    except (MemoryError, OverflowError) as e:
        print(source, '->', type(e).__name__, e)
