# What an assignment to several targets had still to store when one of the stores fails: the next one dies first.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('del', self.name)
class Slot: __slots__ = ('a',)
s = Slot()

def attempt(f):
    print('-', f.__name__)
    try: f()
    except Exception as e: print(type(e).__name__)

def two(): x.a, s.a = N(1), N(2)
def two_second(): s.a, x.a = N(1), N(2)
def two_store(): s.b, s.a = N(1), N(2)
def three(): x.a, s.a, s.b = N(1), N(2), N(3)
def three_second(): s.a, x.a, s.b = N(1), N(2), N(3)
def four(): x.a, s.a, s.a, s.a = N(1), N(2), N(3), N(4)
def four_third(): s.a, s.a, x.a, s.a = N(1), N(2), N(3), N(4)
def items(): x[0], s.a = N(1), N(2)
def items_store(): s[0], s.a = N(1), N(2)
def index(): [][N(5)], s.a = N(1), N(2)
def names():
    a, b, s.b, c = N(1), N(2), N(3), N(4)
    print('unreached')
def nested(): s.a, (x.a, s.a), s.a = N(1), (N(2), N(3)), N(4)
def nested_deep(): (s.a, (s.b, s.a)), s.a = (N(1), (N(2), N(3))), N(4)
def nested_count(): (a, b), s.a = (N(1), N(2), N(3)), N(4)
def star(): x.a, *s.a = [N(1), N(2), N(3)]
def star_first(): *x.a, s.a, s.b = [N(1), N(2), N(3), N(4)]
def star_middle(): s.a, *x.a, s.b = [N(1), N(2), N(3), N(4)]
def from_list(): x.a, s.a, s.b = [N(1), N(2), N(3)]
def from_iterator(): x.a, s.a, s.b = (N(i) for i in (1, 2, 3))
def chained(): a = x.a, s.a = N(1), N(2)
def twice(): s.b, s.a = s.a, s.b = N(1), N(2)
def loop():
    for x.a, s.a in [(N(1), N(2))]: pass
def loop_inner():
    for s.a, (s.b, s.a) in [(N(1), (N(2), N(3)))]: pass
def comprehension(): [0 for x.a, s.a in [(N(1), N(2))]]
class M:
    def __enter__(self): return N(1), N(2)
    def __exit__(self, *e): print('exit', e[0].__name__)
def managed():
    with M() as (x.a, s.a): pass
def caught():
    try: x.a, s.a = N(1), N(2)
    except NameError: print('in time')
    a = N(3)
    try: s.a, s.b = N(4), a
    except AttributeError: print('again')
def inside():
    "temporaries below what is pending"
    return [N(6), (lambda: 0)(), [0 for s.b, s.a in [(N(7), N(8))]]]
def gen():
    try: x.a, s.a = N(1), N(2)
    finally: print('finally')
    yield
def generator(): next(gen())
def value(): s.a, s.a = N(1), N(2), N(3)
def slices(): s.a, [][N(1):N(2)], s.a = N(3), 5, N(4)
for f in (two, two_second, two_store, three, three_second, four, four_third, items, items_store, index, names, nested, nested_deep,
          nested_count, star, star_first, star_middle, from_list, from_iterator, chained, twice, loop, loop_inner, comprehension,
          managed, caught, inside, generator, value, slices):
    attempt(f)
    s.a = None
