# exec, eval, compile, code objects, globals and locals given and taken.
def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ':', e)
x = 'global'
attempt(lambda: eval('1 + 2')); attempt(lambda: eval('x')); attempt(lambda: eval('x', {'x': 'given'})); attempt(lambda: eval('x + y', {'x': 1}, {'y': 2})); attempt(lambda: eval(' \t1')); attempt(lambda: eval('1\n')); attempt(lambda: eval('(1,\n2)')); attempt(lambda: eval('lambda: x')()); attempt(lambda: eval('[x for x in range(3)]')); attempt(lambda: eval(b'1 + 1'))
attempt(lambda: eval('missing')); attempt(lambda: eval('1 +')); attempt(lambda: eval('x = 1')); attempt(lambda: eval(5)); attempt(lambda: eval('1', 5)); attempt(lambda: eval('1', {}, 5)); attempt(lambda: eval('')); attempt(lambda: exec('1 +')); attempt(lambda: exec(5)); attempt(lambda: exec('x', [])); attempt(lambda: eval('  1\n 2'))
ns = {}
exec('a = 1\ndef f(): return a\nclass C: b = a\nfor i in range(3): pass', ns)
print(sorted(k for k in ns if k != '__builtins__'), ns['f'](), ns['C'].b, ns['i'], '__builtins__' in ns, ns['C'].__module__)
loc = {}
exec('q = x', {'x': 5}, loc); print(loc)
class Map:
    def __init__(self): self.log = []
    def __getitem__(self, k): self.log.append(('get', k)); raise KeyError(k)
    def __setitem__(self, k, v): self.log.append(('set', k, v))
    def __delitem__(self, k): self.log.append(('del', k))
m = Map(); exec('a = x\ndel a', {'x': 9}, m); print(m.log)
def local():
    y = 'local'
    exec('y = "changed"; z = 1')
    return y, eval('y'), sorted(locals())
print(local())
def closure():
    c = 'cell'
    def inner():
        try: return eval('c')
        except NameError as e: return str(e)
    def inner2(): c; return eval('c')
    return inner(), inner2()
print(closure())
code = compile('a + b', '<name>', 'eval'); print(eval(code, {'a': 1, 'b': 2}), code.co_filename, code.co_names, code.co_name, type(code).__name__)
code = compile('r = v * 2', '<name>', 'exec'); ns = {'v': 21}; exec(code, ns); print(ns['r'])
exec(compile('1 + 1\n"shown"', '<single>', 'exec')); eval(compile('5 * 5', '<single>', 'single')); exec(compile('None', '<single>', 'single')); exec(compile('y = 5', '<s>', 'single'))
def sample(a, b=1, *c, d, **e):
    "doc"
    z = a + 10
    def inner(): return z
    return [i for i in c], 'const', 1.5, (1, 2), inner
co = sample.__code__
print(co.co_argcount, co.co_kwonlyargcount, co.co_varnames, co.co_names, co.co_cellvars, co.co_freevars, co.co_flags & 12, co.co_firstlineno > 0, [c for c in co.co_consts if c in ('doc', 'const', 1.5)], [c.co_name for c in co.co_consts if hasattr(c, 'co_name')], co.co_nlocals)
print(co.replace(co_name='renamed').co_name, co == sample.__code__, co.co_filename.endswith('exec_eval.py'))
attempt(lambda: setattr(co, 'co_name', 1))
def other(): return 'other'
def one(): return 'one'
one.__code__ = other.__code__; print(one(), one.__name__)
attempt(lambda: setattr(one, '__code__', 5)); attempt(lambda: setattr(one, '__code__', (lambda y: lambda: y)(1).__code__))
import types
f = types.FunctionType(other.__code__, {'__builtins__': {}}, 'made'); print(f(), f.__name__, f.__globals__)
g = types.FunctionType((lambda n=5: n + k).__code__, {'k': 100}, 'g', (7,)); print(g(), g(1))
attempt(lambda: exec((lambda y: lambda: y)(1).__code__)); attempt(lambda: types.FunctionType(5, {})); attempt(lambda: exec('import nothing_here')); attempt(lambda: exec('return 1')); attempt(lambda: exec('yield')); attempt(lambda: exec('print(len)', {'__builtins__': {'print': print}}))
exec('print("builtins replaced", len([1]))', {'__builtins__': {'print': print, 'len': lambda x: 'my len'}})
print(eval('__name__'), eval('__name__', {'__name__': 'other'}), eval('[n for n in (1, 2) if n > t]', {'t': 1}), eval('(lambda: t)()', {'t': 3}))
print(eval('__import__("math").pi'), eval('x'), eval('locals()', {}, {'k': 1}), [eval('i * 2') for i in range(3)])
exec('def deep(n):\n  return n if n < 1 else deep(n - 1)\nprint(deep(50))')
exec('\n'.join(f'v{i} = {i}' for i in range(300)), ns); print(ns['v299'], sum(ns[f'v{i}'] for i in range(300)))
src = 'def fact(n):\n    if n < 2:\n        return 1\n    return n * fact(n - 1)\nresult = fact(10)\n'
exec(src, ns); print(ns['result'], ns['fact'].__code__.co_firstlineno)
try: exec('def f():\n    raise ValueError("inside")\n\nf()', {})
except ValueError as e:
    tb = e.__traceback__.tb_next; print(e, tb.tb_lineno, tb.tb_frame.f_code.co_filename, tb.tb_next.tb_lineno, tb.tb_next.tb_frame.f_code.co_name)
class Body:
    exec('in_body = 5'); got = eval('in_body')
print(Body.in_body, Body.got)
