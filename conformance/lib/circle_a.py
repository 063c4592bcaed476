from lib import circle_b
name = 'a'
def both(): return name + circle_b.name
