package remod

import (
	"fmt"

	"github.com/minipy-go/minipy/object"
)

// A found is a re.Match.
type found struct {
	object.Header
	re        *pattern // owned
	string    value    // owned
	pos, end  int      // byte offsets of the region that was searched
	lastGroup int      // 0: none
	// spans holds where the match and each group begin and end, -1 where a group took no
	// part: as byte offsets of string.
	spans []int
	room  [8]int // for spans, if they are few
}

var matchType = new(class)

func (f *found) value() value { return object.Obj(&f.Header) }

func matchInit() {
	matchType.Define(object.TypeSpec{Name: "re.Match", Flags: object.FlagGC | object.FlagNoNew,
		Doc:   "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
		Basic: 88, Item: 8, Layout: object.LayoutOf[found](),
		Slots: object.Slots{Repr: foundRepr, GetItem: func(t *thread, v, key value) (value, error) {
			f := object.As[found](v)
			return f.groupValue(t, key, object.None)
		},
			Traverse: func(o *header, visit func(value)) {
				f := as[found](o)
				if f.re != nil {
					visit(f.re.value())
				}
				visitAll(visit, f.string)
			},
			Clear: func(t *thread, o *header) {
				f := as[found](o)
				re, s := f.re, f.string
				f.re, f.string = nil, value{}
				t.XUnref(s)
				if re != nil {
					t.Unref(re.value())
				}
			}},
		Decls: matchDecls()})
}

func matchDecls() []object.Decl {
	return []object.Decl{
		object.Method("__sizeof__()", "Size of object in memory, in bytes.", func(_ *thread, v value, _ []value) (value, error) {
			return object.Int(int64(matchType.BasicSize + matchType.ItemSize*len(object.As[found](v).spans))), nil
		}),
		object.Member("string", "The string passed to match() or search().", func(_ *thread, v value) (value, error) {
			return orNone(object.As[found](v).string).Ref(), nil
		}),
		object.Member("re", "The regular expression object.", func(_ *thread, v value) (value, error) { return object.As[found](v).re.value().Ref(), nil }),
		object.Member("pos", "The index into the string at which the RE engine started looking for a match.", func(_ *thread, v value) (value, error) {
			f := object.As[found](v)
			return f.point(f.pos), nil
		}),
		object.Member("endpos", "The index into the string beyond which the RE engine will not go.", func(_ *thread, v value) (value, error) {
			f := object.As[found](v)
			return f.point(f.end), nil
		}),
		object.RawMethod("group", "group([group1, ...]) -> str or tuple.\nSubgroups of the match, by index or name; 0 is all of it.", matchGroup),
		object.Method("start(group=0, /)", "Where a group begins.", func(t *thread, v value, a []value) (value, error) {
			f := object.As[found](v)
			i, err := f.index(t, a[0])
			if err != nil {
				return value{}, err
			}
			return f.point(f.spans[2*i]), nil
		}),
		object.Method("end(group=0, /)", "Where a group ends.", func(t *thread, v value, a []value) (value, error) {
			f := object.As[found](v)
			i, err := f.index(t, a[0])
			if err != nil {
				return value{}, err
			}
			return f.point(f.spans[2*i+1]), nil
		}),
		object.Method("span(group=0, /)", "Where a group begins and ends.", func(t *thread, v value, a []value) (value, error) {
			f := object.As[found](v)
			i, err := f.index(t, a[0])
			if err != nil {
				return value{}, err
			}
			return f.span(t, i), nil
		}),
		object.Method("groups(default=None)", "A tuple of all the groups.", func(t *thread, v value, a []value) (value, error) {
			return object.As[found](v).groups(t, orNone(a[0]))
		}),
		object.Method("groupdict(default=None)", "A dict of the named groups.", matchGroupDict),
		object.Method("expand(template)", "The template with its backslashes replaced.", func(t *thread, v value, a []value) (value, error) {
			return object.As[found](v).expand(t, a[0])
		}),
		object.Method("__copy__()", "", self),
		object.Method("__deepcopy__(memo, /)", "", self),
		object.ClassMethod("__class_getitem__(item, /)", "See PEP 585", alias),
		object.Getter("lastindex", "The integer index of the last matched capturing group.", func(_ *thread, v value) (value, error) {
			if i := object.As[found](v).lastGroup; i > 0 {
				return object.Int(int64(i)), nil
			}
			return object.None, nil
		}),
		object.Getter("lastgroup", "The name of the last matched capturing group.", func(t *thread, v value) (value, error) {
			f := object.As[found](v)
			if name := f.re.names[f.lastGroup]; name != "" {
				return t.NewStr(name), nil
			}
			return object.None, nil
		}),
		object.Getter("regs", "", func(t *thread, v value) (value, error) {
			f := object.As[found](v)
			regs := t.MakeTuple(len(f.spans) / 2)
			for i := range regs.Items {
				regs.Items[i] = f.span(t, i)
			}
			return object.Obj(&regs.Header), nil
		}),
	}
}

// newMatch makes the Match of what m has found in v.
func (p *pattern) newMatch(t *thread, v value, m *matcher, pos, end int) value {
	f := object.New[found](t, matchType)
	p.value().Ref()
	f.re, f.string, f.pos, f.end, f.lastGroup = p, v.Ref(), pos, end, m.lastGroup
	n := 2 * (p.prog.groups + 1)
	if n <= len(f.room) {
		f.spans = f.room[:n]
	} else {
		f.spans = make([]int, n)
	}
	f.spans[0], f.spans[1] = m.begin, m.pos
	for g := 1; g <= p.prog.groups; g++ {
		f.spans[2*g], f.spans[2*g+1] = m.group(g)
	}
	return f.value()
}

// group returns where group g is, -1 if it took no part.
func (m *matcher) group(g int) (begin, end int) {
	if i := 2*g - 1; i <= m.last && m.marks[i] >= 0 && m.marks[i-1] >= 0 {
		return m.marks[i-1], m.marks[i]
	}
	return -1, -1
}

// point is a byte offset as Python sees it.
func (f *found) point(off int) value {
	if s, ok := object.AsStr(orNone(f.string)); ok && off > 0 {
		off = s.Point(off)
	}
	return object.Int(int64(off))
}

func (f *found) span(t *thread, i int) value {
	return t.NewTuple(f.point(f.spans[2*i]), f.point(f.spans[2*i+1]))
}

func noGroup(t *thread) error { return t.Raise(object.IndexError, "no such group") }

// index finds the group that key names: by number or by name.
func (f *found) index(t *thread, key value) (int, error) {
	if key.O == nil {
		return 0, nil
	}
	i := -1
	switch {
	case key.IsInt():
		i = int(key.Int())
	case key.IsStr():
		if g, ok := f.re.byName[key.String()]; ok {
			i = g
		}
	case key.Type().Slots.Index != nil:
		n, err := t.AsIndex(key, nil)
		if err != nil {
			return 0, err
		}
		i = n
	}
	if i < 0 || i >= len(f.spans)/2 {
		return 0, noGroup(t)
	}
	return i, nil
}

// subject gives the text again: of a bytearray it may have changed.
func (f *found) subject(t *thread) (subject, error) { return f.re.subject(t, f.string) }

// groupText gives the text of group i, or dflt.
func (f *found) groupText(t *thread, i int, dflt value) (value, error) {
	from, to := f.spans[2*i], f.spans[2*i+1]
	if from < 0 || f.string.O == nil {
		return dflt.Ref(), nil
	}
	s, err := f.subject(t)
	if err != nil {
		return value{}, err
	}
	defer s.close()
	to = min(to, len(s.s))
	return s.slice(t, min(from, to), to), nil
}

func (f *found) groupValue(t *thread, key, dflt value) (value, error) {
	i, err := f.index(t, key)
	if err != nil {
		return value{}, err
	}
	return f.groupText(t, i, dflt)
}

func matchGroup(t *thread, v value, a args) (value, error) {
	if err := t.NoKw("re.Match.group", a); err != nil {
		return value{}, err
	}
	f := object.As[found](v)
	switch len(a.Pos) {
	case 0:
		return f.groupText(t, 0, object.None)
	case 1:
		return f.groupValue(t, a.Pos[0], object.None)
	}
	r := t.MakeTuple(len(a.Pos))
	for i, key := range a.Pos {
		x, err := f.groupValue(t, key, object.None)
		if err != nil {
			t.Unref(object.Obj(&r.Header))
			return value{}, err
		}
		r.Items[i] = x
	}
	return object.Obj(&r.Header), nil
}

func (f *found) groups(t *thread, dflt value) (value, error) {
	r := t.MakeTuple(len(f.spans)/2 - 1)
	for i := range r.Items {
		x, err := f.groupText(t, i+1, dflt)
		if err != nil {
			t.Unref(object.Obj(&r.Header))
			return value{}, err
		}
		r.Items[i] = x
	}
	return object.Obj(&r.Header), nil
}

func matchGroupDict(t *thread, v value, a []value) (value, error) {
	f := object.As[found](v)
	d := t.NewDict()
	for i, name := range f.re.names {
		if name == "" {
			continue
		}
		x, err := f.groupText(t, i, orNone(a[0]))
		if err != nil {
			t.Unref(d.Value())
			return value{}, err
		}
		d.GiveS(t, name, x)
	}
	return d.Value(), nil
}

func foundRepr(t *thread, v value) (value, error) {
	f := object.As[found](v)
	x, err := f.groupText(t, 0, object.None)
	if err != nil {
		return value{}, err
	}
	s, err := t.ReprString(x)
	t.Unref(x)
	if err != nil {
		return value{}, err
	}
	return t.NewStr(fmt.Sprintf("<re.Match object; span=(%d, %d), match=%s>", f.point(f.spans[0]).Int(), f.point(f.spans[1]).Int(), s)), nil
}
