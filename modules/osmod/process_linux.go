package osmod

import (
	"time"

	"golang.org/x/sys/unix"
)

// sleepUntilExit waits until a child has ended, or a signal came; false: the system
// cannot wait so.
func sleepUntilExit(t *thread, pid int) (bool, error) {
	fd, err := unix.PidfdOpen(pid, 0)
	if err != nil {
		return false, nil
	}
	defer unix.Close(fd)
	_, err = t.WaitFD(fd, unix.POLLIN, -1)
	return true, err
}

// uptime is the time that times(2) counts.
func uptime() time.Duration {
	var ts unix.Timespec
	_ = unix.ClockGettime(unix.CLOCK_BOOTTIME, &ts)
	return time.Duration(ts.Nano())
}
