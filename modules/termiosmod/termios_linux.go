package termiosmod

import (
	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

func functions() []object.Decl {
	return []object.Decl{
		object.Func("tcgetattr(fd, /)", "Return a terminal's settings as a list.", getAttr),
		object.Func("tcsetattr(fd, when, attributes, /)", "Set a terminal's settings.", setAttr),
		object.Func("tcsendbreak(fd, duration, /)", "Send a break.", control(unix.TCSBRK, func(n int) int { return min(n, 1) &^ 1 })),
		object.Func("tcflush(fd, queue, /)", "Drop what waits to be read or written.", control(unix.TCFLSH, nil)),
		object.Func("tcflow(fd, action, /)", "Stop or start the flow of data.", control(unix.TCXONC, nil)),
		object.Func("tcdrain(fd, /)", "Wait until all output is written.", drain),
	}
}

// numCC is how many control characters the C library has; the kernel has fewer.
const numCC = 32

func getAttr(t *thread, _ value, a []value) (value, error) {
	fd, err := descriptor(t, a[0])
	if err != nil {
		return value{}, err
	}
	tio, err := unix.IoctlGetTermios(fd, unix.TCGETS)
	if err != nil {
		return value{}, fail(t, err)
	}
	cc := make([]value, numCC)
	for i := range cc {
		c := byte(0)
		if i < len(tio.Cc) {
			c = tio.Cc[i]
		}
		if tio.Lflag&unix.ICANON == 0 && (i == unix.VMIN || i == unix.VTIME) {
			cc[i] = object.Int(int64(c))
		} else {
			cc[i] = t.NewBytes([]byte{c})
		}
	}
	speed := object.Int(int64(tio.Cflag & unix.CBAUD))
	return t.NewList([]value{object.Int(int64(tio.Iflag)), object.Int(int64(tio.Oflag)), object.Int(int64(tio.Cflag)), object.Int(int64(tio.Lflag)),
		speed, speed, t.NewList(cc)}), nil
}

func setAttr(t *thread, _ value, a []value) (value, error) {
	fd, err := descriptor(t, a[0])
	if err != nil {
		return value{}, err
	}
	when, err := t.IntArg(a[1], 0)
	if err != nil {
		return value{}, err
	}
	list, ok := object.AsList(a[2])
	if !ok || len(list.Items) != 7 {
		return value{}, t.TypeErr("tcsetattr, arg 3: must be 7 element list")
	}
	tio, err := unix.IoctlGetTermios(fd, unix.TCGETS)
	if err != nil {
		return value{}, fail(t, err)
	}
	var n [6]uint32
	for i := range n {
		if i >= len(list.Items) {
			return value{}, t.TypeErr("tcsetattr, arg 3: must be 7 element list")
		}
		x, err := t.AsIndex(list.Items[i], object.OverflowError)
		if err != nil {
			return value{}, err
		}
		n[i] = uint32(x)
	}
	tio.Iflag, tio.Oflag, tio.Cflag, tio.Lflag = n[0], n[1], n[2]&^unix.CBAUD|n[5]&unix.CBAUD, n[3]
	cc, ok := object.AsList(list.Items[len(list.Items)-1])
	if !ok || len(cc.Items) != numCC {
		return value{}, t.TypeErr("tcsetattr: attributes[6] must be %d element list", numCC)
	}
	for i, v := range cc.Items {
		var c byte
		if b, ok := object.AsBytes(v); ok && len(b.B) == 1 {
			c = b.B[0]
		} else if x, ok := object.IntValue(v); ok {
			c = byte(x)
		} else {
			return value{}, t.TypeErr("tcsetattr: elements of attributes must be characters or integers")
		}
		if i < len(tio.Cc) {
			tio.Cc[i] = c
		}
	}
	if when < 0 || when > 2 {
		return value{}, fail(t, unix.EINVAL)
	}
	t.Unlock()
	err = unix.IoctlSetTermios(fd, uint(unix.TCSETS+when), tio)
	t.Lock()
	if err != nil {
		return value{}, fail(t, err)
	}
	return none, nil
}

// control makes a function of a descriptor and a number, which f may change.
func control(request uint, f func(int) int) object.NativeFn {
	return func(t *thread, _ value, a []value) (value, error) {
		fd, err := descriptor(t, a[0])
		if err != nil {
			return value{}, err
		}
		n, err := t.IntArg(a[1], 0)
		if err != nil {
			return value{}, err
		}
		if f != nil {
			n = f(n)
		}
		if err := unix.IoctlSetInt(fd, request, n); err != nil {
			return value{}, fail(t, err)
		}
		return none, nil
	}
}

func drain(t *thread, _ value, a []value) (value, error) {
	fd, err := descriptor(t, a[0])
	if err != nil {
		return value{}, err
	}
	t.Unlock()
	err = unix.IoctlSetInt(fd, unix.TCSBRK, 1)
	t.Lock()
	if err != nil {
		return value{}, fail(t, err)
	}
	return none, nil
}

func descriptor(t *thread, v value) (int, error) {
	fd, err := pylib.FD(t, v)
	if err == nil && !t.In.Files {
		err = t.RaiseOS(unix.EPERM, "")
	}
	return fd, err
}
