a, b = ValueError(), KeyError()
a.__context__ = b
b.__context__ = a
raise a
