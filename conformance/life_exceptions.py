# Exceptions, tracebacks and frames hold what they saw.
import sys
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('  del', self.name)
def step(t): print(t)
def fail():
    local = N('local of fail')
    raise ValueError('v')
step('caught without a name: the frame dies when the handler ends')
try: fail()
except ValueError: step(' in the handler')
step(' after')
step('caught with a name')
try: fail()
except ValueError as e: step(' in the handler')
step(' after')
step('the exception is kept, so its frames are')
try: fail()
except ValueError as e: kept = e
step(' after the handler')
kept = None
step(' dropped')
step('kept without its traceback')
try: fail()
except ValueError as e: kept = e.with_traceback(None)
step(' after the handler'); kept = None
step('traceback cut while the exception lives')
try: fail()
except ValueError as e: kept = e
kept.__traceback__ = None
step(' cut'); kept = None
step('frames of every level')
def level(n):
    mine = N(f'level {n}')
    if n: level(n - 1)
    else: raise KeyError(n)
try: level(2)
except KeyError as e: kept = e
step(' holding'); kept = None
step('passing through: finally runs first')
def through():
    mine = N('through')
    try: fail()
    finally: step(' finally')
try: through()
except ValueError: step(' handler')
step('an attribute of the exception')
class E(Exception): pass
def raise_with():
    e = E('x'); e.payload = N('payload'); raise e
try: raise_with()
except E: step(' handler')
step(' after')
step('arguments of the exception')
try: raise E(N('argument'))
except E as e: step(' handler')
step(' after')
step('context holds the first exception')
try:
    try: fail()
    except ValueError: raise KeyError('second')
except KeyError as e: kept = e
step(' holding'); kept.__context__ = None
step(' context cut'); kept = None
step('cause')
try:
    try: fail()
    except ValueError as e: raise KeyError('second') from e
except KeyError as e: kept = e
step(' holding'); kept.__cause__ = None
step(' cause cut'); kept.__context__ = None
step(' context cut'); kept = None
step('sys.exc_info in the handler')
try: fail()
except ValueError:
    info = sys.exc_info()
    step(f' {info[0].__name__}')
step(' after the handler'); info = None
step('a handler that fails')
try:
    try: fail()
    except ValueError: N('temporary'); 1 / 0
except ZeroDivisionError: step(' outer')
step('return from a handler')
def ret():
    try: fail()
    except ValueError as e: return 'returned'
step(' ' + ret())
step('continue and break from a handler')
for i in range(2):
    try: fail()
    except ValueError:
        if i: break
        continue
step('raise in a loop: only the last local is held')
for i in range(2):
    try:
        obj = N(f'loop {i}')
        raise ValueError
    except ValueError: pass
obj = None
step('re-raise')
def again():
    mine = N('again')
    try: fail()
    except ValueError: raise
try: again()
except ValueError: step(' handler')
step('exception in __init__')
class Bad:
    def __init__(self): self.n = N('in a failed __init__'); raise ValueError
    def __del__(self): print('  del Bad')
try: Bad()
except ValueError: step(' handler')
step(' after')
step('exception in a generator')
def gen():
    mine = N('gen local')
    yield 1
    raise ValueError
g = gen()
next(g)
try: next(g)
except ValueError: step(' handler')
step(' after'); g = None
step('stack of temporaries')
try: [N('t0'), N('t1'), fail()]
except ValueError: step(' handler')
step('the loop iterator')
try:
    for x in (N(f'it{i}') for i in range(3)): raise ValueError
except ValueError: step(' handler')
x = None
step('nested with')
class CM(N):
    def __enter__(self): return self
    def __exit__(self, *a): print('  exit', self.name)
try:
    with CM('outer'), CM('inner'): raise ValueError
except ValueError: step(' handler')
step('StopIteration value')
def rv():
    yield 1
    return N('return value')
g = rv(); next(g)
try: next(g)
except StopIteration as s: step(' handler')
step(' after'); g = None
step('assert'); 
try: assert False, N('message')
except AssertionError: step(' handler')
step('frames seen through tb_frame')
try: fail()
except ValueError as e:
    frame = e.__traceback__.tb_next.tb_frame
    step(f' {frame.f_code.co_name} {sorted(frame.f_locals)}')
step(' after'); frame.clear()
step(' cleared'); frame = None
step('a frame that is running cannot be cleared')
try: sys._getframe().clear()
except RuntimeError as e: step(f' {e}')
step('end')
