bytes(10**13)
