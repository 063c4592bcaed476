package minipy

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/object"
)

// maxPaths is how many paths HeldBy gives.
const maxPaths = 20

// HeldBy says who keeps the object alive: for each reference that can be seen the
// shortest path to it, such as
//
//	globals["cache"] → dict["users"] → list[3]
//
// A path begins at a global of __main__ or of a module (json.loads), a variable of a
// running function (local x of f), a Go value, or, if only a cycle that nothing else
// refers to holds the object, at "garbage". The reference that v itself is does not
// count. Nothing is changed by looking.
func (v *Value) HeldBy() ([]string, error) {
	i, o, err := v.enter(noContext)
	if err != nil {
		return nil, err
	}
	if o.O.RC < 0 {
		return nil, i.leave(nil)
	}
	s := search{i: i, target: o.O, from: map[*object.Header]step{}, skip: v.h}
	s.run()
	return s.paths, i.leave(nil)
}

// A step is how the search came to an object.
type step struct {
	by   *object.Header // nil: a root
	edge object.Edge
	root string
}

// A search walks from the roots to everything that is alive, the nearest first.
type search struct {
	i      *Interp
	target *object.Header
	skip   *handle
	from   map[*object.Header]step
	queue  []*object.Header
	paths  []string
}

func (s *search) run() {
	i, t := s.i, s.i.t
	if i.main != nil {
		s.module(i.main, "globals")
	}
	eval.VisitFrames(t, func(fn, name string, v object.Value) {
		root := "a temporary value of " + fn
		if name != "" {
			root = "local " + name + " of " + fn
		}
		s.reach(v, step{root: root})
	})
	for h := i.handles; h != nil; h = h.next {
		if h != s.skip {
			s.reach(h.v, step{root: "a Value of Go"})
		}
	}
	for pos := 0; ; {
		k, v, ok := i.in.Modules.Next(&pos)
		if !ok {
			break
		}
		if m, isModule := object.AsModule(v); isModule && m != i.main && k.IsStr() && m.Dict != nil {
			s.module(m, k.String())
		}
	}
	s.reach(i.in.Modules.Value(), step{root: "sys.modules"})
	s.walk()
	i.in.Collector.Objects(-1, func(o *object.Header) {
		if _, seen := s.from[o]; !seen && o != s.target {
			s.from[o] = step{root: "garbage"}
			s.queue = append(s.queue, o)
		}
	})
	s.walk()
}

// module reaches what the globals of a module hold.
func (s *search) module(m *object.Module, name string) {
	d := &m.Dict.Header
	if _, seen := s.from[d]; seen {
		return
	}
	s.from[d] = step{root: name}
	s.queue = append(s.queue, d)
}

// walk visits what the objects in the queue refer to.
func (s *search) walk() {
	for n := 0; n < len(s.queue); n++ {
		o := s.queue[n]
		s.i.t.Holds(object.Obj(o), func(e object.Edge, x object.Value) { s.reach(x, step{by: o, edge: e}) })
	}
	s.queue = s.queue[:0]
}

// reach notes that a step leads to v.
func (s *search) reach(v object.Value, by step) {
	o := v.O
	if o == nil || o.RC < 0 {
		return
	}
	if o == s.target {
		if len(s.paths) < maxPaths {
			if p := s.path(by); !slices.Contains(s.paths, p) {
				s.paths = append(s.paths, p)
			}
		}
		return
	}
	if _, seen := s.from[o]; !seen {
		s.from[o] = by
		s.queue = append(s.queue, o)
	}
}

// path words the way to the object that a step leads to.
func (s *search) path(by step) string {
	var parts []string
	for {
		if by.by == nil {
			parts = append(parts, by.root)
			break
		}
		up := s.from[by.by]
		if up.by == nil && by.by.Typ == object.DictType && up.root != "garbage" && by.edge.Kind == object.EdgeKey { // of a module
			if up.root == "globals" {
				parts = append(parts, "globals"+s.label(by.edge))
			} else {
				parts = append(parts, up.root+"."+by.edge.Key.String())
			}
			break
		}
		parts = append(parts, s.i.className(by.by.Typ)+s.label(by.edge))
		by = up
	}
	slices.Reverse(parts)
	out := parts[0]
	for _, p := range parts[1:] {
		out += " → " + p
	}
	return out
}

// label words one reference.
func (s *search) label(e object.Edge) string {
	switch e.Kind {
	case object.EdgeItem:
		return "[" + itoa(e.N) + "]"
	case object.EdgeKey:
		switch k := e.Key; {
		case k.IsStr():
			return "[" + strconv.Quote(k.String()) + "]"
		case k.IsInt():
			return "[" + fmt.Sprint(k.Int()) + "]"
		default:
			return "[a " + s.i.className(k.Type()) + "]"
		}
	case object.EdgeIsKey:
		return " key"
	case object.EdgeAttr:
		return "." + e.Key.String()
	case object.EdgeClass:
		return ".__class__"
	}
	return ""
}
