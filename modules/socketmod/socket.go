// Package socketmod is the _socket module: sockets, on the system's own calls.
//
// Invariant: a socket without a timeout blocks in the system's eyes, one with a timeout
// does not; either way a call waits in Thread.WaitFD, so that other threads and
// handlers of signals run.
package socketmod

import (
	"fmt"
	"os"
	"syscall"
	"time"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

type (
	thread = object.Thread
	value  = object.Value
)

var none = object.None

// Module declares _socket.
var Module = object.ModuleSpec{
	Name:  "_socket",
	Doc:   "Sockets: what socket is built on.",
	Setup: func() { errorsInit(); socketInit() },
	Build: func() []object.Decl {
		return append(append([]object.Decl{
			object.Attr("socket", socketType.Value()),
			object.Attr("SocketType", socketType.Value()),
			object.Attr("error", object.OSError.Value()),
			object.Attr("timeout", object.TimeoutError.Value()),
			object.Attr("herror", hError.Value()),
			object.Attr("gaierror", gaiError.Value()),
			object.Attr("has_ipv6", object.True),
		}, resolveDecls()...), nameDecls()...)
	},
	Init: func(t *thread, m *object.Module) error {
		for _, c := range constants {
			m.Set(t, c.name, object.Int(c.n))
		}
		for _, c := range systemConstants {
			m.Set(t, c.name, object.Int(c.n))
		}
		return nil
	},
}

var (
	hError   = new(object.Type)
	gaiError = new(object.Type)
)

func errorsInit() {
	hError.DefineException(object.TypeSpec{Name: "socket.herror", Base: object.OSError})
	gaiError.DefineException(object.TypeSpec{Name: "socket.gaierror", Base: object.OSError})
}

// allowed returns a PermissionError unless the host grants sockets.
func allowed(t *thread) error {
	if t.In.Sockets {
		return nil
	}
	return t.RaiseOS(syscall.EPERM, "")
}

// A socket is a _socket.socket.
type socket struct {
	object.Header
	Weak                *object.WeakRef
	fd                  int // -1: closed
	family, kind, proto int
	timeout             time.Duration // negative: none
}

var socketType = new(object.Type)

func socketInit() {
	socketType.Define(object.TypeSpec{Name: "_socket.socket", Doc: "One end of a connection.", Sig: "(family=-1, type=-1, proto=-1, fileno=None)",
		Flags: object.FlagBase | object.FlagFinalize, Basic: 48, Layout: object.LayoutOf[socket](),
		Slots: object.Slots{New: socketNew, Init: socketInitialize, Repr: socketRepr, Finalize: socketFinalize},
		Decls: append(append([]object.Decl{
			object.Method("_accept()", "Wait for a connection. Return its descriptor and the address of the other end.", socketAccept),
			object.Method("bind(address, /)", "Give the socket an address.", socketBind),
			object.Method("close()", "Close the socket.", socketClose),
			object.Method("connect(address, /)", "Connect to an address.", socketConnect),
			object.Method("connect_ex(address, /)", "connect() that returns the number of an error.", socketConnectEx),
			object.Method("detach()", "Give up the descriptor and return it.", socketDetach),
			object.Method("fileno()", "Return the descriptor, -1 if the socket is closed.", socketFileno),
			object.Method("getpeername()", "Return the address of the other end.", socketPeername),
			object.Method("getsockname()", "Return the socket's own address.", socketName),
			object.RawMethod("getsockopt", "getsockopt(level, option[, buffersize])\n\nReturn an option of the socket, as bytes if buffersize is given.", socketGetOpt),
			object.RawMethod("setsockopt", "setsockopt(level, option, value)\nsetsockopt(level, option, None, optlen)\n\nSet an option of the socket.", socketSetOpt),
			object.RawMethod("listen", "listen([backlog])\n\nAccept connections from now on.", socketListen),
			object.Method("setblocking(flag, /)", "Set whether calls wait.", socketSetBlocking),
			object.Method("getblocking()", "Whether calls wait.", func(_ *thread, v value, _ []value) (value, error) {
				return object.Bool(object.As[socket](v).timeout != 0), nil
			}),
			object.Method("settimeout(timeout, /)", "Set how many seconds calls wait at most; None: no limit.", socketSetTimeout),
			object.Method("gettimeout()", "Return how many seconds calls wait at most.", func(_ *thread, v value, _ []value) (value, error) { return socketTimeout(nil, v) }),
			object.Method("shutdown(how, /)", "End one or both directions of the connection.", socketShutdown),
			object.Member("family", "The family of addresses.", func(_ *thread, v value) (value, error) { return object.Int(int64(object.As[socket](v).family)), nil }),
			object.Member("type", "The kind of socket.", func(_ *thread, v value) (value, error) { return object.Int(int64(object.As[socket](v).kind)), nil }),
			object.Member("proto", "The protocol.", func(_ *thread, v value) (value, error) { return object.Int(int64(object.As[socket](v).proto)), nil }),
			object.Getter("timeout", "How many seconds calls wait at most.", socketTimeout),
		}, transferDecls...), messageDecls...)})
}

func socketNew(t *thread, typ *object.Type, _ object.Args) (value, error) {
	s := object.New[socket](t, typ)
	s.fd, s.timeout = -1, defaultTimeout(t)
	return object.Obj(&s.Header), nil
}

var socketSig = object.LazySignature{Text: "socket(family=-1, type=-1, proto=-1, fileno=None)"}

func socketInitialize(t *thread, self value, a object.Args) error {
	var out [4]value
	done, err := t.BindArgs(socketSig.Signature(), a, out[:])
	if err != nil {
		return err
	}
	defer done()
	var n [3]int
	for i := range n {
		if n[i], err = t.IntArg(out[i], -1); err != nil {
			return err
		}
	}
	if err := allowed(t); err != nil {
		return err
	}
	s := object.As[socket](self)
	fd := -1
	if pylib.Given(out[3]) {
		if fd, err = givenFD(t, out[3], &n); err != nil {
			return err
		}
	} else {
		for i, dflt := range [...]int{unix.AF_INET, unix.SOCK_STREAM, 0} {
			if n[i] == -1 {
				n[i] = dflt
			}
		}
		if fd, err = newSocket(n[0], n[1], n[2]); err != nil {
			return t.RaiseOS(err, "")
		}
	}
	s.fd, s.family, s.kind, s.proto = fd, n[0], n[1], n[2]
	return s.settle(t)
}

// givenFD checks a descriptor that is to become a socket, and asks the system what
// the script did not say.
func givenFD(t *thread, v value, n *[3]int) (int, error) {
	if v.Type() == object.FloatType {
		return 0, t.TypeErr("integer argument expected, got float")
	}
	fd, err := t.IntArg(v, 0)
	if err != nil {
		return 0, err
	}
	if fd < 0 {
		return 0, t.ValueErr("negative file descriptor")
	}
	sa, err := unix.Getsockname(fd)
	if err != nil && (n[0] == -1 || err == unix.EBADF || err == unix.ENOTSOCK) {
		return 0, t.RaiseOS(err, "")
	}
	if n[0] == -1 {
		n[0] = familyOf(sa)
	}
	if n[1] == -1 {
		if n[1], err = unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TYPE); err != nil {
			return 0, t.RaiseOS(err, "")
		}
	}
	if n[2] == -1 {
		n[2] = protocolOf(fd)
	}
	return fd, nil
}

// settle has the system treat a new socket as its timeout demands.
func (s *socket) settle(t *thread) error {
	if s.kind&nonblock != 0 {
		s.timeout = 0
	}
	s.kind &^= kindFlags
	if s.timeout < 0 {
		return nil
	}
	if err := unix.SetNonblock(s.fd, true); err != nil {
		return t.RaiseOS(err, "")
	}
	return nil
}

func socketRepr(t *thread, v value) (value, error) {
	s := object.As[socket](v)
	return t.NewStr(fmt.Sprintf("<socket object, fd=%d, family=%d, type=%d, proto=%d>", s.fd, s.family, s.kind, s.proto)), nil
}

func socketFinalize(t *thread, v value) {
	s := object.As[socket](v)
	if s.fd < 0 {
		return
	}
	pylib.WarnResource(t, v, "unclosed %s")
	fd := s.fd
	s.fd = -1
	if fd >= 0 {
		_ = unix.Close(fd)
	}
}

func socketClose(t *thread, v value, _ []value) (value, error) {
	s := object.As[socket](v)
	fd := s.fd
	s.fd = -1
	if fd < 0 {
		return none, nil
	}
	t.Unlock()
	err := unix.Close(fd)
	t.Lock()
	if err != nil && err != unix.ECONNRESET && err != unix.EINTR {
		return value{}, t.RaiseOS(err, "")
	}
	return none, nil
}

func socketDetach(_ *thread, v value, _ []value) (value, error) {
	s := object.As[socket](v)
	fd := s.fd
	s.fd = -1
	return object.Int(int64(fd)), nil
}

func socketFileno(_ *thread, v value, _ []value) (value, error) {
	return object.Int(int64(object.As[socket](v).fd)), nil
}

// call does what do does once the socket is ready for events, or once it would not
// have to wait. do returns EAGAIN where it would block; now: so does call.
func (s *socket) call(t *thread, events int16, now bool, do func(fd int) error) error {
	end := time.Now().Add(s.timeout)
	for {
		if s.fd < 0 {
			return t.RaiseOS(syscall.EBADF, "")
		}
		err := do(s.fd)
		switch {
		case err == nil:
			return nil
		case err == unix.EINTR:
			if err := t.Signals(); err != nil {
				return err
			}
			continue
		case err != unix.EAGAIN || s.timeout == 0 || now:
			return raise(t, err)
		}
		d := time.Duration(-1)
		if s.timeout > 0 {
			if d = time.Until(end); d <= 0 {
				return t.Raise(object.TimeoutError, "timed out")
			}
		}
		ready, err := t.WaitFD(s.fd, events, d)
		if err != nil {
			return raise(t, err)
		}
		if !ready && s.timeout > 0 {
			return t.Raise(object.TimeoutError, "timed out")
		}
	}
}

// raise turns an error of the system into an exception.
func raise(t *thread, err error) error {
	if no, ok := err.(syscall.Errno); ok {
		return t.RaiseOS(no, "")
	}
	return err
}

// ready is EAGAIN unless the descriptor is ready: for calls that have no flag that
// keeps them from blocking.
func ready(fd int, events int16) error {
	fds := [1]unix.PollFd{{Fd: int32(fd), Events: events}}
	n, err := unix.Poll(fds[:], 0)
	if err == nil && n == 0 {
		err = unix.EAGAIN
	}
	return err
}

func socketAccept(t *thread, v value, _ []value) (value, error) {
	s := object.As[socket](v)
	var fd int
	var from unix.Sockaddr
	err := s.call(t, unix.POLLIN, false, func(on int) (err error) {
		if err = ready(on, unix.POLLIN); err == nil {
			fd, from, err = accept(on)
		}
		return err
	})
	if err != nil {
		return value{}, err
	}
	addr, err := newAddress(t, from)
	if err != nil {
		_ = unix.Close(fd)
		return value{}, err
	}
	return t.NewTuple(object.Int(int64(fd)), addr), nil
}

func socketBind(t *thread, v value, a []value) (value, error) {
	s := object.As[socket](v)
	sa, err := s.address(t, "bind", a[0])
	if err != nil {
		return value{}, err
	}
	if err := unix.Bind(s.fd, sa); err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return none, nil
}

// connect returns an errno, or what a handler raised.
func (s *socket) connect(t *thread, sa unix.Sockaddr) error {
	if s.timeout < 0 { // the wait is ours, or no signal could end it
		if err := unix.SetNonblock(s.fd, true); err != nil {
			return err
		}
		defer func() {
			if s.fd >= 0 {
				_ = unix.SetNonblock(s.fd, false)
			}
		}()
	}
	err := unix.Connect(s.fd, sa)
	if err == unix.EINTR {
		err = unix.EINPROGRESS
	}
	if err == unix.EAGAIN && s.family == unix.AF_UNIX && s.timeout != 0 {
		return s.retryConnect(t, sa)
	}
	if err != unix.EINPROGRESS || s.timeout == 0 {
		return err
	}
	ready, err := t.WaitFD(s.fd, unix.POLLOUT, s.timeout)
	if err != nil {
		return err
	}
	if !ready {
		return t.Raise(object.TimeoutError, "timed out")
	}
	no, err := unix.GetsockoptInt(s.fd, unix.SOL_SOCKET, unix.SO_ERROR)
	if err == nil && no != 0 && syscall.Errno(no) != unix.EISCONN {
		err = syscall.Errno(no)
	}
	return err
}

// retryConnect waits for room in the queue of a Unix socket, which poll(2) cannot do.
func (s *socket) retryConnect(t *thread, sa unix.Sockaddr) error {
	const nap = time.Millisecond
	end := time.Now().Add(s.timeout)
	for {
		t.WaitFor(nil, nap)
		if err := t.Signals(); err != nil {
			return err
		}
		if s.timeout > 0 && time.Now().After(end) {
			return t.Raise(object.TimeoutError, "timed out")
		}
		if err := unix.Connect(s.fd, sa); err != unix.EAGAIN {
			return err
		}
	}
}

func socketConnect(t *thread, v value, a []value) (value, error) {
	s := object.As[socket](v)
	sa, err := s.address(t, "connect", a[0])
	if err != nil {
		return value{}, err
	}
	if err := s.connect(t, sa); err != nil {
		return value{}, raise(t, err)
	}
	return none, nil
}

func socketConnectEx(t *thread, v value, a []value) (value, error) {
	s := object.As[socket](v)
	sa, err := s.address(t, "connect_ex", a[0])
	if err != nil {
		return value{}, err
	}
	err = s.connect(t, sa)
	if err == nil {
		return object.Int(0), nil
	}
	if no, ok := err.(syscall.Errno); ok {
		return object.Int(int64(no)), nil
	}
	if t.ErrIs(err, object.TimeoutError) {
		t.Discard(err)
		return object.Int(int64(unix.EAGAIN)), nil
	}
	return value{}, err
}

func socketPeername(t *thread, v value, _ []value) (value, error) {
	sa, err := unix.Getpeername(object.As[socket](v).fd)
	if err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return newAddress(t, sa)
}

func socketName(t *thread, v value, _ []value) (value, error) {
	sa, err := unix.Getsockname(object.As[socket](v).fd)
	if err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return newAddress(t, sa)
}

func socketListen(t *thread, v value, a object.Args) (value, error) {
	if err := t.NoKw("listen", a); err != nil {
		return value{}, err
	}
	backlog := 128
	if len(a.Pos) > 0 {
		var err error
		if backlog, err = t.IntArg(a.Pos[0], 0); err != nil {
			return value{}, err
		}
	}
	if err := unix.Listen(object.As[socket](v).fd, max(backlog, 0)); err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return none, nil
}

func socketSetBlocking(t *thread, v value, a []value) (value, error) {
	on, err := t.Truth(a[0])
	if err != nil {
		return value{}, err
	}
	d := time.Duration(0)
	if on {
		d = -1
	}
	return none, object.As[socket](v).setTimeout(t, d)
}

func (s *socket) setTimeout(t *thread, d time.Duration) error {
	if err := unix.SetNonblock(s.fd, d >= 0); err != nil {
		return t.RaiseOS(err, "")
	}
	s.timeout = d
	return nil
}

// timeoutArg reads a number of seconds or None, which is -1.
func timeoutArg(t *thread, v value) (time.Duration, error) {
	if v == none {
		return -1, nil
	}
	d, err := t.Timeout(v)
	if err == nil && d < 0 {
		err = t.ValueErr("Timeout value out of range")
	}
	return d, err
}

func socketSetTimeout(t *thread, v value, a []value) (value, error) {
	d, err := timeoutArg(t, a[0])
	if err != nil {
		return value{}, err
	}
	return none, object.As[socket](v).setTimeout(t, d)
}

func socketTimeout(_ *thread, v value) (value, error) {
	return secondsOrNone(object.As[socket](v).timeout), nil
}

func secondsOrNone(d time.Duration) value {
	if d < 0 {
		return none
	}
	return object.Float(d.Seconds())
}

func socketShutdown(t *thread, v value, a []value) (value, error) {
	how, err := t.IntArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	if err := unix.Shutdown(object.As[socket](v).fd, how); err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return none, nil
}

// maxOption is the largest option that the system is asked for.
const maxOption = 1024

func socketGetOpt(t *thread, v value, a object.Args) (value, error) {
	n, err := optArgs(t, "getsockopt", a, 2, 3)
	if err != nil {
		return value{}, err
	}
	fd := object.As[socket](v).fd
	if len(n) == 2 || n[2] == 0 {
		x, err := unix.GetsockoptInt(fd, n[0], n[1])
		if err != nil {
			return value{}, t.RaiseOS(err, "")
		}
		return object.Int(int64(x)), nil
	}
	if n[2] < 0 || n[2] > maxOption {
		return value{}, t.Raise(object.OSError, "getsockopt buflen out of range")
	}
	b := make([]byte, n[2])
	got, err := object.Getsockopt(fd, n[0], n[1], b)
	if err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return t.NewBytes(b[:got]), nil
}

func optArgs(t *thread, fn string, a object.Args, least, most int) ([]int, error) {
	if err := t.NoKw(fn, a); err != nil {
		return nil, err
	}
	if len(a.Pos) < least {
		return nil, t.TypeErr("%s() takes at least %d arguments (%d given)", fn, least, len(a.Pos))
	}
	if len(a.Pos) > most {
		return nil, t.TypeErr("%s() takes at most %d arguments (%d given)", fn, most, len(a.Pos))
	}
	out := make([]int, len(a.Pos))
	for i, x := range a.Pos {
		n, err := t.IntArg(x, 0)
		if err != nil {
			return nil, err
		}
		out[i] = n
	}
	return out, nil
}

func socketSetOpt(t *thread, v value, a object.Args) (value, error) {
	if len(a.Pos) < 3 || len(a.Pos) > 4 || len(a.KwNames()) > 0 {
		return value{}, t.TypeErr("setsockopt() takes exactly 3 arguments (%d given)", len(a.Pos)+len(a.KwNames()))
	}
	head := object.Args{Pos: a.Pos[:2]}
	n, err := optArgs(t, "setsockopt", head, 2, 2)
	if err != nil {
		return value{}, err
	}
	fd, x := object.As[socket](v).fd, a.Pos[2]
	switch {
	case x == none && len(a.Pos) == 4:
		size, err := t.IntArg(a.Pos[3], 0)
		if err != nil {
			return value{}, err
		}
		err = object.Setsockopt(fd, n[0], n[1], nil, size)
		if err != nil {
			return value{}, t.RaiseOS(err, "")
		}
		return none, nil
	case len(a.Pos) == 4:
		return value{}, t.TypeErr("setsockopt() argument 3 must be None, not %s", x.Type().Name)
	case x.Type().Flags&object.FlagInt != 0:
		i, err := t.IntArg(x, 0)
		if err != nil {
			return value{}, err
		}
		err = unix.SetsockoptInt(fd, n[0], n[1], i)
		if err != nil {
			return value{}, t.RaiseOS(err, "")
		}
		return none, nil
	}
	b, release, err := t.BufferOf(x)
	if err != nil {
		return value{}, err
	}
	defer release()
	if err := object.Setsockopt(fd, n[0], n[1], b, len(b)); err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return none, nil
}

// hostname is the machine's name.
func hostname(t *thread, _ value, _ []value) (value, error) {
	if err := allowed(t); err != nil {
		return value{}, err
	}
	s, err := os.Hostname()
	if err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return t.NewStr(s), nil
}
