package remod

import "github.com/minipy-go/minipy/object"

// A scanner finds one match after the other in a subject, which it keeps.
type scanner struct {
	object.Header
	re       *pattern // owned
	string   value    // owned
	subject  subject
	from, to int // byte offsets
	region   int // where it began
	notEmpty int
	ended    bool
}

var (
	scannerType  = new(class)
	iteratorType = new(class) // what finditer gives
)

func scannerInit() {
	slots := object.Slots{
		Traverse: func(o *header, visit func(value)) {
			x := as[scanner](o)
			if x.re != nil {
				visit(x.re.value())
			}
			visitAll(visit, x.string)
		},
		Clear: func(t *thread, o *header) {
			x := as[scanner](o)
			re, s := x.re, x.string
			x.re, x.string, x.ended = nil, value{}, true
			x.subject.close()
			x.subject = subject{}
			t.XUnref(s)
			if re != nil {
				t.Unref(re.value())
			}
		},
	}
	find := func(search bool) object.NativeFn {
		return func(t *thread, v value, _ []value) (value, error) {
			r, err := object.As[scanner](v).next(t, search)
			if err == nil && r.O == nil {
				r = object.None
			}
			return r, err
		}
	}
	scannerType.Define(object.TypeSpec{Name: "_sre.SRE_Scanner", Basic: 240, Flags: object.FlagGC | object.FlagNoNew,
		Layout: object.LayoutOf[scanner](), Slots: slots,
		Decls: []object.Decl{
			object.Method("match()", "Match where the last match ended.", find(false)),
			object.Method("search()", "Find the next match.", find(true)),
			object.Member("pattern", "", func(_ *thread, v value) (value, error) { return object.As[scanner](v).re.value().Ref(), nil }),
		}})
	slots.Iter = func(_ *thread, v value) (value, error) { return v.Ref(), nil }
	slots.Next = func(t *thread, v value) (value, error) { return object.As[scanner](v).next(t, true) }
	iteratorType.Define(object.TypeSpec{Name: "callable_iterator", Twin: true, Basic: 32, Flags: object.FlagGC | object.FlagNoNew,
		Layout: object.LayoutOf[scanner](), Slots: slots})
}

// scanner makes an object of type typ that scans v.
func (p *pattern) scanner(t *thread, typ *class, v value, pos, end int) (value, error) {
	s, err := p.subject(t, v)
	if err != nil {
		return value{}, err
	}
	x := object.New[scanner](t, typ)
	p.value().Ref()
	x.re, x.string, x.subject, x.notEmpty = p, v.Ref(), s, -1
	x.from, x.to = s.clip(pos, end)
	x.region = x.from
	x.ended = x.from > x.to
	return object.Obj(&x.Header), nil
}

func (p *pattern) findIter(t *thread, v value, pos, end int) (value, error) {
	return p.scanner(t, iteratorType, v, pos, end)
}

// next gives the next Match, absent if there is none.
func (x *scanner) next(t *thread, search bool) (value, error) {
	if x.ended {
		return value{}, nil
	}
	p := x.re
	m := p.matcher(t, &x.subject, x.to)
	m.notEmpty = x.notEmpty
	var ok bool
	var err error
	if search {
		ok, err = m.search(x.from)
	} else {
		ok, err = m.match(x.from)
	}
	var r value
	if ok {
		r = p.newMatch(t, x.string, m, x.region, x.to)
		m.advance(&x.from)
		x.notEmpty = m.notEmpty
	} else {
		x.ended = true
	}
	p.done(m)
	return r, err
}
