"""Compiles patterns; see re."""

import re
import _sre
import sre_parse
from sre_constants import *

MAXCODE = (1 << 32) - 1


def isstring(obj):
    return isinstance(obj, (str, bytes))


def compile(p, flags=0):
    """Make a Pattern, which re does not remember."""
    if not isstring(p):
        raise TypeError("first argument must be string")
    return _sre.compile_pattern(p, int(flags))
