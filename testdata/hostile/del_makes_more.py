class M:
    def __del__(self): M()
M()
while True: pass
