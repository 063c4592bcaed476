package remod

import "github.com/minipy-go/minipy/object"

const maxCache = 512

// cacheKey names a compiled pattern.
type cacheKey struct {
	source string
	text   bool
	flags  int
}

// A cache remembers compiled patterns; the module holds it as _cache, so that it dies
// with the module.
type cache struct {
	object.Header
	byKey map[cacheKey]*pattern // owned
	order []cacheKey            // oldest first
	// quick finds patterns by the very str that they were made of.
	quick [64]*pattern // lent: those of byKey
}

var cacheType = new(class)

// stateKey is the key of the interpreter's *state.
type stateKey struct{}

type state struct{ cache *cache }

func stateOf(t *thread) *state {
	return t.In.State(stateKey{}, func() any { return new(state) }).(*state)
}

func cacheInit() {
	cacheType.Define(object.TypeSpec{Name: "re._Cache", Flags: object.FlagGC | object.FlagNoNew, Layout: object.LayoutOf[cache](),
		Slots: object.Slots{
			Len: func(_ *thread, v value) (int, error) { return len(object.As[cache](v).order), nil },
			Traverse: func(o *header, visit func(value)) {
				for _, p := range as[cache](o).byKey {
					visit(p.value())
				}
			},
			Clear: func(t *thread, o *header) {
				c := as[cache](o)
				if s := stateOf(t); s.cache == c {
					s.cache = nil
				}
				c.purge(t)
			},
		},
		Decls: []object.Decl{
			object.Method("clear()", "Forget all patterns.", func(t *thread, v value, _ []value) (value, error) {
				object.As[cache](v).purge(t)
				return object.None, nil
			}),
		}})
}

func newCache(t *thread) value {
	c := object.New[cache](t, cacheType)
	stateOf(t).cache = c
	return object.Obj(&c.Header)
}

func (c *cache) purge(t *thread) {
	byKey, order := c.byKey, c.order
	c.byKey, c.order = nil, nil
	c.quick = [64]*pattern{}
	for _, k := range order {
		t.Unref(byKey[k].value())
	}
}

// put remembers p, and forgets the oldest pattern if there are too many.
func (c *cache) put(t *thread, key cacheKey, p *pattern) {
	if c.byKey == nil {
		c.byKey = map[cacheKey]*pattern{}
	}
	if c.byKey[key] != nil {
		return
	}
	var old *pattern
	if len(c.order) >= maxCache {
		k := c.order[0]
		old = c.byKey[k]
		delete(c.byKey, k)
		c.order = append(c.order[:0], c.order[1:]...)
		for i, q := range c.quick {
			if q == old {
				c.quick[i] = nil
			}
		}
	}
	p.value().Ref()
	c.byKey[key] = p
	c.order = append(c.order, key)
	if old != nil {
		t.Unref(old.value())
	}
}

// flagsValue converts a flags argument.
func flagsValue(t *thread, v value) (int, error) {
	if v.O == nil {
		return 0, nil
	}
	if v.Type().Flags&object.FlagInt == 0 {
		return 0, t.TypeErr("unsupported operand type(s) for &: '%s' and 'int'", v.Type().Name)
	}
	n, ok := object.IntValue(v)
	if !ok {
		return 0, t.Raise(object.OverflowError, "signed integer is greater than maximum")
	}
	return int(n), nil
}

// compileValue gives the Pattern of what the module's functions take for one.
func compileValue(t *thread, source, flagsArg value) (*pattern, error) {
	if p, ok := asPattern(source); ok {
		yes := flagsArg.O != nil
		if yes {
			var err error
			if yes, err = t.Truth(flagsArg); err != nil {
				return nil, err
			}
		}
		if yes {
			return nil, t.ValueErr("cannot process flags argument with a compiled pattern")
		}
		source.Ref()
		return p, nil
	}
	flags, err := flagsValue(t, flagsArg)
	if err != nil {
		return nil, err
	}
	c := stateOf(t).cache
	typ := source.Type()
	if c == nil || typ != object.StrType && typ != object.BytesType || flags&flagDebug != 0 {
		return newPattern(t, source, flags)
	}
	key := cacheKey{flags: flags}
	quick := &c.quick[0]
	if s, ok := object.AsStr(source); ok {
		quick = &c.quick[t.StrHash(s)&int64(len(c.quick)-1)]
		if p := *quick; p != nil && p.source == source && p.wanted == flags {
			p.value().Ref()
			return p, nil
		}
		key.source, key.text = s.S, true
	} else {
		b, _ := object.AsBytes(source)
		key.source = object.StringOf(b.B)
	}
	p := c.byKey[key]
	if p == nil {
		if p, err = newPattern(t, source, flags); err != nil {
			return nil, err
		}
		if stateOf(t).cache == c { // a warning may have run anything
			c.put(t, key, p)
		}
	} else {
		p.value().Ref()
	}
	if p.source == source && c.byKey[key] == p {
		*quick = p
	}
	return p, nil
}

func funcPurge(t *thread, _ value, _ []value) (value, error) {
	if c := stateOf(t).cache; c != nil {
		c.purge(t)
	}
	return object.None, nil
}
