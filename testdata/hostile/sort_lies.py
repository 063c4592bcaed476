import random
class L:
    def __lt__(self, o): return random.random() < 0.5
l = [L() for i in range(3000)]
while True: l.sort()
