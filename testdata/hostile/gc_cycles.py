import gc
class C:
    def __del__(self): C().me = self
for i in range(1000):
    c = C()
    c.me = c
gc.collect()
while True: gc.collect()
