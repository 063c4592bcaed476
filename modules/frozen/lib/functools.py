"""Tools for working with functions and other callables."""

from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce

__all__ = ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache",
           "cmp_to_key", "lru_cache", "reduce", "partial", "partialmethod", "singledispatch",
           "singledispatchmethod", "cached_property"]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make wrapper look like wrapped: copy the attributes assigned, merge those updated."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped  # last, for it must not be what __dict__ brought
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator that applies update_wrapper() to the function it decorates."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


_cache_info_class = []


def _cache_info(*figures):
    # The class is made when somebody asks, so that importing functools stays cheap.
    if not _cache_info_class:
        from collections import namedtuple
        _cache_info_class.append(namedtuple("CacheInfo", "hits misses maxsize currsize", module="functools"))
    return _cache_info_class[0](*figures)


def lru_cache(maxsize=128, typed=False):
    """Decorator that keeps the results of the maxsize most recent calls (None: of all).

    Arguments must be hashable. With typed, f(3) and f(3.0) are different calls. The
    function gets cache_info(), cache_clear() and cache_parameters(); the one below is
    its __wrapped__.
    """
    if isinstance(maxsize, int):
        if maxsize < 0:
            maxsize = 0
    elif callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorating_function(user_function):
        return _cached(user_function, maxsize, typed)

    return decorating_function


def _cached(function, maxsize, typed):
    wrapper = _lru_cache_wrapper(function, maxsize, typed, _cache_info)
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def cache(user_function, /):
    """lru_cache without a limit."""
    return lru_cache(maxsize=None)(user_function)


# What only few programs use is read when it is asked for.
_later = ("total_ordering", "partialmethod", "singledispatch", "singledispatchmethod", "cached_property", "_unwrap_partial")


def __getattr__(name):
    if name in _later:
        import _functools_rest
        for n in _later:
            globals()[n] = getattr(_functools_rest, n)
        return globals()[name]
    raise AttributeError("module 'functools' has no attribute %r" % name)


def __dir__():
    return sorted({*globals(), *_later})
