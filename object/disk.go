package object

import (
	"io"
	"io/fs"
)

// A Disk is the files that the host grants a script that may not see the machine's.
// Names are the script's, with / between their parts; the Disk makes of them what it
// likes, and keeps the script inside. Errors are Go's; those that Errno knows become
// the OSError that fits.
type Disk interface {
	// OpenFile opens a file; flags are those of os.OpenFile.
	OpenFile(name string, flags int) (DiskFile, error)
	Stat(name string, follow bool) (fs.FileInfo, error)
	ReadDir(name string) ([]fs.DirEntry, error)
	Mkdir(name string) error
	// Remove removes a file or, with dir, an empty folder.
	Remove(name string, dir bool) error
	// Rename moves a file, over one that is there.
	Rename(from, to string) error
}

// A DiskFile is an open file of a Disk.
type DiskFile interface {
	io.ReadWriteSeeker
	io.Closer
	Truncate(size int64) error
	Stat() (fs.FileInfo, error)
}
