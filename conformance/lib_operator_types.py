# operator, types, abc, contextlib, io.StringIO, sys.
import operator as op, types, abc, contextlib as cl, io, sys
def attempt(f):
    try:
        print(repr(f()), end=' ')
    except Exception as e:
        print(f'[{type(e).__name__}: {e}]', end=' ')
def row(*fs):
    for f in fs: attempt(f)
    print()
class O: pass
o = O(); o.a = O(); o.a.b = 5; o.l = [1, [2, 3]]
row(lambda: op.itemgetter(1)('abc'), lambda: op.itemgetter(0, 2)('abc'), lambda: op.itemgetter('k')({'k': 1}), lambda: op.attrgetter('a.b')(o), lambda: op.attrgetter('a.b', 'l')(o), lambda: op.methodcaller('upper')('a'), lambda: op.methodcaller('split', ',', maxsplit=1)('a,b,c'), lambda: op.itemgetter(), lambda: op.attrgetter(5), lambda: op.methodcaller(), lambda: op.itemgetter(9)('a'), lambda: op.itemgetter(slice(1, 2))('abc'), lambda: repr(op.itemgetter(1, 2)), lambda: repr(op.attrgetter('a.b')), lambda: repr(op.methodcaller('m', 1, k=2)))
row(lambda: op.add(1, 2), lambda: op.sub(1, 2), lambda: op.mul('a', 2), lambda: op.truediv(1, 2), lambda: op.floordiv(7, 2), lambda: op.mod(7, 3), lambda: op.pow(2, 3), lambda: op.neg(1), lambda: op.not_(1), lambda: op.inv(5), lambda: op.and_(6, 3), lambda: op.or_(4, 1), lambda: op.xor(5, 1), lambda: op.lshift(1, 3), lambda: op.rshift(8, 1), lambda: op.lt(1, 2), lambda: op.eq(1, 1.0), lambda: op.is_(None, None), lambda: op.is_not(1, None), lambda: op.contains([1], 1), lambda: op.countOf([1, 1], 1), lambda: op.indexOf('abc', 'c'), lambda: op.indexOf('abc', 'z'), lambda: op.getitem([5], 0), lambda: op.concat('a', 'b'), lambda: op.concat(1, 2), lambda: op.iadd([1], [2]), lambda: op.truth([]), lambda: op.index(True), lambda: op.index(1.5), lambda: op.abs(-1), lambda: op.add(1, 'a'), lambda: op.matmul(1, 2))
l = [1, 2, 3]; op.setitem(l, 0, 'x'); op.delitem(l, 1); print(l)
ns = types.SimpleNamespace(a=1, b='x'); ns.c = [ns.a]; print(ns, ns == types.SimpleNamespace(a=1, b='x', c=[1]), vars(ns))
mp = types.MappingProxyType({'a': 1}); row(lambda: mp, lambda: mp['a'], lambda: mp.__setitem__('b', 1), lambda: len(mp), lambda: list(mp.items()), lambda: mp | {'b': 2}, lambda: mp.copy(), lambda: types.MappingProxyType(5), lambda: mp == {'a': 1}, lambda: hash(mp))
row(lambda: types.MethodType(lambda s, x: (s, x), 'self')(5), lambda: types.new_class('N', (O,), {}, lambda ns: ns.update(z=1)).z, lambda: types.FunctionType.__name__, lambda: types.resolve_bases((O,)), lambda: isinstance(len, types.BuiltinFunctionType), lambda: isinstance((i for i in ()), types.GeneratorType), lambda: types.CellType(5).cell_contents, lambda: types.NoneType, lambda: types.EllipsisType, lambda: types.MethodType(5, 1), lambda: types.MethodType(len, None), lambda: types.CodeType.__name__, lambda: types.DynamicClassAttribute.__name__)
row(lambda: list[int], lambda: dict[str, int].__args__, lambda: list[int]([1]), lambda: tuple[int, ...], lambda: type(list[int]).__name__, lambda: list[int].__origin__, lambda: int | str, lambda: int | None, lambda: (int | str).__args__, lambda: int | int, lambda: int | 5, lambda: list[int] == list[int], lambda: type[int], lambda: int[str], lambda: isinstance([], list[int]), lambda: (int | str) == (str | int))
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): pass
    @property
    @abc.abstractmethod
    def p(self): pass
    @classmethod
    @abc.abstractmethod
    def c(cls): pass
    @staticmethod
    @abc.abstractmethod
    def s(): pass
class Half(A):
    def f(self): return 'f'
    c = s = None
class Full(Half): p = 1
row(lambda: A(), lambda: Half(), lambda: Full().f(), lambda: sorted(A.__abstractmethods__), lambda: A.f.__isabstractmethod__, lambda: type(A).__name__, lambda: A.register(int), lambda: isinstance(5, A), lambda: issubclass(bool, A), lambda: A.register(5), lambda: isinstance('a', A))
class Hook(abc.ABC):
    @classmethod
    def __subclasshook__(cls, c): return hasattr(c, 'quack') or NotImplemented
class Duck: quack = 1
row(lambda: isinstance(Duck(), Hook), lambda: isinstance(5, Hook), lambda: issubclass(Duck, Hook))
@cl.contextmanager
def cm(tag, swallow=False):
    print('enter', tag, end=' ')
    try: yield tag
    except KeyError:
        if not swallow: raise
    finally: print('exit', tag, end=' ')
def run(swallow, err=None):
    with cm('t', swallow) as t:
        if err: raise err
    return 'done'
row(lambda: run(False), lambda: run(True, KeyError('k')), lambda: run(False, KeyError('k')), lambda: run(True, ValueError('v')))
@cm('decorator')
def decorated(): return 'body'
@cl.contextmanager
def twice(): yield 1; yield 2
@cl.contextmanager
def never():
    if False: yield
def use(m):
    with m: return 'used'
def use2(m):
    with m: pass
row(decorated, decorated, lambda: use2(twice()), lambda: use2(never()), lambda: use(cl.nullcontext()), lambda: use(cl.closing(io.StringIO())))
def sup(e):
    with cl.suppress(KeyError, ValueError): raise e
    return 'suppressed'
row(lambda: sup(KeyError()), lambda: sup(ValueError()), lambda: sup(TypeError('t')))
buf = io.StringIO()
with cl.redirect_stdout(buf): print('captured')
row(lambda: buf.getvalue())
with cl.ExitStack() as st:
    st.enter_context(cm('one')); st.callback(print, 'callback', end=' '); st.enter_context(cm('two')); st.push(lambda *a: print('pushed', a[0], end=' '))
print()
s = io.StringIO('first\nsecond\nthird')
row(lambda: s.read(3), lambda: s.tell(), lambda: s.readline(), lambda: s.readlines(), lambda: s.read(), lambda: s.seek(0), lambda: list(s), lambda: s.seek(2), lambda: s.write('XY'), lambda: s.getvalue(), lambda: s.truncate(4), lambda: s.getvalue(), lambda: s.write(5), lambda: s.seek(0, 2), lambda: s.writelines(['a', 'b']), lambda: s.getvalue(), lambda: s.closed, lambda: s.close(), lambda: s.closed, lambda: s.read(), lambda: s.getvalue(), lambda: io.StringIO(5), lambda: io.StringIO().readable(), lambda: io.StringIO('a\r\nb', newline=None).read() , lambda: io.StringIO().name)
with io.StringIO() as f: print('x', 1, file=f); print(f.getvalue(), end='')
row(lambda: sys.version_info[:3], lambda: sys.version_info.major, lambda: sys.version_info >= (3, 8), lambda: sys.maxsize, lambda: sys.byteorder, lambda: sys.argv, lambda: sys.float_info.max, lambda: sys.float_info.epsilon, lambda: sys.int_info.bits_per_digit, lambda: sys.hash_info.modulus, lambda: sys.maxunicode, lambda: sys.getrecursionlimit(), lambda: sys.setrecursionlimit(0), lambda: sys.setrecursionlimit(500), lambda: sys.getrecursionlimit(), lambda: sys.intern('a') , lambda: sys.intern(5), lambda: sys.exc_info(), lambda: sys.getdefaultencoding(), lambda: 'math' in sys.builtin_module_names or 'sys' in sys.builtin_module_names, lambda: sys._getframe().f_code.co_name, lambda: sys._getframe(1).f_code.co_name, lambda: sys._getframe(100), lambda: sys.stdout.write('written '), lambda: sys.flags.optimize, lambda: sys.hexversion >> 16)
sys.displayhook(5); sys.displayhook(None); sys.displayhook('text')
import builtins; print(builtins._)
