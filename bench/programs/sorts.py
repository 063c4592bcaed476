# sorting: sorts written in Python, and the built-in one with and without keys
def quick(a):
    stack = [(0, len(a) - 1)]
    while stack:
        lo, hi = stack.pop()
        while lo < hi:
            pivot = a[(lo + hi) >> 1]
            i, j = lo, hi
            while i <= j:
                while a[i] < pivot:
                    i += 1
                while a[j] > pivot:
                    j -= 1
                if i <= j:
                    a[i], a[j] = a[j], a[i]
                    i += 1
                    j -= 1
            stack.append((lo, j))
            lo = i

def merge(a):
    if len(a) < 2:
        return a
    half = len(a) // 2
    left, right = merge(a[:half]), merge(a[half:])
    out = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            out.append(left[i])
            i += 1
        else:
            out.append(right[j])
            j += 1
    return out + left[i:] + right[j:]

def heap(a):
    n = len(a)
    def sift(i, n):
        while 2 * i + 1 < n:
            child = 2 * i + 1
            if child + 1 < n and a[child] < a[child + 1]:
                child += 1
            if a[i] >= a[child]:
                return
            a[i], a[child] = a[child], a[i]
            i = child
    for i in range(n // 2 - 1, -1, -1):
        sift(i, n)
    for end in range(n - 1, 0, -1):
        a[0], a[end] = a[end], a[0]
        sift(0, end)

class Card:
    def __init__(self, rank, suit):
        self.rank, self.suit = rank, suit

    def __lt__(self, other):
        return (self.rank, self.suit) < (other.rank, other.suit)

def main():
    seed = 5
    data = []
    for _ in range(15000):
        seed = seed * 1103515245 + 12345 & 0x7fffffff
        data.append(seed >> 5)
    want = sorted(data)
    a, b = data[:], data[:]
    quick(a)
    heap(b)
    same = (a == want) + (b == want) + (merge(data) == want)
    keyed = sorted(data, key=lambda x: (x % 100, -x))
    words = sorted(map(str, data), key=len, reverse=True)
    cards = sorted(Card(x % 13, x % 4) for x in data[:8000])
    for _ in range(15):
        sorted(data)
        sorted(want, reverse=True)
    return same, keyed[7], words[7], sum(i * c.rank for i, c in enumerate(cards)) % 1000003

print('checksum', *main())
