"""What of contextlib awaits, or runs code inside a with statement: contextlib's methods call these."""

import sys
from contextlib import _chain, _reraise
from functools import update_wrapper


def run(manager, function, /, *positional, **named):
    with manager._recreate_cm():
        return function(*positional, **named)


def decorate(manager, function):
    async def inner(*positional, **named):
        async with manager._recreate_cm():
            result = await function(*positional, **named)
        return result
    return update_wrapper(inner, function)


async def give(thing):
    return thing


async def close(thing):
    closing = thing.aclose()
    await closing


async def call(function, positional, named):
    await function(*positional, **named)


async def advance(generator):
    # Whether the generator yields once more, and what.
    try:
        return True, await anext(generator)
    except StopAsyncIteration:
        return False, None


async def manager_enter(manager):
    yielded, item = await advance(manager.gen)
    if yielded:
        return item
    raise RuntimeError("generator didn't yield") from None


async def manager_leave(manager, kind, thrown, trace):
    if kind is None:
        if not (await advance(manager.gen))[0]:
            return False
        raise RuntimeError("generator didn't stop")
    if thrown is None:
        thrown = kind()
    try:
        await manager.gen.athrow(kind, thrown, trace)
    except BaseException as error:
        if isinstance(error, StopAsyncIteration):
            return error is not thrown
        # A stop that the generator let through has become a RuntimeError.
        disguised = isinstance(error, RuntimeError) and error.__cause__ is thrown
        if error is thrown or disguised and isinstance(thrown, (StopIteration, StopAsyncIteration)):
            thrown.__traceback__ = trace
            return False
        raise
    raise RuntimeError("generator didn't stop after athrow()")


async def stack_enter(stack, manager):
    kind = type(manager)
    leave, enter = kind.__aexit__, kind.__aenter__
    entered = await enter(manager)
    stack._push_async_cm_exit(manager, leave)
    return entered


async def stack_leave(stack, *given):
    handled = sys.exc_info()[1]
    told, swallowed, failed = given, False, None
    queue = stack._exit_callbacks
    while queue:
        plain, callback = queue.pop()
        try:
            answer = callback(*told)
            if not plain:
                answer = await answer
        except BaseException as error:
            _chain(error, told[1], handled)
            told, failed = (type(error), error, error.__traceback__), error
        else:
            if answer:
                told, swallowed, failed = (None,) * 3, True, None
    del told
    if failed is None:
        return swallowed and given[0] is not None
    try:
        _reraise(failed)
    finally:
        del failed
