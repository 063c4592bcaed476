# sys.getsizeof of values of every built-in type that scripts can make, and of containers while they grow.
import sys, types, collections, itertools, functools, weakref, io, re, operator, _contextvars as contextvars, array, struct, random, warnings
warnings.simplefilter('ignore')
class N: pass
class S: __slots__=('a','b')
def gen(): yield 1
async def co(): pass
async def ag(): yield
def rr():
    try: raise ValueError(1)
    except ValueError as e: return e
def fn(a,b=1,*c,d=2,**e): x=1; y=[a for a in b]; return lambda: x
exprs = '''None True 0 1 -1 2**30 2**60-1 2**60 2**62 2**63 2**64 2**100 -2**100 1.5 1j '' 'a' 'abc' 'a'*100 'é' 'é'*10 'ā' 'ā'*10 '😀' '😀'*10 b'' b'abc' bytearray() bytearray(b'abc') bytearray(100)
() (1,) (1,2,3) [] [1] [1,2,3] [None]*10 list(range(5)) list(range(100)) [i_for_i] {} {1:2} dict.fromkeys(range(5)) dict.fromkeys(range(6)) dict.fromkeys(range(11)) dict.fromkeys(range(100)) dict.fromkeys('abcdefgh')
set() {1} set(range(5)) set(range(6)) set(range(100)) frozenset() frozenset([1]) frozenset(range(50)) range(5) range(2**70) slice(1,2) Ellipsis NotImplemented
object() N() S() N S type object int fn fn.__code__ (lambda:0) (lambda:0).__code__ gen() co ag() gen ag fn.__get__(1) len [].append [].__len__ str.join int.__add__ type.__dict__ N.__dict__ N().__dict__ dict.__dict__['fromkeys'] type(fn).__dict__['__code__'] S.a classmethod(len) staticmethod(len) property(len) super(N,N()) 
iter([]) iter(()) iter('') iter(b'') iter({}) iter(set()) iter(range(3)) iter(range(2**70)) iter(len,1) iter({}.values()) iter({}.items()) reversed([]) reversed(()) reversed({}) reversed(range(3)) enumerate([]) zip() zip([],[]) map(len,[]) filter(None,[]) {}.keys() {}.values() {}.items() memoryview(b'abc')
ValueError() ValueError(1) OSError() OSError(1,2) KeyError(1) StopIteration() SystemExit() SyntaxError() ImportError() UnicodeDecodeError('a',b'b',0,1,'c') UnicodeEncodeError('a','b',0,1,'c') UnicodeTranslateError('a',0,1,'c') AttributeError() NameError() BaseException() Exception() MemoryError() Warning() rr() rr().__traceback__
sys sys.flags sys.version_info sys.float_info sys.int_info sys.hash_info sys.implementation types.SimpleNamespace() types.MappingProxyType({}) list[int] int|str types.CellType(1) types.ModuleType('x') types.MethodType(len,1)
collections.deque() collections.deque([1]) collections.deque(range(100)) collections.deque(maxlen=3) iter(collections.deque()) reversed(collections.deque()) collections.OrderedDict() collections.OrderedDict([(1,2)]) collections.OrderedDict.fromkeys(range(20)) collections.defaultdict(int) collections.Counter() collections.Counter('abc') collections.ChainMap() collections.UserDict() collections.UserList() collections.UserString('') collections.namedtuple('P','a,b')(1,2) iter(collections.OrderedDict()) collections.OrderedDict().keys() collections.OrderedDict().items() collections.OrderedDict().values()
itertools.count() itertools.cycle([1]) itertools.repeat(1) itertools.repeat(1,2) itertools.chain() itertools.chain([]) itertools.accumulate([]) itertools.compress([],[]) itertools.dropwhile(len,[]) itertools.filterfalse(len,[]) itertools.groupby([]) itertools.islice([],1) itertools.pairwise([]) itertools.starmap(len,[]) itertools.takewhile(len,[]) itertools.tee([])[0] itertools.zip_longest([]) itertools.product([1],[2]) itertools.permutations([1,2]) itertools.combinations([1,2,3],2) itertools.combinations_with_replacement([1,2,3],2)
functools.partial(len) functools.lru_cache(len) functools.cmp_to_key(len) functools.cmp_to_key(len)(1) functools.singledispatch(len) functools.cached_property(len) operator.itemgetter(1) operator.itemgetter(1,2) operator.attrgetter('a') operator.attrgetter('a.b','c') operator.methodcaller('a') operator.methodcaller('a',1)
weakref.ref(N) weakref.ref(N,len) weakref.proxy(N) weakref.proxy(fn) weakref.WeakSet() weakref.WeakKeyDictionary() weakref.WeakValueDictionary() weakref.WeakMethod(types.MethodType(fn,N)) weakref.KeyedRef(N,None,1)
io.StringIO() io.StringIO('abc') io.BytesIO() io.TextIOWrapper(io.BytesIO()) io.BufferedReader(io.BytesIO()) io.BufferedWriter(io.BytesIO()) sys.stdout
re.match('a','abc') re.match('(a)(b)','abc') contextvars.ContextVar('a') contextvars.Context() array.array('i') array.array('d',[1,2,3]) struct.Struct('i') struct.Struct('iidd') random.Random()'''.replace('[i_for_i]','[i for i in range(5)]')
out=[]
for line in exprs.split('\n'):
    # split on spaces outside brackets and quotes
    depth=0; cur=''; q=None
    for ch in line+' ':
        if q:
            cur+=ch
            if ch==q: q=None
            continue
        if ch in '\'"': q=ch; cur+=ch; continue
        if ch in '([{': depth+=1
        if ch in ')]}': depth-=1
        if ch==' ' and depth==0:
            if cur: out.append(cur)
            cur=''
        else: cur+=ch
for e in out:
    try: print(e, sys.getsizeof(eval(e)), eval(e).__sizeof__() if not isinstance(eval(e), type) else '')
    except Exception as x: print(e, type(x).__name__, x)
l=[]
for i in range(70): l.append(i); print(sys.getsizeof(l), end=' ')
print()
d={}
for i in range(70): d[i]=i; print(sys.getsizeof(d), end=' ')
print()
s=set()
for i in range(70): s.add(i); print(sys.getsizeof(s), end=' ')
print()
b=bytearray()
for i in range(70): b.append(1); print(sys.getsizeof(b), end=' ')
print()
dq=collections.deque()
for i in range(200): dq.append(i)
print(sys.getsizeof(dq))
