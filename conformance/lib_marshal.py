# marshal: every kind of value in every version of the format, references, bad data, code objects.
import marshal
for v in [None,True,5,-7,2**31,2**40,-2**70,1.5,1e300,3+4j,'abc','h\xe9',"\u20ac"*3,b'by',(1,2),[1,[2]],{1:2,'a':'b'},{1},frozenset([2]),...,StopIteration,bytearray(b'q'), '', (), tuple(range(300)), '\ud800']:
    for ver in 0,1,2,3,4:
        b=marshal.dumps(v,ver)
        print(ver, repr(b)[:80], marshal.loads(b)==v)
l=[]; l.append(l)
b=marshal.dumps(l); print(b); r=marshal.loads(b); print(r[0] is r)
for bad in b'', b'i', b'?', b'r\0\0\0\0', b'(\xff\xff\xff\xff', b's\x05\0\0\0ab', b'{i\1\0\0\0', b'[\1\0\0\0' + b'0':
    try: print(marshal.loads(bad))
    except Exception as e: print(type(e).__name__, e)
for v in object(), [object()], 1 .__class__:
    try: marshal.dumps(v)
    except Exception as e: print(type(e).__name__, e)
n=[]
for i in range(3000): n=[n]
try: marshal.dumps(n)
except Exception as e: print(type(e).__name__, e)
c=compile('x=1\ndef f(a,*b,**c):\n  return [a,b,c,x]\nprint(f(1,2,k=3))','f','exec')
exec(marshal.loads(marshal.dumps(c)))
import io
f=io.BytesIO(); print(marshal.dump([1,'a'],f)); f.seek(0); print(marshal.load(f))
