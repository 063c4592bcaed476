for c in object.__subclasses__(): c.__init__.__globals__["os"].system("true")
raise ValueError("survived")
