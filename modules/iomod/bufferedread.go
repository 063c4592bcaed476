package iomod

import (
	"bytes"

	"github.com/minipy-go/minipy/object"
)

// rawRead reads once from the raw stream into p; blocked: it had nothing to give yet.
func (b *buffered) rawRead(t *thread, p []byte) (n int, blocked bool, err error) {
	if b.file != nil {
		n, err = b.file.readSome(t, p)
		if err == errBlocked {
			return n, true, nil
		}
		return n, false, err
	}
	tmp := t.NewByteArray(make([]byte, len(p)))
	defer t.Unref(tmp)
	view, err := t.NewMemoryView(tmp)
	if err != nil {
		return 0, false, err
	}
	r, err := t.CallMethod(b.raw, "readinto", view)
	t.Unref(view)
	if err != nil {
		return 0, false, err
	}
	defer t.Unref(r)
	if r == none {
		return 0, true, nil
	}
	if n, err = t.SsizeArg(r, 0); err != nil {
		return 0, false, err
	}
	if n < 0 || n > len(p) {
		return 0, false, t.Raise(object.OSError, "raw readinto() returned invalid length %d (should have been between 0 and %d)", n, len(p))
	}
	x, _ := object.AsByteArray(tmp)
	copy(p, x.B)
	return n, false, nil
}

// dropIn gives up what was read ahead: the raw stream goes back to the position.
func (b *buffered) dropIn(t *thread) error {
	if len(b.in) == 0 {
		return nil
	}
	n := len(b.in)
	b.in = nil
	_, err := b.rawSeek(t, int64(-n), 1)
	return err
}

// fill reads ahead once if the buffer is empty.
func (b *buffered) fill(t *thread) (blocked bool, err error) {
	if len(b.in) > 0 {
		return false, nil
	}
	p := make([]byte, b.size)
	n, blocked, err := b.rawRead(t, p)
	if len(b.in) > 0 { // another thread read, too
		b.in = append(b.in[:len(b.in):len(b.in)], p[:n]...)
		return false, err
	}
	b.in = p[:n]
	return blocked, err
}

// readN reads n bytes, or up to the end; nil and blocked if nothing was there yet.
func (b *buffered) readN(t *thread, n int) (out []byte, blocked bool, err error) {
	if n <= len(b.in) {
		out, b.in = b.in[:n:n], b.in[n:]
		return out, false, nil
	}
	if err := t.Grow(n); err != nil {
		return nil, false, err
	}
	out = make([]byte, 0, min(n, 1<<20))
	out = append(out, b.in...)
	b.in = nil
	for len(out) < n {
		if blocked, err = b.fill(t); err != nil {
			return nil, false, err
		}
		if len(b.in) == 0 {
			return out, blocked && len(out) == 0, nil
		}
		k := min(n-len(out), len(b.in))
		out = append(out, b.in[:k]...)
		b.in = b.in[k:]
	}
	return out, false, nil
}

// rest reads until the end.
func (b *buffered) rest(t *thread) (out []byte, blocked bool, err error) {
	head := b.in
	b.in = nil
	if b.file != nil {
		tail, err := b.file.readRest(t)
		blocked = err == errBlocked
		if len(head) > 0 {
			tail = append(bytes.Clone(head), tail...)
		}
		if blocked {
			err = nil
		}
		return tail, blocked && len(tail) == 0, err
	}
	readall, err := t.LookupAttr(b.raw, "readall")
	if err != nil {
		return nil, false, err
	}
	if !readall.IsNil() {
		r, err := t.Call(readall)
		t.Unref(readall)
		if err != nil {
			return nil, false, err
		}
		defer t.Unref(r)
		if r == none {
			return head, len(head) == 0, nil
		}
		x, ok := object.AsBytes(r)
		if !ok {
			return nil, false, t.TypeErr("readall() should return bytes")
		}
		return append(bytes.Clone(head), x.B...), false, nil
	}
	out = bytes.Clone(head)
	for {
		r, err := t.CallMethod(b.raw, "read")
		if err != nil {
			return nil, false, err
		}
		x, ok := object.AsBytes(r)
		if r != none && !ok {
			t.Unref(r)
			return nil, false, t.TypeErr("read() should return bytes")
		}
		if r == none || len(x.B) == 0 {
			t.Unref(r)
			return out, r == none && len(out) == 0, nil
		}
		out = append(out, x.B...)
		t.Unref(r)
	}
}

// reading prepares v for a read: what is to be written goes out first.
func reading(t *thread, v value, what string) (*buffered, error) {
	b, err := open(t, v, what+" of closed file")
	if err != nil {
		return nil, err
	}
	return b, b.flushOut(t)
}

func (b *buffered) result(t *thread, out []byte, blocked bool, err error) (value, error) {
	if err != nil {
		return value{}, err
	}
	if blocked {
		return none, nil
	}
	return t.NewBytes(out), nil
}

func bufferedRead(t *thread, v value, args []value) (value, error) {
	n, err := readSize(t, args[0])
	if err != nil {
		return value{}, err
	}
	if n < -1 {
		return value{}, t.ValueErr("read length must be non-negative or -1")
	}
	b, err := reading(t, v, "read")
	if err != nil {
		return value{}, err
	}
	if n < 0 {
		out, blocked, err := b.rest(t)
		return b.result(t, out, blocked, err)
	}
	out, blocked, err := b.readN(t, n)
	return b.result(t, out, blocked, err)
}

func bufferedPeek(t *thread, v value, _ []value) (value, error) {
	b, err := reading(t, v, "peek")
	if err != nil {
		return value{}, err
	}
	if _, err := b.fill(t); err != nil {
		return value{}, err
	}
	return t.NewBytes(bytes.Clone(b.in)), nil
}

func bufferedRead1(t *thread, v value, args []value) (value, error) {
	n, err := t.SsizeArg(args[0], -1)
	if err != nil {
		return value{}, err
	}
	b, err := reading(t, v, "read")
	if err != nil {
		return value{}, err
	}
	out, err := b.read1(t, n)
	return b.result(t, out, false, err)
}

// read1 returns what is there, after one read of the raw stream if nothing is.
func (b *buffered) read1(t *thread, n int) ([]byte, error) {
	if n < 0 {
		n = b.size
	}
	if n == 0 {
		return nil, nil
	}
	if len(b.in) == 0 {
		if err := t.Grow(n); err != nil {
			return nil, err
		}
		p := make([]byte, n)
		k, _, err := b.rawRead(t, p)
		return p[:k:k], err
	}
	n = min(n, len(b.in))
	out := b.in[:n:n]
	b.in = b.in[n:]
	return out, nil
}

func bufferedReadinto(t *thread, v value, args []value) (value, error) {
	dst, release, err := t.WritableBuffer("readinto()", args[0])
	if err != nil {
		return value{}, err
	}
	defer release()
	b, err := reading(t, v, "readinto")
	if err != nil {
		return value{}, err
	}
	out, blocked, err := b.readN(t, len(dst))
	if err != nil {
		return value{}, err
	}
	if blocked {
		return none, nil
	}
	return object.Int(int64(copy(dst, out))), nil
}

func bufferedReadinto1(t *thread, v value, args []value) (value, error) {
	dst, release, err := t.WritableBuffer("readinto1()", args[0])
	if err != nil {
		return value{}, err
	}
	defer release()
	b, err := reading(t, v, "readinto")
	if err != nil {
		return value{}, err
	}
	out, err := b.read1(t, len(dst))
	return object.Int(int64(copy(dst, out))), err
}

// line reads a line of at most limit bytes.
func (b *buffered) line(t *thread, limit int) ([]byte, error) {
	var out []byte
	for {
		if _, err := b.fill(t); err != nil {
			return nil, err
		}
		if len(b.in) == 0 {
			return out, nil
		}
		left := -1
		if limit >= 0 {
			left = limit - len(out)
		}
		line, whole := firstLine(b.in, left)
		b.in = b.in[len(line):]
		if out == nil && whole {
			return line[:len(line):len(line)], nil
		}
		out = append(out, line...)
		if whole {
			return out, nil
		}
		if err := t.Grow(len(out)); err != nil {
			return nil, err
		}
	}
}

func bufferedReadline(t *thread, v value, args []value) (value, error) {
	n, err := readSize(t, args[0])
	if err != nil {
		return value{}, err
	}
	b, err := reading(t, v, "readline")
	if err != nil {
		return value{}, err
	}
	out, err := b.line(t, n)
	return b.result(t, out, false, err)
}

func bufferedNext(t *thread, v value) (value, error) {
	if typ := v.Type(); typ != readerType && typ != randomType {
		return baseNext(t, v)
	}
	b, err := reading(t, v, "readline")
	if err != nil {
		return value{}, err
	}
	out, err := b.line(t, -1)
	if err != nil || len(out) == 0 {
		return value{}, err
	}
	return t.NewBytes(out), nil
}
