# An uncaught exception: the traceback on standard error, with its cause, its context and repeated frames.
import sys

def one(x):
    return 10 / x

def two(x):
    try:
        one(x)
    except ZeroDivisionError as e:
        raise ValueError('from two') from e

def three(x):
    try:
        two(x)
    except ValueError:
        raise KeyError('from three')

def deep(n):
    if n == 0:
        three(0)
    deep(n - 1)

class Deep:
    def method(self):
        [deep(n)
         for n in [6]]

print('before')
sys.stdout.flush()
try:
    Deep().method()
finally:
    print('finally')
print('never')
