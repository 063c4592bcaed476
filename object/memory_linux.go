package object

import (
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
)

// systemMemory returns the bytes that the process may hope for: the machine's memory,
// less where a resource limit or the control group says so.
var systemMemory = sync.OnceValue(func() int64 {
	limit := int64(defaultMemory)
	var info syscall.Sysinfo_t
	if syscall.Sysinfo(&info) == nil {
		limit = int64(info.Totalram) * int64(info.Unit)
	}
	var r syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_AS, &r) == nil && r.Cur < uint64(limit) {
		limit = int64(r.Cur)
	}
	if b, err := os.ReadFile("/sys/fs/cgroup/memory.max"); err == nil {
		if n, err := strconv.ParseInt(strings.TrimSpace(string(b)), 10, 64); err == nil {
			limit = min(limit, n)
		}
	}
	return limit
})
