package object

// What modules need of the text types.

// SsizeArg converts an optional argument that must be an int (through __index__).
func (t *Thread) SsizeArg(v Value, dflt int) (int, error) { return t.ssizeArg(v, dflt) }

// IntArg is SsizeArg for an argument taken as a C int.
func (t *Thread) IntArg(v Value, dflt int) (int, error) { return t.intArg(v, dflt) }

// StrArg returns the text of an argument of fn that must be a str; dflt if it is absent.
func (t *Thread) StrArg(fn, arg string, v Value, dflt string) (string, error) {
	return t.optionalStr(fn, arg, v, dflt)
}

// TypeName names v's type as messages about wrong arguments do: None for None.
func TypeName(v Value) string { return argTypeName(v) }

// WritableBuffer is BufferOf for memory that fn writes to.
func (t *Thread) WritableBuffer(fn string, v Value) (b []byte, release func(), err error) {
	if IsBuffer(v) {
		if _, writable := v.Type().Buffer(t, v); writable {
			return t.BufferOf(v)
		}
	}
	return nil, nil, t.TypeErr("%s argument must be read-write bytes-like object, not %s", fn, argTypeName(v))
}

// CountPoints returns the number of code points of WTF-8 text.
func CountPoints(s string) int { return countPoints(s) }

// PointLen returns the length of the code point whose first byte is c.
func PointLen(c byte) int { return pointLen(c) }

// StringOf returns b as a string without copying; b must never change again.
func StringOf(b []byte) string { return bytesToString(b) }

// BytesOf returns the bytes of s, which must not be changed.
func BytesOf(s string) []byte { return stringBytes(s) }

// IsAlnum reports whether str.isalnum holds of r.
func IsAlnum(r rune) bool { return class(r)&clsAlnum != 0 }

// LowerPoint and UpperPoint map r to one code point, the first where the full mapping
// has more.
func LowerPoint(r rune) rune { return onePoint(lowerRuns, special(r).lower, r) }
func UpperPoint(r rune) rune { return onePoint(upperRuns, special(r).upper, r) }

func onePoint(runs []caseRun, special string, r rune) rune {
	if special != "" {
		r, _ = DecodePoint(special)
		return r
	}
	return mapCase(runs, r)
}

// CasedPoints visits every code point that has another lower case, in order.
func CasedPoints(visit func(r rune)) {
	for _, run := range lowerRuns {
		for r := run.lo; r <= run.hi; r += run.stride {
			visit(r)
		}
	}
	for _, s := range caseSpecials {
		if s.lower != "" {
			visit(s.r)
		}
	}
}

// Point returns which code point of s begins at byte off.
func (s *Str) Point(off int) int { return s.point(off) }

// IsAlpha reports whether str.isalpha holds of r.
func IsAlpha(r rune) bool { return class(r)&clsAlpha != 0 }
