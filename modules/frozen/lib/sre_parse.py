"""The names that CPython's parser of patterns has; re parses in Go."""

import string as _string
from sre_constants import *

_lower = dict(zip("aiLmstux", (SRE_FLAG_ASCII, SRE_FLAG_IGNORECASE, SRE_FLAG_LOCALE, SRE_FLAG_MULTILINE,
                               SRE_FLAG_DOTALL, SRE_FLAG_TEMPLATE, SRE_FLAG_UNICODE, SRE_FLAG_VERBOSE)))
FLAGS = {letter: _lower[letter] for letter in "iLmsxatu"}
TYPE_FLAGS = _lower["a"] | _lower["L"] | _lower["u"]
GLOBAL_FLAGS = _lower["t"] | SRE_FLAG_DEBUG

REPEAT_CHARS, SPECIAL_CHARS = "*+?{", r"\.[{()*+?^$|"
DIGITS, HEXDIGITS, OCTDIGITS, ASCIILETTERS, WHITESPACE = map(
    frozenset, (_string.digits, _string.hexdigits, _string.octdigits, _string.ascii_letters, _string.whitespace))
