s = 'a ' * 10**6
l = [s.split() for i in range(1000)]
