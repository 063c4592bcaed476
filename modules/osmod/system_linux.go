package osmod

import (
	"math/bits"
	"syscall"

	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

// systemDecls are what only this system has.
func systemDecls() []object.Decl {
	return []object.Decl{
		object.Func("sched_getaffinity(pid, /)", "Return the processors that a process may run on.", osGetAffinity),
		object.Func("sched_setaffinity(pid, mask, /)", "Set the processors that a process may run on.", osSetAffinity),
		object.Func("getrandom(size, flags=0)", "Return random bytes.", osGetRandom),
		object.Func("memfd_create(name, flags=1)", "Return a descriptor of a file in memory.", osMemfd),
		object.Func("pidfd_open(pid, flags=0)", "Return a descriptor that stands for a process.", osPidfd),
		object.Func("eventfd(initval, flags=524288)", "Return a descriptor of a counter.", osEventfd),
		object.Func("sendfile(out_fd, in_fd, offset, count)", "Copy bytes from one descriptor to another.", osSendfile),
		object.Func("sysconf(name, /)", "Return a figure of the system.", osSysconf),
	}
}

var systemConstants = []constant{
	{"O_DIRECT", unix.O_DIRECT}, {"O_NOATIME", unix.O_NOATIME}, {"O_PATH", unix.O_PATH}, {"O_RSYNC", unix.O_RSYNC}, {"O_FSYNC", unix.O_SYNC},
	{"O_LARGEFILE", 0}, {"O_TMPFILE", unix.O_TMPFILE},
	{"P_ALL", 0}, {"P_PID", 1}, {"P_PGID", 2}, {"P_PIDFD", 3}, {"WEXITED", unix.WEXITED}, {"WSTOPPED", unix.WSTOPPED}, {"WNOWAIT", unix.WNOWAIT},
	{"SEEK_DATA", 3}, {"SEEK_HOLE", 4}, {"GRND_NONBLOCK", unix.GRND_NONBLOCK}, {"GRND_RANDOM", unix.GRND_RANDOM},
	{"MFD_CLOEXEC", unix.MFD_CLOEXEC}, {"MFD_ALLOW_SEALING", unix.MFD_ALLOW_SEALING},
	{"EFD_CLOEXEC", unix.EFD_CLOEXEC}, {"EFD_NONBLOCK", unix.EFD_NONBLOCK}, {"EFD_SEMAPHORE", unix.EFD_SEMAPHORE},
	{"SCHED_OTHER", 0}, {"SCHED_FIFO", 1}, {"SCHED_RR", 2}, {"SCHED_BATCH", 3}, {"SCHED_IDLE", 5},
}

func osGetAffinity(t *thread, _ value, a []value) (value, error) {
	return withInts(t, a, func(n []int) (value, error) {
		var set unix.CPUSet
		if err := unix.SchedGetaffinity(n[0], &set); err != nil {
			return value{}, err
		}
		var out []value
		for cpu := range len(set) * bits.UintSize {
			if set.IsSet(cpu) {
				out = append(out, object.Int(int64(cpu)))
			}
		}
		return t.NewSet(out)
	})
}

func osSetAffinity(t *thread, _ value, a []value) (value, error) {
	var set unix.CPUSet
	err := t.Iterate(a[1], func(x value) error {
		n, err := t.IntArg(x, 0)
		if err == nil && n < 0 {
			err = t.ValueErr("negative CPU number")
		}
		if err == nil {
			set.Set(n)
		}
		return err
	})
	if err != nil {
		return value{}, err
	}
	return withInts(t, a[:1], func(n []int) (value, error) { return none, unix.SchedSetaffinity(n[0], &set) })
}

func osGetRandom(t *thread, _ value, a []value) (value, error) {
	n, err := t.SsizeArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	flags, err := t.IntArg(a[1], 0)
	if err != nil {
		return value{}, err
	}
	if n < 0 {
		return value{}, t.RaiseOS(syscall.EINVAL, "")
	}
	if err := t.Grow(n); err != nil {
		return value{}, err
	}
	b := make([]byte, n)
	got, err := unix.Getrandom(b, flags)
	if err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return t.NewBytes(b[:got:got]), nil
}

func osMemfd(t *thread, _ value, a []value) (value, error) {
	name, err := pathString(t, a[0])
	if err != nil {
		return value{}, err
	}
	flags, err := t.IntArg(a[1], unix.MFD_CLOEXEC)
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	fd, err := unix.MemfdCreate(name, flags)
	if err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return object.Int(int64(fd)), nil
}

func osPidfd(t *thread, _ value, a []value) (value, error) {
	if a[1].IsNil() {
		a[1] = object.Int(0)
	}
	return withInts(t, a, func(n []int) (value, error) {
		fd, err := unix.PidfdOpen(n[0], n[1])
		return object.Int(int64(fd)), err
	})
}

func osEventfd(t *thread, _ value, a []value) (value, error) {
	if err := allowed(t); err != nil {
		return value{}, err
	}
	initval, err := t.IntArg(a[0], 0)
	if err != nil {
		return value{}, err
	}
	flags, err := t.IntArg(a[1], unix.EFD_CLOEXEC)
	if err != nil {
		return value{}, err
	}
	fd, err := unix.Eventfd(uint(initval), flags)
	if err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return object.Int(int64(fd)), nil
}

func osSendfile(t *thread, _ value, a []value) (value, error) {
	if err := allowed(t); err != nil {
		return value{}, err
	}
	fds, err := ints(t, a[:2])
	if err != nil {
		return value{}, err
	}
	var at *int64
	if a[2] != none {
		n, err := t.SsizeArg(a[2], 0)
		if err != nil {
			return value{}, err
		}
		off := int64(n)
		at = &off
	}
	count, err := t.SsizeArg(a[3], 0)
	if err != nil {
		return value{}, err
	}
	t.Unlock()
	n, err := unix.Sendfile(fds[0], fds[1], at, count)
	t.Lock()
	if err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return object.Int(int64(n)), nil
}

// figures are the names that sysconf knows here.
var figures = [...]struct {
	name string
	n    int
	ask  func() int
}{
	{"SC_ARG_MAX", 0, func() int { return 2097152 }},
	{"SC_CLK_TCK", 2, func() int { return ticks }},
	{"SC_NGROUPS_MAX", 3, func() int { return 65536 }},
	{"SC_OPEN_MAX", 4, openMax},
	{"SC_PAGESIZE", 30, unix.Getpagesize},
	{"SC_PAGE_SIZE", 30, unix.Getpagesize},
	{"SC_IOV_MAX", 60, func() int { return 1024 }},
	{"SC_NPROCESSORS_CONF", 83, processors},
	{"SC_NPROCESSORS_ONLN", 84, processors},
}

func openMax() int {
	var lim unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_NOFILE, &lim) != nil {
		return -1
	}
	return int(lim.Cur)
}

func osSysconf(t *thread, _ value, a []value) (value, error) {
	if err := allowed(t); err != nil {
		return value{}, err
	}
	if s, ok := object.AsStr(a[0]); ok {
		for _, f := range figures {
			if f.name == s.S {
				return object.Int(int64(f.ask())), nil
			}
		}
		return value{}, t.ValueErr("unrecognized configuration name")
	}
	n, err := t.IntArg(a[0], 0)
	if err != nil {
		return value{}, t.TypeErr("configuration names must be strings or integers")
	}
	for _, f := range figures {
		if f.n == n {
			return object.Int(int64(f.ask())), nil
		}
	}
	return value{}, t.RaiseOS(syscall.EINVAL, "")
}

func processors() int {
	var set unix.CPUSet
	if unix.SchedGetaffinity(0, &set) != nil {
		return 1
	}
	return set.Count()
}

// statvfsItems are f_bsize, f_frsize and so on.
func statvfsItems(st *unix.Statfs_t) [11]uint64 {
	return [...]uint64{uint64(st.Bsize), uint64(st.Frsize), st.Blocks, st.Bfree, st.Bavail, st.Files, st.Ffree, st.Ffree,
		uint64(st.Flags) &^ 0x20, uint64(st.Namelen), uint64(uint32(st.Fsid.Val[0])) | uint64(uint32(st.Fsid.Val[1]))<<32}
}
