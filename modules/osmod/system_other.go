//go:build unix && !linux

package osmod

import (
	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

// systemDecls are what only this system has.
func systemDecls() []object.Decl { return nil }

var systemConstants []constant

func statvfsItems(st *unix.Statfs_t) [11]uint64 {
	return [...]uint64{uint64(st.Iosize), uint64(st.Bsize), st.Blocks, st.Bfree, st.Bavail, st.Files, st.Ffree, st.Ffree, uint64(st.Flags), 255, 0}
}
