l = []
for i in range(10**5): l = [l]
repr(l)
