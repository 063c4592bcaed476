import sys
class W:
    def write(self, s): print(s, file=self)
    def flush(self): print("f", file=self)
sys.stdout = W()
print(1)
