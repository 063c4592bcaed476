//go:build unix && !linux

package osmod

import (
	"time"

	"golang.org/x/sys/unix"
)

func sleepUntilExit(*thread, int) (bool, error) { return false, nil }

func uptime() time.Duration {
	var ts unix.Timespec
	_ = unix.ClockGettime(unix.CLOCK_MONOTONIC, &ts)
	return time.Duration(ts.Nano())
}
