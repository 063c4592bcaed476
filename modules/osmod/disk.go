package osmod

import (
	"io/fs"
	"syscall"
	"time"

	"github.com/minipy-go/minipy/object"
)

// diskOf is the Disk that the script has instead of the machine's files, nil if none.
func diskOf(t *thread) object.Disk {
	if options(t).Files {
		return nil
	}
	return t.In.Disk
}

// onDisk makes a function that asks the host's Disk if the script has one, else real.
func onDisk(real object.NativeFn, disk func(t *thread, d object.Disk, a []value) (value, error)) object.NativeFn {
	return func(t *thread, self value, a []value) (value, error) {
		if d := diskOf(t); d != nil {
			return disk(t, d, a)
		}
		return real(t, self, a)
	}
}

func diskMkdir(t *thread, d object.Disk, a []value) (value, error) {
	p, err := nameArg(t, "mkdir", a[0], false)
	if err != nil {
		return value{}, err
	}
	if _, err := intArg(t, a[1], 0o777); err != nil {
		return value{}, err
	}
	if err := d.Mkdir(p.name); err != nil {
		return value{}, p.fail(t, err)
	}
	return none, nil
}

func diskRemove(fn string, dir bool) func(t *thread, d object.Disk, a []value) (value, error) {
	return func(t *thread, d object.Disk, a []value) (value, error) {
		p, err := nameArg(t, fn, a[0], false)
		if err != nil {
			return value{}, err
		}
		if err := d.Remove(p.name, dir); err != nil {
			return value{}, p.fail(t, err)
		}
		return none, nil
	}
}

func diskRename(fn string) func(t *thread, d object.Disk, a []value) (value, error) {
	return func(t *thread, d object.Disk, a []value) (value, error) {
		from, err := nameArg(t, fn, a[0], false)
		if err != nil {
			return value{}, err
		}
		to, err := nameArg(t, fn, a[1], false)
		if err != nil {
			return value{}, err
		}
		if err := d.Rename(from.name, to.name); err != nil {
			return value{}, from.fail(t, err)
		}
		return none, nil
	}
}

// diskAccess can tell only what the mode of a file says.
func diskAccess(t *thread, d object.Disk, a []value) (value, error) {
	p, err := nameArg(t, "access", a[0], false)
	if err != nil {
		return value{}, err
	}
	mode, err := intArg(t, a[1], 0)
	if err != nil {
		return value{}, err
	}
	st, err := d.Stat(p.name, true)
	if err != nil {
		return object.False, nil
	}
	return object.Bool(int(st.Mode().Perm()>>6)&mode == mode&7), nil
}

func diskStat(t *thread, d object.Disk, fn string, v value, follow bool) (value, error) {
	p, err := nameArg(t, fn, v, false)
	if err != nil {
		return value{}, err
	}
	st, err := d.Stat(p.name, follow)
	if err != nil {
		return value{}, p.fail(t, err)
	}
	return newFileStat(t, st), nil
}

// newFileStat makes a stat_result of what a Disk tells; the rest is 0.
func newFileStat(t *thread, st fs.FileInfo) value {
	mode := int64(st.Mode().Perm())
	switch m := st.Mode(); {
	case m.IsDir():
		mode |= syscall.S_IFDIR
	case m&fs.ModeSymlink != 0:
		mode |= syscall.S_IFLNK
	case m.IsRegular():
		mode |= syscall.S_IFREG
	}
	zero, one := object.Int(0), object.Int(1)
	items := []value{object.Int(mode), zero, zero, one, zero, zero, object.Int(st.Size())}
	at := st.ModTime()
	if at.IsZero() {
		at = time.Unix(0, 0)
	}
	for range 3 {
		items = append(items, object.Int(at.Unix()))
	}
	for range 3 {
		items = append(items, object.Float(seconds(at)))
	}
	for range 3 {
		items = append(items, object.Int(at.UnixNano()))
	}
	items = append(items, object.Int(4096), object.Int((st.Size()+511)/512), zero)
	return t.NewStructSeq(statType, 10, items...)
}
