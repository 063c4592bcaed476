# sys.getsizeof of containers while they grow and shrink, and of texts and numbers of every kind.
import sys, random, collections, array
z=sys.getsizeof
def seq(what, it): print(what, *it)
def lists():
    l=[]; 
    for i in range(80): l.append(i); yield z(l)
    for i in range(80): l.pop(); yield z(l)
    l.extend(range(20)); yield z(l)
    l[5:15]=[]; yield z(l)
    l[2:2]=range(30); yield z(l)
    l[:]=[1,2,3]; yield z(l)
    l.insert(0,1); yield z(l); l*=5; yield z(l); l+=[1]; yield z(l); del l[3:]; yield z(l); l.clear(); yield z(l)
    l=[1]*7; l.append(1); yield z(l); l=[x for x in range(13)]; yield z(l); l=list(range(13)); yield z(l); l=list(iter(range(13))); yield z(l); l=list(x for x in range(13)); yield z(l)
    yield z([*range(5)]); yield z([1,2,*(3,4)]); yield z(sorted(range(9))); yield z('a b c d'.split()); yield z([1,2,3].copy()); yield z([1,2]+[3]); yield z([1]*3)
    l=list(range(40)); l.remove(3); yield z(l); l.sort(); yield z(l); l.reverse(); yield z(l); del l[0]; yield z(l); del l[::2]; yield z(l); l[::2]=[0]*len(l[::2]); yield z(l)
seq('list', lists())
def dicts():
    d={}
    for i in range(100): d[i]=i; yield z(d)
    for i in range(60): del d[i]; yield z(d)
    for i in range(20): d.popitem(); yield z(d)
    for i in range(200,240): d[i]=1; yield z(d)
    d.clear(); yield z(d); d[1]=1; yield z(d); d.update({i:1 for i in range(30)}); yield z(d); yield z(dict(d)); yield z(d.copy()); yield z(d|{1:2}); yield z({**d}); yield z(dict(a=1,b=2)); yield z(dict([(1,2)]*3)); yield z(dict.fromkeys('abc')); yield z(dict(zip(range(11),range(11))))
    d.setdefault(99,1); yield z(d); d.pop(99); yield z(d)
    for n in (1,5,6,10,11,21,22,42,43,85,86): yield z({str(i):i for i in range(n)}); yield z(dict.fromkeys(range(n))); yield z({}|dict.fromkeys(range(n)))
seq('dict', dicts())
def sets():
    s=set()
    for i in range(100): s.add(i); yield z(s)
    for i in range(90): s.discard(i); yield z(s)
    for i in range(1000,1040): s.add(i); yield z(s)
    yield z(s.copy()); yield z(s|{1}); yield z(s&s); yield z(s-{1}); yield z(s^{1,2}); s.clear(); yield z(s); s.update(range(50)); yield z(s); s.pop(); yield z(s); yield z(frozenset(s)); yield z(set(list(range(33)))); yield z({1,2,3,4,5,6}); yield z({i for i in range(20)}); yield z(set('abc')); yield z(frozenset('abcdefgh'))
    s.difference_update(range(40)); yield z(s); s.intersection_update({45}); yield z(s); s.symmetric_difference_update(range(5)); yield z(s)
seq('set', sets())
def bas():
    b=bytearray()
    for i in range(80): b.append(i); yield z(b)
    for i in range(70): b.pop(); yield z(b)
    b.extend(b'x'*50); yield z(b); b+=b'y'*10; yield z(b); del b[:20]; yield z(b); b[5:10]=b''; yield z(b); b[:]=b'abc'; yield z(b); b*=10; yield z(b); b.clear(); yield z(b); b.insert(0,1); yield z(b); yield z(bytearray(10)); yield z(bytearray(b'abc')); yield z(bytearray(range(9))); yield z(b+b'abc'); yield z(bytearray(b'abc').upper()); yield z(bytearray(b'a b').split()[0]); yield z(bytearray(b'abcdef')[1:4]); yield z(bytearray.fromhex('00ff'))
    b=bytearray(b'x'*30); del b[25:]; yield z(b); del b[::2]; yield z(b); b.remove(120); yield z(b)
seq('bytearray', bas())
def deqs():
    d=collections.deque()
    for i in range(200): d.append(i); yield z(d)
    for i in range(200): d.popleft(); yield z(d)
    for i in range(70): d.appendleft(i); yield z(d)
    d.clear(); yield z(d); yield z(collections.deque(range(64))); yield z(collections.deque(range(65),3))
seq('deque', deqs())
def ods():
    d=collections.OrderedDict()
    for i in range(40): d[i]=i; yield z(d)
    for i in range(30): d.popitem(); yield z(d)
    d.move_to_end(1); yield z(d); yield z(d.copy()); d.clear(); yield z(d)
seq('od', ods())
def arrs():
    for c in 'bBuhHiIlLqQfd':
        a=array.array(c)
        for i in range(30): a.append('x' if c=='u' else 1); yield z(a)
        for i in range(25): a.pop(); yield z(a)
        a.extend(a); yield z(a); a*=3; yield z(a); del a[2:9]; yield z(a); a.insert(0,a[0]); yield z(a)
seq('array', arrs())
def strs():
    for ch in 'a\x7f\x80\xff\u0100\uffff\U00010000\U0010ffff':
        for n in (0,1,2,3,7,8,15,16,100): yield z(ch*n)
        yield z(('a'*5+ch)[:5]); yield z(('a'*5+ch)[5:]); yield z((ch*4).upper()); yield z((ch*4).lower()); yield z(ch+'b'); yield z(''.join([ch,'c'])); yield z((ch*3).replace(ch,'z')); yield z(sys.intern(ch*3)); yield z(f'{ch}x'); yield z((ch*3).center(9)); yield z(ch.join('abc')); yield z((ch+' b').split()[1]); yield z((ch+'b').strip(ch)); yield z(repr(ch)); yield z(ascii(ch))
    s=''
    for i in range(30): s+='a'; yield z(s)
    for i in range(5): s+='é'; yield z(s)
    yield z('é'.encode().decode()); yield z(str(123)); yield z(str(1.5)); yield z(chr(200)); yield z('%s' % 'é'); yield z('é'.encode('latin-1')); yield z('abc'.title()); yield z(str(b'x','latin-1')); yield z('\xe9a'.casefold())
seq('str', strs())
def ints():
    for k in range(0,200,5):
        for x in (2**k-1,2**k,2**k+1,-2**k): yield z(x)
    yield z(True); yield z(False); yield z(10**50); yield z(int('9'*40)); yield z(2**100-2**100+1); yield z(1<<300); yield z((1<<300)>>290); yield z(int.from_bytes(b'\xff'*20,'big')); yield z(-1); yield z(0)
seq('int', ints())
def bys():
    for n in (0,1,2,33,100): yield z(b'x'*n); yield z(bytes(n)); yield z(bytes(range(n))); yield z(memoryview(b'x'*n))
seq('bytes', bys())
def tups():
    for n in range(12): yield z(tuple(range(n))); yield z((1,)*n)
    yield z((1,2)+(3,)); yield z((1,2,3)[1:]); yield z(tuple(x for x in range(5))); yield z(divmod(1,2)); yield z((lambda *a:a)(1,2,3))
seq('tuple', tups())
class A: pass
class B: __slots__='a','b'
class C(B): pass
class D(list): pass
class E(dict): __slots__=()
class F(int): pass
class G(tuple): pass
class H(str): pass
class I(bytes): pass
class J(set): pass
class K(Exception): pass
def insts():
    for x in (A(),B(),C(),D([1,2]),E({1:2}),F(5),F(2**70),G((1,2)),H('abc'),H('é'),I(b'abc'),J({1}),K(1),bytearray(b'a')): yield z(x)
    def f(a,b=1,*c,d=2,**e):
        x=1; yield x
    g=f(1); yield z(g); yield z(f.__code__); yield z(f)
    yield z(sys); yield z(A.__dict__); yield z(type); yield z(super(C,C())); yield z(A().__init__); yield z(print); yield z([].append); yield z(object); yield z(property()); yield z(slice(1)); yield z(range(3)); yield z(1j); yield z(1.5); yield z(None); yield z(...); yield z(NotImplemented)
seq('inst', insts())
rnd=random.Random(5)
def ran():
    for _ in range(30):
        l=[]; d={}; s=set(); b=bytearray()
        for _ in range(60):
            n=rnd.randrange(12)
            k=rnd.randrange(8)
            if k==0: l.append(n); s.add(n); d[n]=n; b.append(n)
            elif k==1: l[n:n]=range(n); s|=set(range(n)); d.update(dict.fromkeys(range(n))); b[n:n]=bytes(n)
            elif k==2: del l[n:n+5]; s-={n,n+1}; d.pop(n,0); del b[n:n+5]
            elif k==3 and l: l.pop(); s.discard(n); d.pop(n, 0); b.pop() if b else 0
            elif k==4: l.extend(range(n)); s.update(range(100,100+n)); b.extend(bytes(n))
            elif k==5: l[::2]=list(l[::2]); l=l[:]; s=set(s); b=b[:]
            elif k==6 and n==0: l.clear(); d.clear(); s.clear(); b.clear()
            elif k==7: l=l*2 if len(l)<50 else l[:n]; d[n]=1; s=s|{n}; b=b*2 if len(b)<50 else b[:n]
            yield z(l); yield z(d); yield z(s); yield z(b)
seq('random', ran())
