b = bytearray(10)
m = memoryview(b)
b.extend(b"x")
