print(1, sep="x" * 10**9, end=[])
