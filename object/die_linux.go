package object

import (
	"os"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// DieOf ends the process as a signal does whose default action is to end it. Go has
// handlers of its own for most signals, and other ideas of what they should do.
func DieOf(signum int) {
	// The kernel's struct sigaction: the default handler, no flags, an empty mask.
	var dfl [4]uint64
	_, _, _ = syscall.RawSyscall6(syscall.SYS_RT_SIGACTION, uintptr(signum), uintptr(unsafe.Pointer(&dfl)), 0, 8, 0, 0)
	_ = unix.Kill(os.Getpid(), syscall.Signal(signum))
	time.Sleep(time.Second)
	os.Exit(128 + signum)
}
