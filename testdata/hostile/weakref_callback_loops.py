import weakref
class C: pass
def cb(r):
    while True: pass
c = C()
r = weakref.ref(c, cb)
del c
while True: pass
