from lib.circle_bad import other
thing = 2
