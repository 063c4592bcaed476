# types: making classes, DynamicClassAttribute, coroutine.
import types
print(types.resolve_bases((list[int],)))
print(isinstance(list[int],type))
class E:
    def __mro_entries__(self,b): return [1]
for f in ["types.resolve_bases((E(),))","types.resolve_bases([int])","types.resolve_bases((int,3))","types.prepare_class('X',(3,))","types.prepare_class('X')","types.prepare_class('X',(int,),{'metaclass':dict,'a':1})","types.prepare_class('X',(int,),{'metaclass':lambda:1,'a':1})[1:]","types.new_class('X',(list[int],)).__orig_bases__","types.new_class('X',(),{'a':1})","types.new_class('X',(),None,lambda ns: ns.update(a=5)).a","types.coroutine(3)","types._calculate_meta(int,(3,))","types.coroutine(len).__name__","types.new_class('X',3)","types.prepare_class('X',(int,),{'metaclass':3})", "types.DynamicClassAttribute(None, doc='x').__doc__"]:
    try: print(f, eval(f))
    except BaseException as e: print(f, type(e), e)
class M(type):
    @classmethod
    def __prepare__(m,*a,**k): print('prep',a,k); return {'q':1}
class M2(M): pass
A=M('A',(),{}); B=M2('B',(),{})
print(types.prepare_class('X',(A,B)))
try: types.prepare_class('X',(A,),{'metaclass':type('M3',(type,),{})})
except TypeError as e: print(e)
class C:
    @types.DynamicClassAttribute
    def x(self): "doc"; return 5
c=C(); print(c.x, C.__dict__['x'].__doc__, sorted(vars(C.__dict__['x'])))
for f in ['C.x','c.__class__.x']:
    try: eval(f)
    except AttributeError as e: print(repr(e))
try: c.x=1
except AttributeError as e: print(repr(e))
try: del c.x
except AttributeError as e: print(repr(e))
d=C.__dict__['x']; d2=d.setter(lambda s,v: print('set',v)).deleter(lambda s: print('del')); print(vars(d2)['overwrite_doc'], d2.__doc__)
d3=d2.getter(lambda s: 7); print(d3.__doc__, d3.fget(1))
C.x=d2; c.x=4; del c.x
try: types.DynamicClassAttribute(None,doc='e').__get__(c)
except AttributeError as e: print(repr(e))
def g(): yield 1; return 3
def notgen(): return g()
w=types.coroutine(notgen)()
print(type(w), w.__name__, w.__qualname__, sorted(vars(w)), w.gi_running, w.cr_await, w.gi_code is w.cr_code, w.__await__() is w, iter(w) is w, type(w.__await__()))
print(w.send(None))
class Duck:
    def send(s,v): return v
    def throw(s,*a): print(a)
    def close(s): return 'closed'
    def __iter__(s): return s
    def __next__(s): return 9
w=types.coroutine(lambda: Duck())()
print(type(w).__name__, w.__name__, vars(w)['__qualname__'], w.__await__() is w, next(w), w.send(4), w.close(), w.throw(ValueError), w.throw(ValueError,2,3))
try: w.gi_code
except AttributeError as e: print(e)
print(types.coroutine(g) is g, hex(g.__code__.co_flags))
print(types.coroutine(lambda: 5)())
async def co(): pass
print(types.coroutine(co) is co)
print(types.coroutine(notgen).__wrapped__ is notgen, types.coroutine(notgen).__name__)
def g2(): yield
g2=types.coroutine(g2)
x=g2(); print(types.coroutine(lambda: x)() is x)
print(*types.__all__)
for n in types.__all__: print(n, getattr(types, n) if 'Type' in n else '')
import keyword, __future__ as f
print(keyword.kwlist, keyword.softkwlist, keyword.iskeyword('if'), keyword.issoftkeyword('if'), keyword.__all__)
for n in f.all_feature_names: print(n, getattr(f,n), getattr(f,n).getMandatoryRelease(), getattr(f,n).compiler_flag)
