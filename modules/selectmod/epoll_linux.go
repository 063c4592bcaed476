package selectmod

import (
	"math"
	"syscall"
	"time"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

// systemDecls are what only this system has.
func systemDecls() []object.Decl {
	return []object.Decl{
		object.Attr("epoll", epollType.Value()),
		object.Attr("EPOLLIN", object.Int(unix.EPOLLIN)),
		object.Attr("EPOLLPRI", object.Int(unix.EPOLLPRI)),
		object.Attr("EPOLLOUT", object.Int(unix.EPOLLOUT)),
		object.Attr("EPOLLERR", object.Int(unix.EPOLLERR)),
		object.Attr("EPOLLHUP", object.Int(unix.EPOLLHUP)),
		object.Attr("EPOLLRDHUP", object.Int(unix.EPOLLRDHUP)),
		object.Attr("EPOLLET", object.Int(1<<31)),
		object.Attr("EPOLLONESHOT", object.Int(unix.EPOLLONESHOT)),
		object.Attr("EPOLLEXCLUSIVE", object.Int(unix.EPOLLEXCLUSIVE)),
		object.Attr("EPOLLRDNORM", object.Int(unix.EPOLLRDNORM)),
		object.Attr("EPOLLRDBAND", object.Int(unix.EPOLLRDBAND)),
		object.Attr("EPOLLWRNORM", object.Int(unix.EPOLLWRNORM)),
		object.Attr("EPOLLWRBAND", object.Int(unix.EPOLLWRBAND)),
		object.Attr("EPOLLMSG", object.Int(unix.EPOLLMSG)),
		object.Attr("EPOLL_CLOEXEC", object.Int(unix.EPOLL_CLOEXEC)),
		object.Attr("POLLRDHUP", object.Int(unix.POLLRDHUP)),
	}
}

// An epoll is a select.epoll.
type epoll struct {
	object.Header
	fd int // -1: closed
}

var epollType = new(object.Type)

func systemInit() {
	epollType.Define(object.TypeSpec{Name: "select.epoll", Basic: 24, Layout: object.LayoutOf[epoll](), Sig: "(sizehint=-1, flags=0)",
		Doc:   "An object that waits for files registered with it, however many.",
		Slots: object.Slots{New: epollNew, Clear: epollClear, Traverse: func(*header, func(value)) {}},
		Decls: []object.Decl{
			object.Method("close()", "Close the object's own descriptor.", func(t *thread, v value, _ []value) (value, error) {
				e := object.As[epoll](v)
				fd := e.fd
				e.fd = -1
				if fd >= 0 {
					if err := unix.Close(fd); err != nil {
						return value{}, t.RaiseOS(err, "")
					}
				}
				return none, nil
			}),
			object.Method("fileno()", "Return the object's own descriptor.", func(t *thread, v value, _ []value) (value, error) {
				e, err := openEpoll(t, v)
				if err != nil {
					return value{}, err
				}
				return object.Int(int64(e.fd)), nil
			}),
			object.ClassMethod("fromfd(fd, /)", "Return an object for an open descriptor.", epollFromFD),
			object.Method("register(fd, eventmask=7)", "Watch a file.", epollControl(unix.EPOLL_CTL_ADD, unix.EPOLLIN|unix.EPOLLPRI|unix.EPOLLOUT)),
			object.Method("modify(fd, eventmask)", "Change what a file is watched for.", epollControl(unix.EPOLL_CTL_MOD, 0)),
			object.Method("unregister(fd)", "Watch a file no more.", epollControl(unix.EPOLL_CTL_DEL, 0)),
			object.Method("poll(timeout=None, maxevents=-1)", "Wait, so many seconds at most. Return pairs of a descriptor and what happened.", epollPoll),
			object.Method("__enter__()", "Return the object.", func(t *thread, v value, _ []value) (value, error) {
				if _, err := openEpoll(t, v); err != nil {
					return value{}, err
				}
				return v.Ref(), nil
			}),
			object.Method("__exit__(exc_type=None, exc_value=None, exc_tb=None, /)", "Close the object.", func(t *thread, v value, _ []value) (value, error) {
				return t.CallMethod(v, "close")
			}),
			object.Getter("closed", "Whether the object is closed.", func(_ *thread, v value) (value, error) {
				return object.Bool(object.As[epoll](v).fd < 0), nil
			}),
		}})
}

func epollClear(_ *thread, o *header) {
	e := object.As[epoll](object.Obj(o))
	if e.fd >= 0 {
		_ = unix.Close(e.fd)
		e.fd = -1
	}
}

var epollSig = object.LazySignature{Text: "epoll(sizehint=-1, flags=0)"}

func epollNew(t *thread, typ *object.Type, a object.Args) (value, error) {
	var out [2]value
	done, err := t.BindArgs(epollSig.Signature(), a, out[:])
	if err != nil {
		return value{}, err
	}
	defer done()
	hint, err := t.IntArg(out[0], -1)
	if err != nil {
		return value{}, err
	}
	flags, err := t.IntArg(out[1], 0)
	if err != nil {
		return value{}, err
	}
	if hint != -1 && hint <= 0 {
		return value{}, t.ValueErr("negative sizehint")
	}
	if flags&^unix.EPOLL_CLOEXEC != 0 {
		return value{}, t.RaiseOS(syscall.EINVAL, "")
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	fd, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	e := object.New[epoll](t, typ)
	e.fd = fd
	return object.Obj(&e.Header), nil
}

func epollFromFD(t *thread, _ value, a []value) (value, error) {
	fd, err := t.IntArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	e := object.New[epoll](t, epollType)
	e.fd = fd
	return object.Obj(&e.Header), nil
}

func openEpoll(t *thread, v value) (*epoll, error) {
	e := object.As[epoll](v)
	if e.fd < 0 {
		return nil, t.ValueErr("I/O operation on closed epoll object")
	}
	return e, nil
}

func epollControl(op int, dflt uint32) object.NativeFn {
	return func(t *thread, v value, a []value) (value, error) {
		fd, err := pylib.FD(t, a[0])
		if err != nil {
			return value{}, err
		}
		events := dflt
		if len(a) > 1 && !a[1].IsNil() {
			n, err := t.SsizeArg(a[1], 0)
			if err != nil {
				return value{}, err
			}
			if n < 0 || n > math.MaxUint32 {
				return value{}, t.Raise(object.OverflowError, "Python int too large to convert to C unsigned int")
			}
			events = uint32(n)
		}
		e, err := openEpoll(t, v)
		if err != nil {
			return value{}, err
		}
		if err := unix.EpollCtl(e.fd, op, fd, &unix.EpollEvent{Events: events, Fd: int32(fd)}); err != nil {
			return value{}, t.RaiseOS(err, "")
		}
		return none, nil
	}
}

// maxEvents is how many events are reported at once at most.
const maxEvents = 1 << 16

func epollPoll(t *thread, v value, a []value) (value, error) {
	d := time.Duration(-1)
	if pylib.Given(a[0]) {
		var err error
		if d, err = seconds(t, a[0], "timeout must be an integer or None"); err != nil {
			return value{}, err
		}
		if d > 0 {
			d = (d + time.Millisecond - 1) / time.Millisecond * time.Millisecond
		}
	}
	most, err := t.IntArg(a[1], -1)
	if err != nil {
		return value{}, err
	}
	switch {
	case most == -1:
		most = maxSelect - 1
	case most <= 0:
		return value{}, t.ValueErr("maxevents must be greater than 0, got %d", most)
	}
	e, err := openEpoll(t, v)
	if err != nil {
		return value{}, err
	}
	events := make([]unix.EpollEvent, min(most, maxEvents))
	end := time.Now().Add(d)
	n := 0
	for {
		// The epoll object's own descriptor is ready when one of its files is.
		ready, err := t.WaitFD(e.fd, unix.POLLIN, d)
		if err != nil {
			return value{}, raise(t, err)
		}
		if !ready {
			break
		}
		if e.fd < 0 {
			return value{}, t.RaiseOS(syscall.EBADF, "")
		}
		if n, err = unix.EpollWait(e.fd, events, 0); err != nil && err != unix.EINTR {
			return value{}, t.RaiseOS(err, "")
		}
		if n > 0 {
			break
		}
		if d >= 0 { // somebody else was faster
			d = max(time.Until(end), 0)
		}
	}
	out := make([]value, max(n, 0))
	for i := range out {
		out[i] = t.NewTuple(object.Int(int64(events[i].Fd)), object.Int(int64(events[i].Events)))
	}
	return t.NewList(out), nil
}
