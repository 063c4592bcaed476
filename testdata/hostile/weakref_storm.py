import weakref
class C: pass
c = C()
l = []
while True: l.append(weakref.ref(c, lambda r: l.clear()))
