def f():
    try:
        while True: pass
    finally:
        while True: f()
f()
