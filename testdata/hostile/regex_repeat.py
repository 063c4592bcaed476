import re
re.compile('((((a{1000}){1000}){1000}){1000})').match('a' * 10**6)
raise ValueError("survived")
