import sys
def show(name, f, *args):
    evs = []
    base = f.__code__.co_firstlineno
    def tr(frame, event, arg):
        if not frame.f_code.co_filename.endswith("tracing.py"): return None
        a = ''
        if event == 'return': a = type(arg).__name__ if isinstance(arg, CM) else repr(arg)
        if event == 'exception': a = arg[0].__name__
        evs.append((event, frame.f_lineno - base, frame.f_code.co_name, a))
        return tr
    sys.settrace(tr)
    try:
        try:
            f(*args)
        finally:
            sys.settrace(None)
    except Exception as e:
        print('raised', type(e).__name__)
    print(name or f.__name__)
    for e in evs:
        print('   ', *e)

def basic():
    x = 1
    del x
    return 1

def loops(n):
    for i in range(n):
        pass
    for i in range(n):
        i += 1
    for i in range(n): i += 1
    while n:
        n -= 1
    else:
        n = 5
    while n: n -= 1
    while True:
        n += 1
        if n > 2:
            break
        continue
    for i in (): pass
    else:
        n = 4
    return n

def iffy(a):
    if a:
        pass
    elif a == 0:
        a = 2
    else:
        a = 3
    if (a and
        a > 1 or
        a < 5):
        b = 3
    return b

def tryf():
    try:
        1/0
    except TypeError:
        pass
    except ZeroDivisionError as e:
        x = 1
    else:
        x = 2
    finally:
        x = 3
    try:
        pass
    finally:
        y = 2
    try:
        try:
            raise ValueError
        finally:
            z = 1
    except (ValueError,
            TypeError):
        pass
    return (x,
            y)

class CM:
    def __enter__(self):
        return self
    def __exit__(self, *a):
        return True

def withs():
    with CM() as a:
        x = 1
    with CM():
        1/0
    for i in range(2):
        with CM():
            if i: break
            continue
    with CM():
        return 3

def gen():
    yield 1
    x = yield 2
    return 3

def usegen():
    for x in gen():
        y = x
    a = [i
         for i in gen()
         if i]
    list(gen())
    def deleg():
        z = yield from gen()
        return z
    for x in deleg(): pass
    g = gen()
    next(g)
    try:
        g.throw(KeyError)
    except KeyError:
        pass
    g = gen()
    next(g)
    g.close()

def calls():
    f = lambda x: x + 1
    f(1)
    f(
      2
    )
    @staticmethod
    def g(
        a,
        b=1):
        """doc"""
        return a
    class A:
        """doc"""
        x = 1
        def m(self):
            return 1
    A().m()
    s = {k: v
         for k, v in zip('ab', 'cd')}
    x = (1 +
         f(2) +
         f(
           3))
    assert x
    global QQ
    import os
    from sys import (path,
        argv)
    print(
       x,
       file=sys.stdout)

def rec(n):
    if n:
        x = rec(n - 1)
        return x
    return 0

def raising():
    rec(1)
    raise KeyError
def outer():
    try:
        raising()
    except KeyError:
        raise
    
def matchf(x):
    match x:
        case 1:
            y = 1
        case [a, b] if a > 3:
            y = 2
        case {'k': v}:
            y = 3
        case _:
            y = 4
    return y

async def coro():
    async def sub():
        return 3
    x = await sub()
    return x
def runcoro():
    c = coro()
    try:
        c.send(None)
    except StopIteration as e:
        pass

for f, *a in ((basic,), (loops, 2), (iffy, 0), (iffy, 1), (iffy, 5), (tryf,), (withs,), (usegen,), (calls,), (rec, 2), (outer,), (matchf, 1), (matchf, [5, 6]), (matchf, {'k': 1}), (matchf, 7), (runcoro,)):
    show(None, f, *a)

# profiling: calls, returns, and calls of built-ins
events = []
def prof(frame, event, arg):
    if event.startswith('c_'):
        arg = arg.__name__
    events.append((event, frame.f_code.co_name, arg))
def builtins():
    len('a')
    'a'.upper()
    try:
        len(1)
    except TypeError:
        pass
    [].append(*[1])
    print(*[], end='')
    str.upper('b')
    rec(1)
    return sorted([2, 1], key=lambda x: -x)
sys.setprofile(prof)
builtins()
sys.setprofile(None)
for e in events:
    print(*e)

# a trace function may change variables, and what it raises is raised in the frame
def change():
    x = 1
    y = x
    return x, y
def setter(frame, event, arg):
    if event == 'line' and frame.f_lineno == change.__code__.co_firstlineno + 2:
        frame.f_locals['x'] = 5
    return setter
sys.settrace(setter)
print(change())
sys.settrace(None)
for kind in 'call', 'line', 'return', 'exception':
    def bad(frame, event, arg):
        if event == kind:
            raise OverflowError(kind)
        return bad
    def victim():
        try:
            1/0
        except ZeroDivisionError:
            return 1
    sys.settrace(bad)
    try:
        print(victim())
    except OverflowError as e:
        print('raised', e)
    print(sys.gettrace())

# what is traced line by line is a matter of the frame
def inner():
    x = 1
    return x
seen = []
def quiet(frame, event, arg):
    seen.append((event, frame.f_code.co_name))
    frame.f_trace_lines = False
    return quiet
sys.settrace(quiet)
inner()
sys.settrace(None)
print(seen)
f = sys._getframe()
print(f.f_trace, f.f_trace_lines, f.f_trace_opcodes)


# the line of the return at the end of a function is the one that control comes from
def lines_of(f, *args):
    f(*args)
    seen = []
    def trace(frame, event, arg):
        if frame.f_code is f.__code__:
            seen.append((frame.f_lineno - f.__code__.co_firstlineno, event))
            return trace
        return None
    sys.settrace(trace)
    f(*args)
    sys.settrace(None)
    print(f.__name__, seen)


def nested_ifs(a, b):
    if a:
        if b:
            x = 1
        else:
            y = 2
    else:
        z = 3


def handled():
    try:
        try:
            1 / 0
        except KeyError:
            pass
    except ZeroDivisionError as e:
        pass


def broken_out():
    while True:
        try:
            break
        finally:
            x = 1


def constant():
    if 1:
        x = 1
    else:
        pass


def frame_after(a):
    global frame
    frame = sys._getframe()
    if a:
        x = 1
    else:
        x = 2


for args in (True, True), (True, False), (False, False):
    lines_of(nested_ifs, *args)
for f in handled, broken_out, constant:
    lines_of(f)
for a in True, False:
    frame_after(a)
    print(frame.f_lineno - frame.f_code.co_firstlineno)
del frame
