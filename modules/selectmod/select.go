// Package selectmod is the select module: waiting until descriptors are ready.
//
// Invariant: other threads and handlers of signals run while it waits; after a handler
// the wait goes on for the time that is left.
package selectmod

import (
	"math"
	"syscall"
	"time"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
	"golang.org/x/sys/unix"
)

type (
	thread = object.Thread
	value  = object.Value
	header = object.Header
)

var none = object.None

// Module declares select.
var Module = object.ModuleSpec{
	Name:  "select",
	Doc:   "Waiting until files and sockets are ready.",
	Setup: func() { pollInit(); systemInit() },
	Build: func() []object.Decl {
		return append([]object.Decl{
			object.Func("select(rlist, wlist, xlist, timeout=None, /)", "Wait until one of the files in three lists is ready: to read, to write, for something unusual. Return the lists of those that are.", selectSelect),
			object.Func("poll()", "Return an object that waits for files registered with it.", newPoll),
			object.Attr("error", object.OSError.Value()),
			object.Attr("PIPE_BUF", object.Int(4096)),
			object.Attr("POLLIN", object.Int(unix.POLLIN)),
			object.Attr("POLLPRI", object.Int(unix.POLLPRI)),
			object.Attr("POLLOUT", object.Int(unix.POLLOUT)),
			object.Attr("POLLERR", object.Int(unix.POLLERR)),
			object.Attr("POLLHUP", object.Int(unix.POLLHUP)),
			object.Attr("POLLNVAL", object.Int(unix.POLLNVAL)),
			object.Attr("POLLRDNORM", object.Int(64)),
			object.Attr("POLLRDBAND", object.Int(128)),
			object.Attr("POLLWRNORM", object.Int(256)),
			object.Attr("POLLWRBAND", object.Int(512)),
			object.Attr("POLLMSG", object.Int(1024)),
		}, systemDecls()...)
	},
}

// allowed returns a PermissionError unless the host granted something that has
// descriptors.
func allowed(t *thread) error {
	if t.In.Files || t.In.Sockets {
		return nil
	}
	return t.RaiseOS(syscall.EPERM, "")
}

// raise turns what WaitFDs returns into an exception.
func raise(t *thread, err error) error {
	if no, ok := err.(syscall.Errno); ok {
		return t.RaiseOS(no, "")
	}
	return err
}

// maxSelect is how many descriptors select(2) knows.
const maxSelect = 1024

// want adds the descriptors of a list to fds, each once, and notes for each item
// which entry it has.
func want(t *thread, list value, events int16, fds *[]unix.PollFd, index map[int]int) (items []value, at []int, err error) {
	live, isList := object.AsList(list) // fileno() may change it
	if !isList {
		items, err = t.Collect(list)
	}
	if err != nil {
		if t.ErrIs(err, object.TypeError) {
			t.Discard(err)
			err = t.TypeErr("arguments 1-3 must be sequences")
		}
		return nil, nil, err
	}
	for k := 0; isList && k < len(live.Items) || k < len(items); k++ {
		if isList {
			items = append(items, live.Items[k].Ref())
		}
		fd, err := pylib.FD(t, items[k])
		if err == nil && fd >= maxSelect {
			err = t.ValueErr("filedescriptor out of range in select()")
		}
		if err != nil {
			return items, nil, err
		}
		i, ok := index[fd]
		if !ok {
			i = len(*fds)
			index[fd] = i
			*fds = append(*fds, unix.PollFd{Fd: int32(fd)})
		}
		(*fds)[i].Events |= events
		at = append(at, i)
	}
	return items, at, nil
}

func selectSelect(t *thread, _ value, a []value) (value, error) {
	d := time.Duration(-1)
	if pylib.Given(a[3]) {
		var err error
		if d, err = seconds(t, a[3], "timeout must be a float or None"); err != nil {
			return value{}, err
		}
		if d < 0 {
			return value{}, t.ValueErr("timeout must be non-negative")
		}
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	events := [3]int16{unix.POLLIN, unix.POLLOUT, unix.POLLPRI}
	seen := [3]int16{unix.POLLIN | unix.POLLHUP | unix.POLLERR, unix.POLLOUT | unix.POLLERR, unix.POLLPRI}
	var fds []unix.PollFd
	index := map[int]int{}
	var items [3][]value
	var at [3][]int
	defer func() {
		for _, list := range items {
			t.UnrefAll(list)
		}
	}()
	for i := range events {
		var err error
		if items[i], at[i], err = want(t, a[i], events[i], &fds, index); err != nil {
			return value{}, err
		}
	}
	if _, err := t.WaitFDs(fds, d); err != nil {
		return value{}, raise(t, err)
	}
	var out [3]value
	for i, list := range items {
		var ready []value
		for k, x := range list {
			if fds[at[i][k]].Revents&seen[i] != 0 {
				ready = append(ready, x.Ref())
			}
		}
		out[i] = t.NewList(ready)
	}
	for i := range fds {
		if fds[i].Revents&unix.POLLNVAL != 0 {
			t.UnrefAll(out[:])
			return value{}, t.RaiseOS(syscall.EBADF, "")
		}
	}
	return t.NewTuple(out[:]...), nil
}

// seconds reads a timeout in seconds.
func seconds(t *thread, v value, complaint string) (time.Duration, error) {
	if v.Type().Slots.ToFloat == nil && v.Type().Slots.Index == nil {
		return 0, t.TypeErr("%s", complaint)
	}
	return t.Timeout(v)
}

// milliseconds reads a timeout of poll(): absent, None and negative mean no limit.
func milliseconds(t *thread, v value) (time.Duration, error) {
	if !pylib.Given(v) {
		return -1, nil
	}
	if v.Type().Slots.ToFloat == nil && v.Type().Slots.Index == nil {
		return 0, t.TypeErr("timeout must be an integer or None")
	}
	if f, ok := object.FloatOf(v); ok {
		if math.IsNaN(f) {
			return 0, t.ValueErr("Invalid value NaN (not a number)")
		}
		if f = math.Ceil(f); math.Abs(f) > math.MaxInt32 {
			return 0, t.Raise(object.OverflowError, "timeout is too large")
		}
		return time.Duration(f) * time.Millisecond, nil
	}
	n, err := t.Index(v)
	if err != nil {
		return 0, err
	}
	defer t.Unref(n)
	ms, ok := object.IntValue(n)
	switch {
	case !ok:
		return 0, t.Raise(object.OverflowError, "timestamp too large to convert to C _PyTime_t")
	case ms > math.MaxInt32 || ms < math.MinInt32:
		return 0, t.Raise(object.OverflowError, "timeout is too large")
	}
	return time.Duration(ms) * time.Millisecond, nil
}

// A poll is a select.poll: descriptors and the events they are watched for, in order
// of registration.
type poll struct {
	object.Header
	fds  []unix.PollFd
	busy bool
}

var pollType = new(object.Type)

func pollInit() {
	pollType.Define(object.TypeSpec{Name: "select.poll", Flags: object.FlagNoNew, Basic: 48, Layout: object.LayoutOf[poll](),
		Doc: "An object that waits for files registered with it.",
		Decls: []object.Decl{
			object.Method("register(fd, eventmask=7, /)", "Watch a file.", pollRegister),
			object.Method("modify(fd, eventmask, /)", "Change what a file is watched for.", pollModify),
			object.Method("unregister(fd, /)", "Watch a file no more.", pollUnregister),
			object.Method("poll(timeout=None, /)", "Wait, so many milliseconds at most. Return pairs of a descriptor and what happened.", pollPoll),
		}})
}

func newPoll(t *thread, _ value, _ []value) (value, error) {
	return object.Obj(&object.New[poll](t, pollType).Header), nil
}

func (p *poll) find(fd int) int {
	for i := range p.fds {
		if p.fds[i].Fd == int32(fd) {
			return i
		}
	}
	return -1
}

// mask reads a set of events.
func mask(t *thread, v value, dflt int) (uint16, error) {
	if v.IsNil() {
		return uint16(dflt), nil
	}
	if v.Type().Slots.Index == nil {
		return 0, t.TypeErr("'%s' object cannot be interpreted as an integer", v.Type().Name)
	}
	n, err := t.SsizeArg(v, 0)
	switch {
	case err != nil:
		if t.ErrIs(err, object.OverflowError) {
			t.Discard(err)
			err = t.Raise(object.OverflowError, "Python int too large to convert to C unsigned short")
		}
		return 0, err
	case n < 0:
		return 0, t.ValueErr("value must be positive")
	case n > math.MaxUint16:
		return 0, t.Raise(object.OverflowError, "Python int too large for C unsigned short")
	}
	return uint16(n), nil
}

func pollRegister(t *thread, v value, a []value) (value, error) {
	fd, err := pylib.FD(t, a[0])
	if err != nil {
		return value{}, err
	}
	m, err := mask(t, a[1], unix.POLLIN|unix.POLLPRI|unix.POLLOUT)
	if err != nil {
		return value{}, err
	}
	p := object.As[poll](v)
	if i := p.find(fd); i >= 0 {
		p.fds[i].Events = int16(m)
	} else {
		p.fds = append(p.fds, unix.PollFd{Fd: int32(fd), Events: int16(m)})
	}
	return none, nil
}

func pollModify(t *thread, v value, a []value) (value, error) {
	fd, err := pylib.FD(t, a[0])
	if err != nil {
		return value{}, err
	}
	m, err := mask(t, a[1], 0)
	if err != nil {
		return value{}, err
	}
	p := object.As[poll](v)
	i := p.find(fd)
	if i < 0 {
		return value{}, t.RaiseOS(syscall.ENOENT, "")
	}
	p.fds[i].Events = int16(m)
	return none, nil
}

func pollUnregister(t *thread, v value, a []value) (value, error) {
	fd, err := pylib.FD(t, a[0])
	if err != nil {
		return value{}, err
	}
	p := object.As[poll](v)
	i := p.find(fd)
	if i < 0 {
		return value{}, t.KeyErr(object.Int(int64(fd)))
	}
	p.fds = append(p.fds[:i:i], p.fds[i+1:]...)
	return none, nil
}

func pollPoll(t *thread, v value, a []value) (value, error) {
	d, err := milliseconds(t, a[0])
	if err != nil {
		return value{}, err
	}
	if err := allowed(t); err != nil {
		return value{}, err
	}
	p := object.As[poll](v)
	if p.busy {
		return value{}, t.Raise(object.RuntimeError, "concurrent poll() invocation")
	}
	p.busy = true
	fds := append([]unix.PollFd(nil), p.fds...)
	v.Ref()
	_, err = t.WaitFDs(fds, d)
	p.busy = false
	t.Unref(v)
	if err != nil {
		return value{}, raise(t, err)
	}
	var out []value
	for _, f := range fds {
		if f.Revents != 0 {
			out = append(out, t.NewTuple(object.Int(int64(f.Fd)), object.Int(int64(uint16(f.Revents)))))
		}
	}
	return t.NewList(out), nil
}
