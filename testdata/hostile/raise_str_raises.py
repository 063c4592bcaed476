class E(Exception):
    def __str__(self): raise E()
    __repr__ = __str__
raise E()
