package object

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// The system reads and writes the memory of b during the call only.

func bufPointer(b []byte) unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(b)) }

// Getsockopt reads an option of a socket into b and returns its length.
func Getsockopt(fd, level, opt int, b []byte) (int, error) {
	n := uint32(len(b))
	_, _, no := unix.Syscall6(unix.SYS_GETSOCKOPT, uintptr(fd), uintptr(level), uintptr(opt), uintptr(bufPointer(b)), uintptr(unsafe.Pointer(&n)), 0)
	if no != 0 {
		return 0, no
	}
	return int(n), nil
}

// Setsockopt sets an option of a socket; b may be nil whatever n is.
func Setsockopt(fd, level, opt int, b []byte, n int) error {
	_, _, no := unix.Syscall6(unix.SYS_SETSOCKOPT, uintptr(fd), uintptr(level), uintptr(opt), uintptr(bufPointer(b)), uintptr(n), 0)
	if no != 0 {
		return no
	}
	return nil
}

// Ioctl is ioctl(2) with an argument in memory.
func Ioctl(fd int, request uint, b []byte) (int, error) {
	n, _, no := unix.Syscall(unix.SYS_IOCTL, uintptr(fd), uintptr(request), uintptr(bufPointer(b)))
	if no != 0 {
		return 0, no
	}
	return int(n), nil
}

// IoctlInt is ioctl(2) with a number.
func IoctlInt(fd int, request uint, arg int) (int, error) {
	n, _, no := unix.Syscall(unix.SYS_IOCTL, uintptr(fd), uintptr(request), uintptr(arg))
	if no != 0 {
		return 0, no
	}
	return int(n), nil
}

// Fcntl is fcntl(2) with an argument in memory.
func Fcntl(fd, cmd int, b []byte) (int, error) {
	n, _, no := unix.Syscall(unix.SYS_FCNTL, uintptr(fd), uintptr(cmd), uintptr(bufPointer(b)))
	if no != 0 {
		return 0, no
	}
	return int(n), nil
}
