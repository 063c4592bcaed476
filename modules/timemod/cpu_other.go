//go:build !unix

package timemod

import "time"

// cpuTime stands in with elapsed time where the system has no portable count.
func cpuTime() time.Duration { return time.Since(started) }
