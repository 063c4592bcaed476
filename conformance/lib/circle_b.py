import sys
import lib.circle_a
seen = hasattr(sys.modules['lib.circle_a'], 'name'), hasattr(lib, 'circle_a')
name = 'b'
