# list[int], int | str, mappingproxy and SimpleNamespace.
from types import GenericAlias, UnionType, MappingProxyType, SimpleNamespace
def q(s):
    try: r = eval(s)
    except BaseException as e: print(s[:90], '->', type(e).__name__, e)
    else: print(s[:90], '=>', repr(r)[:200])
for s in '''list[int]
list[int,str]
list[()]
tuple[int,...]
tuple[()]
list['x']
list[None]
list[[1,2]]
list[int][str]
list[int].__origin__
list[int].__args__
list[int].__parameters__
list[int]==list[int]
list[int]==list[str]
list[int]==list
hash(list[int])==hash(list[int])
list[int]()
list[int]([1,2])
dict[str,int](a=1)
isinstance([],list[int])
issubclass(list,list[int])
list[int].append
list[int].foo
list[int].__class__
type(list[int])
list[int].__mro_entries__(())
list[int].__reduce__()
GenericAlias(list,int)
GenericAlias(list,(int,))
GenericAlias(list)
GenericAlias(1,2)
GenericAlias(list,x=1)
GenericAlias()
int|str
int|None
None|int
int|int
int|str|int
(int|str)|float
int|(str|float)
int|1
1|int
int|'x'
int|list[int]
list[int]|None
list[int]|list[int]
(int|str).__args__
(int|str).__parameters__
(int|str)[str]
(int|str)==(str|int)
(int|str)==int
hash(int|str)==hash(str|int)
isinstance(1,int|str)
isinstance(1,int|None)
isinstance(None,int|None)
isinstance(1,int|list[int])
issubclass(int,int|str)
issubclass(1,int|str)
issubclass(int,int|list[int])
type(int|str)
(int|str).__class__
(int|str).__origin__
UnionType()
UnionType(1)
(int|str)()
MappingProxyType({1:2})
MappingProxyType([])
MappingProxyType(())
MappingProxyType(1)
MappingProxyType()
MappingProxyType('a')
MappingProxyType({1:2})|{3:4}
{3:4}|MappingProxyType({1:2})
MappingProxyType({1:2})|1
MappingProxyType({1:2})=={1:2}
MappingProxyType({1:2})==MappingProxyType({1:2})
hash(MappingProxyType({}))
str(MappingProxyType({1:2}))
MappingProxyType({1:2})[3]
MappingProxyType({1:2}).get(3)
MappingProxyType({1:2}).get(3,4)
MappingProxyType({1:2}).get(3,default=4)
MappingProxyType({1:2}).foo
list(reversed(MappingProxyType({1:2})))
MappingProxyType({1:2}).keys()
MappingProxyType(mapping={})
MappingProxyType[int]
SimpleNamespace()
SimpleNamespace(a=1,b='x')
SimpleNamespace(1)
SimpleNamespace({})
SimpleNamespace(**{'a b':1})
SimpleNamespace(a=1)==SimpleNamespace(a=1)
SimpleNamespace(a=1)==1
SimpleNamespace(a=1)<SimpleNamespace(a=2)
hash(SimpleNamespace())
SimpleNamespace(a=1).__reduce__()
SimpleNamespace(a=1).__dict__
SimpleNamespace().foo
list[int].__name__
list[int].__module__
list[int].__bases__
setattr(list[int],'x',1)
next(iter(list[int]))
len(list[int])
bool(list[int])
(int|str).__module__
(int|str).__name__
(int|None).__args__
type(None)|int
int|type
list|dict
int.__or__(str)
int.__or__(1)
isinstance(1,(int|str,float))
list[int].__origin__()
~list[int]
list[int]&1
list.__class_getitem__(int)
type[int]
type[int,str]
int[int]
type(1)[int]
object[int]
list[...]
list[int|str]
list[GenericAlias(list,int)]
{1: list[int]}
list[int][int,str]'''.splitlines(): q(s)
class mp(dict): pass
ns=SimpleNamespace(); ns.a=ns; print(ns)
class NS(SimpleNamespace): pass
print(NS(x=1))
try: m=MappingProxyType({}); m|={}
except TypeError as e: print(e)
try: del MappingProxyType({})[1]
except TypeError as e: print(e)
class A(list[int]): pass
print(A.__bases__,A.__orig_bases__, A.__mro__)
a=dict[str,int](); 
class G:
    def __class_getitem__(c,i): return GenericAlias(c,i)
g=G[int](); print(g.__orig_class__)
try: list[int].x=1
except Exception as e: print(type(e),e)
class O: 
    class I: pass
print(list[O.I], O|None, O.I|int)
