# attributes and methods: objects that move, slots and dictionaries, a small hierarchy
class Body:
    def __init__(self, x, y, vx, vy):
        self.x, self.y, self.vx, self.vy = x, y, vx, vy
        self.bounces = 0

    def move(self):
        self.x += self.vx
        self.y += self.vy
        if self.x < 0 or self.x > 1000:
            self.vx = -self.vx
            self.bounces += 1
        if self.y < 0 or self.y > 1000:
            self.vy = -self.vy
            self.bounces += 1

class Heavy(Body):
    def move(self):
        self.vy += 1 if self.vy < 20 else -30
        super().move()

class Slotted:
    __slots__ = ('x', 'hits')
    limit = 97

    def __init__(self, x):
        self.x = x
        self.hits = 0

    def move(self):
        self.x = self.x * 31 % 1009
        if self.x < self.limit:
            self.hits += 1

    @property
    def score(self):
        return self.x + self.hits

def main():
    seed = 7
    world = []
    for i in range(300):
        seed = seed * 1103515245 + 12345 & 0x7fffffff
        kind = (Body, Heavy)[i & 1]
        world.append(kind(seed % 1000, seed // 7 % 1000, seed % 13 - 6, seed % 11 - 5))
    marks = [Slotted(i + 1) for i in range(300)]
    total = 0
    for _ in range(500):
        for body in world:
            body.move()
        for mark in marks:
            mark.move()
            total += mark.score
    return total, sum(b.bounces for b in world), sum(b.x + b.y for b in world)

print('checksum', *main())
