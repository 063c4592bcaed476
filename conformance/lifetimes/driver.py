# driver.py FILE: runs the programs of a file, one behind the other, each in a namespace of its own, and writes what
# each logged. Programs are separated by lines that begin with "#== ". A last one behind "#!! " runs as __main__.
import sys, gc, types
sys.dont_write_bytecode = True
prelude = types.ModuleType('prelude')
sys.modules['prelude'] = prelude
with open(sys.argv[2]) as f: exec(compile(f.read(), 'prelude', 'exec'), prelude.__dict__)
state, grave, keep, weakref = prelude.state, prelude.grave, prelude.keep, prelude.weakref

lines = []
def record(*what): lines.append(' '.join(map(str, what)))

def unraisable(u):
    state.log('unraisable', u.exc_type.__name__, u.err_msg, type(u.object).__name__)

def settle():
    for _ in range(20):
        if not gc.collect() and not grave and not keep: break
        grave.clear()
        keep.clear()
    gc.callbacks.clear()
    gc.unfreeze()
    gc.garbage.clear()
    gc.set_debug(0)
    gc.set_threshold(700, 10, 10)
    gc.disable()

def run(source):
    state.steps = 0
    ns = dict(prelude.__dict__)
    ns['__name__'] = 'program'
    try:
        code = compile(source, 'program', 'exec')
        gc.collect(0)   # CPython tracks tuples of constants until then
        exec(code, ns)
    except BaseException as e:
        record('raised', type(e).__name__, e if isinstance(e, (SyntaxError, TypeError, AttributeError)) else '')
    record('-- end')
    code = None
    del ns, source
    record('-- collected', gc.collect())
    settle()

def main():
    with open(sys.argv[1]) as f: programs = f.read().split('#== ')
    sys.unraisablehook = unraisable
    last = ''
    if '#!! ' in programs[-1]:
        programs[-1], last = programs[-1].split('#!! ')
    gc.collect()
    gc.disable()
    state.log = record
    for p in programs[1:]:
        name, _, source = p.partition('\n')
        run(source)
        print('#==', name, flush=True)
        for l in lines: print(l.replace('\n', '\\n'))
        lines.clear()
    return last.partition('\n')[::2]

name, source = main()
state.log = print
sys.unraisablehook = sys.__unraisablehook__
if name:
    print('#==', name, flush=True)
    for k, v in prelude.__dict__.items():
        if k[:2] != '__': globals()[k] = v
    del k, v
    source = compile(source, 'program', 'exec')
    gc.collect(0)
    exec(source)
    print('-- end', flush=True)
