import sys
def h(*a):
    while True: pass
sys.excepthook = sys.unraisablehook = sys.displayhook = h
1/0
