class E:
    def __eq__(self, o):
        l.clear()
        return False
l = [E() for i in range(10)]
print(l == [1] * 10, l.count(1), 5 in l, len(l))
l[:] = [E()] * 5
l.remove(1)
