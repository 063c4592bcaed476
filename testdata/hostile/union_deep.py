t = ()
for i in range(10**4): t = (t, int)
issubclass(float, t)
