package multiprocessingmod

import (
	"slices"
	"strings"
	"syscall"
	"time"
)

// A semaphore is a count that no thread takes below zero.
type semaphore struct {
	value   int
	users   int // the SemLocks that are sights of it
	named   bool
	waiters []chan struct{}
}

// semaphores are those of an interpreter.
type semaphores struct {
	open  map[int64]*semaphore // by handle; one without name and users is gone
	named map[string]int64     // the handles of those whose name is still known
	last  int64                // handle
}

type semaphoresKey struct{}

func semaphoresOf(t *thread) *semaphores {
	return t.In.State(semaphoresKey{}, func() any {
		return &semaphores{open: map[int64]*semaphore{}, named: map[string]int64{}}
	}).(*semaphores)
}

// make opens a new semaphore.
func (all *semaphores) make(name string, n int) (*semaphore, int64, error) {
	name = short(name)
	switch {
	case name == "" || len(name) > nameMax || strings.Contains(name, "/") || n < 0:
		return nil, 0, syscall.EINVAL
	case all.named[name] != 0:
		return nil, 0, syscall.EEXIST
	}
	all.last++
	s := &semaphore{value: n, named: true}
	all.open[all.last], all.named[name] = s, all.last
	return s, all.last, nil
}

// short is a name as it is listed.
func short(name string) string { return strings.TrimPrefix(name, "/") }

// unlink forgets a name, if it knows it.
func (all *semaphores) unlink(name string) bool {
	handle := all.named[short(name)]
	if handle == 0 {
		return false
	}
	delete(all.named, short(name))
	all.open[handle].named = false
	all.close(handle)
	return true
}

// close lets go of a semaphore that nothing leads to.
func (all *semaphores) close(handle int64) {
	if s := all.open[handle]; s != nil && s.users == 0 && !s.named {
		delete(all.open, handle)
	}
}

// down waits until the value is more than zero, no longer than d unless d < 0, and takes one off it. Handlers of signals
// run meanwhile, and the error is theirs.
func (s *semaphore) down(t *thread, d time.Duration) (bool, error) {
	for end := time.Now().Add(d); s.value == 0; {
		if d == 0 {
			return false, nil
		}
		ch := make(chan struct{}, 1)
		s.waiters = append(s.waiters, ch)
		t.WaitFor(ch, d)
		woken := s.leave(ch)
		if err := t.Signals(); err != nil {
			if woken {
				s.wakeNext()
			}
			return false, err
		}
		if d > 0 {
			d = max(time.Until(end), 0)
		}
	}
	s.value--
	return true, nil
}

// leave takes a waiter out of the line; true: it had been woken.
func (s *semaphore) leave(ch chan struct{}) bool {
	i := slices.Index(s.waiters, ch)
	if i >= 0 {
		s.waiters = slices.Delete(s.waiters, i, i+1)
	}
	return i < 0
}

func (s *semaphore) up() {
	s.value++
	s.wakeNext()
}

func (s *semaphore) wakeNext() {
	if s.value > 0 && len(s.waiters) > 0 {
		ch := s.waiters[0]
		s.waiters = s.waiters[1:]
		ch <- struct{}{}
	}
}
