# An error in an atexit function is reported, the others still run, and the status stays.
import atexit, sys
def note(*a): print(*a); sys.stdout.flush()
atexit.register(note, 'runs last')
@atexit.register
def bad(): raise ValueError('at exit')
atexit.register(note, 'runs first')
atexit.register(lambda: note('atexit still imports', __import__('math').pi))
def adds(): note('registers one more'); atexit.register(note, 'one more')
atexit.register(adds)
try:
    atexit.register(5)
except TypeError as e:
    note(e)
note('leaving'); sys.exit(5)
