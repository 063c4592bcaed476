def gen(a, b):
    x = yield a
    yield
    y = yield from b
    b = 1
    return lambda: a
async def coro(a):
    x = await a
    async for i in a:
        if i: break
        if x: return x
    else:
        f()
    async with a as b:
        await b
    async with a:
        return b
    y = [i async for i in a if await i]
    return (i async for i in a)
async def agen(a):
    yield a
    yield await a
