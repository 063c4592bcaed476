# When an object dies: rebinding, del, scope exit, containers, attributes, loops.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('  del', self.name)
    def __repr__(self): return f'<{self.name}>'
def step(text): print(text)

step('rebinding: the new value is made first')
x = N('first')
x = N('second')
step('del')
del x
step('two names')
a = b = N('shared')
del a
step(' one left')
del b
step('swap')
a, b = N('a'), N('b')
a, b = b, a
step(' swapped')
a = None
step(' a was b')
b = None
step('scope exit, in the order of the locals')
def scope():
    z = N('z'); y = N('y'); x = N('x')
    step(' returning')
scope()
step('a returned local lives on')
def give():
    kept = N('kept'); dropped = N('dropped')
    return kept
k = give()
step(' returned')
k = None
step('parameters')
def params(p, q=N('default'), *args, **kw): step(' in the body')
params(N('argument'), *[N('star')], kw=N('keyword'))
step('a parameter rebound: the caller still holds the argument')
def rebind(p):
    p = None
    step(' rebound')
rebind(N('arg'))
step(' with a name')
v = N('named')
rebind(v)
del v
step('a deleted parameter')
def delete(p):
    del p
    step(' deleted')
delete(N('arg'))
step('result never used')
N('unused')
step(' next line')
step('attributes')
class Box: pass
box = Box()
box.v = N('attribute')
box.v = N('new attribute')
del box.v
box.w = N('with its owner')
box.x = N('later attribute')
del box
step('list')
l = [N('l0'), N('l1'), N('l2')]
l[1] = None
del l[0]
l.append(N('l3'))
step(' pop')
l.pop()
step(' slice')
l[:] = [N('new0'), N('new1')]
step(' clear')
l.clear()
l += [N('m0'), N('m1'), N('m2')]
step(' the list itself dies: from the last to the first')
del l
step('tuple: from the last to the first')
t = (N('t0'), N('t1'), N('t2'))
del t
step('dict: keys and values in the order of insertion')
d = {'a': N('va'), 'b': N('vb')}
d['a'] = N('replaced')
d[N('key')] = N('value')
d.pop('b')
step(' the dict dies')
del d
step('set')
s = {N('in a set')}
s.clear()
step('loops: the variable keeps the last value')
for i in [N('i0'), N('i1')]:
    step(f' body {i}')
step(' after the loop')
i = None
step(' loop over a temporary list, variable dropped inside')
for i in [N('j0'), N('j1')]:
    i = None
step(' done')
step('while')
n = 2
while n:
    w = N(f'w{n}')
    n -= 1
w = None
step('a cell dies with its function')
def outer():
    captured = N('captured')
    def inner(): return captured
    return inner
f = outer()
step(' outer returned')
f = None
step('global set from a function')
def setg():
    global g
    g = N('g1')
    g = N('g2')
setg()
del g
step('conditional expressions and boolean operators')
N('or left') and None
step(' -')
N('chosen') if True else N('never')
step(' -')
y = None or N('or')
y = y and N('and')
y = 0
step('augmented assignment')
class Add(N):
    def __add__(self, o): return Add(self.name + '+')
q = Add('q')
q += 1
q += 1
q = None
step('chained attribute and item access keep what they need, no longer')
class Deep(N):
    def __init__(self, name): super().__init__(name); self.child = N(name + '.child')
step(f' {Deep("p").child}')
step(' after')
print([N('e0'), N('e1')][1], (N('f0'),)[0], {'k': N('h')}['k'])
step('comparison, is, in')
print(N('x') is N('y'), N('c1') == N('c2'), N('in') in [1, 2])
step('unpacking')
(m1, m2), *m3 = (N('u1'), N('u2')), N('u3')
m1 = m2 = m3 = None
step('walrus')
if (wal := N('walrus')) is not None: wal = None
step('end')
last = N('module end')
