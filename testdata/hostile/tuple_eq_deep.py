a = b = ()
for i in range(10**5): a, b = (a,), (b,)
a == b
