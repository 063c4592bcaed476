t = ()
for i in range(10**5): t = (t,)
hash(t)
raise ValueError("survived")
