package object

// GetAttrIn is object.__getattribute__ for an object whose attributes are in dict.
func (t *Thread) GetAttrIn(v Value, name *Str, dict *Dict) (Value, error) {
	typ := v.O.Typ
	d := t.PeekType(typ, name)
	if d.O != nil && d.O.Typ.DescrGet != nil && d.O.Typ.DescrSet != nil {
		return t.descrGet(d, v, typ)
	}
	if x := dict.GetStr(t, name); x.O != nil {
		return x.Ref(), nil
	}
	if d.O == nil {
		return Value{}, t.noAttr(v, name)
	}
	if d.O.Typ.DescrGet != nil {
		return t.descrGet(d, v, typ)
	}
	return d.Ref(), nil
}

// SetAttrIn is object.__setattr__ and, x absent, __delattr__ for such an object.
func (t *Thread) SetAttrIn(v Value, name *Str, x Value, dict *Dict) error {
	if d := t.PeekType(v.O.Typ, name); d.O != nil && d.O.Typ.DescrSet != nil {
		d.Ref()
		err := d.O.Typ.DescrSet(t, d, v, x)
		t.Unref(d)
		return err
	}
	if x.O != nil {
		dict.SetStr(t, name, x)
		return nil
	}
	if dict.DelStr(t, name) {
		return nil
	}
	return t.RaiseArgs(AttributeError, Obj(&name.Header).Ref())
}
