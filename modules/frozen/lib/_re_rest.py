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

    def __repr__(self):
        if self._name_ is not None:
            return "re." + self._name_
        value = self._value_
        inverted = value < 0
        if inverted:
            value = ~value
        names = []
        for flag in type(self):
            if value & flag._value_:
                value -= flag._value_
                names.append("re." + flag._name_)
        if value:
            names.append(hex(value))
        text = "|".join(names)
        if inverted:
            text = "~(%s)" % text if len(names) > 1 else "~" + text
        return text

    __str__ = object.__str__


RegexFlag.__module__ = "re"
globals().update(RegexFlag.__members__)


class Scanner:
    """Takes a str apart by a lexicon: a list of pairs (pattern, action)."""

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self.scanner = _sre.lexer([phrase for phrase, _ in lexicon], int(flags))

    def scan(self, string):
        """Give what the actions made, and the rest that no pattern matches."""
        made = []
        done = 0
        match = self.scanner.scanner(string).match
        while (m := match()) and m.end() != done:
            done = m.end()
            action = self.lexicon[m.lastindex - 1][1]
            if callable(action):
                self.match = m
                action = action(self, m.group())
            if action is not None:
                made.append(action)
        return made, string[done:]


Scanner.__module__ = "re"
