class G:
    def __getattribute__(self, n): return self.n
G().a
