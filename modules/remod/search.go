package remod

import (
	"strings"

	"github.com/minipy-go/minipy/object"
)

// search looks for the first match that begins at pos or later.
func (m *matcher) search(pos int) (bool, error) {
	p := m.prog
	if p.anchored {
		if pos > 0 {
			return false, nil
		}
		return m.match(pos)
	}
	for {
		if pos = m.candidate(pos); pos < 0 {
			return false, nil
		}
		if p.literal && !m.full {
			m.last, m.lastGroup, m.begin, m.pos = -1, 0, pos, pos+len(p.prefix)
			return true, nil
		}
		if ok, err := m.match(pos); ok || err != nil {
			return ok, err
		}
		if pos >= m.end {
			return false, nil
		}
		if m.utf8 {
			pos += object.PointLen(m.s[pos])
		} else {
			pos++
		}
	}
}

// candidate returns the first position from pos on where a match can begin, or -1.
func (m *matcher) candidate(pos int) int {
	p := m.prog
	if p.prefix != "" {
		i := strings.Index(m.s[pos:m.end], p.prefix)
		if i < 0 {
			return -1
		}
		return pos + i
	}
	if p.first == nil {
		return pos
	}
	for s := m.s[:m.end]; pos < len(s); pos++ {
		if p.first[s[pos]] {
			return pos
		}
	}
	return -1
}
