# compile() with and without PyCF_ALLOW_TOP_LEVEL_AWAIT, and what the code does as a coroutine and as a function.
import types
F=0x2000
class Aw:
    def __init__(s,*v): s.v=v
    def __await__(s):
        for x in s.v: yield x
        return sum(s.v)
async def ar(n):
    for i in range(n): yield i
class CM:
    async def __aenter__(s): return s
    async def __aexit__(s,*a): pass
def drive(c):
    out=[]
    try:
        while 1: out.append(c.send(None))
    except StopIteration as e: return out,e.value
for mode in ('exec','single','eval'):
    for src in ('await Aw(1,2)','a = await Aw(3)\n','async for i in ar(3): a=i\n','async with CM() as l: a=1\n','a=[x async for x in ar(2)]','[x async for x in ar(2)]','a={x:1 async for x in ar(1)}','a = 1','1','def f(): await x\n','async def f(): return await Aw(1)\n','a=(x async for x in ar(1))','return await Aw(1)','yield await Aw(1)','yield','x: int = await Aw(2)\n','class C:\n b=2\n def g(s): return s\nawait Aw()\na=C.g.__qualname__, C.b\n','class C:\n  x = await Aw(1)\n','lambda: await Aw(1)','a=1\ndel a\nawait Aw()\n','"""doc"""\nawait Aw()\na=__doc__\n','def f():\n global a\n a=5\nf()\nawait Aw()\n','for q in [1,2]:\n  if await Aw(q): break\nelse: a=2\n','try: 1/await Aw()\nexcept ZeroDivisionError as e: a=repr(e)\n','import os.path as p\nawait Aw()\na=p.__name__\n','print(await Aw(4))','await Aw(1) if 1 else 2','[await Aw(1) for i in ar]','a=[(b:=i) for i in [await Aw(7)]]\n'):
        for fl in (0,F):
            try: co=compile(src,'?',mode,flags=fl)
            except SyntaxError as e: print(mode,fl,repr(src),'SE',e.msg,e.lineno,e.offset); continue
            g={'Aw':Aw,'ar':ar,'CM':CM,'a':None}
            isco=bool(co.co_flags & 0x80)
            try:
                r=eval(co,g)
                if isco: print(type(r).__name__, r.__name__, r.__qualname__); r=drive(r)
                f=types.FunctionType(co,dict(g,a=None))
                r2=f()
                if isco: r2=drive(r2)
                print(mode,fl,repr(src),isco,r,r2,g['a'] if not ' at 0x' in repr(g['a']) else 'obj', sorted(k for k in g if len(k)<2))
            except Exception as e: print(mode,fl,repr(src),type(e).__name__,e)
