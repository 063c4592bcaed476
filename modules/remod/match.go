package remod

import (
	"math"
	"strings"

	"github.com/minipy-go/minipy/object"
)

// A matcher runs a program on one subject. Positions are byte offsets. What can be
// tried otherwise waits on a stack of its own, so no subject makes Go recurse.
type matcher struct {
	t    *thread
	prog *program
	s    string
	end  int  // where the subject ends for the pattern
	utf8 bool // s has characters of several bytes

	full     bool // the match must end at end
	notEmpty int  // no match may be empty here; -1: no such place

	// marks are where groups begin and end: 2g-2 and 2g-1 for group g. Those above last
	// are not set, whatever they hold. lastGroup is the group that ended last, or 0.
	marks     []int
	last      int
	lastGroup int

	count []int // rounds of each loop, -1 before the first
	since []int // where the newest round of each loop began, -1 before the first
	base  []int // height of the stack where each assertion began
	stack []int
	begin int // where the match begins
	pos   int // where it ended

	steps   int // until the next poll; an eighth of a step of the script each
	granted int // words of stack that were asked for
}

// Kinds of entries of the stack. The topmost word of an entry is the kind and, shifted
// by kindBits, an instruction or loop; the words below are listed here, top last.
const (
	alternative   = iota // pos, state: go on at the instruction
	alternativeM         // marks…, their number, pos, state: the same, and put the marks back
	restoreState         // state: put it back and go on failing
	restoreMarks         // marks…, their number, state: the same with marks
	repeatBack           // least pos, pos, state: give one character back
	repeatMore           // pos, characters left, state: take one more
	loopRound            // marks…, their number, pos, state, count, since: leave the loop
	loopMore             // pos, state, count: another round
	loopCount            // count, since: put them back and go on failing
	assertBody           // pos: the body did not match
	assertNotBody        // pos: the same

	kindBits = 4
	kindMask = 1<<kindBits - 1
)

const (
	pollSteps = 1 << 14
	freeStack = 1 << 16 // words that need not be asked for
)

func (m *matcher) state() int { return (m.last+1)<<32 | m.lastGroup }

func (m *matcher) setState(x int) { m.last, m.lastGroup = x>>32-1, x&math.MaxUint32 }

// poll is called now and then: it may stop the match, or refuse a larger stack.
func (m *matcher) poll(room int) error {
	m.steps = pollSteps
	if room > freeStack && room > m.granted {
		if err := m.t.Grow((room - m.granted) * 16); err != nil {
			return err
		}
		m.granted = room * 2
	}
	return m.t.Work(pollSteps / 8)
}

// match tries to match at pos exactly.
func (m *matcher) match(pos int) (bool, error) {
	m.last, m.lastGroup = -1, 0
	m.begin = pos
	return m.run(m.prog.start, pos)
}

func (m *matcher) run(pc int32, pos int) (bool, error) {
	code, s, end := m.prog.code, m.s, m.end
	stk := m.stack[:0]
	for {
		in := &code[pc]
		ok := false
		switch in.op {
		case opMatch:
			if m.full && pos != end || pos == m.notEmpty {
				break
			}
			m.pos, m.stack = pos, stk
			return true, nil
		case opByte:
			if pos < end && s[pos] == byte(in.x) {
				pos++
				ok = true
			}
		case opString:
			str := m.prog.strs[in.x]
			if end-pos >= len(str) && s[pos:pos+len(str)] == str {
				pos += len(str)
				ok = true
			}
		case opAny:
			if pos < end && s[pos] != '\n' {
				pos = m.skip(pos)
				ok = true
			}
		case opAnyAll:
			if pos < end {
				pos = m.skip(pos)
				ok = true
			}
		case opSet:
			if pos < end {
				set := m.prog.sets[in.x]
				switch set.tab[s[pos]] {
				case tabYes:
					pos++
					ok = true
				case tabWide:
					pos += object.PointLen(s[pos])
					ok = true
				case tabAsk:
					r, n := object.DecodePoint(s[pos:])
					if set.has(r) {
						pos += n
						ok = true
					}
				}
			}
		case opAt:
			ok = m.at(in.x, pos)
		case opMark:
			i := int(in.x)
			if i&1 == 1 {
				m.lastGroup = i/2 + 1
			}
			if i > m.last {
				for j := m.last + 1; j < i; j++ {
					m.marks[j] = -1
				}
				m.last = i
			}
			m.marks[i] = pos
			ok = true
		case opBranch:
			for in.x >= 0 && !m.canBegin(in.y, pos) {
				in = &code[in.x]
			}
			switch {
			case in.keep && m.last > 0:
				stk = append(stk, m.marks[:m.last+1]...)
				if in.x >= 0 {
					stk = append(stk, m.last+1, pos, m.state(), int(in.x)<<kindBits|alternativeM)
				} else {
					stk = append(stk, m.last+1, m.state(), restoreMarks)
				}
			case in.x >= 0:
				stk = append(stk, pos, m.state(), int(in.x)<<kindBits) // an alternative: kind 0
			case in.keep:
				stk = append(stk, m.state(), restoreState)
			}
			pc = in.y
			continue
		case opRepeat:
			r := &m.prog.reps[in.x]
			least := pos
			if r.min > 0 {
				if least = m.repeat(r, pos, r.min); least < 0 {
					break
				}
			}
			most := least
			if r.max > r.min {
				most = m.repeatMost(r, least, r.max-r.min)
			}
			if r.next != nil {
				if r.all {
					if most == end || !r.next[s[most]] {
						break
					}
					if in.keep {
						stk = append(stk, m.state(), restoreState)
					}
					pos, pc = most, in.next
					continue
				}
				if most = m.back(r, least, most); most < 0 {
					break
				}
			}
			if most > least {
				stk = append(stk, least, most, m.state(), int(pc)<<kindBits|repeatBack)
			} else if in.keep {
				stk = append(stk, m.state(), restoreState)
			}
			pos = most
			ok = true
		case opRepeatMin:
			r := &m.prog.reps[in.x]
			if r.min > 0 {
				if pos = m.repeat(r, pos, r.min); pos < 0 {
					break
				}
			}
			left := r.max - r.min
			if r.next != nil {
				if pos, left = m.forward(r, pos, left); pos < 0 {
					break
				}
			}
			if left > 0 {
				stk = append(stk, pos, left, m.state(), int(pc)<<kindBits|repeatMore)
			} else if in.keep {
				stk = append(stk, m.state(), restoreState)
			}
			ok = true
		case opLoopInit:
			k := in.x
			stk = append(stk, m.count[k], m.since[k], int(k)<<kindBits|loopCount)
			m.count[k], m.since[k] = -1, -1
			ok = true
		case opLoop:
			if m.steps--; m.steps < 0 {
				if err := m.poll(cap(stk)); err != nil {
					return false, err
				}
			}
			k := in.x
			l := &m.prog.loops[k]
			n := m.count[k] + 1
			switch {
			case n < l.min:
				stk = append(stk, m.count[k], m.since[k], int(k)<<kindBits|loopCount)
				m.count[k] = n
				pc = l.body
				continue
			case l.lazy:
				stk = append(stk, pos, m.state(), n, int(pc)<<kindBits|loopMore)
			case (n < l.max || l.max == maxRepeat) && pos != m.since[k] &&
				(l.first == nil || pos < end && l.first[s[pos]]):
				marks := 0
				if m.last > 0 {
					marks = m.last + 1
					stk = append(stk, m.marks[:marks]...)
				}
				stk = append(stk, marks, pos, m.state(), n, m.since[k], int(pc)<<kindBits|loopRound)
				m.count[k], m.since[k] = n, pos
				pc = l.body
				continue
			}
			ok = true
		case opRef, opRefFold:
			if i := 2 * int(in.x); i-1 <= m.last && m.marks[i-2] >= 0 && m.marks[i-1] >= m.marks[i-2] {
				if to := m.same(in, s[m.marks[i-2]:m.marks[i-1]], pos); to >= 0 {
					pos = to
					ok = true
				}
			}
		case opIfGroup:
			i := 2 * int(in.x)
			if i-1 <= m.last && m.marks[i-2] >= 0 && m.marks[i-1] >= m.marks[i-2] {
				ok = true
			} else {
				pc = in.y
				continue
			}
		case opAssert, opAssertNot:
			from := m.behind(pos, m.prog.asserts[in.x].width)
			kind := assertBody
			if in.op == opAssertNot {
				if kind = assertNotBody; from < 0 {
					ok = true
					break
				}
			}
			if from < 0 {
				break
			}
			m.base[in.x] = len(stk)
			stk = append(stk, pos, int(pc)<<kindBits|kind)
			pos, pc = from, in.y
			continue
		case opAssertEnd:
			h := m.base[in.x]
			pos = stk[h]
			stk = stk[:h]
			ok = true
		case opAssertNotEnd:
			stk = stk[:m.base[in.x]]
		}
		if ok {
			pc = in.next
			continue
		}

		if m.steps--; m.steps < 0 {
			if err := m.poll(cap(stk)); err != nil {
				return false, err
			}
		}
	fail:
		for {
			n := len(stk)
			if n == 0 {
				m.stack = stk
				return false, nil
			}
			tag := stk[n-1]
			switch tag & kindMask {
			case alternative:
				pos = stk[n-3]
				m.setState(stk[n-2])
				pc = int32(tag >> kindBits)
				stk = stk[:n-3]
				break fail
			case alternativeM:
				k := stk[n-4]
				copy(m.marks, stk[n-4-k:n-4])
				pos = stk[n-3]
				m.setState(stk[n-2])
				pc = int32(tag >> kindBits)
				stk = stk[:n-4-k]
				break fail
			case restoreState:
				m.setState(stk[n-2])
				stk = stk[:n-2]
			case restoreMarks:
				k := stk[n-3]
				copy(m.marks, stk[n-3-k:n-3])
				m.setState(stk[n-2])
				stk = stk[:n-3-k]
			case repeatBack:
				in := &code[tag>>kindBits]
				least := stk[n-4]
				m.setState(stk[n-2])
				at := stk[n-3]
				if at <= least {
					stk = stk[:n-4]
					continue
				}
				at--
				if m.utf8 {
					for s[at]&0xC0 == 0x80 {
						at--
					}
				}
				if r := &m.prog.reps[in.x]; r.next != nil {
					at = m.back(r, least, at)
				}
				switch {
				case at < 0:
					stk = stk[:n-4]
					continue
				case at == least && !in.keep:
					stk = stk[:n-4]
				default:
					stk[n-3] = at
				}
				pos, pc = at, in.next
				break fail
			case repeatMore:
				in := &code[tag>>kindBits]
				m.setState(stk[n-2])
				r := &m.prog.reps[in.x]
				at, left := m.repeat(r, stk[n-4], 1), stk[n-3]-1
				if at >= 0 && r.next != nil {
					at, left = m.forward(r, at, left)
				}
				switch {
				case at < 0:
					stk = stk[:n-4]
					continue
				case left == 0 && !in.keep:
					stk = stk[:n-4]
				case left == 0:
					stk[n-4] = end // no more
					stk[n-3] = 1
				default:
					stk[n-4], stk[n-3] = at, left
				}
				pos, pc = at, in.next
				break fail
			case loopRound:
				in := &code[tag>>kindBits]
				k := stk[n-6]
				copy(m.marks, stk[n-6-k:n-6])
				pos = stk[n-5]
				m.setState(stk[n-4])
				m.count[in.x], m.since[in.x] = stk[n-3]-1, stk[n-2]
				pc = in.next
				stk = stk[:n-6-k]
				break fail
			case loopMore:
				in := &code[tag>>kindBits]
				l := &m.prog.loops[in.x]
				pos = stk[n-4]
				m.setState(stk[n-3])
				round := stk[n-2]
				stk = stk[:n-4]
				if round >= l.max && l.max != maxRepeat || pos == m.since[in.x] {
					continue
				}
				stk = append(stk, m.count[in.x], m.since[in.x], int(in.x)<<kindBits|loopCount)
				m.count[in.x], m.since[in.x] = round, pos
				pc = l.body
				break fail
			case loopCount:
				k := tag >> kindBits
				m.count[k], m.since[k] = stk[n-3], stk[n-2]
				stk = stk[:n-3]
			case assertBody:
				stk = stk[:n-2]
			case assertNotBody:
				pos = stk[n-2]
				pc = code[tag>>kindBits].next
				stk = stk[:n-2]
				break fail
			}
		}
	}
}

// canBegin reports whether what begins at pc, a literal byte or string, may match at pos.
func (m *matcher) canBegin(pc int32, pos int) bool {
	switch in := &m.prog.code[pc]; in.op {
	case opByte:
		return pos < m.end && m.s[pos] == byte(in.x)
	case opString:
		return pos < m.end && m.s[pos] == m.prog.strs[in.x][0]
	case opSet:
		return pos < m.end && m.prog.sets[in.x].tab[m.s[pos]] != tabNo
	}
	return true
}

// skip returns the position after the character at pos.
func (m *matcher) skip(pos int) int {
	if m.utf8 {
		return pos + object.PointLen(m.s[pos])
	}
	return pos + 1
}

// behind returns the position width characters before pos, -1 if there is none.
func (m *matcher) behind(pos, width int) int {
	if !m.utf8 {
		return max(pos-width, -1)
	}
	for ; width > 0; width-- {
		if pos == 0 {
			return -1
		}
		pos--
		for m.s[pos]&0xC0 == 0x80 {
			pos--
		}
	}
	return pos
}

// repeat matches r's character n times; -1 if it does not come so often.
func (m *matcher) repeat(r *rep, pos, n int) int {
	if n > m.end-pos {
		return -1
	}
	for ; n > 0; n-- {
		to := m.repeatMost(r, pos, 1)
		if to == pos {
			return -1
		}
		pos = to
	}
	return pos
}

// repeatMost matches r's character at most n times.
func (m *matcher) repeatMost(r *rep, pos, n int) int {
	s, end := m.s, m.end
	switch r.kind {
	case opAnyAll:
		if n >= end-pos {
			return end
		}
		if !m.utf8 {
			return pos + n
		}
		for ; n > 0 && pos < end; n-- {
			pos += object.PointLen(s[pos])
		}
	case opAny:
		if n >= end-pos {
			if i := strings.IndexByte(s[pos:end], '\n'); i >= 0 {
				return pos + i
			}
			return end
		}
		for ; n > 0 && pos < end && s[pos] != '\n'; n-- {
			pos = m.skip(pos)
		}
	case opString:
		for ; n > 0 && strings.HasPrefix(s[pos:end], r.str); n-- {
			pos += len(r.str)
		}
	case opSet:
		return r.set.span(s[:end], pos, n)
	}
	return pos
}

// span returns where at most n characters of the set from pos on end.
func (set *charSet) span(s string, pos, n int) int {
	for {
		limit := len(s)
		if n < limit-pos {
			limit = pos + n
		}
		from := pos
		for pos < limit && set.tab[s[pos]] == tabYes {
			pos++
		}
		if n -= pos - from; n == 0 || pos == len(s) {
			return pos
		}
		switch set.tab[s[pos]] {
		case tabNo:
			return pos
		case tabWide:
			pos += object.PointLen(s[pos])
		case tabAsk:
			r, w := object.DecodePoint(s[pos:])
			if !set.has(r) {
				return pos
			}
			pos += w
		}
		n--
	}
}

// back returns the last position in [least, pos] where what follows r can begin, -1 if
// there is none.
func (m *matcher) back(r *rep, least, pos int) int {
	if r.byte >= 0 {
		if i := strings.LastIndexByte(m.s[least:min(pos+1, m.end)], byte(r.byte)); i >= 0 {
			return least + i
		}
		return -1
	}
	if pos == m.end {
		pos--
	}
	for ; pos >= least; pos-- {
		if r.next[m.s[pos]] {
			return pos
		}
	}
	return -1
}

// forward takes characters of r, at most left, until what follows can begin.
func (m *matcher) forward(r *rep, pos, left int) (to, rest int) {
	for pos < m.end {
		if r.next[m.s[pos]] {
			return pos, left
		}
		if left == 0 {
			break
		}
		to := m.repeatMost(r, pos, 1)
		if to == pos {
			break
		}
		pos = to
		left--
	}
	return -1, 0
}

// same matches text again at pos and returns the end, or -1.
func (m *matcher) same(in *inst, text string, pos int) int {
	if in.fold == foldNone {
		if strings.HasPrefix(m.s[pos:m.end], text) {
			return pos + len(text)
		}
		return -1
	}
	for i := 0; i < len(text); {
		if pos >= m.end {
			return -1
		}
		a, b := rune(text[i]), rune(m.s[pos])
		n, w := 1, 1
		if m.utf8 {
			a, n = object.DecodePoint(text[i:])
			b, w = object.DecodePoint(m.s[pos:])
		}
		if in.fold == foldUnicode {
			a, b = lower(a), lower(b)
		} else {
			a, b = asciiLower(a), asciiLower(b)
		}
		if a != b {
			return -1
		}
		i, pos = i+n, pos+w
	}
	return pos
}

// at reports whether pos is the position that opAt asks for.
func (m *matcher) at(what int32, pos int) bool {
	switch what {
	case atBeginning, atBeginningString:
		return pos == 0
	case atLineBeginning:
		return pos == 0 || m.s[pos-1] == '\n'
	case atEnd:
		return pos == m.end || pos+1 == m.end && m.s[pos] == '\n'
	case atLineEnd:
		return pos == m.end || m.s[pos] == '\n'
	case atEndString:
		return pos == m.end
	}
	if m.end == 0 {
		return false
	}
	uni := what >= atUniBoundary
	edge := m.wordBefore(pos, uni) != m.wordAt(pos, uni)
	return edge == (what == atBoundary || what == atUniBoundary)
}

func (m *matcher) wordAt(pos int, uni bool) bool {
	if pos >= m.end {
		return false
	}
	c := rune(m.s[pos])
	if c >= 0x80 && m.utf8 {
		c, _ = object.DecodePoint(m.s[pos:])
	}
	return isWord(c, uni)
}

func (m *matcher) wordBefore(pos int, uni bool) bool {
	if pos == 0 {
		return false
	}
	pos--
	for m.utf8 && m.s[pos]&0xC0 == 0x80 {
		pos--
	}
	return m.wordAt(pos, uni)
}
