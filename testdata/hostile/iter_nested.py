it = iter([1])
for i in range(10**5): it = map(int, it)
next(it)
raise ValueError("survived")
