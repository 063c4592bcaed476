# _multiprocessing: semaphores and mutexes with names, as the threads of one process see them.
import _multiprocessing
import _thread
import time

SemLock, unlink = _multiprocessing.SemLock, _multiprocessing.sem_unlink
MUTEX, SEMAPHORE = 0, 1


def t(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except Exception as e:
        return type(e).__name__ + ": " + str(e)


def elsewhere(f):
    """What f gives in another thread."""
    got, done = [], _thread.allocate_lock()
    done.acquire()

    def run():
        got.append(f())
        done.release()
    _thread.start_new_thread(run, ())
    done.acquire()
    return got[0]


print(sorted(n for n in dir(_multiprocessing) if n[:2] != "__"), _multiprocessing.flags, SemLock.SEM_VALUE_MAX)
for args in [(), (1,), (1, 1, 1, "/n"), (5, 1, 1, "/n", True), (0, 1, 1, "/n", 1, 2), (0, -1, 1, "/n", True),
             (0, 2**31, 1, "/n", True), (0, 1, 1, "/a/b", True), (0, 1, 1, "", True), (0, 1, 1, "/", True),
             (0, 1, 1, "x\0y", True), (0, 1, 1, 5, True), ("a", 1, 1, "/n", True), (0, 1.5, 1, "/n", True), (0, 1, 1, "/" + "n" * 300, True)]:
    print(len(args), t(SemLock, *args))

s = SemLock(SEMAPHORE, 1, 1, "/minipy-a", False)
print(s.kind, s.maxvalue, s.name, t(setattr, s, "kind", 1), t(SemLock, 1, 1, 1, "/minipy-a", False))
print(unlink("/minipy-a"), t(unlink, "/minipy-a"), t(unlink, 5), t(unlink))
print(s._count(), s._is_mine(), s._get_value(), s._is_zero())
print(s.acquire(), s._count(), s._is_mine(), s._get_value(), s._is_zero())
print(s.acquire(False), s.acquire(True, 0.01), s.acquire(timeout=0.01), s.acquire(timeout=-1), s.acquire(0))
print(elsewhere(lambda: (s._count(), s._is_mine(), s.acquire(False), s.release())), s._get_value(), s._count())
print(t(s.release), s._get_value())
print(t(s.acquire, "x"), t(s.acquire, True, "y"), t(s.acquire, 1, 2, 3), t(s.acquire, foo=1))

m = SemLock(MUTEX, 1, 1, "/minipy-b", True)
print(t(m.release), m.acquire(), m.acquire(), m.acquire(False), m._count(), m._get_value(), m.name)
print(elsewhere(lambda: (m._count(), m._is_mine(), m.acquire(False), t(m.release), m._is_zero())))
print(m.release(), m._count(), m.release(), m.release(), m._count(), t(m.release))
with m as entered:
    print(entered, m._count())
print(t(m.__exit__), t(m.__exit__, 1, 2, 3, 4), m._after_fork(), m._count())

c = SemLock(SEMAPHORE, 3, 5, "/minipy-c", True)
print([c.acquire(), c.acquire(), c._count(), c._get_value()], [t(c.release) for _ in range(5)], c._get_value(), c._count())

empty = SemLock(SEMAPHORE, 0, SemLock.SEM_VALUE_MAX, "/minipy-d", True)


def later():
    time.sleep(0.02)
    empty.release()


_thread.start_new_thread(later, ())
print(empty.acquire(True, 10), empty._get_value())

e = SemLock(SEMAPHORE, 1, 1, "/minipy-e", False)
again = SemLock._rebuild(e.handle, e.kind, e.maxvalue, e.name)
print(again.acquire(), e._get_value(), e._count(), again._count(), again.name, unlink("/minipy-e"), t(SemLock._rebuild, 1))


class Sub(SemLock):
    pass


x = Sub(1, 1, 1, "/minipy-f", True)
x.attr = x
print(type(x).__name__, type(Sub._rebuild(e.handle, 1, 1, None)).__name__)
del x.attr
