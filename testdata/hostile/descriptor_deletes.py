class D:
    def __get__(self, o, t):
        del C.d
        return 1
class C: d = D()
C().d
C().d
