package socketmod

import (
	"time"

	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

var transferDecls = []object.Decl{
	object.RawMethod("recv", "recv(buffersize[, flags]) -> bytes\n\nReturn what comes, buffersize bytes at most; nothing at the end.", socketRecv),
	object.Method("recv_into(buffer, nbytes=0, flags=0)", "recv() into a buffer. Return how much came.", socketRecvInto),
	object.RawMethod("recvfrom", "recvfrom(buffersize[, flags]) -> (bytes, address)\n\nReturn what comes and where from.", socketRecvFrom),
	object.Method("recvfrom_into(buffer, nbytes=0, flags=0)", "recvfrom() into a buffer. Return how much came, and where from.", socketRecvFromInto),
	object.RawMethod("send", "send(data[, flags])\n\nSend data, and return how much of it went.", socketSend),
	object.RawMethod("sendall", "sendall(data[, flags])\n\nSend all data.", socketSendAll),
	object.RawMethod("sendto", "sendto(data[, flags], address)\n\nSend data to an address.", socketSendTo),
}

// sizeAndFlags reads the arguments of recv() and recvfrom().
func sizeAndFlags(t *thread, fn string, a object.Args) (size, flags int, err error) {
	if err := t.NoKw(fn, a); err != nil {
		return 0, 0, err
	}
	if len(a.Pos) < 1 {
		return 0, 0, t.TypeErr("%s() takes at least 1 argument (0 given)", fn)
	}
	if len(a.Pos) > 2 {
		return 0, 0, t.TypeErr("%s() takes at most 2 arguments (%d given)", fn, len(a.Pos))
	}
	if size, err = t.AsIndex(a.Pos[0], object.OverflowError); err != nil {
		return 0, 0, err
	}
	if len(a.Pos) == 2 {
		if flags, err = t.IntArg(a.Pos[1], 0); err != nil {
			return 0, 0, err
		}
	}
	if size < 0 {
		return 0, 0, t.ValueErr("negative buffersize in %s", fn)
	}
	return size, flags, t.Grow(size)
}

// receive reads once.
func (s *socket) receive(t *thread, b []byte, flags int) (n int, from unix.Sockaddr, err error) {
	if len(b) == 0 {
		return 0, nil, nil
	}
	err = s.call(t, unix.POLLIN, flags&unix.MSG_DONTWAIT != 0, func(fd int) (err error) {
		n, from, err = unix.Recvfrom(fd, b, flags|unix.MSG_DONTWAIT)
		return err
	})
	return max(n, 0), from, err
}

func (s *socket) receiveBytes(t *thread, fn string, a object.Args) ([]byte, unix.Sockaddr, error) {
	size, flags, err := sizeAndFlags(t, fn, a)
	if err != nil {
		return nil, nil, err
	}
	b := make([]byte, size)
	n, from, err := s.receive(t, b, flags)
	if n < size/2 {
		b = append([]byte(nil), b[:n]...)
	}
	return b[:n:n], from, err
}

func socketRecv(t *thread, v value, a object.Args) (value, error) {
	b, _, err := object.As[socket](v).receiveBytes(t, "recv", a)
	if err != nil {
		return value{}, err
	}
	return t.NewBytes(b), nil
}

func socketRecvFrom(t *thread, v value, a object.Args) (value, error) {
	b, from, err := object.As[socket](v).receiveBytes(t, "recvfrom", a)
	if err != nil {
		return value{}, err
	}
	addr, err := newAddress(t, from)
	if err != nil {
		return value{}, err
	}
	return t.NewTuple(t.NewBytes(b), addr), nil
}

func (s *socket) receiveInto(t *thread, fn string, a []value) (int, unix.Sockaddr, error) {
	b, release, err := t.WritableBuffer(fn+"()", a[0])
	if err != nil {
		return 0, nil, err
	}
	defer release()
	size, err := t.SsizeArg(a[1], 0)
	if err != nil {
		return 0, nil, err
	}
	flags, err := t.IntArg(a[2], 0)
	switch {
	case err != nil:
		return 0, nil, err
	case size < 0:
		return 0, nil, t.ValueErr("negative buffersize in %s", fn)
	case size > len(b) && fn == "recv_into":
		return 0, nil, t.ValueErr("buffer too small for requested bytes")
	case size > len(b):
		return 0, nil, t.ValueErr("nbytes is greater than the length of the buffer")
	case size > 0:
		b = b[:size]
	}
	return s.receive(t, b, flags)
}

func socketRecvInto(t *thread, v value, a []value) (value, error) {
	n, _, err := object.As[socket](v).receiveInto(t, "recv_into", a)
	return object.Int(int64(n)), err
}

func socketRecvFromInto(t *thread, v value, a []value) (value, error) {
	n, from, err := object.As[socket](v).receiveInto(t, "recvfrom_into", a)
	if err != nil {
		return value{}, err
	}
	addr, err := newAddress(t, from)
	if err != nil {
		return value{}, err
	}
	return t.NewTuple(object.Int(int64(n)), addr), nil
}

// dataAndFlags reads the arguments of send() and sendall(); release the data.
func dataAndFlags(t *thread, fn string, a object.Args) (b []byte, flags int, release func(), err error) {
	if err := t.NoKw(fn, a); err != nil {
		return nil, 0, nil, err
	}
	if len(a.Pos) < 1 {
		return nil, 0, nil, t.TypeErr("%s() takes at least 1 argument (0 given)", fn)
	}
	if len(a.Pos) > 2 {
		return nil, 0, nil, t.TypeErr("%s() takes at most 2 arguments (%d given)", fn, len(a.Pos))
	}
	if len(a.Pos) == 2 {
		if flags, err = t.IntArg(a.Pos[1], 0); err != nil {
			return nil, 0, nil, err
		}
	}
	b, release, err = t.BufferOf(a.Pos[0])
	return b, flags, release, err
}

func (s *socket) transmit(t *thread, b []byte, flags int, to unix.Sockaddr) (n int, err error) {
	err = s.call(t, unix.POLLOUT, flags&unix.MSG_DONTWAIT != 0, func(fd int) (err error) {
		n, err = unix.SendmsgN(fd, b, nil, to, flags|unix.MSG_DONTWAIT)
		return err
	})
	return n, err
}

func socketSend(t *thread, v value, a object.Args) (value, error) {
	b, flags, release, err := dataAndFlags(t, "send", a)
	if err != nil {
		return value{}, err
	}
	defer release()
	n, err := object.As[socket](v).transmit(t, b, flags, nil)
	return object.Int(int64(n)), err
}

func socketSendAll(t *thread, v value, a object.Args) (value, error) {
	b, flags, release, err := dataAndFlags(t, "sendall", a)
	if err != nil {
		return value{}, err
	}
	defer release()
	s := object.As[socket](v)
	end, whole := time.Now().Add(s.timeout), s.timeout
	part := *s // the timeout is for all of it
	for {
		n, err := part.transmit(t, b, flags, nil)
		if err != nil {
			return value{}, err
		}
		if b = b[n:]; len(b) == 0 {
			return none, nil
		}
		if err := t.Signals(); err != nil {
			return value{}, err
		}
		part.fd = s.fd
		if whole > 0 {
			if part.timeout = time.Until(end); part.timeout <= 0 {
				return value{}, t.Raise(object.TimeoutError, "timed out")
			}
		}
	}
}

func socketSendTo(t *thread, v value, a object.Args) (value, error) {
	if err := t.NoKw("sendto", a); err != nil {
		return value{}, err
	}
	if len(a.Pos) < 2 || len(a.Pos) > 3 {
		return value{}, t.TypeErr("sendto() takes 2 or 3 arguments (%d given)", len(a.Pos))
	}
	flags, err := 0, error(nil)
	if len(a.Pos) == 3 {
		if flags, err = t.IntArg(a.Pos[1], 0); err != nil {
			return value{}, err
		}
	}
	b, release, err := t.BufferOf(a.Pos[0])
	if err != nil {
		return value{}, err
	}
	defer release()
	s := object.As[socket](v)
	to, err := s.address(t, "sendto", a.Pos[len(a.Pos)-1])
	if err != nil {
		return value{}, err
	}
	n, err := s.transmit(t, b, flags, to)
	return object.Int(int64(n)), err
}
