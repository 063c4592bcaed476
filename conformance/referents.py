# The order in which the collector walks what objects refer to, as gc.get_referents shows it.
import gc, itertools, collections, types, weakref

class N:
    def __init__(self, n): self.n = n
    def __repr__(self): return f'N{self.n}'
    def __iter__(self): return iter([N(900), N(901)])
    def __call__(self, *a): return self

def name(x):
    if isinstance(x, N): return repr(x)
    if isinstance(x, tuple): return '(' + ' '.join(map(name, x)) + ')'
    if isinstance(x, list): return '[' + ' '.join(map(name, x)) + ']'
    if isinstance(x, type): return x.__name__
    return type(x).__name__

def show(what, x): print(what, *map(name, gc.get_referents(x)))

f = N(1)
items = [N(2), N(3), N(4)]
def made(what, *a, **k):
    x = getattr(itertools, what)(*a, **k)
    show(what, x)
    try: next(x)
    except StopIteration: pass
    show(what + ' begun', x)
made('accumulate', items, f)
made('accumulate', items, f, initial=N(5))
made('chain', items, items)
made('combinations', items, 2)
made('combinations_with_replacement', items, 2)
made('compress', items, items)
made('cycle', items)
made('dropwhile', f, items)
made('filterfalse', f, items)
made('groupby', items, f)
made('islice', items, 2)
made('permutations', items)
made('product', items, items)
made('repeat', N(7), 3)
made('starmap', f, [(N(8),)])
made('takewhile', f, items)
made('zip_longest', items, items, fillvalue=N(9))
show('tee', itertools.tee(items)[0])
g = itertools.groupby(items, f); k, sub = next(g); show('_grouper', sub)
for what, x in [('map', map(f, items, items)), ('filter', filter(f, items)), ('zip', zip(items, items)), ('enumerate', enumerate(items)),
    ('reversed', reversed(items)), ('reversed N', reversed((N(1), N(2)))), ('iter', iter(items)), ('callable iter', iter(f, N(10))), ('slice', slice(N(1), N(2), N(3))),
    ('method', types.MethodType(f, N(16))), ('property', property(N(17), N(18), N(19))),
    ('classmethod', classmethod(f)), ('staticmethod', staticmethod(f)), ('ref', weakref.ref(f, N(20))), ('deque', collections.deque([N(21), N(22)])),
    ('defaultdict', collections.defaultdict(f, {'a': N(26)})), ('dict', {N(27): N(28)}),
    ('set', {N(29)}), ('namespace', types.SimpleNamespace(a=N(30))), ('proxy', types.MappingProxyType({N(31): 1})), ('cell', types.CellType(N(32))),
    ('super', super(N, f)), ('alias', list[N]), ('union', int | N), ('items', {1: N(33)}.items()), ('memoryview', memoryview(b'a')), ('listiter', iter([N(1)])),
    ('tupleiter', iter((N(34),)))]:
    show(what, x)

def caught(e, cause=None):
    try: raise e from cause
    except BaseException as x:
        x.d = N(50)
        return x
for e in [Exception(N(40)), StopIteration(N(41)), SystemExit(N(42)), KeyError(N(43)), AttributeError(N(44), name=N(45), obj=N(46)), NameError(N(47), name=N(48)),
    ImportError(N(49), name=N(51), path=N(52)), OSError(N(53), N(54), N(55)), SyntaxError(N(56), ('f', 1, 2, 'x')), UnicodeError(N(57)), StopAsyncIteration(N(58))]:
    show(type(e).__name__, e)
    show(type(e).__name__ + ' caught', caught(e, ValueError(N(60))))
