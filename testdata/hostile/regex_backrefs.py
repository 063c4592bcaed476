import re
re.match(r'(.*)(.*)(.*)(.*)\1\2\3\4x', 'ab' * 100)
