t = int
for i in range(10**5): t = (t,)
isinstance(1.5, t)
