# The order in which the collector runs __del__ and callbacks: the order of its lists, which a collection that an
# object survives rearranges. What something outside holds keeps its place; the rest follows as it is reached.
import gc, weakref
gc.disable()
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print(self.name, end=' ')
def end(text): print('|', gc.collect(), text)

def young():
    ring = [N('a'), N('b'), N('c')]
    ring.reverse()
    ring.append(ring)
young(); end('young: in the order they were made')

def survived_in_locals():
    a, b, c = N('a'), N('b'), N('c')
    ring = [b, a, c]
    ring.append(ring)
    gc.collect()
survived_in_locals(); end('survived, held by locals: they keep their places')

def survived_in_list():
    ring = [N('a'), N('b'), N('c')]
    ring.append(ring)
    gc.collect()
survived_in_list(); end('survived, reached through a list: a list is walked from its end')

def survived_in_tuple():
    ring = [(N('a'), N('b'), N('c'))]
    ring.append(ring)
    gc.collect()
survived_in_tuple(); end('a tuple too')

def survived_in_dict():
    ring = {'z': N('z'), 'a': N('a'), 'm': N('m')}
    ring['ring'] = ring
    gc.collect()
survived_in_dict(); end('a dict in its order')

def survived_deep():
    ring = {'first': [N('1'), N('2')], 'second': (N('3'), {'k': N('4')}), 'third': N('5')}
    ring['ring'] = ring
    gc.collect()
survived_deep(); end('level by level')

def survived_attributes():
    o = N('o'); o.x = N('x'); o.y = N('y'); o.x.deep = N('x.deep'); o.me = o
    gc.collect()
survived_attributes(); end('attributes: what stands behind its holder keeps its place')

def survived_twice():
    ring = [N('a'), N('b'), N('c')]
    ring.append(ring)
    gc.collect(); gc.collect()
survived_twice(); end('twice')

def survived_young_only():
    ring = [N('a'), N('b'), N('c')]
    ring.append(ring)
    gc.collect(0)
    ring.insert(0, N('d'))
survived_young_only(); end('one made after a young collection')

def old_and_new():
    old = N('old'); old.me = old
    gc.collect()
    new = N('new'); new.me = new
    old.new = new; new.old = old
old_and_new(); end('an older generation stands behind a younger one')

def closure():
    a = N('a')
    def f(x=N('default')): return f, a
    gc.collect()
closure(); end('a function: its members in their order')

def slots():
    class S:
        __slots__ = ('one', 'two', 'me')
    s = S(); s.two = N('two'); s.one = N('one'); s.me = s
    gc.collect()
slots(); end('slots: the same, so the order is that of creation')

print('callbacks')
keep = []
def callbacks(survive):
    ring = [N('a'), N('b'), N('c')]
    keep[:] = [weakref.ref(o, lambda r, n=o.name: print('callback', n, end=' ')) for o in ring]
    keep.append(weakref.ref(ring[0], lambda r: print('second callback a', end=' ')))
    ring.append(ring); o = None
    if survive: gc.collect()
callbacks(False); end('young')
callbacks(True); end('survived')
