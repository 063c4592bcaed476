eval("f'" + '{' * 1000 + '1' + '}' * 1000 + "'")
raise ValueError("survived")
