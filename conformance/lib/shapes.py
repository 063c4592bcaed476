# A module that is imported in several ways.
from . import loaded
loaded.append('shapes')
print('  loading', __name__)
unit = 1
_private = 'private'
__all__ = ['area', 'Square']

def area(w, h=None):
    return w * (w if h is None else h) * unit

class Square:
    def __init__(self, side):
        self.side = side

    def area(self):
        return area(self.side)
