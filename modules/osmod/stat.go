package osmod

import (
	"syscall"
	"time"

	"github.com/minipy-go/minipy/object"
)

var statType = &object.Type{}

const statDoc = "stat_result: Result from stat, fstat, or lstat.\n\nA tuple (mode, ino, dev, nlink, uid, gid, size, atime, mtime, ctime) whose items are also\nattributes: st_mode, st_ino and so on."

var statFields = []object.StructField{
	{Name: "st_mode", Doc: "protection bits"}, {Name: "st_ino", Doc: "inode"}, {Name: "st_dev", Doc: "device"},
	{Name: "st_nlink", Doc: "number of hard links"}, {Name: "st_uid", Doc: "user ID of owner"}, {Name: "st_gid", Doc: "group ID of owner"},
	{Name: "st_size", Doc: "total size, in bytes"},
	// The sequence has whole seconds; the attributes of the same names come after them and win.
	{Name: "st_atime"}, {Name: "st_mtime"}, {Name: "st_ctime"},
	{Name: "st_atime", Doc: "time of last access"}, {Name: "st_mtime", Doc: "time of last modification"}, {Name: "st_ctime", Doc: "time of last change"},
	{Name: "st_atime_ns", Doc: "time of last access in nanoseconds"}, {Name: "st_mtime_ns", Doc: "time of last modification in nanoseconds"}, {Name: "st_ctime_ns", Doc: "time of last change in nanoseconds"},
	{Name: "st_blksize", Doc: "blocksize for filesystem I/O"}, {Name: "st_blocks", Doc: "number of blocks allocated"}, {Name: "st_rdev", Doc: "device type (if inode device)"},
}

func newStat(t *thread, st *syscall.Stat_t) value {
	items := []value{
		object.Int(int64(st.Mode)), t.NewUint(uint64(st.Ino)), object.Int(int64(st.Dev)), object.Int(int64(st.Nlink)),
		object.Int(int64(st.Uid)), object.Int(int64(st.Gid)), object.Int(st.Size),
	}
	times := statTimes(st)
	for _, at := range times {
		items = append(items, object.Int(at.Unix()))
	}
	for _, at := range times {
		items = append(items, object.Float(seconds(at)))
	}
	for _, at := range times {
		items = append(items, object.Int(at.UnixNano()))
	}
	items = append(items, object.Int(int64(st.Blksize)), object.Int(st.Blocks), object.Int(int64(st.Rdev)))
	return t.NewStructSeq(statType, 10, items...)
}

// seconds is a time as a float, made as CPython makes it.
func seconds(at time.Time) float64 { return float64(at.Unix()) + 1e-9*float64(at.Nanosecond()) }
