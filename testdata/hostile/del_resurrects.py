class Z:
    def __del__(self):
        global z
        z = self
z = Z()
while True:
    z = None
