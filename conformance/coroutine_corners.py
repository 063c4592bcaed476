# Generators, coroutines and asynchronous generators, driven by hand.
import types, sys
log=[]
class Aw:
    def __init__(s,*v): s.v=v
    def __await__(s):
        for x in s.v: 
            try: r=yield x; log.append(('sent',r))
            except BaseException as e: log.append(('thrown',repr(e))); raise
        return sum(s.v)
def drive(c, *acts):
    out=[]
    for a in acts:
        try:
            if isinstance(a,BaseException) or isinstance(a,type) and issubclass(a,BaseException): r=c.throw(a)
            elif a=='close': r=c.close()
            elif a=='next': r=next(c)
            else: r=c.send(a)
            out.append(r if not hasattr(r,'send') else type(r).__name__)
        except BaseException as e: out.append(f'{type(e).__name__}({e}) cause={e.__cause__!r} ctx={e.__context__!r}' )
    print(out, log[:]); log.clear()
def gen(*a):
    try:
        for x in a: 
            r=yield x
            log.append(r)
    except KeyError as e: log.append('KE'); yield 'k'
    finally: log.append('fin')
    return 'ret'
G=GeneratorExit
for acts in ([None,1,2,3],[1],[None,'close','close',None],['close',None],[KeyError('x')],[None,KeyError('x'),None],[None,ValueError,None],[None,StopIteration(3)],[None,G],[None,G(),None],['next','next','next','next']):
    drive(gen(1,2),*acts)
def g2():
    try: yield 1
    except G: yield 2
drive(g2(),None,'close'); drive(g2(),None,G,None)
def g3():
    try: yield 1
    finally: return 5
drive(g3(),None,'close'); drive(g3(),None,G)
def g4():
    yield from gen(1,2); return 'x'
for acts in ([None,1,2,3],[None,KeyError('y'),None],[None,ValueError('v')],[None,'close'],[None,G()],[None,StopIteration(1)]): drive(g4(),*acts)
class It:
    def __iter__(s): return s
    def __next__(s): log.append('nx'); return 7
def g5(): r=yield from It(); return r
drive(g5(),None,1); drive(g5(),None,ValueError('z')); drive(g5(),None,'close')
class It2(It):
    def send(s,v): log.append(('send',v)); 
    def throw(s,*a): log.append(('throw',len(a),str(a[0]))); return 'thr'
    def close(s): log.append('cl'); raise KeyError('in close')
def g6(): yield from It2()
drive(g6(),None,1,ValueError('z'),'close'); drive(g6(),None,G)
class It3(It):
    def __getattr__(s,n): raise RuntimeError(n)
def g7(): yield from It3()
drive(g7(),None,1,ValueError('q')); drive(g7(),None,'close')
def g8(): 
    x=g8b; yield from x
def sub():
    yield from me
me=sub(); drive(me,None)
def g9(): yield from 5
drive(g9(),None)
def g10(): raise StopIteration(3); yield
drive(g10(),None)
def g11():
    yield next(iter([]))
drive(g11(),None)
gg=gen(1); next(gg)
for a in ((5,),(ValueError,5,6),(ValueError,'m',None),(ValueError('a'),'b'),(ValueError,ValueError('inst')),(int,),(),(ValueError,(1,2)),(1,2,3,4)):
    g=gen(1); next(g)
    try: print(g.throw(*a))
    except BaseException as e: print(a,type(e).__name__,e,e.args)
try: gen(1).send(5)
except TypeError as e: print(e)
async def co(*a): 
    try: return await Aw(*a)
    finally: log.append('cofin')
for acts in ([None,1,2,3],[5],[None,ValueError('v')],[None,'close'],['close',None],[None,G]): drive(co(1,2),*acts)
async def ag(*a):
    try:
        for x in a: 
            await Aw(x*10)
            r=yield x
            log.append(('r',r))
    except KeyError: yield 'ke'
    finally:
        await Aw('cleanup' and 99)
        log.append('agfin')
async def use(n):
    r=[]
    async for x in ag(1,2,3):
        r.append(x)
        if len(r)==n: break
    return r
for n in (5,): drive(use(n),*[None]*9)
a=ag(1,2)
drive(a.asend(None),None,None); drive(a.asend(3),None,None); drive(a.athrow(KeyError('q')),None,None); drive(a.__anext__(),None,None,None); drive(a.__anext__(),None)
a=ag(1,2); drive(a.asend(5),None)
a=ag(1,2); s=a.asend(None); drive(s,None); drive(a.__anext__(),None); drive(s,None,None); drive(a.aclose(),None,None,None); drive(a.aclose(),None)
a=ag(1); drive(a.athrow(ValueError('early')),None); drive(a.__anext__(),None)
a=ag(1); drive(a.aclose(),None); 
a=ag(1,2); drive(a.__anext__(),None,None); drive(a.athrow(G),None,None); 
async def agbad():
    try: yield 1
    finally: yield 2
a=agbad(); drive(a.__anext__(),None); drive(a.aclose(),None)
a=agbad(); drive(a.__anext__(),None); drive(a.athrow(ValueError),None); drive(a.__anext__(),None)
s=ag(1).asend(None); s.close(); drive(s,None)
async def agstop():
    yield 1; raise StopAsyncIteration(2)
a=agstop(); drive(a.__anext__(),None); drive(a.__anext__(),None)
async def agstop2():
    yield 1; raise StopIteration(2)
a=agstop2(); drive(a.__anext__(),None); drive(a.__anext__(),None)
async def comp(): return [x async for x in ag(1,2) if await Aw(x)], {await Aw(1) for i in range(2)}, [y for x in [1] async for y in ag(x)]
drive(comp(),*[None]*30)
async def gx(): return (x async for x in ag(1))
drive(gx(),None)
class CM:
    def __init__(s,sw=False,e=None): s.sw=sw; s.e=e
    async def __aenter__(s): await Aw(1); log.append('ent'); return s
    async def __aexit__(s,*a): log.append(('exit',a[0] and a[0].__name__)); await Aw(2); 
    
async def w(k):
    async with CM() as c, CM():
        if k==1: 1/0
        if k==2: return 'r'
    return 'n'
for k in range(3): drive(w(k),*[None]*6)
for bad in (5,object(),type('A',(),{'__aenter__':5})(),type('A',(),{'__aenter__':lambda s:5,'__aexit__':lambda *a:6})(),type('A',(),{'__aiter__':lambda s:5})(),type('A',(),{'__aiter__':lambda s:s,'__anext__':lambda s:5})(),type('A',(),{'__await__':lambda s:5})(),type('A',(),{'__await__':lambda s:co()})(),gen(),(i for i in ())):
    async def f1():
        await bad
    async def f2():
        async for x in bad: pass
    async def f3():
        async with bad: pass
    for f in (f1,f2,f3):
        c=f()
        try: c.send(None)
        except BaseException as e: print(f.__name__,type(bad).__name__,type(e).__name__,e)
        c.close()
@types.coroutine
def tc(): r=yield 1; return r
async def usetc(): return await tc()
drive(usetc(),None,5)
c=co(1); print(c.cr_await,c.cr_running,c.cr_frame is not None,c.cr_code.co_name,c.cr_origin,c.__name__,c.__qualname__); c.send(None); print(type(c.cr_await).__name__, type(c).__name__); c.close(); print(c.cr_frame,c.cr_await)
a=ag(1); print(a.ag_await,a.ag_running,a.ag_frame is not None,a.ag_code.co_name,a.__name__)
async def reuse():
    c=co(1); await c; await c
drive(reuse(),None,None,None)
async def selfawait(): await me2
me2=selfawait(); drive(me2,None)
c=co(1); 
for x in (lambda: iter(c), lambda: next(c), lambda: list(c), lambda: [*c], lambda: (yield_ for yield_ in c), lambda: c()):
    try: x(); print('ok')
    except TypeError as e: print(e)
c.close()
import gc
def asyncgens():
    fin=[]; first=[]
    sys.set_asyncgen_hooks(firstiter=lambda a: first.append(a.__name__), finalizer=lambda a: fin.append(a.__name__))
    a=ag(1,2); n=a.__anext__()
    try: n.send(None)
    except StopIteration: pass
    del a,n; gc.collect(); print(first,fin,sys.get_asyncgen_hooks().finalizer is not None); sys.set_asyncgen_hooks(None,None); print(sys.get_asyncgen_hooks())
asyncgens()
for a in ((1,),(None,2),(None,None,None)):
    try: sys.set_asyncgen_hooks(*a); print('ok')
    except TypeError as e: print(e)
def rr():
    try: yield 1
    finally:
        try: yield 2
        except BaseException as e: print('inner',repr(e),repr(e.__context__))
g=rr(); next(g)
try: g.throw(ValueError('one'))
except BaseException as e: print(repr(e))
try: g.throw(KeyError('two'))
except BaseException as e: print(repr(e),repr(e.__context__))
print(sys.exc_info())
def exi():
    try: 1/0
    except ZeroDivisionError: 
        yield sys.exc_info()[0]
        yield sys.exc_info()[0]
g=exi()
try: raise KeyError
except KeyError: print(next(g), sys.exc_info()[0])
print(next(g), sys.exc_info()[0]); g.close()
