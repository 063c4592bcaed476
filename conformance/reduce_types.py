# How the objects of every built-in type are reduced by each protocol, and copied.
import array
import collections
import copy
import functools
import itertools
import operator
import os
import re
import sys
import types
import weakref


class I(int): pass
class F(float): pass
class S(str): pass
class B(bytes): pass
class BA(bytearray): pass
class L(list): pass
class T(tuple): pass
class D(dict): pass
class ST(set): pass
class FS(frozenset): pass
class C: pass
class Sl: __slots__='a','b'
class Sd(Sl): pass
class NA(int):
    def __getnewargs__(self): return (7,)
class NX(int):
    def __new__(cls,*a,**k): return int.__new__(cls,*a)
    def __getnewargs_ex__(self): return (7,),{'x':1}
class E(Exception): pass
c=C(); c.x=1; s=Sl(); s.a=1; sd=Sd(); sd.b=2; sd.z=3
l=L([1]); l.q=5; d=D(a=1); d.q=6; e=E(1,2); e.q=1
NT=collections.namedtuple('NT','a b')
r=[1]; r.append(r)
rd={}; rd[1]=rd
rt=([],); rt[0].append(rt)
def f(): pass
objs = dict(none=None,ell=...,ni=NotImplemented,true=True,false=False,i0=0,i255=255,i256=256,i65535=65535,i65536=65536,ineg=-1,i31=2**31-1,i31b=2**31,in31=-2**31,in31b=-2**31-1,i63=2**63,big=2**100,nbig=-2**100,huge=1<<3000,
 f=1.5,inf=float('inf'),nzero=-0.0,nan=float('nan'),c=1+2j,s='',sa='abc',su='é€𝄞',sur='\ud800',snl='a\nb\\',s300='x'*300,s70k='x'*70000,b=b'',ba=b'abc\xff',b300=b'x'*300,b70k=b'y'*70000,bya=bytearray(b'abc'),bya0=bytearray(),
 l=[],l1=[1],l2=[1,2,[3]],lbig=list(range(2500)),t=(),t1=(1,),t2=(1,2),t3=(1,2,3),t4=(1,2,3,4),tt=((1,2),(1,2)),d={},d1={1:2},dbig={i:i for i in range(2500)},st=set(),s1={1},s3={1,2,3},fs=frozenset(),fs1=frozenset({1}),
 rng=range(3),rngb=range(1<<70),sl=slice(1,2,3),rec=r,recd=rd,rect=rt,typ=int,tl=list,tn=type(None),te=type(...),tni=type(NotImplemented),builtin=len,meth=[].append,strm='a'.upper,umeth=str.upper,wrap=int.__add__,bwrap=(1).__add__,cm=dict.fromkeys,icm=int.from_bytes,func=f,cls=C,exc=ValueError(1,'a'),osx=OSError(2,'x','f'),ke=KeyError('a'),ud=UnicodeDecodeError('a',b'b',0,1,'r'),si=StopIteration(5),se=SyntaxError('m',('f',1,2,'t')),ie=ImportError('a',name='n',path='p'),ae=AttributeError('z'),ecls=ValueError,ue=e,
 I=I(5),F=F(1.5),S=S('a'),B=B(b'a'),BA=BA(b'a'),L=l,T=T((1,2)),D=d,ST=ST({1}),FS=FS({1}),C=c,Sl=s,Sd=sd,NA=NA(3),NX=NX(3),NT=NT(1,2),
 it=iter([1,2]),itt=iter((1,2)),its=iter('ab'),itb=iter(b'ab'),itba=iter(bytearray(b'ab')),itr=iter(range(3)),itlr=iter(range(1<<70)),itd=iter({1:2}),itdi=iter({1:2}.items()),itset=iter({1}),rev=reversed([1,2]),revd=reversed({1:2}),en=enumerate([1,2],3),z=zip([1],[2]),zs=zip([1],[2],strict=True),m=map(abs,[1]),fi=filter(None,[1]),ci=iter(len,3),mv=memoryview(b'a'),mviter=iter(memoryview(b'a')),
 dk={1:2}.keys(),dv={1:2}.values(),di={1:2}.items(),mp=types.MappingProxyType({1:2}),ns=types.SimpleNamespace(a=1),cell=types.CellType(1),code=f.__code__,ga=list[int],ga2=dict[str,int],un=int|str,prop=property(len),cmd=classmethod(len),smd=staticmethod(len),sup=super(I,I(3)),obj=object(),gen=(x for x in [1]),arr=array.array('i',[1,2]),arrd=array.array('d',[1.5]),arru=array.array('u','aé'),deq=collections.deque([1,2],5),od=collections.OrderedDict(a=1),dd=collections.defaultdict(int,a=1),cnt=collections.Counter('aab'),chain=itertools.chain([1],[2]),count=itertools.count(3),cyc=itertools.cycle([1,2]),rep=itertools.repeat(1,2),rep2=itertools.repeat(1),acc=itertools.accumulate([1,2]),isl=itertools.islice([1,2],1),prod=itertools.product([1],[2]),perm=itertools.permutations([1,2]),comb=itertools.combinations([1,2],1),cwr=itertools.combinations_with_replacement([1,2],2),star=itertools.starmap(abs,[(1,)]),tw=itertools.takewhile(abs,[1]),dw=itertools.dropwhile(abs,[1]),ff=itertools.filterfalse(abs,[1]),comp=itertools.compress([1],[1]),zl=itertools.zip_longest([1],[2],fillvalue=3),pw=itertools.pairwise([1,2]),gb=itertools.groupby([1,1]),part=functools.partial(int,'3',base=4),ig=operator.itemgetter(1,2),ag=operator.attrgetter('a.b'),mc=operator.methodcaller('a',1,b=2),pat=re.compile('a'),mat=re.match('a','a'),wr=weakref.ref(c),st_r=os.stat_result(range(10)),meth2=c.__init__,bm=types.MethodType(len,[1]),gs=int.real,mem=slice.start,sm=str.maketrans)


def tried(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def shown(x):
    return re.sub(" at 0x[0-9a-f]+", "", repr(x))[:150]


for name, x in objs.items():
    print(name)
    last = None
    for protocol in range(6):
        text = shown(tried(x.__reduce_ex__, protocol)) if not isinstance(x, type) else "a class"
        if text != last:
            print("   ", protocol, text)
        last = text
    print("   ", shown(tried(copy.copy, x)), shown(tried(copy.deepcopy, x)))
