# Coroutines driven by hand: await, async for, async with, async generators.
class Pause:
    def __init__(self, v): self.v = v
    def __await__(self):
        got = yield self.v
        return ('got', got)
def run(coro, *answers):
    answers = list(answers)
    seen = []
    try:
        seen.append(coro.send(None))
        while True:
            seen.append(coro.send(answers.pop(0) if answers else None))
    except StopIteration as e:
        return seen, e.value
async def simple(): return 5
async def one():
    a = await Pause(1)
    b = await Pause(2)
    return a, b, await simple()
print(run(simple()), run(one(), 'x', 'y'))
c = one()
print(type(c).__name__, c.__name__, c.cr_running, c.cr_await, c.cr_code is one.__code__, str(c).split(' at ')[0])
print(c.send(None))
c.close()
try:
    c.send(None)
except RuntimeError as e:
    print(e)
async def chain(n):
    if n == 0:
        return await Pause('bottom')
    return await chain(n - 1), n
print(run(chain(3), 'answer'))
async def raising():
    try:
        await Pause(1)
    except ValueError as e:
        return f'caught {e}'
    finally:
        print('  finally')
c = raising()
c.send(None)
try:
    c.throw(ValueError('in'))
except StopIteration as e:
    print(e.value)
class Manager:
    async def __aenter__(self):
        await Pause('enter')
        return 'managed'
    async def __aexit__(self, *exc):
        await Pause('exit')
        print('  aexit', exc[0] and exc[0].__name__)
        return True
class Numbers:
    def __init__(self, n): self.i, self.n = 0, n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.i == self.n: raise StopAsyncIteration
        self.i += 1
        return await Pause(self.i)
async def use():
    out = []
    async with Manager() as m:
        out.append(m)
        raise KeyError('inside')
    async for x in Numbers(2):
        out.append(x)
    else:
        out.append('else')
    return out
print(run(use(), None, None, 'p', 'q'))
async def agen(n):
    try:
        for i in range(n):
            got = yield i
            await Pause(('between', i, got))
    finally:
        print('  agen finally')
async def collect():
    out = [x async for x in agen(2)]
    d = {k: v async for k, v in pairs()}
    s = {await Pause(i) for i in range(2)}
    g = (x async for x in agen(1))
    return out, d, len(s), type(g).__name__
async def pairs():
    yield 'a', 1
    yield 'b', 2
print(run(collect()))
a = agen(2)
print(type(a).__name__, str(a).split(' at ')[0])
async def drive():
    a = agen(3)
    x = await a.__anext__()
    y = await a.asend('sent')
    await a.aclose()
    try:
        await a.__anext__()
    except StopAsyncIteration:
        return x, y, 'stopped'
print(run(drive()))
def attempt(f):
    try:
        print(f())
    except (TypeError, RuntimeError) as e:
        print(type(e).__name__ + ':', e)
async def bad_await(): await 5
async def bad_for():
    async for x in [1]: pass
async def bad_with():
    async with 5: pass
async def bad_iter():
    class A:
        def __aiter__(self): return 5
    async for x in A(): pass
for f in (bad_await, bad_for, bad_with, bad_iter):
    try:
        print(run(f()))
    except (TypeError, AttributeError) as e:
        print(type(e).__name__ + ':', e)
s = simple()
attempt(lambda: iter(s)); attempt(lambda: next(s)); attempt(lambda: list(s))
print(run(s))
attempt(lambda: run(s))
async def both():
    c = simple()
    await c
    await c
attempt(lambda: run(both()))
import types
@types.coroutine
def old():
    got = yield 'from old'
    return got
async def new(): return await old()
print(run(new(), 'hello'))
lock = []
async def worker(name, steps):
    for i in range(steps):
        lock.append((name, i))
        await Pause(name)
    return name
def schedule(*coros):
    ready, done = list(coros), []
    while ready:
        c = ready.pop(0)
        try:
            c.send(None)
            ready.append(c)
        except StopIteration as e:
            done.append(e.value)
    return done
print(schedule(worker('a', 2), worker('b', 3), worker('c', 1)), lock)
