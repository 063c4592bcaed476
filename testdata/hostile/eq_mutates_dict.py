class K:
    def __hash__(self): return 1
    def __eq__(self, o):
        d.clear()
        d.update((i, i) for i in range(100))
        return False
d = {}
d[K()] = 1
d[K()] = 2
d[K()]
