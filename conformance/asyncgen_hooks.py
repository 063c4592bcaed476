# sys.set_asyncgen_hooks: who is told of asynchronous generators, and when; the origin of coroutines.
import sys


async def gen():
    try:
        yield 1
        yield 2
    finally:
        print("finally")


def step(awaitable):
    try:
        awaitable.send(None)
    except StopIteration as e:
        return e.value
    except StopAsyncIteration:
        return "end"


kept = []


def first(g):
    print("first", g.__name__)


def final(g):
    print("final", g.__name__)
    kept.append(g)


print(tuple(sys.get_asyncgen_hooks()))
sys.set_asyncgen_hooks(first, final)
print(sys.get_asyncgen_hooks().firstiter is first, sys.get_asyncgen_hooks().finalizer is final)
g = gen()
print(step(g.__anext__()), step(g.__anext__()))
del g
print(len(kept), step(kept.pop().aclose()))

g = gen()
print(step(g.__anext__()), step(g.__anext__()), step(g.__anext__()))
del g  # it is finished: nobody is told
g = gen()
del g  # it never began
print(kept)


def refuse(g):
    raise ValueError("refused")


sys.set_asyncgen_hooks(firstiter=refuse)
g = gen()
try:
    g.__anext__()
except ValueError as e:
    print(e)
del g
sys.set_asyncgen_hooks(None, None)
print(tuple(sys.get_asyncgen_hooks()))
for bad in (lambda: sys.set_asyncgen_hooks(1), lambda: sys.set_asyncgen_hooks(finalizer=1), lambda: sys.set_coroutine_origin_tracking_depth(-1)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)


async def coro():
    pass


def outer():
    return coro()


print(sys.get_coroutine_origin_tracking_depth())
sys.set_coroutine_origin_tracking_depth(2)
c = outer()
print([(line, name) for file, line, name in c.cr_origin])
c.close()
sys.set_coroutine_origin_tracking_depth(0)
c = outer()
print(c.cr_origin)
c.close()
