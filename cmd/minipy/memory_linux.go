package main

import (
	"bytes"
	"os"
	"strconv"
	"syscall"
)

// unmapProgram gives back the pages of the program itself that starting has mapped. Linux
// maps 64 KB around each page that is touched, so nearly all of it, 10 MB, counts as
// the process's memory; what the script needs of it comes back from the system's cache.
func unmapProgram() {
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		return // only memory is lost
	}
	var program []byte
	for line := range bytes.Lines(maps) {
		f := bytes.Fields(line)
		if len(f) < 6 {
			break // the program's parts stand first
		}
		if program == nil {
			program = f[5]
		}
		if !bytes.Equal(f[5], program) {
			break
		}
		if f[1][1] == 'w' {
			continue
		}
		lo, hi, _ := bytes.Cut(f[0], []byte("-"))
		from, err := strconv.ParseUint(string(lo), 16, 64)
		to, err2 := strconv.ParseUint(string(hi), 16, 64)
		if err != nil || err2 != nil {
			return
		}
		_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, uintptr(from), uintptr(to-from), syscall.MADV_DONTNEED)
	}
}
