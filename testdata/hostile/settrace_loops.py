import sys
def t(*a):
    sys.settrace(t)
    return t
sys.settrace(t)
while True: pass
