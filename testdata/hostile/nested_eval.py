s = '1'
for i in range(100): s = 'eval(%r)' % s if len(s) < 10**5 else s
exec('def f(): exec(c)')
c = 'f()'
f()
