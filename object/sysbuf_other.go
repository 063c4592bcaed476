//go:build unix && !linux

package object

import "golang.org/x/sys/unix"

// Getsockopt reads an option of a socket that is an int.
func Getsockopt(fd, level, opt int, b []byte) (int, error) {
	n, err := unix.GetsockoptInt(fd, level, opt)
	for i := range min(len(b), 4) {
		b[i] = byte(n >> (8 * i))
	}
	return min(len(b), 4), err
}

// Setsockopt sets an option of a socket.
func Setsockopt(fd, level, opt int, b []byte, _ int) error {
	return unix.SetsockoptString(fd, level, opt, string(b))
}

// Ioctl, IoctlInt and Fcntl have no portable form.
func Ioctl(int, uint, []byte) (int, error) { return 0, unix.ENOTSUP }
func IoctlInt(int, uint, int) (int, error) { return 0, unix.ENOTSUP }
func Fcntl(int, int, []byte) (int, error)  { return 0, unix.ENOTSUP }
