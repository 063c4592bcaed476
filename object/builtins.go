package object

// init fills in every built-in type. It is one explicit list because the variables of
// types and the functions in their slots refer to each other, which Go does not allow
// in initialisers; bases stand before subclasses.
func init() {
	for _, define := range []func(){
		objectInit, typeInit, nativeInit, propertyInit, methodWrapInit, superInit,
		intInit, boolInit, floatInit, complexInit,
		strInit, bytesInit, byteArrayInit, memoryViewInit,
		listInit, tupleInit, dictInit, setInit, rangeInit, sliceInit, iterInit,
		mappingProxyInit, namespaceInit, genericAliasInit,
		exceptionInit, refInit, proxyInit,
	} {
		define()
	}
}

// CallSorted returns the items of v in sorted order; the references are given.
func (t *Thread) CallSorted(v Value) ([]Value, error) {
	items, err := t.Collect(v)
	if err != nil {
		return nil, err
	}
	l := t.NewList(items)
	if r, err := t.CallMethod(l, "sort"); err != nil {
		t.Unref(l)
		return nil, err
	} else {
		t.Unref(r)
	}
	out := refAll(as[List](l).Items)
	t.Unref(l)
	return out, nil
}
