import atexit
def f(): atexit.register(f)
f()
raise ValueError
