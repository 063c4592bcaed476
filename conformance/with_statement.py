# with: enter, exit, suppression, several managers, and the errors of objects that are none.
class CM:
    def __init__(self, name, swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail
    def __enter__(self):
        print('  enter', self.name)
        if self.fail == 'enter': raise ValueError('enter ' + self.name)
        return self.name.upper()
    def __exit__(self, kind, value, tb):
        print('  exit', self.name, kind and kind.__name__, value, tb is not None)
        if self.fail == 'exit': raise ValueError('exit ' + self.name)
        return self.swallow
with CM('a') as x:
    print(x)
with CM('a') as x, CM('b') as y:
    print(x, y)
with (CM('p') as x, CM('q'),):
    print(x)
with CM('s', swallow=True):
    raise KeyError('swallowed')
def attempt(f):
    try:
        print('returned', f())
    except Exception as e:
        print(type(e).__name__ + ':', e, '| context', repr(e.__context__))
def raises():
    with CM('r'):
        raise KeyError('through')
attempt(raises)
def returns():
    with CM('ret'):
        return 'value'
attempt(returns)
def loop():
    out = []
    for i in range(3):
        with CM(str(i)):
            if i == 0: continue
            if i == 1: break
        out.append(i)
    return out
attempt(loop)
def enter_fails():
    with CM('outer', swallow=True), CM('bad', fail='enter'):
        print('never')
    return 'swallowed by outer'
attempt(enter_fails)
def exit_fails():
    with CM('bad', fail='exit'):
        raise KeyError('first')
attempt(exit_fails)
def both():
    with CM('o', swallow=True):
        with CM('i', fail='exit'):
            raise KeyError('first')
    return 'ok'
attempt(both)
class NoExit:
    def __enter__(self): return 1
class NoEnter:
    def __exit__(self, *a): pass
def w(x):
    with x: pass
attempt(lambda: w(5)); attempt(lambda: w(NoExit())); attempt(lambda: w(NoEnter()))

# Targets of every kind
class T: pass
t, d = T(), {}
class Pair:
    def __enter__(self): return (1, [2, 3])
    def __exit__(self, *a): return None
with Pair() as (a, [b, c]), Pair() as t.attr, Pair() as d['k']:
    print(a, b, c, t.attr, d)
with Pair() as (first, *rest):
    print(first, rest)

# __enter__ and __exit__ are found on the type
i = T()
i.__enter__ = i.__exit__ = lambda *a: None
attempt(lambda: w(i))

# The manager lives as long as the block
class Tracked(CM):
    def __del__(self): print('  del', self.name)
with Tracked('temp'):
    print('inside')
print('after')
def gen():
    with Tracked('in generator'):
        yield 1
        yield 2
for v in gen():
    print(v)
    break
print('the abandoned generator left its block')
def truthy():
    class Odd(CM):
        def __exit__(self, *a): return 'a true value'
    with Odd('odd'): raise ValueError
    return 'on'
attempt(truthy)
