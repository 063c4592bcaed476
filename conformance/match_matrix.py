# Every kind of pattern against every kind of subject, and the wrong ones.
import collections, enum
class P:
    __match_args__=('x','y')
    def __init__(s,x=1,y=2): s.x=x; s.y=y
class Q(P): __match_args__=('x',)
class NoArgs: pass
class BadArgs: __match_args__=5
class BadArgs2: __match_args__=(1,)
class ListArgs: __match_args__=['x']; x=1
class Dup: __match_args__=('x','x'); x=1
class PropE:
    __match_args__=('p',)
    @property
    def p(s): raise AttributeError('pp')
class PropV:
    __match_args__=('p',)
    @property
    def p(s): raise ValueError('pv')
class M(type):
    def __instancecheck__(c,o): print('ic',o); return True
class MC(metaclass=M): __match_args__=('z',)
class Seq(collections.abc.Sequence if hasattr(collections,'abc') else object):
    def __len__(s): print('len'); return 2
    def __getitem__(s,i): print('gi',i); return i*10
class Map(dict):
    def __missing__(s,k): return 'miss'
    def get(s,k,d=None): print('get',k); return super().get(k,d)
class Eq:
    def __eq__(s,o): print('eq',o); return True
class Color(enum.Enum if hasattr(enum,'Enum') else object): RED=1
class IntSub(int): pass
class Strange(str): pass
subs=[0,1,True,-1,1.0,2.5,1j,'a','ab',b'a',None,(),[],(1,),[1,2],(1,2,3),[1,[2,3]],{},{'a':1},{'a':1,'b':2},{1:2,True:3},range(3),bytearray(b'ab'),memoryview(b'ab'),{1,2},frozenset(),P(),Q(),P(1,'s'),NoArgs(),BadArgs(),BadArgs2(),ListArgs(),Dup(),PropE(),PropV(),MC(),Seq(),Map(a=1),Eq(),Color.RED,IntSub(1),Strange('a'),collections.OrderedDict(a=1,b=2),collections.deque([1,2]),collections.defaultdict(int,a=1),int,len,type,iter([]),'',float('nan'),10**30,[[[[1]]]],{'k':{'l':[1,{'m':2}]}}]
pats='''0 | 1 | True | None | -1 | 1.0 | -2.5 | 1j | 1+1j | 'a' | 'a' 'b' | b'a' | Color.RED | x | _ | [] | () | [x] | (x,) | [x, y] | [x, *y] | [*x, y] | [x, *_, y] | [*_] | *x, | x, y, z | [1, *r] | [_, _] | [x, [y, *z]] | [[[[q]]]] | {} | {'a': x} | {'a': 1, 'b': y} | {'a': x, **r} | {**r} | {1: x} | {1: x, 2: y} | {'k': {'l': [a, {'m': b}]}} | {Color.RED: x} | {-1: x} | {None: x} | {'zz': x} | int() | int(x) | bool() | bool(x) | str(x) | float(x) | bytes(x) | bytearray(x) | list(x) | list([x, *_]) | tuple(x) | dict(x) | dict(a=1) | set(x) | frozenset(x) | object() | object(x) | type() | type(x) | P() | P(x) | P(x, y) | P(x, y, z) | P(x=1) | P(y=2, x=1) | P(1, y=2) | P(1, x=2) | Q(x) | Q(x, y=z) | NoArgs() | NoArgs(x) | NoArgs(zz=1) | BadArgs(x) | BadArgs2(x) | ListArgs(x) | Dup(x, y) | PropE(x) | PropE(p=x) | PropV(x) | MC() | MC(z) | MC(z=1) | int(real=1) | int(1, real=1) | int(1, 2) | str(x, y) | 1 | 2 | 0 | None | 'a' | [1, 2] | {'a': 1} | (1 | 2) as x | [1 | 2, x] | [x, 1] | [_, x] | int() | str() | int(x) | str(x) | (0 | 1) as x | int() as x | [int() as a, *b] as c | x if x == 1 | [x, y] if x < y | {'a': x} if x else | len() | undefined() | Color() | Color(value=1) | IntSub() | IntSub(x) | Eq() | float() | complex() | range() | collections.deque() | collections.OrderedDict() | Seq()'''
import itertools
allp=[]
# split alternatives on ' | ' only at top level
for p in pats.split(' | '): allp.append(p)
allp+=['1 | 2','int() | str()','(0 | 1) as x','[1 | 2, x]','[x, 1] | [_, x]','{"a": x} | [x]','x | 1','_ | 1','int(x) | str(x)','[x] | [y]','None | True | False', '(1 | 2) as y if y > 1']
for p in allp:
    src='def f(s):\n match s:\n  case '+p+':\n   return {k:v for k,v in locals().items() if k not in "s"}\n return "no"\n'
    ns=globals().copy()
    try: exec(src,ns)
    except SyntaxError as e: print(p,'!!',e.msg,e.lineno,e.offset,e.end_offset); continue
    for s in subs:
        try: r=ns['f'](s)
        except Exception as e: r=type(e).__name__+': '+str(e)
        if r!='no': print(p,'<-',type(s).__name__, repr(s)[:30] if ' at 0x' not in repr(s) else '', '->', repr(r)[:90] if ' at 0x' not in repr(r) else 'obj')
for bad in ['match x:\n case a.b.c(): pass\n case a: pass\n case b: pass','match x:\n case _: pass\n case 1: pass','match x:\n case [a,a]: pass','match x:\n case {"a":1,"a":2}: pass','match x:\n case {1:a,**_}: pass','match x:\n case {**a,1:b}: pass','match x:\n case P(x=1,x=2): pass','match x:\n case P(x=1,2): pass','match x:\n case a|b: pass','match x:\n case [*a,*b]: pass','match x:\n case *a: pass','match x:\n case 1+1: pass','match x:\n case -a: pass','match x:\n case f"a": pass','match x:\n case 1 as _: pass','match x:\n case 1 as a.b: pass','match x:\n case a as b as c: pass','match x:\n case: pass','match x:\n pass','match:\n case 1: pass','match x:\ncase 1: pass','match x:\n case 1 pass','match x: case 1: pass','match (x):\n case (1): pass','match *x:\n case 1: pass','match x,:\n case 1,: pass','match x, *y:\n case 1, *_: pass','match = 1\ncase = 2\n_ = match','match[1]','match(x)','match * x','match -x','match: int = 3','match x:\n case {a: 1}: pass','match x:\n case {1+1j: 1}: pass','match x:\n case {f(): 1}: pass','match x:\n case 1j+1: pass','match x:\n case 1-1: pass','match x:\n case 1+2.0j: pass','match x:\n case --1: pass','match x:\n case not 1: pass','match x:\n case (a:=1): pass','match x:\n case True.real: pass','match x:\n case a.b as c | d: pass','match x:\n case (x): pass\n case y: pass','match x:\n case y if 1: pass\n case z: pass','match (yield):\n case 1: pass','match await x:\n case 1: pass','def f():\n global a\n match x:\n  case a: pass\n return a','def f():\n match x:\n  case __debug__: pass','match x:\n case str(__debug__=1): pass','class A:\n match 1:\n  case __x: pass\nr=A._A__x','match lambda: 1:\n case 1: pass','match x if y else z:\n case 1: pass','match a:=3:\n case 3: r=a','match not x:\n case 1: pass', 'match x:\n case 1:\n  pass\n else: pass','match x:\n case [a, b, *c, *_]: pass','match x:\n case "a" b"b": pass','match x:\n case P(**k): pass','match x:\n case P(*k): pass','match x:\n case {*a}: pass','match x:\n case {"a"}: pass','match x:\n case {...: 1}: pass','match x:\n case ...: pass','match x:\n case a[0]: pass','match x:\n case a(): pass\n case a()(): pass']:
    ns={'x':1,'y':0,'z':0,'P':P}
    try: exec(bad,ns); print(repr(bad),'ok',ns.get('r'))
    except SyntaxError as e: print(repr(bad),e.msg,e.lineno,e.offset,e.end_lineno,e.end_offset)
    except Exception as e: print(repr(bad),type(e).__name__,e)
