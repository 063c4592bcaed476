# A tree whose children point weakly to their parents: no cycles, so a branch dies the moment it is cut off.
import gc, weakref

class Node:
    def __init__(self, name, *children):
        self.name = name
        self.children = []
        self._parent = None
        for child in children:
            self.add(child)

    @property
    def parent(self):
        return self._parent and self._parent()

    def add(self, child):
        child._parent = weakref.ref(self)
        self.children.append(child)

    def path(self):
        return (self.parent.path() + '/' if self.parent else '') + self.name

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def __repr__(self):
        return f'Node({self.name!r})'

    def __del__(self):
        print('  free', self.name)

gc.disable()
root = Node('root', Node('bin', Node('ls'), Node('cp')), Node('etc', Node('hosts')))
for node in root.walk():
    print(node.path())

print('one leaf is kept, its branch is cut')
del node
leaf = root.children[0].children[1]
del root.children[0]
print(leaf, leaf.parent, leaf.path())

print('the rest goes with the root')
del root
print(leaf.path())
del leaf

print('the collector found', gc.collect(), 'objects: there was no cycle')
