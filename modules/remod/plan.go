package remod

// What a compiled program can know beforehand: with which bytes its parts can begin.

type firstKey struct {
	pc    int32
	exact bool
}

// link tells repetitions what can follow them.
func (c *compiler) link() {
	p := c.prog
	c.firsts = map[firstKey]*[256]bool{}
	for i := range p.code {
		in := &p.code[i]
		switch in.op {
		case opRepeat, opRepeatMin:
			r := &p.reps[in.x]
			if r.next = c.first(in.next, in.exact); r.next == nil {
				continue
			}
			count := 0
			r.all = true
			own := c.charFirst(r.kind, r.set, r.str)
			for b, can := range r.next {
				if can {
					count++
					r.byte = b
					r.all = r.all && !own[b]
				}
			}
			if count != 1 {
				r.byte = -1
			}
		case opLoop:
			l := &p.loops[in.x]
			l.first = c.first(l.body, false)
			l.tail = c.first(in.next, p.groups > 0)
		}
	}
}

// plan finds what a search can look for.
func (c *compiler) plan() {
	p := c.prog
	p.first = c.first(p.start, false)
	pc := p.start
	for {
		in := p.code[pc]
		switch in.op {
		case opMark:
		case opByte:
			p.prefix += string([]byte{byte(in.x)})
		case opString:
			p.prefix += p.strs[in.x]
		case opAt:
			if p.prefix == "" && (in.x == atBeginning || in.x == atBeginningString) {
				p.anchored = true
			}
			return
		case opMatch:
			p.literal = p.groups == 0 && p.prefix != ""
			return
		default:
			return
		}
		pc = in.next
	}
}

// first returns the bytes that what begins at pc can begin with; nil if it can match
// nothing at all, or if nobody knows. exact: give up where groups would be set.
func (c *compiler) first(pc int32, exact bool) *[256]bool {
	key := firstKey{pc, exact}
	if f, ok := c.firsts[key]; ok {
		return f
	}
	c.firsts[key] = nil // what comes back here can be empty
	f := c.findFirst(pc, exact)
	c.firsts[key] = f
	return f
}

func (c *compiler) findFirst(pc int32, exact bool) *[256]bool {
	p := c.prog
	in := &p.code[pc]
	switch in.op {
	case opByte:
		var f [256]bool
		f[byte(in.x)] = true
		return &f
	case opString:
		return c.charFirst(opString, nil, p.strs[in.x])
	case opAny, opAnyAll:
		return c.charFirst(in.op, nil, "")
	case opSet:
		return c.charFirst(opSet, p.sets[in.x], "")
	case opMark:
		if exact {
			return nil
		}
		return c.first(in.next, exact)
	case opAt:
		return c.first(in.next, exact)
	case opAssert, opAssertNot:
		if exact {
			return nil
		}
		return c.first(in.next, exact)
	case opBranch:
		if in.x < 0 {
			return c.first(in.y, exact)
		}
		return union(c.first(in.y, exact), c.first(in.x, exact))
	case opRepeat, opRepeatMin:
		r := &p.reps[in.x]
		f := c.charFirst(r.kind, r.set, r.str)
		if r.max == 0 {
			return c.first(in.next, exact)
		}
		if r.min > 0 {
			return f
		}
		return union(f, c.first(in.next, exact))
	case opLoopInit:
		l := &p.loops[in.x]
		if l.min > 0 {
			return c.first(l.body, exact)
		}
		return union(c.first(l.body, exact), c.first(p.code[in.next].next, exact))
	case opIfGroup:
		return union(c.first(in.y, exact), c.first(in.next, exact))
	}
	return nil
}

func union(a, b *[256]bool) *[256]bool {
	if a == nil || b == nil {
		return nil
	}
	out := *a
	for i, can := range b {
		out[i] = out[i] || can
	}
	return &out
}

// charFirst returns the bytes that a character of some kind begins with.
func (c *compiler) charFirst(kind op, set *charSet, str string) *[256]bool {
	var f [256]bool
	switch kind {
	case opSet:
		for i, v := range &set.tab {
			f[i] = v != tabNo
		}
	case opString:
		f[str[0]] = true
	default:
		for i := range f {
			f[i] = true
		}
		if kind == opAny {
			f['\n'] = false
		}
	}
	return &f
}
