# weak references: a cache that forgets, observers that leave, callbacks, finalizers, cycles for the collector
import gc
import weakref

class Item:
    def __init__(self, key):
        self.key = key

class Node:
    def __init__(self, parent=None):
        self.parent = parent and weakref.ref(parent)
        self.children = []
        if parent:
            parent.children.append(self)

    def depth(self):
        return 1 + self.parent().depth() if self.parent else 0

class Subject:
    def __init__(self):
        self.watchers = weakref.WeakSet()

    def publish(self, value):
        return sum(w.key * value for w in self.watchers)

fired = finished = 0

def callback(ref):
    global fired
    fired += 1

def finish(n):
    global finished
    finished += n

def main():
    total = 0
    cache = weakref.WeakValueDictionary()
    recent = []
    for i in range(50000):
        key = i * 7919 % 500
        item = cache.get(key)
        if item is None:
            item = cache[key] = Item(key)
            total += 1
        recent.append(item)
        if len(recent) > 100:
            del recent[0]
    total += len(cache)
    subject = Subject()
    for i in range(150):
        held = [Item(j) for j in range(40)]
        for item in held:
            subject.watchers.add(item)
        total += subject.publish(i)
        del held[10:]
        item = None
        total += len(subject.watchers)
    refs = []
    for i in range(40000):
        item = Item(i)
        refs.append(weakref.ref(item, callback))
        if i % 4 == 0:
            weakref.finalize(item, finish, i & 3 | 1)
        item = None
        if len(refs) > 1000:
            refs.clear()
    for _ in range(15):
        root = Node()
        level = [root]
        for _ in range(9):
            level = [Node(n) for n in level for _ in range(2)]
        total += sum(n.depth() for n in level)
        root = level = n = None
    for i in range(30000):
        a, b = Item(1), Item(2)
        a.other, b.other = b, a
    a = b = None
    gc.collect()
    return total, fired, finished

print('checksum', *main())
