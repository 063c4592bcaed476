import itertools
it = iter([1])
for i in range(10**5): it = itertools.chain(it, ())
list(it)
