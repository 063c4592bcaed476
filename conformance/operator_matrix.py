# Every operator between classes that answer or do not, derived from each other and from built-in ones: who is asked, in which order.
import operator
import binascii
log=[]
def mk(name, base=object, **ret):
    ns={}
    for op in 'add sub mul matmul truediv floordiv mod pow lshift rshift and xor or divmod'.split():
        for pre in ('','r','i'):
            if op=='divmod' and pre=='i': continue
            n=f'__{pre}{op}__'
            def f(self, other, *a, n=n): log.append((name,n,len(a))); return ret.get(n, ret.get(pre or 'l', NotImplemented))
            if n in ret or (pre or 'l') in ret or ret.get('all'): ns[n]=f
    for op in 'lt le eq ne gt ge'.split():
        n=f'__{op}__'
        def f(self, other, n=n): log.append((name,n)); return ret.get(n, ret.get('c',NotImplemented))
        if n in ret or 'c' in ret or ret.get('all'): ns[n]=f
    if '__eq__' in ns: ns['__hash__']=lambda s:1
    return type(name,(base,),ns)
ops=['add','sub','mul','matmul','truediv','floordiv','mod','pow','lshift','rshift','and_','xor','or_','iadd','isub','imul','imatmul','itruediv','ifloordiv','imod','ipow','ilshift','irshift','iand','ixor','ior','lt','le','eq','ne','gt','ge']
A=mk('A',all=1); B=mk('B',all=1); C=mk('C',A,all=1); D=mk('D',A); E=mk('E',int,all=1); F=mk('F',A,r=7); G=mk('G',A,l=8); H=mk('H',l=1,r=2,i=3,c=True); I=mk('I',str,all=1); J=mk('J',list,all=1)
K=mk('K',F); L=mk('L',F,__radd__=9); N=mk('N',float,r='nr'); Q=mk('Q',tuple,r='qr',l='ql',c='qc')
objs=[A(),B(),C(),D(),E(3),F(),G(),H(),I('s'),J([1]),K(),L(),N(2.0),Q((1,)),5,2.5,'t',[2],(3,),{1},{1:2},None,True,b'x',bytearray(b'y'),range(2)]
rows = []


def digest(what):
    text = '\n'.join(map(str, rows))
    print(what, len(rows), binascii.crc32(text.encode()), *rows[::97], sep='\n  ')
    rows.clear()


for op in ops:
    f=getattr(operator,op)
    for x in objs:
        for y in objs:
            if not any(type(o).__name__ in 'ABCDEFGHIJKLNQ' for o in (x,y)): continue
            log.clear()
            try: r=f(x,y)
            except TypeError as e: r='TypeError: '+str(e)
            except Exception as e: r=type(e).__name__+str(e)
            r=str(r)
            if ' at 0x' in r: r=r[:10]
            if isinstance(x,(list,bytearray,set,dict)) and op[0]=='i':
                if isinstance(x,J): x[:]=[1]
                elif isinstance(x,list): x[:]=[2]
            rows.append((op, type(x).__name__, type(y).__name__, r, log[:]))
    digest(op)
for f in (divmod, lambda a,b: pow(a,b,3), lambda a,b: pow(3,a,b), lambda a,b: a in b if hasattr(b,'__contains__') else 0):
    for x in objs:
        for y in objs:
            if not any(type(o).__name__ in 'ABCDEFGHIJKLNQ' for o in (x,y)): continue
            log.clear()
            try: r=f(x,y)
            except TypeError as e: r='TypeError: '+str(e)
            except Exception as e: r=type(e).__name__+str(e)
            r=str(r)
            if ' at 0x' in r: r=r[:10]
            rows.append((type(x).__name__, type(y).__name__, r, log[:]))
    digest("three operands")
