l = []
while True: l.append(type("C", (), {}))
