class M(type):
    def __new__(m, n, b, d): return M(n, b, d)
M("x", (), {})
