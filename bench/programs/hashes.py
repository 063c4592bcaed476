# hashing: dictionaries with keys of every kind, a class with __hash__ and __eq__, sets, a small cache
class Key:
    __slots__ = ('a', 'b')

    def __init__(self, a, b):
        self.a, self.b = a, b

    def __hash__(self):
        return self.a * 31 ^ self.b

    def __eq__(self, other):
        return self.a == other.a and self.b == other.b

def main():
    total = 0
    points = {}
    for i in range(90000):
        k = (i * 7 % 300, i * 11 % 200)
        points[k] = points.get(k, 0) + 1
    total += len(points) + max(points.values())
    text = {}
    for i in range(90000):
        k = 'key' + str(i % 4000)
        if k in text:
            text[k] += i
        else:
            text[k] = i
    total += sum(text.values()) % 1000003
    objects = {}
    for i in range(50000):
        objects[Key(i % 50, i % 70)] = i
    total += len(objects) + sum(objects.values()) % 1000003
    floats = {i / 4: i for i in range(20000)}
    total += sum(floats[i] for i in range(0, 4000))
    seen = set()
    value = 1
    while value not in seen:
        seen.add(value)
        value = value * value % 1000003 + 1
    total += len(seen)
    cache = {}
    for i in range(60000):
        k = i * 2654435761 % 5003
        if k not in cache:
            if len(cache) > 1000:
                del cache[next(iter(cache))]
            cache[k] = i
        total += cache[k] & 1
    return total

print('checksum', main())
