import lib.circle_a
seen = hasattr(lib.circle_a, 'name')
name = 'b'
