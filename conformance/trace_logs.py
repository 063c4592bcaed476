# Logs of sys.settrace and sys.setprofile: calls, lines, returns, exceptions.
import sys
def run(f, *a, kinds=('trace','profile')):
    for kind in kinds:
        log=[]
        def tracer(frame, event, arg):
            if frame.f_code.co_filename != __file__: return None
            if frame.f_code.co_name in ('run',): return None
            r = arg
            if event=='exception': r=(arg[0].__name__, str(arg[1]))
            elif event in('c_call','c_return','c_exception'): r=getattr(arg,'__qualname__',arg)
            elif hasattr(arg,'send'): r='gen'
            log.append((event, frame.f_code.co_name, frame.f_lineno-f.__code__.co_firstlineno, r if not isinstance(r,type(lambda:0)) else 'fn'))
            return tracer
        (sys.settrace if kind=='trace' else sys.setprofile)(tracer)
        try:
            try: res=f(*a)
            except BaseException as e: res=repr(e)
        finally:
            (sys.settrace if kind=='trace' else sys.setprofile)(None)
        print('==',f.__name__,kind,type(res).__name__)
        for l in log: print('  ',*l if not 'at 0x' in str(l) else l[:3])
def simple(): 
    x=1
    y=[i*2
       for i in range(2)]
    return x
def tryfin():
    try:
        try:
            1/0
        except ZeroDivisionError as e:
            x=e
        else:
            x=2
        finally:
            y=3
    finally:
        pass
    return y
def fin_ret():
    for i in range(2):
        try:
            return i
        finally:
            if i == 5:
                break
def fin_cont():
    for i in range(2):
        try:
            continue
        finally:
            x=i
    else:
        y=5
    return x
def withs():
    class C:
        def __enter__(self):
            return self
        def __exit__(self,*a):
            return True
    with C() as c:
        with C() as d:
            x=1
    with C():
        raise ValueError(3)
    with (
        C() as e,
    ):
        pass
    return 5
def gens():
    def g():
        try:
            x = yield 1
            yield x
        finally:
            z=1
    a=g()
    next(a)
    a.send(3)
    a.close()
    b=g()
    next(b)
    try:
        b.throw(KeyError('k'))
    except KeyError:
        pass
    for q in g():
        pass
def yfrom():
    def inner():
        yield 1
        return 2
    def outer():
        r = yield from inner()
        yield r
    return list(outer())
def classes():
    def deco(c):
        return c
    @deco
    @deco
    class A(object,
            metaclass=type):
        """doc"""
        x=1
        def f(self):
            pass
        y: int = 3
    @deco
    def h(a=1,
          b=2):
        return a
    return h()
def cond(x=0):
    if x:
        a=1
    elif x == 0 and \
         x < 5:
        a=2
    else:
        a=3
    while x < 3:
        x+=1
        if x==2: continue
        if x>5: break
    else:
        a=4
    assert a, 'no'
    b = (a
         if x else
         2)
    del b
    lam = lambda: (
        a)
    lam()
    global GG
    GG = 1
    import os as q
    return {
        'a': 1,
        'b': a,
    }
def raises():
    def deep(n):
        if n: deep(n-1)
        raise ValueError(n)
    try:
        deep(1)
    except ValueError:
        try:
            raise
        except ValueError as e:
            raise KeyError from e
def matchs(v=(1,[2,{'k':3}])):
    match v:
        case 5:
            x=1
        case (1, [a, {'k': b}]) if b > 5:
            x=2
        case (1, [a,
                  {'k': b}]):
            x=3
        case _:
            x=4
    return x
def loops():
    i=0
    while True:
        i+=1
        if i>1:
            break
    for a, b in [(1,2),
                 (3,4)]:
        pass
    for x in (): pass
    while 0:
        pass
    if 0:
        x=1
    if 1:
        x=2
    return
def multi():
    def g(*a, **k):
        return k
    x = [
        1,
        len(
          'abc'),
        (lambda
            : 3)(),
    ]
    g(x,
      *x,
      k=
      3)
    s = f'''{x[0]}
      {x[1]
      }'''
    "str stmt"
    5
    ...
    return s
def excin():
    try:
        undefined_name
    except (KeyError,
            TypeError):
        pass
    except NameError:
        pass
    try:
        pass
    except:
        pass
    else:
        x=1
def ccalls():
    len('abc'); [].append(1); sorted([3,1],key=lambda v:-v)
    try: int('x')
    except ValueError: pass
    str.upper('a'); 'a'.join(['b']); dict(a=1); print(end=''); max(1,2)
    return abs(-1)
for f in (simple,tryfin,fin_ret,fin_cont,withs,gens,yfrom,classes,cond,raises,matchs,loops,multi,excin,ccalls): run(f)
