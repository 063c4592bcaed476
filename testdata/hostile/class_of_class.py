class A: pass
a = A()
a.__class__ = int
