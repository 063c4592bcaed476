# Generators: send, throw, close, return, yield from, and what they know about themselves.
def count(n):
    for i in range(n):
        yield i
print(list(count(4)), sum(count(5)), [*count(2)], max(count(3)), 2 in count(5))

def echo():
    got = None
    while True:
        got = yield got
        if got == 'stop':
            return 'returned'
g = echo()
print(next(g), g.send(1), g.send('two'))
try:
    g.send('stop')
except StopIteration as e:
    print('StopIteration', e.value, e.args)
try:
    next(g)
except StopIteration as e:
    print('again', e.value, e.args)
g = echo()
try:
    g.send(5)
except TypeError as e:
    print(e)

def catcher():
    try:
        yield 1
        yield 2
    except ValueError as e:
        print('  caught', e)
        yield 'recovered'
    finally:
        print('  finally')
g = catcher()
print(next(g), g.throw(ValueError('boom')))
print(list(g))
g = catcher()
next(g)
try:
    g.throw(KeyError, 'not caught')
except KeyError as e:
    print('KeyError', e)
g = catcher()
print(next(g))
g.close()
g.close()
print(list(g))
g = catcher()
try:
    g.throw(ValueError('before the start'))
except ValueError as e:
    print(e)
g = catcher()
g.close()
print('closed before the start')

def stubborn():
    while True:
        try:
            yield
        except GeneratorExit:
            print('  refuses')
            yield 'still here'
            return
g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as e:
    print(e)
def converts():
    try:
        yield
    except GeneratorExit:
        raise OSError('instead')
g = converts()
next(g)
try:
    g.close()
except OSError as e:
    print('OSError', e, repr(e.__context__))

# yield from
def inner():
    try:
        x = yield 'a'
        print('  inner got', x)
        y = yield 'b'
        print('  inner got', y)
        return 'result'
    except ValueError as e:
        print('  inner caught', e)
        return 'after error'
def outer():
    r = yield from inner()
    print('  outer has', r)
    r = yield from [1, 2]
    print('  list gave', r)
    return 'done'
g = outer()
print(next(g), g.send(1), g.send(2), next(g))
try:
    next(g)
except StopIteration as e:
    print(e.value)
g = outer()
next(g)
print(g.throw(ValueError('into')))
g = outer()
next(g)
print(type(g.gi_yieldfrom).__name__)
g.close()
def to_iter():
    yield from iter([1, 2])
g = to_iter()
next(g)
try:
    g.send(5)
except AttributeError as e:
    print(e)
def bad():
    yield from 5
try:
    next(bad())
except TypeError as e:
    print(e)
def flatten(x):
    if isinstance(x, list):
        for i in x:
            yield from flatten(i)
    else:
        yield x
print(list(flatten([1, [2, [3, [4]], 5], [[6]]])))

# StopIteration inside a generator
def leak():
    yield 1
    raise StopIteration('leaked')
g = leak()
next(g)
try:
    next(g)
except RuntimeError as e:
    print(e, '|', repr(e.__cause__), e.__suppress_context__)

# Re-entry, state, names
def again():
    yield next(me)
me = again()
try:
    next(me)
except ValueError as e:
    print(e)
g = count(3)
print(g.__name__, g.__qualname__, g.gi_running, g.gi_frame is None, g.gi_code is count.__code__, str(g).split(' at ')[0])
print(g.gi_frame.f_locals)
next(g)
print(g.gi_frame.f_locals, g.gi_frame.f_lineno - count.__code__.co_firstlineno)
list(g)
print(g.gi_frame)
print(iter(g) is g, type(g).__name__, hasattr(g, '__next__'), hasattr(g, '__len__'))
for bad_throw in [(5,), (ValueError('x'), 'y'), ()]:
    try:
        count(1).throw(*bad_throw)
    except TypeError as e:
        print(e)

# Generator expressions: the first iterable is evaluated at once
def loud(x):
    print('  loud', x)
    return x
g = (loud(i) for i in loud([1, 2]))
print('made')
print(list(g), (x for x in ()).__name__)
try:
    (x for x in 5)
except TypeError as e:
    print(e)
print(list((x, y) for x in range(3) for y in range(x) if x != y + 2))

# finally and return values on the way out
def layers():
    try:
        try:
            yield 1
        finally:
            print('  inner finally')
    finally:
        print('  outer finally')
for x in layers():
    break
print('after break')     # the generator was a temporary of the loop
def swallow():
    try:
        yield 1
    finally:
        return 'swallowed'
g = swallow()
next(g)
try:
    g.throw(ValueError)
except StopIteration as e:
    print('swallowed:', e.value)
def pipeline():
    source = (x for x in range(20))
    odd = (x for x in source if x % 2)
    square = (x * x for x in odd)
    return square
print(list(pipeline()))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
f = fib()
print([next(f) for _ in range(15)])
def ctx():
    try:
        raise KeyError('outer')
    except KeyError:
        yield 1
        raise ValueError('with context')
g = ctx()
next(g)
try:
    next(g)
except ValueError as e:
    print(repr(e), repr(e.__context__))
