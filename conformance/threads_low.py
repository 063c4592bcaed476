# _thread: starting, locks, what each thread has of its own, and what a thread that dies leaves.
import _thread
import time


dead = []


def wait_for(n):
    while _thread._count() or len(dead) < n:
        time.sleep(0.001)
    print(dead)


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        dead.append(self.name)


done = _thread.allocate_lock()
done.acquire()


def work(a, b=0):
    print("work", a, b)
    done.release()


_thread.start_new_thread(work, (1,), {"b": 2})
done.acquire()

# arguments die with the thread
def hold(x):
    pass

_thread.start_new_thread(hold, (Loud("argument"),))
wait_for(1)

# locks
lock = _thread.allocate_lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01))
lock.release()
for bad in (lock.release, lambda: lock.acquire(timeout=-2), lambda: lock.acquire(False, 1), lambda: lock.acquire(timeout=1e100)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
with lock:
    print("inside", lock.locked())
print("outside", lock.locked())

rlock = _thread.RLock()
with rlock:
    with rlock:
        print(rlock._is_owned())
        saved = rlock._release_save()
        print(saved[0], rlock._is_owned())
        rlock._acquire_restore(saved)
try:
    rlock.release()
except RuntimeError as e:
    print(e)

# a producer and a consumer
items, full, free = [], _thread.allocate_lock(), _thread.allocate_lock()
full.acquire()


def produce():
    for n in range(5):
        free.acquire()
        items.append(n)
        full.release()


_thread.start_new_thread(produce, ())
got = []
for _ in range(5):
    full.acquire()
    got.append(items.pop())
    free.release()
print(got)

# locals
local = _thread._local()
local.x = Loud("main's")
seen = []


def own():
    seen.append(hasattr(local, "x"))
    local.x = Loud("thread's")
    seen.append(local.x.name)


_thread.start_new_thread(own, ())
wait_for(2)
print(seen, local.x.name)
del local
wait_for(3)

# many threads count without losing anything
total, guard, left = 0, _thread.allocate_lock(), 8


def count():
    global total, left
    for _ in range(500):
        with guard:
            total += 1
    with guard:
        left -= 1


for _ in range(8):
    _thread.start_new_thread(count, ())
while left:
    time.sleep(0.001)
print(total)

# exit() and a weird call
left_by = []


def leave():
    try:
        _thread.exit()
    finally:
        left_by.append("finally")

_thread.start_new_thread(leave, ())
while not left_by:
    time.sleep(0.001)
print(left_by)
for args in ((), (1, ()), (print, 1), (print, (), 1)):
    try:
        _thread.start_new_thread(*args)
    except TypeError as e:
        print(e)
