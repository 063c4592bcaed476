# raise, try, else, finally, causes, contexts, and what an exception knows about itself.
def flow(how):
    out = []
    try:
        out.append('try')
        if how == 'value': raise ValueError('v')
        if how == 'key': raise KeyError('k')
        if how == 'return': return out
    except ValueError as e:
        out.append(repr(e))
    except (KeyError, IndexError) as e:
        out.append(('tuple', repr(e)))
    else:
        out.append('else')
    finally:
        out.append('finally')
    out.append('after')
    return out
for how in ('none', 'value', 'key', 'return'):
    print(how, flow(how))

# The name is gone after its clause
try:
    raise ValueError('x')
except ValueError as e:
    saved = e
try:
    e
except NameError as err:
    print(err)

# Context and cause
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError('second')
except KeyError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError as z:
        raise KeyError('second') from z
except KeyError as e:
    print(repr(e.__context__), repr(e.__cause__), e.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError('third') from None
except KeyError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__)
try:
    raise ValueError from KeyError
except ValueError as e:
    print(repr(e.__cause__))
for bad in (5, int, None, 'text'):
    try:
        raise bad
    except TypeError as e:
        print(e)
try:
    raise ValueError from 5
except TypeError as e:
    print(e)
try:
    raise
except RuntimeError as e:
    print(e)
class NotAnError:
    pass
try:
    try:
        raise ValueError
    except NotAnError:
        pass
except TypeError as e:
    print(e, repr(e.__context__))
try:
    try:
        raise ValueError
    except (KeyError, 5):
        pass
except TypeError as e:
    print(e)

# Re-raise keeps the object; nesting restores what is handled
import sys
try:
    try:
        raise ValueError('again')
    except ValueError as e:
        first = e
        raise
except ValueError as e:
    print(e is first)
def handled(): return sys.exc_info()[0] and sys.exc_info()[0].__name__
try:
    raise KeyError
except KeyError:
    print(handled())
    try:
        raise IndexError
    except IndexError:
        print(handled())
    print(handled())
print(handled())

# finally overrides, and runs in loops
def override():
    try:
        return 'try'
    finally:
        return 'finally'
def swallow():
    for i in range(3):
        try:
            raise ValueError
        finally:
            break
    return i
def cont():
    out = []
    for i in range(3):
        try:
            if i == 1: continue
            out.append(i)
        finally:
            out.append('f')
    return out
def replaced():
    try:
        raise ValueError('lost')
    finally:
        raise KeyError('wins')
print(override(), swallow(), cont())
try:
    replaced()
except KeyError as e:
    print(repr(e), repr(e.__context__))
def nested():
    out = []
    try:
        try:
            try:
                raise ValueError(1)
            finally:
                out.append('a')
        except KeyError:
            out.append('no')
        finally:
            out.append('b')
    except ValueError as e:
        out.append(e.args)
    return out
print(nested())

# What an exception is
e = ValueError('a', 1)
print(str(e), repr(e), e.args, str(ValueError()), repr(ValueError()), str(ValueError('one')), e == ValueError('a', 1))
print(str(KeyError('k')), repr(KeyError('k')), str(KeyError()), str(KeyError(1, 2)))
print(OSError(2, 'No such thing'), OSError(2, 'msg', 'file').filename, OSError(2, 'x').errno, type(OSError(2, 'x')).__name__)
print(repr(StopIteration(5).value), SystemExit(3).code, repr(UnicodeDecodeError('utf-8', b'x', 0, 1, 'why')))
e.note = 'attributes are allowed'
e.args = ('changed',)
print(e, e.note, e.__dict__, e.with_traceback(None) is e)
class Mine(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code
    def __str__(self): return f'[{self.code}] {super().__str__()}'
try:
    raise Mine(5, 'mine')
except Mine as m:
    print(m, repr(m), m.args, m.code)
class Late(Exception):
    def __init__(self, x): self.x = x
print(Late(5).args, repr(Late(5)))
def mro(c): return [k.__name__ for k in c.__mro__]
for c in (KeyError, FileNotFoundError, UnicodeDecodeError, RecursionError, ModuleNotFoundError, StopAsyncIteration, KeyboardInterrupt):
    print(mro(c))
print(EnvironmentError is OSError, IOError is OSError, issubclass(bool, Exception))

# Tracebacks as objects
def raiser(): raise ValueError('traced')
def middle(): raiser()
try:
    middle()
except ValueError as err:
    tb = err.__traceback__
    names = []
    while tb:
        names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno))
        tb = tb.tb_next
    print([n for n, _ in names], names[1:])
    tb = None
def attempt(f):
    try:
        f()
    except Exception as x:
        print(type(x).__name__ + ':', x)
attempt(lambda: [][0]); attempt(lambda: ()[1]); attempt(lambda: ''[5]); attempt(lambda: {}['k']); attempt(lambda: 1 / 0)
attempt(lambda: 1 // 0); attempt(lambda: 1 % 0); attempt(lambda: 1.0 / 0); attempt(lambda: 1.0 % 0); attempt(lambda: divmod(1, 0))
attempt(lambda: 0 ** -1); attempt(lambda: int('x')); attempt(lambda: float('x')); attempt(lambda: int('5', 99)); attempt(lambda: 'a' + 1)
attempt(lambda: 1 + 'a'); attempt(lambda: [] + ()); attempt(lambda: 'a' * 'b'); attempt(lambda: -'a'); attempt(lambda: [] < {})
attempt(lambda: len(5)); attempt(lambda: iter(5)); attempt(lambda: next(5)); attempt(lambda: hash([])); attempt(lambda: {[]: 1})
attempt(lambda: chr(-1)); attempt(lambda: ord('ab')); attempt(lambda: [1, 2].index(5)); attempt(lambda: [].pop()); attempt(lambda: {}.popitem())
attempt(lambda: set().pop()); attempt(lambda: [1].remove(2)); attempt(lambda: (1, 2).index(3)); attempt(lambda: 'abc'.index('z')); attempt(lambda: max([]))
attempt(lambda: 2.0 ** 10000); attempt(lambda: int(float('nan'))); attempt(lambda: int(float('inf'))); attempt(lambda: 1 << -1); attempt(lambda: [].__getitem__(1.0))
