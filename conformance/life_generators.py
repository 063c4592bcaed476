# Generators, coroutines and comprehensions: what they hold, and when they let go.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('  del', self.name)
    def __repr__(self): return self.name
def step(t): print(t)
def gen(tag):
    first = N(tag + ' first')
    try:
        yield 1
        second = N(tag + ' second')
        yield 2
    finally:
        print('  finally', tag)
step('exhausted'); 
g = gen('A'); print(list(g)); step(' exhausted, generator still named'); g = None
step('abandoned before the start'); 
g = gen('B'); g = None
step('abandoned in the middle'); 
g = gen('C'); next(g); g = None
step('closed'); 
g = gen('D'); next(g); next(g); g.close(); step(' closed'); g = None
step('thrown into'); 
g = gen('E'); next(g)
try: g.throw(KeyError('t'))
except KeyError: step(' handler')
step(' after'); g = None
step('for with break: the generator is a temporary'); 
for x in gen('F'): break
step(' after the loop')
step('for with break: the generator has a name'); 
g = gen('G')
for x in g: break
step(' after the loop'); del g
step('yielded objects'); 
def objects():
    for i in range(3): yield N(f'yielded {i}')
for o in objects(): step(f' body {o}')
step(' after'); o = None
step('next drops at once'); 
g = objects(); next(g); step(' -'); next(g); g = None
step('sent objects'); 
def sink():
    while True:
        got = yield
        print('  got', got)
g = sink(); next(g); g.send(N('s1')); g.send(N('s2')); step(' closing'); g.close()
step('yield from'); 
def outer():
    mine = N('outer local')
    yield from gen('inner')
g = outer(); next(g); g = None
step('delegate replaced'); 
def two():
    yield from gen('X')
    yield from gen('Y')
g = two(); next(g); next(g); next(g); g = None
step('generator expression holds its iterable'); 
g = (x for x in [N('e0'), N('e1')]); next(g); step(' one taken'); g = None
step('a list comprehension that fails'); 
try: [N(f'c{i}') if i < 2 else 1 / 0 for i in range(5)]
except ZeroDivisionError: step(' handler')
step('a dict comprehension that fails'); 
try: {i: N(f'd{i}') if i < 2 else 1 / 0 for i in range(5)}
except ZeroDivisionError: step(' handler')
step('list(generator) that fails'); 
def failing():
    yield N('y0'); yield N('y1'); raise ValueError
try: list(failing())
except ValueError: step(' handler')
step('unpacking too many'); 
try: a, b = objects()
except ValueError: step(' handler')
step('zip of unequal lengths'); 
list(zip(objects(), [1]))
step(' after')
step('enumerate'); 
for i, o in enumerate(objects()): pass
o = None
step('iterator of a list drops its list at the end'); 
it = iter([N('in list')]); next(it); step(' taken'); 
try: next(it)
except StopIteration: step(' stopped')
it = None
step('return value of a generator'); 
def rv():
    yield
    return N('return value')
def deleg():
    r = yield from rv()
    print('  r is', r)
    r = None
    print('  r dropped')
    yield
g = deleg(); next(g); next(g); g = None
step('exception that ends a generator'); 
def ex():
    mine = N('mine')
    yield 1
    raise ValueError('ex')
g = ex(); next(g)
try: next(g)
except ValueError as e: step(' handler')
step(' after'); g = None
step('GeneratorExit caught and held'); 
def holds():
    mine = N('held')
    try: yield
    except GeneratorExit as e: print('  exit caught')
g = holds(); next(g); del g
step('coroutine never awaited holds its arguments'); 
async def co(a):
    mine = N('co local')
    await Pause()
class Pause:
    def __await__(self): yield
c = co(N('co arg')); c.send(None); step(' suspended'); c.close(); step(' closed'); c = None
step('async generator'); 
async def ag():
    mine = N('ag local')
    yield 1
a = ag(); 
try: a.__anext__().send(None)
except StopIteration as e: step(f' {e.value}')
a = None
step('a generator that holds itself in a cycle')
import gc
gc.disable(); gc.collect()
def selfish():
    mine = N('selfish local')
    try: yield
    finally: print('  finally selfish')
    me
def make():
    me = None
    def s():
        mine = N('selfish local')
        try: yield me
        finally: print('  finally selfish')
    me = s(); next(me)
make(); step(' made'); print(gc.collect() > 0)
step('interrupted comprehension with a live frame')
def comp():
    keep = []
    try: [keep.append(N(f'k{i}')) or 1 // (1 - i) for i in range(3)]
    except ZeroDivisionError: step(f' kept {keep}')
comp()
step('end')
