package eval

import (
	"slices"
	"strings"

	"github.com/minipy-go/minipy/object"
)

// suggestion is the ". Did you mean: 'x'?" of a NameError or AttributeError, or "".
func suggestion(t *Thread, e *object.Exception) string {
	v := e.Value()
	var names []Value
	name := e.Extra(0)
	if name.O == nil || !name.IsStr() {
		return ""
	}
	switch {
	case object.IsInstance(v, object.AttributeError):
		obj := e.Extra(1)
		if obj.O == nil {
			return ""
		}
		d, ok, err := t.CallSpecial(obj, t.In.Intern("__dir__"))
		if err != nil || !ok {
			t.Discard(err)
			return ""
		}
		names, err = t.Collect(d)
		t.Unref(d)
		if err != nil {
			t.Discard(err)
			return ""
		}
		slices.SortStableFunc(names, func(a, b Value) int { // of equally near ones the first counts
			if !a.IsStr() || !b.IsStr() {
				return 0
			}
			return strings.Compare(a.String(), b.String())
		})
	case object.IsInstance(v, object.NameError):
		names = visibleNames(t, e)
	default:
		return ""
	}
	defer t.UnrefAll(names)
	if best := closest(name.String(), names); best != "" {
		return ". Did you mean: '" + best + "'?"
	}
	return ""
}

// visibleNames are the names that the frame which raised e sees.
func visibleNames(t *Thread, e *object.Exception) (names []Value) {
	tb := e.Traceback()
	if tb.O == nil {
		return nil
	}
	for object.As[Traceback](tb).next.O != nil {
		tb = object.As[Traceback](tb).next
	}
	f := object.As[Traceback](tb).frame
	c := f.code.C
	for _, list := range [][]string{c.VarNames, c.CellVars, c.FreeVars} {
		for _, n := range list {
			names = append(names, t.NewStr(n))
		}
	}
	for _, d := range []*object.Dict{f.globals, t.In.Builtins} {
		pos := 0
		for {
			k, _, ok := d.Next(&pos)
			if !ok {
				break
			}
			names = append(names, k.Ref())
		}
	}
	return names
}

const (
	moveCost   = 2
	caseCost   = 1
	maxNames   = 750
	maxNameLen = 40
)

// closest is the candidate nearest to name, "" if none is near enough.
func closest(name string, candidates []Value) string {
	if len(candidates) > maxNames {
		return ""
	}
	best, bestDistance := "", 1<<30
	for _, c := range candidates {
		if !c.IsStr() || c.String() == name {
			continue
		}
		s := c.String()
		limit := (len(name) + len(s) + 3) * moveCost / 6
		if limit > bestDistance-1 {
			limit = bestDistance - 1
		}
		if d := distance(name, s, limit); d <= limit && d < bestDistance {
			best, bestDistance = s, d
		}
	}
	return best
}

// distance is the edit distance, a change of case counting less; anything above limit
// may be returned for a distance that exceeds it.
func distance(a, b string, limit int) int {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 0 || len(b) == 0 {
		return (len(a) + len(b)) * moveCost
	}
	if len(a) > maxNameLen || len(b) > maxNameLen {
		return limit + 1
	}
	row := make([]int, len(a)+1)
	for i := range row {
		row[i] = i * moveCost
	}
	for j := 1; j <= len(b); j++ {
		prev := row[0]
		row[0] = j * moveCost
		for i := 1; i <= len(a); i++ {
			cost := prev + substitution(a[i-1], b[j-1])
			prev = row[i]
			row[i] = min(cost, row[i]+moveCost, row[i-1]+moveCost)
		}
	}
	return row[len(a)]
}

func substitution(x, y byte) int {
	switch {
	case x == y:
		return 0
	case x|0x20 == y|0x20 && (x|0x20) >= 'a' && (x|0x20) <= 'z':
		return caseCost
	}
	return moveCost
}
