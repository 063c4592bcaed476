# traceback, warnings, copy and tempfile.
import traceback, warnings, copy, tempfile, os, sys, io
def f(n):
    if n: f(n-1)
    else: 1/0
try: f(6)
except ZeroDivisionError: 
    print(traceback.format_exc())
    print(traceback.extract_tb(sys.exc_info()[2])[0], traceback.format_exception_only(ValueError, ValueError('x')))
try:
    try: {}['a']
    except KeyError as e: raise ValueError('v') from e
except ValueError as e:
    print(''.join(traceback.format_exception(e))); s=io.StringIO(); traceback.print_exc(file=s,limit=1,chain=False); print(s.getvalue())
try:
    try: {}['a']
    except KeyError as e: raise ValueError
except ValueError as e: print(''.join(traceback.format_exception(type(e),e,e.__traceback__)))
try: compile('a b\n','<x>','exec')
except SyntaxError as e: print(''.join(traceback.format_exception_only(e)))
print(traceback.format_stack()[-1], traceback.format_tb(None))
sys.stderr=sys.stdout
warnings.warn('hello'); 
def g(): warnings.warn('deep', DeprecationWarning, stacklevel=2)
g(); g()
for i in range(2): warnings.warn('once here')
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always'); warnings.warn('a'); warnings.warn('b', RuntimeWarning)
    print([(str(x.message), x.category.__name__, x.lineno) for x in w])
with warnings.catch_warnings():
    warnings.simplefilter('error')
    try: warnings.warn('err')
    except UserWarning as e: print('raised', e)
    warnings.simplefilter('ignore'); warnings.warn('no')
try: warnings.warn('a', int)
except TypeError as e: print(e)
class P:
    def __init__(self): self.a=[1,{2:3}]; self.me=self
p=P(); q=copy.copy(p); r=copy.deepcopy(p); print(q.a is p.a, r.a is p.a, r.a==p.a, r.me is r, q.me is p)
class S:
    __slots__=('x','y')
s=S(); s.x=[1]; t=copy.deepcopy(s); print(t.x, t.x is s.x, hasattr(t,'y'), copy.copy(s).x is s.x)
import collections
for o in ([1,[2]], (1,[2]), {1:[2]}, {1}, 'a', 1, None, collections.deque([1,[2]],3), collections.OrderedDict(a=[1]), collections.defaultdict(list,{1:[2]}), collections.Counter('aab'), collections.namedtuple('N','a b')(1,[2]), bytearray(b'x'), range(3), frozenset([1]), 2j, collections.ChainMap({1:2}), iter([1,2,3]), ValueError('a',1), list, len, p.__init__):
    try: c=copy.copy(o); d=copy.deepcopy(o); print(type(o).__name__, c is o, d is o, c==o, d==o, type(d) is type(o))
    except Exception as e: print(type(o).__name__, type(e).__name__, e)
try: copy.copy(i for i in ())
except TypeError as e: print(e)
l=[]; l.append(l); m=copy.deepcopy(l); print(m[0] is m)
with tempfile.NamedTemporaryFile('w+') as f: f.write('hi'); f.seek(0); print(f.read(), os.path.exists(f.name)); n=f.name
print(os.path.exists(n))
with tempfile.TemporaryDirectory() as d: open(os.path.join(d,'x'),'w').close(); print(os.listdir(d), os.path.isdir(d))
print(os.path.exists(d)); fd,n=tempfile.mkstemp('.suf','pre'); os.close(fd); print(os.path.basename(n)[:3], n[-4:], os.stat(n).st_mode & 0o777); os.remove(n)
t=tempfile.TemporaryDirectory(); n=t.name; del t; print(os.path.exists(n))
f=tempfile.NamedTemporaryFile(); n=f.name; del f; print(os.path.exists(n))
with tempfile.TemporaryFile() as f: f.write(b'x'); print(f.tell())
