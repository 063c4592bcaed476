package socketmod

import (
	"math"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

var messageDecls = []object.Decl{
	object.Method("recvmsg(bufsize, ancbufsize=0, flags=0, /)", "Return data, what came with it, flags and the address it came from.", socketRecvMsg),
	object.Method("recvmsg_into(buffers, ancbufsize=0, flags=0, /)", "recvmsg() into buffers.", socketRecvMsgInto),
	object.Method("sendmsg(buffers, ancdata=(), flags=0, address=None, /)", "Send buffers, with what goes with them.", socketSendMsg),
}

// receiveMessage reads a message into b; rest gives ancdata, flags and address.
func (s *socket) receiveMessage(t *thread, b []byte, anc, fl value) (n int, rest [3]value, err error) {
	size, err := t.IntArg(anc, 0)
	if err != nil {
		return 0, rest, err
	}
	flags, err := t.IntArg(fl, 0)
	if err != nil {
		return 0, rest, err
	}
	if size < 0 {
		return 0, rest, t.ValueErr("invalid ancillary data buffer length")
	}
	if err := t.Grow(size); err != nil {
		return 0, rest, err
	}
	oob := make([]byte, size)
	var oobn, got int
	var from unix.Sockaddr
	err = s.call(t, unix.POLLIN, flags&unix.MSG_DONTWAIT != 0, func(fd int) (err error) {
		n, oobn, got, from, err = unix.Recvmsg(fd, b, oob, flags|unix.MSG_DONTWAIT)
		return err
	})
	if err != nil {
		return 0, rest, err
	}
	if rest[0], err = newAncillary(t, oob[:oobn]); err != nil {
		return 0, rest, err
	}
	rest[1] = object.Int(int64(got))
	rest[2], err = newAddress(t, from)
	return n, rest, err
}

// newAncillary gives [(level, type, bytes), …]. A part that was cut off comes short.
func newAncillary(t *thread, oob []byte) (value, error) {
	var out []value
	for len(oob) >= unix.CmsgLen(0) {
		hdr, data, rest, err := unix.ParseOneSocketControlMessage(oob)
		if err != nil {
			break
		}
		out = append(out, t.NewTuple(object.Int(int64(hdr.Level)), object.Int(int64(hdr.Type)), t.NewBytes(append([]byte(nil), data...))))
		oob = rest
	}
	return t.NewList(out), nil
}

func socketRecvMsg(t *thread, v value, a []value) (value, error) {
	size, err := t.AsIndex(a[0], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	if size < 0 {
		return value{}, t.ValueErr("negative buffer size in recvmsg()")
	}
	if err := t.Grow(size); err != nil {
		return value{}, err
	}
	b := make([]byte, size)
	n, rest, err := object.As[socket](v).receiveMessage(t, b, a[1], a[2])
	if err != nil {
		return value{}, err
	}
	return t.NewTuple(t.NewBytes(b[:n:n]), rest[0], rest[1], rest[2]), nil
}

func socketRecvMsgInto(t *thread, v value, a []value) (value, error) {
	items, err := t.Collect(a[0])
	if err != nil {
		return value{}, err
	}
	defer t.UnrefAll(items)
	var parts [][]byte
	size := 0
	for _, x := range items {
		b, release, err := t.WritableBuffer("recvmsg_into()", x)
		if err != nil {
			return value{}, err
		}
		defer release()
		parts = append(parts, b)
		size += len(b)
	}
	all := make([]byte, size)
	n, rest, err := object.As[socket](v).receiveMessage(t, all, a[1], a[2])
	if err != nil {
		return value{}, err
	}
	left := all[:n]
	for _, p := range parts {
		left = left[copy(p, left):]
	}
	return t.NewTuple(object.Int(int64(n)), rest[0], rest[1], rest[2]), nil
}

func socketSendMsg(t *thread, v value, a []value) (value, error) {
	items, err := t.Collect(a[0])
	if err != nil {
		if t.ErrIs(err, object.TypeError) {
			t.Discard(err)
			err = t.TypeErr("sendmsg() argument 1 must be iterable")
		}
		return value{}, err
	}
	defer t.UnrefAll(items)
	var data []byte
	for _, x := range items {
		b, release, err := t.BufferOf(x)
		if err != nil {
			return value{}, err
		}
		data = append(data, b...)
		release()
	}
	var oob []byte
	if pylib.Given(a[1]) {
		if oob, err = ancillary(t, a[1]); err != nil {
			return value{}, err
		}
	}
	flags, err := t.IntArg(a[2], 0)
	if err != nil {
		return value{}, err
	}
	s := object.As[socket](v)
	var to unix.Sockaddr
	if pylib.Given(a[3]) {
		if to, err = s.address(t, "sendmsg", a[3]); err != nil {
			return value{}, err
		}
	}
	n := 0
	err = s.call(t, unix.POLLOUT, flags&unix.MSG_DONTWAIT != 0, func(fd int) (err error) {
		n, err = unix.SendmsgN(fd, data, oob, to, flags|unix.MSG_DONTWAIT)
		return err
	})
	return object.Int(int64(n)), err
}

// ancillary packs an iterable of (level, type, data) as the system wants it.
func ancillary(t *thread, v value) (oob []byte, err error) {
	err = t.Iterate(v, func(x value) error {
		item, err := t.Collect(x)
		if err != nil {
			return err
		}
		defer t.UnrefAll(item)
		if len(item) != 3 {
			return t.TypeErr("[sendmsg() ancillary data items must be tuples of three")
		}
		level, err := t.IntArg(item[0], 0)
		if err != nil {
			return err
		}
		kind, err := t.IntArg(item[1], 0)
		if err != nil {
			return err
		}
		b, release, err := t.BufferOf(item[2])
		if err != nil {
			return err
		}
		defer release()
		oob = append(oob, controlMessage(level, kind, b)...)
		return nil
	})
	return oob, err
}

// cmsgLen and cmsgSpace are CMSG_LEN() and CMSG_SPACE().
func cmsgLen(t *thread, _ value, a []value) (value, error) {
	return cmsg(t, a[0], "CMSG_LEN", unix.CmsgLen)
}

func cmsgSpace(t *thread, _ value, a []value) (value, error) {
	return cmsg(t, a[0], "CMSG_SPACE", unix.CmsgSpace)
}

func cmsg(t *thread, v value, fn string, size func(int) int) (value, error) {
	n, err := t.AsIndex(v, object.OverflowError)
	if err != nil {
		return value{}, err
	}
	if n < 0 || n > math.MaxInt32-size(0) {
		return value{}, t.Raise(object.OverflowError, "%s() argument out of range", fn)
	}
	return object.Int(int64(size(n))), nil
}
