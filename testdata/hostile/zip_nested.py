it = iter([1])
for i in range(10**5): it = zip(it)
list(it)
