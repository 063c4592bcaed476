class L(list):
    def __repr__(self): return str([self])
l = L()
l.append(l)
repr(l)
