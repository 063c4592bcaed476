class I:
    def __index__(self): return self
    __int__ = __index__
int(I())
