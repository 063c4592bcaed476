d = {}
for i in range(10**5): d = {1: d}
d = None
raise ValueError
