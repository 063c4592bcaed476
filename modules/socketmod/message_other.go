//go:build unix && !linux

package socketmod

import (
	"encoding/binary"

	"golang.org/x/sys/unix"
)

func controlMessage(level, kind int, data []byte) []byte {
	b := make([]byte, unix.CmsgSpace(len(data)))
	binary.NativeEndian.PutUint32(b, uint32(unix.CmsgLen(len(data))))
	binary.NativeEndian.PutUint32(b[4:], uint32(level))
	binary.NativeEndian.PutUint32(b[8:], uint32(kind))
	copy(b[unix.CmsgLen(0):], data)
	return b
}
