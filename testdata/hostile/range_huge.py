list(range(10**18))

