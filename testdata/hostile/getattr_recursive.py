class G:
    def __getattr__(self, n): return getattr(self, n + "x")
G().a
