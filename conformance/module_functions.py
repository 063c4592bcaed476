# The code of a module or a class as that of a function: its names are global.
import types
src='''x=1
y: int = 2
def f(): return x
class A: z=x
del x
from math import pi
import os.path as p
r=[i for i in (1,2)], locals() is globals(), sorted(k for k in globals() if len(k)==1)
'''
for s in (src,'class A:\n x=1\n y=__qualname__\n','from math import *','1/0','undefined','del undefined','return_=5; vars()["q"]=6','import sys; fr=sys._getframe(); l=fr.f_locals is fr.f_globals'):
    g={'__name__':'m'}
    co=compile(s,'f','exec')
    f=types.FunctionType(co,g)
    try: print(f(), sorted(k for k in g if k!='__builtins__')[:9], g.get('r'), g.get('l'))
    except Exception as e: print(type(e).__name__,e)
    if s[:5]=='class':
        cc=[c for c in co.co_consts if isinstance(c,types.CodeType)][0]
        g={'__name__':'m'}; print(types.FunctionType(cc,g)(), sorted(k for k in g if k!='__builtins__'))
    def h(): pass
    h.__code__=co
    try: h(); print('ok')
    except Exception as e: print(type(e).__name__,e)
