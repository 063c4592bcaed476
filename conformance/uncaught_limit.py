# sys.tracebacklimit counts the entries that are shown, from the innermost.
import sys


def f(n):
    if n:
        f(n - 1)
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError(n)


sys.tracebacklimit = 2
f(3)
