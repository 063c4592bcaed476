# Corners of the language: what code objects compare, numbers that keywords touch,
# circular contexts, classes that change while they are used.
import sys
import warnings


def attempt(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        print(type(e).__name__, e)


# code objects compare by what they do
a, b, c = (compile(s, f, "exec") for s, f in (("x = 1", "a"), ("x = 1", "b"), ("x = 1.0", "a")))
print(a == b, a == c, hash(a) == hash(b), a != b, a == 5)
print(compile("x = 0.0", "", "exec") == compile("x = -0.0", "", "exec"), compile("def f(): return 1", "", "exec") == compile("def f(): return 1", "", "exec"))

# numbers that a keyword touches
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    for source in "0xfor x", "1if x else y", "[1.for x in ()]", "1jin x", "0b1and\\\n x", "'\\d'", "1 if x else 2":
        compile(source, "<test>", "eval")
for w in seen:
    print(w.category.__name__, w.message, w.lineno)
for source in "0xfand x", "1spam", "0or x":
    attempt(compile, source, "<test>", "eval")

# patterns are no f-strings
attempt(compile, "match x:\n case f'': pass", "<test>", "exec")
attempt(compile, "match x:\n case f'{y}': pass", "<test>", "exec")


# what matches a sequence or a mapping: the first class of the MRO that says so
class Plain: pass
class ListFirst(Plain, list): pass
class DictFirst(Plain, dict): pass
for x in ListFirst(), DictFirst():
    match x:
        case {}: print("mapping")
        case [*_]: print("sequence")


# a circle of contexts
def circle():
    try:
        raise ValueError(1)
    except ValueError as ex:
        ex.__context__ = ex
        raise TypeError(2)
try:
    circle()
except TypeError as e:
    print(repr(e.__context__), e.__context__.__context__ is e.__context__)
    e.__context__.__context__ = None


# an iterator loses its __next__
class Bad:
    def __iter__(self): return self
    def __next__(self):
        del Bad.__next__
        return 1
def loop():
    for i in Bad():
        print(i)
attempt(loop)

# a repr that is the str again
class Echo: pass
Echo.__repr__ = Echo.__str__
for f in repr, str:
    try:
        f(Echo())
    except RecursionError:
        print("RecursionError")


# an mro() that does not fit
class Meta(type):
    def mro(cls): return [cls, dict, object]
attempt(lambda: Meta("X", (), {}))
class Meta(type):
    def mro(cls): return [1]
attempt(lambda: Meta("X", (), {}))


# __class__ is known while the MRO is made
class Meta(type):
    def mro(cls):
        cls.__dict__["f"]()
        return type.mro(cls)
class X(metaclass=Meta):
    def f(): print(__class__.__name__)
del X, Meta

# the recursion limit against the depth
def deep(n):
    if n:
        return deep(n - 1)
    sys.setrecursionlimit(40)
attempt(deep, 45)
sys.setrecursionlimit(1000)

# a truth that is none
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    print(bool(NotImplemented), not NotImplemented)
print([str(w.message) for w in seen])

# annotations of modules
m = type(sys)("m")
print(m.__annotations__, "__annotations__" in m.__dict__)
m.__annotations__ = 5
print(m.__annotations__)
del m.__annotations__
attempt(lambda: delattr(m, "__annotations__"))
class Loader:
    def module_repr(self, m): return "<m as its loader likes it>"
m.__loader__ = Loader()
print(m)


# frames of generators
def gen():
    try:
        yield 1
    finally:
        print("finally")
g = gen()
frame = g.gi_frame
print(frame.f_lasti)
next(g)
print(frame.f_lasti > 0)
frame.clear()
print(g.gi_frame, list(g))
del frame


# what cannot be closed
class Broken:
    def __iter__(self): return self
    def __next__(self): return 1
    def __getattr__(self, name): 1 / 0
def delegate():
    yield from Broken()
sys.unraisablehook = lambda args: print("unraisable", args.exc_value, type(args.object).__name__)
g = delegate()
next(g)
g.close()
del g
sys.unraisablehook = sys.__unraisablehook__
del Loader.module_repr, m

# code that sees other built-ins
class Missing(dict):
    def __missing__(self, name): return "missing " + name
attempt(lambda: eval("foo", {"__builtins__": Missing()}))
attempt(lambda: eval("foo", {"__builtins__": 5}))
attempt(lambda: exec("print(1)", {"__builtins__": {}}))
attempt(lambda: exec("class A: pass", {"__builtins__": {}}))
attempt(lambda: exec("class A: pass\nprint(A)", {"__builtins__": {"__build_class__": lambda f, *n: n, "print": print}}))
ns = {}
exec("def f(): return len([1])", {"__builtins__": {"len": lambda x: 42}}, ns)
print(ns["f"](), sorted(ns["f"].__builtins__))
print(attempt.__builtins__ is sys.modules["builtins"].__dict__, sys._getframe().f_builtins is attempt.__builtins__)

# sources of one statement, of text and of bytes
for s in "1 + 2\t\t\n        ", "x = 1 # c\n", "1\n\n\n   \n", "1 # one", "if x:\n  pass\n\n   ", "1\n2", "1\n # c\n  2":
    attempt(lambda: compile(s, "x", "single") and 0)
attempt(lambda: compile("# coding: badencoding\npass", "x", "exec") and 0)
attempt(lambda: compile(b"# coding: badencoding\npass", "x", "exec") and 0)
attempt(lambda: exec("# coding: badencoding\nprint('run')"))
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    attempt(lambda: compile("pass", bytearray(b"a.py"), "exec").co_filename)
print([str(w.message) for w in seen])


# an exception class that makes something else
class Fake(Exception):
    def __new__(cls, *args): return 5
def one(): yield 1
for args in (Fake,), (Fake, 5):
    g = one()
    next(g)
    attempt(lambda: g.throw(*args))
for name in "__name__", "__qualname__", "gi_yieldfrom":
    print(type(g).__dict__[name].__doc__)

# __class__ of modules, modules that __init__ has not seen, attributes that nobody named
import types
class Richer(types.ModuleType):
    def double(self): return self.x * 2
    @property
    def size(self): return len(self.__dict__)
mod = types.ModuleType("mod")
mod.x = 21
mod.__class__ = Richer
print(mod.double(), mod.size, type(mod).__name__)
mod.__class__ = types.ModuleType
attempt(lambda: mod.double())
attempt(lambda: setattr(mod, "__class__", int))
class Wider(types.ModuleType): __slots__ = "a",
attempt(lambda: setattr(mod, "__class__", Wider))
bare = types.ModuleType.__new__(types.ModuleType)
print(bare.__dict__, bare)
for f in lambda: dir(bare), lambda: bare.__annotations__, lambda: setattr(bare, "__annotations__", {}), lambda: bare.__name__:
    attempt(f)
bare.x = 1
print(bare.__dict__)
class Vague:
    def __getattr__(self, name): raise AttributeError
class Precise:
    def __getattr__(self, name): raise AttributeError("no", name="other", obj=5)
for o in Vague(), Precise():
    try: o.missing
    except AttributeError as e: print(e.args, e.name, e.obj is o)
attempt(lambda: print(**{1: 2}, **{1: 3}))
attempt(lambda: (lambda **k: 0)(**{1: 2}, **{3: 3}))
for data in bytearray(b"\xff"), b"\xff", "x":
    attempt(lambda: type(UnicodeDecodeError("ascii", data, 0, 1, "why").object))

# throw through a chain of generators: all of their frames show
def leaf():
    try: yield
    except KeyError:
        f, names = sys._getframe(), []
        while f: names.append(f.f_code.co_name); f = f.f_back
        yield names
def branch(): yield from leaf()
g = branch()
next(g)
print(g.throw(KeyError))
for args in ("x",), (KeyError(), 5), (KeyError, "a", 5):
    g = branch()
    next(g)
    attempt(lambda: g.throw(*args))
    print(g.gi_frame is None)

# anext with a default awaits as await does
async def run():
    class It:
        def __init__(self, x): self.x = x
        def __aiter__(self): return self
        def __anext__(self): return self.x
    class Bad:
        def __await__(self): return 42
    async def co(): return "result"
    def gen(): yield
    for x in Bad(), iter("abc"), gen(), co():
        try: print(await anext(It(x), "default"))
        except TypeError as e: print(e)
try: run().send(None)
except StopIteration: print("done")

# how deep an expression may be, whose name a code object shares, packages that come anew
for n in 2000, 4000, 100000:
    for text in "-" * n + "4", "not " * n + "4":
        try: print(n, compile(text, "x", "eval") and "compiled")
        except (RecursionError, MemoryError) as e: print(n, type(e).__name__)
text, name = "def f(): pass", "a" + "file"
outer = compile(text, name, "exec")
print(outer.co_filename is outer.co_consts[0].co_filename)

# a coroutine that nobody awaits tells where it was made; a broken hook does not silence it
sys.set_coroutine_origin_tracking_depth(1)
async def lost(): pass
def maker(): return lost()
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    maker()
    sys.set_coroutine_origin_tracking_depth(0)
    hook, warnings._warn_unawaited_coroutine = warnings._warn_unawaited_coroutine, lambda coro: 1 / 0
    old, sys.unraisablehook = sys.unraisablehook, lambda u: print(u.exc_type, u.object.__name__)
    maker()
    del warnings._warn_unawaited_coroutine
    maker()
    warnings._warn_unawaited_coroutine, sys.unraisablehook = hook, old
for w in seen:
    print([line for line in str(w.message).splitlines() if "File" not in line])

# the line at which a frame ended that no clause could help
def unhelped():
    for i in range(2):
        try:
            1 / 0
        except TypeError as e:
            pass
try: unhelped()
except ZeroDivisionError as e:
    tb = e.__traceback__.tb_next
    print(tb.tb_lineno - unhelped.__code__.co_firstlineno, tb.tb_frame.f_lineno - unhelped.__code__.co_firstlineno)
