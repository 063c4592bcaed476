package object

// An Edge says how an object refers to another one.
type Edge struct {
	Kind EdgeKind
	N    int   // of EdgeItem
	Key  Value // lent; of EdgeKey the key, of EdgeAttr the name
}

// An EdgeKind is a kind of reference.
type EdgeKind uint8

// The kinds of references that Holds tells apart.
const (
	EdgePart  EdgeKind = iota // what has no name
	EdgeItem                  // item N of a list or tuple
	EdgeKey                   // the value under a key of a dict
	EdgeIsKey                 // the key itself, or an item of a set
	EdgeAttr                  // an attribute
	EdgeClass                 // the class of an instance
)

// Holds visits what v refers to, as Referents does, and says how; an instance's
// attributes stay where they are.
func (t *Thread) Holds(v Value, visit func(e Edge, x Value)) {
	o := v.O
	typ := o.Typ
	part := func(x Value) { visit(Edge{}, x) }
	switch {
	case typ.Flags&FlagGC == 0 || typ.Flags&FlagIsType != 0 && o.RC < 0:
		return
	case typ == ListType:
		holdsItems(asListObj(o).Items, visit)
		return
	case typ == TupleType:
		holdsItems(asTuple(o).Items, visit)
		return
	case typ.heap == nil:
		if typ.Flags&FlagDict != 0 {
			holdsDict(asDict(o), visit)
		} else if typ.Traverse != nil {
			typ.Traverse(o, part)
		}
		return
	}
	if n := typ.heap.nmember; n > 0 {
		vals := instValues(o)
		for k := typ; k != nil && k.heap != nil; k = k.Base {
			for _, m := range k.heap.members {
				if vals.has(m.index) {
					if x := *vals.at(m.index); x.O != nil {
						visit(Edge{Kind: EdgeAttr, Key: Obj(&m.name.Header)}, x)
					}
				}
			}
		}
	}
	if e := extOf(o); e.shape != nil {
		vals := instValues(o)
		for i, name := range e.shape.names {
			if at := e.shape.members + i; vals.has(at) {
				if x := *vals.at(at); x.O != nil {
					visit(Edge{Kind: EdgeAttr, Key: Obj(&name.Header)}, x)
				}
			}
		}
	} else if d := e.dict(); d != nil {
		visit(Edge{}, d.Value())
	}
	visit(Edge{Kind: EdgeClass}, typ.Value())
	switch {
	case typ.Flags&FlagDict != 0:
		holdsDict(asDict(o), visit)
	case typ.Traverse != nil:
		typ.Traverse(o, part)
	}
}

func holdsItems(items []Value, visit func(e Edge, x Value)) {
	for i, x := range items {
		if x.O != nil {
			visit(Edge{Kind: EdgeItem, N: i}, x)
		}
	}
}

func holdsDict(d *Dict, visit func(e Edge, x Value)) {
	pos := 0
	for key, val, ok := d.Next(&pos); ok; key, val, ok = d.Next(&pos) {
		visit(Edge{Kind: EdgeIsKey}, key)
		visit(Edge{Kind: EdgeKey, Key: key}, val)
	}
}
