# Special methods that cannot be got because __get__ raises: what each operation then does that it does not do without them.
import copy
import operator
import sys
class Booh(Exception): pass
def booh(self): raise what("booh")
names = """repr str bytes format hash bool len length_hint getitem setitem delitem contains iter next reversed call
 add radd iadd sub rsub mul rmul imul matmul truediv floordiv mod divmod rdivmod pow rpow ipow lshift rshift and or xor neg pos abs invert int float
 complex index round trunc floor ceil enter exit eq ne lt le gt ge getattr getattribute setattr delattr dir init new del init_subclass set_name class_getitem
 get set delete instancecheck subclasscheck await aiter anext aenter aexit fspath copy deepcopy reduce reduce_ex getstate missing subclasshook sizeof prepare mro_entries""".split()
def ops(x):
    import math, os
    yield 'repr', lambda: repr(x)[:12]
    yield 'str', lambda: str(x)[:12]
    yield 'bytes', lambda: bytes(x)
    yield 'format', lambda: format(x)[:12]
    yield 'hash', lambda: isinstance(hash(x), int)
    yield 'bool', lambda: bool(x)
    yield 'not', lambda: not x
    yield 'len', lambda: len(x)
    yield 'hint', lambda: operator.length_hint(x)
    yield 'list', lambda: list(x)
    yield 'get', lambda: x[0]
    yield 'set', lambda: operator.setitem(x, 0, 1)
    yield 'del', lambda: operator.delitem(x, 0)
    yield 'in', lambda: 1 in x
    yield 'iter', lambda: iter(x)
    yield 'next', lambda: next(x)
    yield 'rev', lambda: reversed(x)
    yield 'call', lambda: x()
    for n in 'add sub mul matmul truediv floordiv mod lshift rshift and_ or_ xor pow iadd imul ipow eq ne lt le gt ge'.split():
        f=getattr(operator,n)
        yield n, lambda: f(x, 1)
        yield n+'r', lambda: f(1, x)
        yield n+'x', lambda: f(x, x)
    yield 'divmod', lambda: divmod(x, 1)
    yield 'rdivmod', lambda: divmod(1, x)
    yield 'pow3', lambda: pow(x, 1, 2)
    for n in 'neg pos abs invert index'.split():
        f=getattr(operator,n)
        yield n, lambda: f(x)
    yield 'int', lambda: int(x)
    yield 'float', lambda: float(x)
    yield 'complex', lambda: complex(x)
    yield 'round', lambda: round(x)
    yield 'trunc', lambda: math.trunc(x)
    yield 'floor', lambda: math.floor(x)
    yield 'ceil', lambda: math.ceil(x)
    def w():
        with x: pass
    yield 'with', w
    yield 'getattr', lambda: x.foo
    def s(): x.foo=1
    yield 'setattr', s
    def d(): del x.foo
    yield 'delattr', d
    yield 'dir', lambda: len(dir(x))>3
    yield 'isinstance', lambda: isinstance(1, x)
    yield 'issubclass', lambda: issubclass(int, x)
    yield 'fspath', lambda: os.fspath(x)
    yield 'copy', lambda: type(copy.copy(x)).__name__
    yield 'deepcopy', lambda: type(copy.deepcopy(x)).__name__
    yield 'reduce', lambda: len(x.__reduce_ex__(2))
    yield 'sizeof', lambda: sys.getsizeof(x)>10
    async def aw(): await x
    def run(f):
        c=f()
        try: c.send(None)
        except StopIteration as e: return 'stop'
        finally: c.close()
    yield 'await', lambda: run(aw)
    async def ai():
        async for y in x: break
    yield 'aiter', lambda: run(ai)
    async def ac():
        async with x: pass
    yield 'awith', lambda: run(ac)
    yield 'unpack', lambda: operator.itemgetter(0)([*x])
    yield 'dict', lambda: dict(x)
    yield 'starcall', lambda: print(**x)
    yield 'percent', lambda: '%d' % x
    yield 'percents', lambda: ('%s' % x)[:10]
    yield 'chr', lambda: chr(x)
    yield 'index', lambda: [1,2][x]
    yield 'slice', lambda: [1,2][x:]
    yield 'sum', lambda: sum(x)
    yield 'join', lambda: ''.join(x)
    yield 'subclass', lambda: type('S', (type(x),), {}).__name__
    yield 'base', lambda: type('S', (x,), {}).__name__
    yield 'classitem', lambda: type(x)[1]

for what in (AttributeError, Booh):
  for n in names:
    n='__'+n+'__'
    if n in ('__getattribute__','__new__','__del__'): continue
    C = type('C', (), {n: property(booh)})
    out=[]
    base={}
    try: x=C()
    except BaseException as e: print(n, 'init', type(e).__name__, e); continue
    for (m,f),(m2,f2) in zip(ops(x), ops(type('D',(),{})())):
        try: r=f()
        except BaseException as e: r=type(e).__name__+':'+str(e)[:80]
        try: r2=f2()
        except BaseException as e: r2=type(e).__name__+':'+str(e)[:80]
        r=str(r); r2=str(r2).replace("'D'","'C'").replace('D object','C object').replace('.D','.C')
        if r==r2.replace('D','C') or r==r2: continue
        if ' at 0x' in r: r=r[:20]
        out.append(f'{m}={r}')
    print(what.__name__, n, '; '.join(out))
