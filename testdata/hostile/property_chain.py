class P:
    @property
    def p(self): return self.p
P().p
