from .. import loaded as same
from ..shapes import area
import lib.shapes as absolute
same.append('leaf')
value = area(3)
shapes = absolute
