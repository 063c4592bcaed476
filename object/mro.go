package object

import "strings"

// This file is about the MRO of a class: how it is computed, and what a new one changes.
// A metaclass's mro() may run any code, even give the same class other bases meanwhile.

// typeMRO gives the MRO as Python sees it; None before it is computed.
func (t *Thread) typeMRO(k *Type) Value {
	switch {
	case k.mroTuple != nil:
		return Obj(&k.mroTuple.Header).Ref()
	case k.heap != nil:
		return None
	}
	items := make([]Value, len(k.MRO))
	for i, b := range k.MRO {
		items[i] = b.Value().Ref()
	}
	return t.NewTuple(items...)
}

// invokeMRO computes the class's MRO, by C3 or by the metaclass's mro method.
func (t *Thread) invokeMRO(typ *Type) (*Tuple, error) {
	if typ.Typ == TypeType || t.PeekTypeS(typ.Typ, "mro") == TypeType.builtinAttr("mro") {
		mro, err := t.c3(typ)
		if err != nil {
			return nil, err
		}
		items := make([]Value, len(mro))
		for i, k := range mro {
			items[i] = k.Value().Ref()
		}
		return as[Tuple](t.NewTuple(items...)), nil
	}
	r, err := t.CallMethod(typ.Value(), "mro")
	if err != nil {
		return nil, err
	}
	items, err := t.Collect(r)
	t.Unref(r)
	if err != nil {
		return nil, err
	}
	if len(items) == 0 {
		return nil, t.TypeErr("type MRO must not be empty")
	}
	tup := as[Tuple](t.NewTuple(items...))
	for _, v := range tup.Items {
		k, ok := AsType(v)
		switch {
		case !ok:
			err = t.TypeErr("mro() returned a non-class ('%s')", v.O.Typ.FullName())
		case !solid(typ).derives(solid(k)):
			err = t.TypeErr("mro() returned base with unsuitable layout ('%s')", k.Name)
		default:
			continue
		}
		t.Unref(Obj(&tup.Header))
		return nil, err
	}
	return tup, nil
}

// derives reports whether k is among the classes that decide typ's layout. Unlike the
// MRO, they are known from the beginning.
func (typ *Type) derives(k *Type) bool {
	for ; typ != nil; typ = typ.Base {
		if typ == k {
			return true
		}
	}
	return k == ObjectType
}

// setMRO stores the MRO, given, which may be nil: that of a class that has none yet.
func (t *Thread) setMRO(typ *Type, tup *Tuple) {
	old := typ.mroTuple
	typ.mroTuple, typ.MRO = tup, nil
	if tup != nil {
		typ.MRO = make([]*Type, len(tup.Items))
		for i, k := range tup.Items {
			typ.MRO[i] = asType(k)
		}
	}
	t.In.heapVersion++
	typ.Ver = t.In.heapVersion
	if old != nil {
		t.Unref(Obj(&old.Header))
	}
}

// An mroChange is what became of one class's MRO; both are owned.
type mroChange struct {
	typ      *Type
	old, new *Tuple
}

// updateMRO computes typ's MRO and appends what it changed to log, if there is one. It
// is false if mro() itself has led to another MRO: that one stays.
func (t *Thread) updateMRO(typ *Type, log *[]mroChange) (bool, error) {
	old := typ.mroTuple
	if old != nil {
		old.RC++ // nothing else may come to lie there
		defer func() { t.Unref(Obj(&old.Header)) }()
	}
	tup, err := t.invokeMRO(typ)
	if err != nil {
		return false, err
	}
	if typ.mroTuple != old {
		t.Unref(Obj(&tup.Header))
		return false, nil
	}
	if log != nil {
		tup.RC++
		if old != nil {
			old.RC++
		}
		typ.Value().Ref()
		*log = append(*log, mroChange{typ, old, tup})
	}
	t.setMRO(typ, tup)
	return true, nil
}

// updateMROs is updateMRO for typ and the classes that derive from it.
func (t *Thread) updateMROs(typ *Type, log *[]mroChange) error {
	if ok, err := t.updateMRO(typ, log); err != nil || !ok {
		return err
	}
	subs := t.subclassesOf(typ)
	for _, k := range subs {
		k.Value().Ref()
	}
	var err error
	for _, k := range subs {
		if err == nil {
			err = t.updateMROs(k, log)
		}
		t.Unref(k.Value())
	}
	return err
}

// rebase gives typ other bases, or fails and changes nothing.
func (t *Thread) rebase(typ, base *Type, bases *Tuple) error {
	oldBases, oldBase := typ.Bases, typ.Base
	bases.RC++
	base.Value().Ref()
	typ.Bases, typ.Base = bases, base
	var log []mroChange
	err := t.updateMROs(typ, &log)
	if err != nil {
		for i := len(log) - 1; i >= 0; i-- {
			if c := &log[i]; c.typ.mroTuple == c.new {
				t.setMRO(c.typ, c.old)
				c.old = nil
			}
		}
	}
	for _, c := range log {
		if c.old != nil {
			t.Unref(Obj(&c.old.Header))
		}
		t.Unref(Obj(&c.new.Header))
		t.Unref(c.typ.Value())
	}
	if typ.Bases == bases { // mro() has not changed them again
		if err != nil {
			typ.Bases, typ.Base = oldBases, oldBase
			oldBases, oldBase = bases, base
		} else {
			for _, b := range oldBases.Items {
				t.removeSubclass(asType(b), typ)
			}
			for _, b := range bases.Items {
				t.addSubclass(asType(b), typ)
			}
		}
		typ.inheritPattern()
		t.classChanged(typ, t.In.Intern("__new__"))
	}
	t.Unref(Obj(&oldBases.Header))
	t.Unref(oldBase.Value())
	return err
}

// c3 merges the bases' MROs.
func (t *Thread) c3(typ *Type) ([]*Type, error) {
	bases := typ.PeekBases()
	seqs := make([][]*Type, 0, len(bases)+1)
	for i, b := range bases {
		for _, c := range bases[:i] {
			if c == b {
				return nil, t.TypeErr("duplicate base class %s", b.Name)
			}
		}
		if b.MRO == nil {
			return nil, t.TypeErr("Cannot extend an incomplete type '%s'", b.Name)
		}
		seqs = append(seqs, b.MRO)
	}
	seqs = append(seqs, bases)
	tails := countTails(seqs)
	out := []*Type{typ}
	for {
		left := false
		var pick *Type
		for _, s := range seqs {
			if len(s) == 0 {
				continue
			}
			left = true
			if tails != nil && tails[s[0]] == 0 || tails == nil && !inTails(s[0], seqs) {
				pick = s[0]
				break
			}
		}
		if !left {
			return out, nil
		}
		if pick == nil {
			return nil, t.mroConflict(seqs)
		}
		out = append(out, pick)
		for i, s := range seqs {
			if len(s) > 0 && s[0] == pick {
				seqs[i] = s[1:]
				if tails != nil && len(s) > 1 {
					tails[s[1]]--
				}
			}
		}
	}
}

// countTails counts how often each class is in a tail, if there are so many that looking through them takes too long.
func countTails(seqs [][]*Type) map[*Type]int {
	if len(seqs) < 32 {
		return nil
	}
	n := map[*Type]int{}
	for _, s := range seqs {
		for i := 1; i < len(s); i++ {
			n[s[i]]++
		}
	}
	return n
}

func inTails(k *Type, seqs [][]*Type) bool {
	for _, s := range seqs {
		for i := 1; i < len(s); i++ {
			if s[i] == k {
				return true
			}
		}
	}
	return false
}

func (t *Thread) mroConflict(seqs [][]*Type) error {
	var names []string
	seen := map[*Type]bool{}
	for _, s := range seqs {
		if len(s) > 0 && !seen[s[0]] {
			seen[s[0]] = true
			names = append(names, s[0].Name)
		}
	}
	return t.TypeErr("Cannot create a consistent method resolution\norder (MRO) for bases %s", strings.Join(names, ", "))
}
