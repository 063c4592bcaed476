"""Containers besides dict, list, set and tuple."""

from _collections import OrderedDict, _count_elements, _tuplegetter, defaultdict, deque

__all__ = ["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict", "deque",
           "namedtuple"]

# What is written in Python is read when it is asked for.
_later = {"ChainMap": "_collections_user", "UserDict": "_collections_user", "UserList": "_collections_user",
          "UserString": "_collections_user", "Counter": "_counter", "namedtuple": "_namedtuple"}


def __getattr__(name):
    if name in _later:
        value = globals()[name] = getattr(__import__(_later[name]), name)
        return value
    raise AttributeError("module 'collections' has no attribute %r" % name)


def __dir__():
    return sorted({*globals(), *_later})
