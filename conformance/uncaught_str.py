# An exception that cannot be written.
class Unprintable(Exception):
    def __str__(self):
        raise ValueError('no')

raise Unprintable('x')
