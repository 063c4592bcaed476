s = 'a' * 10**6
while True: (s + 'b' + s).find('a' * 500000 + 'c')
