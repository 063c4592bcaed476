# Pipes, descriptors and child processes, by the functions of posix.
import os
import _posixsubprocess
import select
import time

r, w = os.pipe()
print(os.get_inheritable(r), os.get_blocking(r), os.write(w, b"hello"), os.read(r, 3), os.read(r, 10))
os.set_blocking(r, False)
try:
    os.read(r, 1)
except BlockingIOError as e:
    print(e)
os.set_blocking(r, True)
d = os.dup(w)
os.write(d, b"x")
os.close(d)
print(os.read(r, 1))
os.close(w)
print(os.read(r, 1))
os.close(r)
for f in (lambda: os.read(r, 1), lambda: os.close(r), lambda: os.fstat(r), lambda: os.dup(-1), lambda: os.lseek(r, 0, 0)):
    try:
        f()
    except OSError as e:
        print(e)


def run(args, env=None, cwd=None, stdin=-1, keep=(), setsid=False):
    out_r, out_w = os.pipe()
    err_r, err_w = os.pipe()
    pid = _posixsubprocess.fork_exec(
        args, [os.fsencode(args[0])], True, tuple(sorted({err_w, *keep})), cwd, env, stdin, -1, -1, out_w, -1, -1, err_r, err_w,
        True, setsid, None, None, None, -1, None)
    os.close(out_w)
    os.close(err_w)
    failed = os.read(err_r, 1000)
    os.close(err_r)
    chunks = []
    while chunk := os.read(out_r, 100):
        chunks.append(chunk)
    os.close(out_r)
    return b"".join(chunks), failed, os.waitpid(pid, 0)[1]


print(run(["/bin/echo", "a b", "c"]))
print(run(["/bin/sh", "-c", "echo $X$Y; pwd"], env=[b"X=1", b"Y=2"], cwd="/"))
print(run(["/no/such/program"]))
print(run(["/bin/echo"], cwd="/no/such/folder"))
out, failed, status = run(["/bin/sh", "-c", "exit 3"])
print(status, os.WIFEXITED(status), os.WEXITSTATUS(status), os.waitstatus_to_exitcode(status))
out, failed, status = run(["/bin/sh", "-c", "kill -9 $$"])
print(status, os.WIFSIGNALED(status), os.WTERMSIG(status), os.waitstatus_to_exitcode(status))
r, w = os.pipe()
os.write(w, b"from the pipe\n")
os.close(w)
print(run(["/bin/cat"], stdin=r))
os.close(r)

# descriptors that are kept
r, w = os.pipe()
print(run(["/bin/sh", "-c", "echo kept >&%d" % w], keep=[w])[1:], os.read(r, 100), os.get_inheritable(w))
os.close(r)
os.close(w)

try:
    os.waitpid(-1, 0)
except ChildProcessError as e:
    print(e)
try:
    os.kill(os.getpid(), 1000)
except OSError as e:
    print(e)
print(os.system("exit 7"), os.WEXITSTATUS(os.system("exit 7")))
os.environ["NEW"] = "variable"
print(os.popen("echo $NEW").read(), end="")
del os.environ["NEW"]
with os.popen("exit 2") as p:
    pass
print(p.close())

# waiting
r, w = os.pipe()
print(select.select([r], [w], [], 0) == ([], [w], []), select.select([r], [], [], 0.01))
os.write(w, b"1")
p = select.poll()
p.register(r, select.POLLIN)
print(p.poll(0) == [(r, select.POLLIN)])
p.unregister(r)
print(p.poll(0))
with select.epoll() as e:
    e.register(r, select.EPOLLIN)
    e.register(w)
    print(sorted(e.poll(0)) == [(r, select.EPOLLIN), (w, select.EPOLLOUT)])
print(e.closed)
os.close(r)
os.close(w)
start = time.monotonic()
print(select.select([], [], [], 0.02), time.monotonic() - start >= 0.02)
for f in (lambda: select.select([-1], [], []), lambda: select.select([], [], [], -1), lambda: select.select(["x"], [], []),
          lambda: p.modify(1000, 1), lambda: p.unregister(1000), lambda: select.epoll(-2), lambda: e.fileno()):
    try:
        f()
    except Exception as x:
        print(type(x).__name__, x)
