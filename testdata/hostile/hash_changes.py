class H:
    n = 0
    def __hash__(self):
        H.n += 1
        return H.n
h = H()
d = {h: 1}
for i in range(1000): d[h] = i
d[h]
raise ValueError("survived")
