package minipy

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/minipy-go/minipy/modules/iomod"
	"github.com/minipy-go/minipy/object"
)

// A Pool keeps interpreters that have already run a Code, for one user after another.
// No user sees anything of the one before: when an interpreter comes back it is closed,
// so that everything that it owned dies, and a new one that has run the Code takes its
// place. A Pool is used by any number of goroutines; each interpreter by one.
type Pool struct {
	cfg  Config
	code *Code
	ctx  context.Context // of the runs of code
	room chan struct{}   // a token for each interpreter that may be out

	mu     sync.Mutex
	ready  []*Interp
	out    map[*Interp]bool
	closed bool
}

// ErrForeign: Pool.Put of an interpreter that the pool has not given out.
var ErrForeign = errors.New("minipy: the interpreter is not out of this pool")

// NewPool returns a pool of at most size interpreters, and makes the first, so that an
// error of the Code shows at once. ctx ends the runs of the Code, now and later. What cfg
// holds is shared by all the interpreters, so its writers and functions are called by
// several goroutines at once; Interp.SetOutput gives each user writers of his own.
func NewPool(ctx context.Context, size int, cfg Config, code *Code) (*Pool, error) {
	if size < 1 {
		return nil, fmt.Errorf("minipy: a pool of %d", size)
	}
	cfg.compiled = new(sync.Map)
	p := &Pool{cfg: cfg, code: code, ctx: ctx, room: make(chan struct{}, size), out: map[*Interp]bool{}}
	in, err := p.start()
	if err != nil {
		return nil, err
	}
	p.ready = append(p.ready, in)
	return p, nil
}

// start makes an interpreter that has run the Code.
func (p *Pool) start() (*Interp, error) {
	in := New(p.cfg)
	if err := in.Run(p.ctx, p.code); err != nil {
		_ = in.Close()
		return nil, err
	}
	return in, nil
}

// Get returns an interpreter, which the caller gives back by Put. While as many are out
// as the pool holds it waits until one comes back or ctx ends. Its errors are those of
// ctx, ErrClosed, and what the Code raises.
func (p *Pool) Get(ctx context.Context) (*Interp, error) {
	select {
	case p.room <- struct{}{}:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	p.mu.Lock()
	var in *Interp
	if n := len(p.ready) - 1; n >= 0 {
		in = p.ready[n]
		p.ready[n] = nil
		p.ready = p.ready[:n]
	}
	closed := p.closed
	p.mu.Unlock()
	var err error
	switch {
	case closed:
		err = ErrClosed
	case in == nil:
		in, err = p.start()
	}
	if err != nil {
		<-p.room
		return nil, err
	}
	p.mu.Lock()
	p.out[in] = true
	p.mu.Unlock()
	return in, nil
}

// Put takes an interpreter back and closes it: what its user left in it dies before Put
// returns. The user may have closed it already. Put then makes the interpreter that
// takes its place. Its errors are ErrForeign and ErrBusy, after which the interpreter
// is still out.
func (p *Pool) Put(in *Interp) error {
	p.mu.Lock()
	mine := p.out[in]
	p.mu.Unlock()
	if !mine {
		return ErrForeign
	}
	if err := in.Close(); errors.Is(err, ErrBusy) {
		return err
	}
	p.mu.Lock()
	mine = p.out[in]
	delete(p.out, in)
	closed := p.closed
	p.mu.Unlock()
	if !mine { // two goroutines gave it back
		return ErrForeign
	}
	if !closed {
		if next, err := p.start(); err == nil { // else Get tries again, and reports it
			p.mu.Lock()
			closed = p.closed
			if !closed {
				p.ready = append(p.ready, next)
			}
			p.mu.Unlock()
			if closed {
				_ = next.Close()
			}
		}
	}
	<-p.room
	return nil
}

// Do lends an interpreter to f and gives it back when f returns or panics. It returns
// what f returns, or the error of Get or Put.
func (p *Pool) Do(ctx context.Context, f func(in *Interp) error) (err error) {
	in, err := p.Get(ctx)
	if err != nil {
		return err
	}
	defer func() {
		if perr := p.Put(in); err == nil {
			err = perr
		}
	}()
	return f(in)
}

// Close closes the interpreters that are not out; Get fails from now on, and those that
// are out are closed by Put. A second Close does nothing.
func (p *Pool) Close() error {
	p.mu.Lock()
	p.closed = true
	ready := p.ready
	p.ready = nil
	p.mu.Unlock()
	var err error
	for _, in := range ready {
		err = errors.Join(err, in.Close())
	}
	return err
}

// SetOutput replaces sys.stdout and sys.stderr; nil makes one None. What the script
// wrote to the ones before is flushed.
func (i *Interp) SetOutput(stdout, stderr io.Writer) error {
	if err := i.enter(noContext); err != nil {
		return err
	}
	i.flush()
	old := i.stdout
	i.stdout = object.Value{}
	i.t.XUnref(old)
	i.in.Stdout, i.in.Stderr = stdout, stderr
	o := iomod.StdioOptions{Unbuffered: i.cfg.Unbuffered, Encoding: i.cfg.IOEncoding}
	return i.leave(errors.Join(i.stream(1, "stdout", nil, stdout, o), i.stream(2, "stderr", nil, stderr, o)))
}
