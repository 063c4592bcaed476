# The messages, places and carets of wrong programs, one after another between lines of dashes.
import traceback

PROGRAMS = r'''
x = = 3
if x
    pass
---
if x
pass
---
while True print(1)
---
def f(:
    pass
---
def f()
    pass
---
for x in range(10)
    pass
---
class A
    pass
---
print "hello"
---
a b
---
f(a b)
---
[1, 2 3]
---
(1, 2
x = 1
---
x = [1, 2
---
x = (1]
---
x = 1)
---
'abc
---
"""abc
def
---
if True:
pass
---
def f():
x = 1
---
  x = 1
---
if True:
    x = 1
  y = 2
---
if True:
    x = 1
      y = 2
---
f() = 1
---
1 = x
---
a + b = c
---
x + 1 += 2
---
None = 1
---
(a, 1) = 2
---
del f()
---
del 1
---
f(a=1, 2)
---
f(**k, 1)
---
f(x for x in y, 1)
---
f(1=2)
---
f(a.b=2)
---
if x = 3:
    pass
---
while (x := 1) = 2: pass
---
x = 1 if 2
---
lambda x: yield
---
import a.b as
---
from a import b,
---
from . import
---
try:
    pass
x = 1
---
try:
    pass
except A, B:
    pass
---
with open(x) as 1:
    pass
---
for 1 in x: pass
---
{1: 2, 3}
---
{1: 2, 3: }
---
{**a for a in b}
---
[*a for a in b]
---
x = 5 $ 3
---
x = 0777
---
x = 1_
---
x = 12abc
---
f'{a b}'
---
f'{}'
---
f'{a'
---
f'}'
---
match x:
    case 1:
    pass
---
match x:
    case 1
        pass
---
match x:
    case a.b(x=1, 2):
        pass
---
def f(a, a=1, b): pass
---
def f(*): pass
---
def f(a=1, b): pass
---
return = 1
---
else:
    pass
---
x = yield = 1
---
async x
---
@
def f(): pass
---
x: int: int
---
(a, b): int
---
a, b: int
---
a if b else c = 1
---
x = not
---
x not y
---
é = 1 2
---
x = "é" 3
---
\ 
---
class A(x for x in y): pass
---
assert x, y, z
---
global x, y z
---
x = (yield) = 1
---
print(a b, c)
---
raise A, B
---
f(a, b=1, *c, **d, e=1
---
a = {'x': 1 'y': 2}
---
elif x: pass
---
x ** = 2
---
a = 3 if b else
'''[1:-1]

for program in PROGRAMS.split("\n---\n"):
    for source in program, program + "\n":
        try:
            compile(source, "<program>", "exec")
            print("no error")
        except SyntaxError as e:
            print(type(e).__name__, ascii(e.msg), e.lineno, e.offset, e.end_lineno, e.end_offset, ascii(e.text))
            shown = traceback.format_exception_only(type(e), e)
    print("".join(shown), end="")
