from lib.circle_bad2 import thing
other = 1
