"""What of re is made when somebody asks for it: the flags and Scanner."""

import enum

import _sre


class RegexFlag(enum.IntFlag):
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    TEMPLATE = T = 1
    DEBUG = 128

    def __repr__(flags):
        if flags._name_ is not None:
            return "re." + flags._name_
        bits = int(flags)
        inverted = bits < 0
        if inverted:
            bits = ~bits
        names = ["re." + flag._name_ for flag in type(flags) if bits & flag]
        bits &= ~sum(flag for flag in type(flags))
        if bits:
            names.append(hex(bits))
        text = "|".join(names)
        if not inverted:
            return text
        return ("~(%s)" if len(names) > 1 else "~%s") % text

    def __str__(flags):
        return repr(flags)


RegexFlag.__module__ = "re"
globals().update(RegexFlag.__members__)


class Scanner:
    """Takes a str apart by a lexicon: a list of pairs (pattern, action)."""

    def __init__(self, lexicon, flags=0):
        self.scanner = _sre.lexer([phrase for phrase, _ in lexicon], int(flags))
        self.lexicon = lexicon

    def scan(self, string):
        """Give what the actions made, and the rest that no pattern matches."""
        made, done = [], 0
        take = self.scanner.scanner(string).match
        while (found := take()) and found.end() > done:
            done = found.end()
            what = self.lexicon[found.lastindex - 1][1]
            if callable(what):
                self.match = found
                what = what(self, found.group())
            made += [] if what is None else [what]
        return made, string[done:]


Scanner.__module__ = "re"
