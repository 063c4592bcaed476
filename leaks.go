package minipy

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/minipy-go/minipy/object"
)

// A Leak is objects of one class that are alive and were not.
type Leak struct {
	Type  string // the class, with its module
	Count int64  // how many more of its objects there are
	// Paths say what holds some of them, as HeldBy does.
	Paths []string
}

// String words a leak in lines: what leaked, then the paths.
func (l Leak) String() string {
	s := strconv.FormatInt(l.Count, 10) + " " + l.Type
	for _, p := range l.Paths {
		s += "\n\t" + p
	}
	return s
}

const (
	leakObjects = 3 // objects of a class whose paths Leaks gives
	leakPaths   = 5 // paths of a class
)

// Leaks collects cycles and tells what is alive beyond what was when before was taken:
// the classes of which there are more objects, the containers first, with paths to the
// newest of them. What a cycle held is gone by then, and no leak. Leaks is meant for
// tests; see minipytest.NoLeaks.
func (i *Interp) Leaks(before Census) ([]Leak, error) {
	if err := i.enter(noContext); err != nil {
		return nil, err
	}
	i.t.CollectGarbage(2)
	if err := i.leave(nil); err != nil {
		return nil, err
	}
	now := i.Census()
	var out []Leak
	for _, name := range slices.Sorted(maps.Keys(now.ByType)) {
		if n := now.ByType[name] - before.ByType[name]; n > 0 {
			l := Leak{Type: name, Count: n}
			for _, o := range i.newest(name, int(min(n, leakObjects))) {
				s := search{i: i, target: o, from: map[*object.Header]step{}}
				s.run()
				for _, p := range s.paths {
					if len(l.Paths) < leakPaths && !slices.Contains(l.Paths, p) {
						l.Paths = append(l.Paths, p)
					}
				}
			}
			out = append(out, l)
		}
	}
	slices.SortStableFunc(out, func(a, b Leak) int { return cmp.Compare(plain(a.Type), plain(b.Type)) })
	return out, nil
}

// plain puts the classes of scripts before the built-in ones, and containers before
// what they hold.
func plain(name string) int {
	switch {
	case strings.Contains(name, "."):
		return 0
	case name == "str" || name == "int" || name == "float" || name == "bytes":
		return 2
	}
	return 1
}

// newest finds the n objects of a class that were made last, as far as can be told.
func (i *Interp) newest(class string, n int) []*object.Header {
	var all []*object.Header
	i.each(func(o *object.Header) {
		if i.className(o.Typ) == class {
			all = append(all, o)
		}
	})
	return all[max(len(all)-n, 0):]
}
