# -*- coding: utf-8 -*-
if a:
	x = 1
	if b:
	    y = 2
    
# a comment at column 0
  # a comment inside nothing
	z = 3

x = (1 +
  2
     + 3)  # comment

x = [
    1, # one

    2,

]
x = 1 + \
    2
if a and \
   b:
    pass
y = \
  3
def f(
    a,  # first
    *,
    b,
):
    # only
    # comments

    pass
    # trailing
# end

class C:

    x = 1



    y = 2
    def f(self): return {
        'a': [1,
2], 'b': (
3)}
    
if 1:
        deep = 1
        if 2:
         one = 1
x = """
  not indented
	""" + '''a
b'''; y = 2
def g():
    return """x
y"""
     # odd indentation of a comment
    pass
if a: x = 1; y = 2
if b: x = [
1]
naïve = 1
ﬁ = 2
ªb = ℌ = 𝔘𝔫𝔦 = 3
µ.ﬃ(ſ=1)
def ﬂ(ª): global ﬁ
x = 1if 2else 3
y = [1for x in y]
x=1;y=2 ;z=3
\
x = 5
if a:
    \
x = 1
    y = 2
