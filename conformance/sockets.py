# _socket: pairs, TCP, UDP, Unix sockets, timeouts, names, and what goes wrong.
import _socket as s
import _thread
import os

a, b = s.socketpair()
print(a.family, a.type, a.proto, a.gettimeout(), a.getblocking())
print(a.send(b"hello"), b.recv(3), b.recv(100))
a.sendall(bytearray(b"xyz"))
buf = bytearray(5)
print(b.recv_into(buf), buf)
print(a.sendmsg([b"one", memoryview(b"two")]), b.recvmsg(100))
b.settimeout(0.01)
try:
    b.recv(1)
except TimeoutError as e:
    print(repr(e))
b.setblocking(False)
try:
    b.recv(1)
except BlockingIOError as e:
    print(e)
print(b.gettimeout(), b.getblocking())
a.shutdown(s.SHUT_WR)
print(b.recv(10))
a.close()
try:
    a.send(b"")
except OSError as e:
    print(e, a.fileno(), a)
b.close()

# a server in a thread
server = s.socket(s.AF_INET, s.SOCK_STREAM)
server.setsockopt(s.SOL_SOCKET, s.SO_REUSEADDR, 1)
print(server.getsockopt(s.SOL_SOCKET, s.SO_REUSEADDR), server.getsockopt(s.SOL_SOCKET, s.SO_REUSEADDR, 4))
server.bind(("127.0.0.1", 0))
server.listen()
host, port = server.getsockname()
print(host)


def serve():
    fd, address = server._accept()
    c = s.socket(fileno=fd)
    while data := c.recv(100):
        c.sendall(data.upper())
    c.close()
    done.release()


done = _thread.allocate_lock()
done.acquire()
_thread.start_new_thread(serve, ())
c = s.socket()
c.connect((host, port))
print(c.getpeername() == (host, port))
c.sendall(b"shout")
print(c.recv(100))
c.shutdown(s.SHUT_RDWR)
done.acquire()
c.close()
server.close()
c = s.socket()
print(c.connect_ex((host, port)) != 0)
c.close()

# datagrams
u, v = s.socket(s.AF_INET, s.SOCK_DGRAM), s.socket(s.AF_INET, s.SOCK_DGRAM)
u.bind(("", 0))
v.bind(("localhost", 0))
print(v.sendto(b"datagram", ("127.0.0.1", u.getsockname()[1])))
data, address = u.recvfrom(100)
print(data, address == v.getsockname())
u.close()
v.close()

# names
print(s.inet_aton("127.1"), s.inet_ntoa(b"\1\2\3\4"), s.inet_pton(s.AF_INET6, "::1"), s.inet_ntop(s.AF_INET6, bytes(15) + b"\1"))
print(s.htons(1), s.ntohs(256), s.htonl(1), s.ntohl(1 << 24), s.CMSG_LEN(4), s.CMSG_SPACE(4))
print(s.getaddrinfo("127.0.0.1", 80), s.getaddrinfo("::1", "80", s.AF_INET6, s.SOCK_STREAM))
print(s.getaddrinfo(None, 7, 0, s.SOCK_STREAM, 0, s.AI_PASSIVE))
print(s.getnameinfo(("127.0.0.1", 80), s.NI_NUMERICHOST | s.NI_NUMERICSERV), s.gethostbyname("10.1.2.3"))

with_errors = [
    lambda: s.inet_aton("x"), lambda: s.inet_ntoa(b"x"), lambda: s.inet_pton(s.AF_INET, "::1"), lambda: s.htons(-1), lambda: s.htons(1 << 16),
    lambda: s.getaddrinfo("1.2.3.4", 80, s.AF_INET6), lambda: s.getaddrinfo(None, None), lambda: s.getaddrinfo("127.0.0.1", "no-such-service"),
    lambda: t.connect("x"), lambda: t.connect(("x",)), lambda: t.connect(("127.0.0.1", -1)), lambda: t.connect(("127.0.0.1", "x")),
    lambda: t.recv(-1), lambda: t.send("x"), lambda: t.settimeout(-1), lambda: t.getpeername(), lambda: t.setsockopt(1),
    lambda: s.socket(fileno=-5), lambda: s.socket(family=1000),
]
t = s.socket()
for f in with_errors:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
t.close()

# a Unix socket, and a socket that somebody else closes
path = "/tmp/minipy-conformance-%d.sock" % os.getpid()
x = s.socket(s.AF_UNIX)
x.bind(path)
x.listen(1)
y = s.socket(s.AF_UNIX)
y.connect(path)
print(y.getpeername() == path, y.getsockname())
fd = y.detach()
print(y.fileno(), fd >= 0)
s.close(fd)
x.close()
os.unlink(path)
