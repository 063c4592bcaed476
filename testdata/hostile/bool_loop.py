class B:
    def __bool__(self): return bool(self)
if B(): pass
