# A namespace with a __builtins__ of its own: import asks its __import__, class its __build_class__.
def imp(*args):
    return "imported", args[0], args[3], args[4]


for b in {"__import__": imp}, {}, __builtins__, vars(__builtins__):
    for source in "import a.b", "from a import real", "import sys", "class A: pass", "r = len([])", "print(1)", "r = [x for x in (1,)]":
        ns = {"__builtins__": b}
        try:
            exec(source, ns)
            print(source, [ns[k] for k in ("a", "real", "r") if k in ns])
        except Exception as e:
            print(source, type(e).__name__, e)
