f = lambda: 0
for i in range(10**5): f = (lambda g: lambda: g())(f)
f()
