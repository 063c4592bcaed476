class D:
    def __del__(self):
        D().x = D()
for i in range(10): D()
while True: pass
