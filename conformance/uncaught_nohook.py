# Without sys.excepthook an uncaught exception is shown all the same. A class's suggestions come from its own names.
import sys


class A:
    foobar = 1


del sys.excepthook
A.foobr
