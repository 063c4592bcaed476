from .. import loaded
from .leaf import value as leaf_value
loaded.append('sub')
here = __name__
