l = []
while True:
    try:
        while True: l.append("x" * 1000)
    except MemoryError: pass
