"""The names that CPython's compiler of patterns has; re compiles in Go."""

import re, sre_parse, _sre
from sre_constants import *

MAXCODE = 0xffffffff


def isstring(x):
    return any(isinstance(x, k) for k in (bytes, str))


def compile(pattern, flags=0):
    """Make a Pattern that re does not remember."""
    if isstring(pattern):
        return _sre.compile_pattern(pattern, int(flags))
    raise TypeError("first argument must be string")
