float('1' * 10**7 + 'e' + '9' * 10**6)
raise ValueError("survived")
