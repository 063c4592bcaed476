package object

import (
	"fmt"
	"strings"
)

// checkScriptArgs reports what is wrong with a call of a method that CPython has in
// Python, in the words and the order of the evaluator's own functions.
func (t *Thread) checkScriptArgs(sg *Signature, a Args) error {
	name, self := sg.fullName(), 0
	if sg.Owner != "" {
		self = 1
	}
	given := make([]bool, len(sg.Params))
	for i := range min(len(a.Pos), sg.Pos) {
		given[i] = true
	}
	for _, k := range a.KwNames() {
		i := sg.paramIndex(k.String())
		switch {
		case i < 0 && sg.VarKw < 0:
			if sg.isPosOnly(k.String()) {
				return t.TypeErr("%s() got some positional-only arguments passed as keyword arguments: '%s'", name, k.String())
			}
			return t.TypeErr("%s() got an unexpected keyword argument '%s'", name, k.String())
		case i >= 0 && given[i]:
			return t.TypeErr("%s() got multiple values for argument '%s'", name, k.String())
		case i >= 0:
			given[i] = true
		}
	}
	if n := len(a.Pos); n > sg.Pos && sg.VarArgs < 0 {
		takes := fmt.Sprint(sg.Pos + self)
		if sg.Required < sg.Pos {
			takes = fmt.Sprintf("from %d to %d", sg.Required+self, sg.Pos+self)
		}
		were := "were"
		if n+self == 1 {
			were = "was"
		}
		return t.TypeErr("%s() takes %s positional argument%s but %d %s given", name, takes, plural(sg.Pos+self), n+self, were)
	}
	if missing := sg.missing(given, 0, sg.Pos); len(missing) > 0 {
		return t.TypeErr("%s() missing %d required positional argument%s: %s", name, len(missing), plural(len(missing)), andList(missing))
	}
	if missing := sg.missing(given, sg.Pos, len(sg.Params)); len(missing) > 0 {
		return t.TypeErr("%s() missing %d required keyword-only argument%s: %s", name, len(missing), plural(len(missing)), andList(missing))
	}
	return nil
}

func (sg *Signature) isPosOnly(name string) bool {
	for _, p := range sg.Params[:sg.PosOnly] {
		if p.Name == name {
			return true
		}
	}
	return false
}

// missing lists the required parameters from i to j that were not given, quoted.
func (sg *Signature) missing(given []bool, i, j int) (names []string) {
	for ; i < j; i++ {
		if !given[i] && !sg.Params[i].Optional {
			names = append(names, "'"+sg.Params[i].Name+"'")
		}
	}
	return names
}

func andList(names []string) string {
	switch n := len(names); n {
	case 1:
		return names[0]
	case 2:
		return names[0] + " and " + names[1]
	default:
		return strings.Join(names[:n-1], ", ") + ", and " + names[n-1]
	}
}
