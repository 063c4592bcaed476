x = 7 ** 10**5
while True: str(x); int('1' * 4000) ** 300
