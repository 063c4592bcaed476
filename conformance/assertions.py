# assert, exception chains made by hand, and exceptions in odd places.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ':', e, '| args', e.args)
def check(x, *message):
    if message:
        assert x, message[0]
    else:
        assert x
attempt(lambda: check(1)); attempt(lambda: check(0)); attempt(lambda: check([], 'empty')); attempt(lambda: check(None, (1, 2)))
def lazy():
    assert True, print('never evaluated')
    assert False, print('evaluated')
attempt(lazy)
print(__debug__)

a, b, c = ValueError('a'), KeyError('b'), TypeError('c')
a.__context__ = b
b.__cause__ = c
print(repr(a.__context__), repr(b.__cause__), b.__suppress_context__)
attempt(lambda: setattr(a, '__cause__', 5))
attempt(lambda: setattr(a, '__context__', 5))
attempt(lambda: setattr(a, '__traceback__', 5))
attempt(lambda: setattr(a, 'args', 5))

# Raising in iterators, in comparisons, in len, in repr, in hash, in bool
class Bad:
    def __iter__(self): raise ValueError('iter')
    def __len__(self): raise ValueError('len')
    def __repr__(self): raise ValueError('repr')
    def __hash__(self): raise ValueError('hash')
    def __bool__(self): raise ValueError('bool')
    def __eq__(self, o): raise ValueError('eq')
    def __lt__(self, o): raise ValueError('lt')
    def __contains__(self, o): raise ValueError('contains')
    def __index__(self): raise ValueError('index')
    def __call__(self): raise ValueError('call')
bad = Bad()
for f in (lambda: list(bad), lambda: len(bad), lambda: repr(bad), lambda: str(bad), lambda: {bad}, lambda: not bad,
          lambda: bad == 1, lambda: [bad].index(1), lambda: 1 in [bad], lambda: sorted([bad, bad]), lambda: 1 in bad,
          lambda: [1][bad], lambda: bad(), lambda: f'{bad}', lambda: [bad], lambda: 1 if bad else 2, lambda: bad and 1,
          lambda: range(bad), lambda: (bad,) == (1,), lambda: {1: bad} == {1: 2}, lambda: any([bad]), lambda: max(bad, bad)):
    try:
        f()
        print('nothing raised')
    except ValueError as e:
        print(e, end=' ')
print()

# Wrong answers of special methods
class Wrong:
    def __len__(self): return -1
    def __repr__(self): return 5
    def __hash__(self): return 'x'
    def __bool__(self): return 1
    def __iter__(self): return 5
    def __index__(self): return 1.5
    def __int__(self): return '1'
    def __float__(self): return 1
    def __format__(self, s): return 5
w = Wrong()
for f in (lambda: len(w), lambda: repr(w), lambda: hash(w), lambda: bool(w), lambda: iter(w), lambda: [1, 2][w],
          lambda: int(w), lambda: float(w), lambda: f'{w}', lambda: str(w)):
    attempt(f)
class Huge:
    def __len__(self): return 1 << 70
class Text:
    def __len__(self): return 'x'
attempt(lambda: len(Huge()))
attempt(lambda: len(Text()))

# Exceptions as values
errors = {}
for i, text in enumerate(['1', 'x', '3', '']):
    try:
        errors[i] = int(text)
    except ValueError as e:
        errors[i] = e
print(errors)
def gather():
    found = []
    for f in (lambda: 1 / 0, lambda: [][1], lambda: 'ok'):
        try:
            found.append(f())
        except ArithmeticError as e:
            found.append(('arithmetic', str(e)))
        except LookupError as e:
            found.append(('lookup', str(e)))
    return found
print(gather())
class Group(Exception):
    def __iter__(self): return iter(self.args)
try:
    raise Group(ValueError(1), KeyError(2))
except Group as g:
    print([type(x).__name__ for x in g])
def depth(n):
    try:
        if n == 0: raise ValueError('bottom')
        depth(n - 1)
    except ValueError as e:
        raise KeyError(n) from e
try:
    depth(3)
except KeyError as e:
    chain = []
    while e:
        chain.append(repr(e))
        e = e.__cause__
    print(chain)
