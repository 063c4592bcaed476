# Hundreds of short programs, right and wrong: names, scopes, targets, arguments, annotations, exec and eval.
import warnings

warnings.simplefilter("ignore")
def T(src, mode='exec', **ns0):
    ns=dict(ns0)
    try:
        r=(exec if mode=='exec' else eval)(compile(src,'<t>',mode),ns); print(repr(src)[:120],'->',ns.get('r') if mode=='exec' else r)
    except SyntaxError as e: print(repr(src)[:120],'SE',e.msg,e.lineno,e.offset,e.end_lineno,e.end_offset)
    except BaseException as e: print(repr(src)[:120],'!',type(e).__name__,e)
for s in '''r=[(y:=x,x/y) for x in [1,2]]; q=y
[y:=1 for y in [1]]
[i for i in (j:=[1])]
[i:=0 for i in [1]]
[[(j:=i) for i in [1]] for k in [1]]; r=j
class A: r=[(z:=1) for i in [1]]
def f(): [(z:=i) for i in [1,2]]; return z\nr=f()
def f(): global z; [(z:=i) for i in [5]]\nf(); r=z
x:=1
(x:=1); r=x
f(x:=1)
f(a=b:=1)
f(a=(b:=1))
def f(a=(b:=3)): return a\nr=f(),b
lambda: (x:=1)
lambda x=(y:=4): x\nr=y
x=y:=1
x=(y:=1); r=x,y
(x.y:=1)
(x[0]:=1)
((a,b):=1)
(True:=1)
r=(y:=1,2); q=y
r=f'{(x:=5)}{x}'
assert (x:=1); r=x
del (x:=1)
with (x:=open): pass
if (n:=5)>3: r=n
while (n:=0): pass\nr=n
r={(a:=1):(b:=2)}; q=a
r={a:=1}
r={a:=1:2}
r=x[y:=0]
@(d:=lambda f:7)\ndef r(): pass
print(*[1,2],*(3,),sep=''); r=1
r=[*range(3),*'ab']
r={**{1:2},3:4,**{1:5}}
r=*range(3),
r=(*[],)
*a,=1,2; r=a
*a=1
a,*b,c=range(5); r=b
*a,*b=1,2
[*a]=1,; r=a
(*a)=1
r=*a
del *a
for *a,b in [(1,2,3)]: r=a
for x in *[1],2: r=x
return 1
def f(): return *[1],2\nr=f()
def f(): yield *[1],2\nr=list(f())
x: int = *[1],2; r=x
x: *int
r=[*[1] for i in x]
r=x[*[1]]
f(*x for x in y)
f(x for x in y, 1)
f(1, x for x in y)
f(x for x in [1])
f(**a, *b)
f(a=1, *b)
f(a=1, b)
f(**a, b)
f(a=1,a=2)
f(a.b=1)
f(1=2)
f(True=1)
f((a)=1)
f(a for a in b=1)
def f(a,a): pass
def f(a=1,b): pass
def f(*): pass
def f(*,**k): pass
def f(/,a): pass
def f(a,/,b,/): pass
def f(*a,/): pass
def f(**k,a): pass
def f(*a,*b): pass
def f(a,*,b=1,c): return b,c\nr=f(1,c=2)
def f((a,b)): pass
def f(a:int=1,*b:str,c:float,**d:dict)->None: pass\nr=f.__annotations__
lambda *: 1
lambda a=1,b:1
lambda a,/:1
lambda (a):1
def f(): x=1; global x
def f(): global x; x=1\nf(); r=x
def f(x): global x
def f(): print(x); global x
def f(): nonlocal x
nonlocal x
def f():\n x=1\n def g(): nonlocal x; x=2\n g(); return x\nr=f()
def f():\n def g(): nonlocal x\n x=1
def f():\n global x\n def g(): nonlocal x
class A:\n x=1\n def f(s): nonlocal x
def f(x):\n class A:\n  nonlocal x\n  x=5\n return x\nr=f(1)
def f():\n x: int\n return x\nf()
def f():\n global x\n x: int
def f():\n x: int = 1\n global x
x: int; r=__annotations__
(x): int = 1; r=__annotations__
x.y: int = 1
x[0]: int = 1
f(): int = 1
x, y: int = 1
[x]: int = 1
"a": int = 1
x: int = y = 1
x: (yield) = 1
def f(): x: (yield) = 1
def f(a:(yield)): pass
x: (y:=1) = 2
x: await y = 1
from __future__ import annotations\nx: (yield) = 1
from __future__ import annotations\nx: (y:=1) = 2
from __future__ import annotations\nx: a+b*c if d else [e] = 1\nr=__annotations__
from __future__ import annotations\ndef f(a: lambda x: (x,), *b: 'q', c: f"{x}" = 1) -> x[1:2, ::3]: pass\nr=f.__annotations__
from __future__ import annotations, division\nr=1/2
x=1\nfrom __future__ import division
def f(): from __future__ import division
def f(): return locals()\nr=f()
def f(a,*b,c=1,**d):\n e=2\n def g(): return e\n return sorted(locals())\nr=f(1)
def f():\n for i in []: pass\n return i\nf()
def f():\n del x\nf()
def f():\n x=1\n del x\n return x\nf()
def f():\n try: 1/0\n except ZeroDivisionError as e: pass\n return e\nf()
try: 1/0\nexcept ZeroDivisionError as e: pass\ne
def f():\n import sys as x, os.path\n return sorted(locals())\nr=f()
def f():\n exec("y=1")\n return y\nf()
def f():\n exec("y=1")\n return locals()\nr=f()
def f():\n x=1\n exec("x=2")\n return x\nr=f()
def f():\n x=1\n locals()["x"]=2\n return x\nr=f()
def f():\n x=1\n return eval("x")+eval("[x for i in [1]][0]")\nr=f()
def f():\n x=1\n return eval("(lambda: x)()")\nf()
def f():\n x=1\n def g(): return eval("x")\n return g()\nf()
def f():\n x=1\n def g(): x; return eval("x")\n return g()\nr=f()
class A:\n x=1\n r=[x for i in [1]]
class A:\n x=[1]\n r=[i for i in x]\nr=A.r
class A:\n x=1\n r=(lambda: x)()
class A:\n exec("q=5")\nr=A.q
class A:\n locals()["q"]=6\nr=A.q
class A:\n def f(s): return __class__\n g=lambda s: __class__\nr=A().f() is A().g()
exec("x=1"); r=x
exec("x=1",{}); r=x
d={}; exec("x=1",{},d); r=d
d={}; exec("global x; x=1",d,{}); r=d['x']
exec("def f(): return x\\nx=1\\nr=f()",{},{})
class D(dict):\n def __getitem__(s,k): return k*2\nexec("r=abc",{},d:=D()); r=d
class D(dict):\n def __missing__(s,k): return k*2\nr=eval("abc",D())
class D(dict):\n def __missing__(s,k): return k*2\nr=eval("abc",{},D())
exec("x",5)
exec("x",{},5)
eval("x",{},[])
eval(5)
exec(5)
compile("1","f","bad")
compile("1","f","exec",1<<30)
compile("1","f","exec",0,0,5)
r=eval(compile("1+1","f","eval"))
r=eval(" 1")
r=eval("\\t1")
r=eval("\\n1")
r=eval("1\\n\\n")
r=eval("1 # c")
eval("1;2")
eval("")
exec("")
eval("x=1")
eval(b"1")
r=eval("[a for a in b]",{"b":[1]})
r=eval("__builtins__",{"__builtins__":{}})
eval("len",{"__builtins__":{}})
exec("class A: pass",{"__builtins__":{}})
exec("import sys",{"__builtins__":{}})
exec("print(1)",{"__builtins__":5})
a=b=c=[]; a+=[1]; r=b
a=1; a+=1; a-=3; a*=-4; a//=2; a**=2; a%=3; a<<=3; a|=1; a^=3; a&=14; r=a
a=[1]; a[0]+=1; r=a
a=(1,); a[0]+=1
x=5; x.real+=1
f()+=1
a,b+=1
(a)+=1
[a]+=1
None+=1
a+=b=1
a+=yield
a = b += 1
r = 1 if 2 else 3 if 4 else 5
r = not 1 == 2
r = 1 < 2 < 3 > 2 != 5 is not None in [1]
r = (1 for x in [1]).__next__()
r = 1_000 + 0x_f + 0b_1 + 0o_7 + 1_0.0_1e1_0
r = 1__0
r = 01
r = 0_0
r = 0xg
r = 1_
r = 1e
r = 1.e5
r = 1if 1else 2
r = 0x1for x in y
r = [0x1for x in [1]]
r = 1.real
r = 1..real
r = "a" "b" 'c' """d"""
r = b"a" "b"
r = rb"\\x" + Rb'\\n' + bR"""a"""
r = ur"a"
r = "\\N{DIGIT ONE}\\x41\\101\\u0041\\U00000041\\
"
r = "\\x4"
r = "\\u004"
r = "\\N{nope}"
r = b"\\xg"
r = b"é"
r = "\\8"
r = "abc
r = 'a' 'b" 
if 1: r=1; s=2
if 1:\n  a\n b
for
while 1: break\nelse: r=1
r=1
for x in []: pass\nelse: r=7
try: pass\nexcept: pass\nelse: r=1\nfinally: r=2
try: pass
try: pass\nelse: pass
try: pass\nexcept: pass\nexcept ValueError: pass
try: pass\nfinally: pass\nexcept: pass
break
continue
def f(): break
while 1:\n def f(): continue
class A: return
class A: yield
class A: await x
yield
await x
async for x in y: pass
def f(): await x
def f(): async with x: pass
def f(): [x async for x in y]
async def f(): yield; return 1
async def f(): yield from x
async def f(): return [await x for y in z]
async def f(): lambda: await x
[await x for y in z]
def f(): return (await x for y in z)
async def f():\n def g(): await x
print 1
print "a"
exec "a"
print
raise ValueError, 1
except: pass
a b
a = 
a = b c
1 = a
None = 1
f() = 1
a + 1 = 2
"a" = 1
(a, 1) = 1
[a, f()] = 1
{a} = 1
a if b else c = 1
lambda: 1 = 2
a = 1 = b
a == 1 = 2
not a = 1
-a = 1
a.b() = 1
`a`
a <> b
a != b != c; 
a ? b
a $ b
@
@f
@f\nx=1
@f @g\ndef h(): pass
del
del f()
del 1
del a, 1
del (a, b), [c]
del a + b
import
import a.
import a as b.c
from a import
from a import (b,
from a import b,
from a import (b,)
from . import *
from a import *, b
from a import b as c.d
import a, b as c, d.e
global
global a.b
pass a
assert
assert x,
if x = 1: pass
if x := 1: pass
while x = 1: pass
for x = 1 in y: pass
for 1 in x: pass
for f() in x: pass
for x in y
with open(x) as 1: pass
with open(x) as f(): pass
with (a as b, c as d): pass
with (a, b) as c: pass
with a as (b, c): pass
with a as b.c, d as e[0]: pass
with (a as b), c: pass
with (a as b) as c: pass
lambda: yield
lambda: (yield)
x = yield = 1
(yield) = 1
async x = 1
await = 1
async = 1
True = 1
def True(): pass
class None: pass
import True
def f(None): pass
f(None=1)
x.None = 1
for None in x: pass
with a as True: pass
try: pass\nexcept A as None: pass
__debug__ = 1
def f(__debug__): pass
f(__debug__=1)
del __debug__
x.__debug__ = 1
import __debug__
for __debug__ in x: pass
(__debug__ := 1)
class __debug__: pass
r = __debug__
{1:2, 3}
{1, 2:3}
{1:}
{:1}
{**a: 1}
{*a: 1}
{*a, **b}
{**a for a in b}
{*a for a in b}
{a: *b}
{a: b for c in d, e}
[a, b for c in d]
(a, b for c in d)
[a for b in]
[a for in b]
[for a in b]
[a if b for c in d]
[a for b in c if d else e]
x[1:2:3:4]
x[::, ]
x[]
x[a=1]
x[*a]
()()
a.1
a..b
...a
1.a
(a
a)
[a)
{a]
(a]
f(a
f(a b)
f(a, b c)
(a b)
[a b]
{a b}
{a: b c}
x = (1, 2 3)
x = [1, 2 3]
x = {1: 2 3: 4}
"%s" % 1 2
if a b: pass
while a b: pass
for x in a b: pass
return a b
def f() pass
class A pass
if a pass
else: pass
elif a: pass
finally: pass
def f(a b): pass
def f(a, b c): pass
class A(b c): pass
class A(: pass
class A(*a, **b): pass
class 1: pass
class A.b: pass
def 1(): pass
def f.a(): pass
def f[a](): pass
a; ; b
;
a;
: pass
if 1: : pass
if 1 : if 2: pass
if 1: for x in y: pass
\\
a \\ b
a = \\
1 + \\
'''.split('\n')[:-1]:
    T(s.replace('\\n','\n').replace('\\\\','\\'))
