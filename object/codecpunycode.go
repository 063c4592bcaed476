package object

import (
	"math/big"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Punycode, RFC 3492: a text is its ASCII characters, a hyphen, and then, in order of the
// code points, how far to go from one insertion of another character to the next.

const (
	punyBase    = 36
	punyTMin    = 1
	punyTMax    = 26
	punySkew    = 38
	punyDamp    = 700
	punyBias    = 72
	punyInitial = 0x80
)

const punyDigits = "abcdefghijklmnopqrstuvwxyz0123456789"

// punyAdapt is the bias after a delta, for a text of n characters.
func punyAdapt(delta *big.Int, n int, first bool) int {
	d := new(big.Int).Set(delta)
	if first {
		d.Quo(d, big.NewInt(punyDamp))
	} else {
		d.Rsh(d, 1)
	}
	d.Add(d, new(big.Int).Quo(d, big.NewInt(int64(n))))
	k := 0
	for d.Cmp(big.NewInt((punyBase-punyTMin)*punyTMax/2)) > 0 {
		d.Quo(d, big.NewInt(punyBase-punyTMin))
		k += punyBase
	}
	rest := int(d.Int64())
	return k + (punyBase-punyTMin+1)*rest/(rest+punySkew)
}

// punyThreshold is the smallest digit at place k that does not end a number.
func punyThreshold(k, bias int) int { return max(punyTMin, min(k-bias, punyTMax)) }

// appendPunycode encodes a text, which may have lone surrogates.
func (t *Thread) appendPunycode(out []byte, text string) ([]byte, error) {
	var points []rune
	for i := 0; i < len(text); {
		r, n := DecodePoint(text[i:])
		i += n
		points = append(points, r)
		if r < punyInitial {
			out = append(out, byte(r))
		}
	}
	done := len(out)
	if done > 0 {
		out = append(out, '-')
	}
	delta, bias, least := 0, punyBias, rune(punyInitial)
	for first := true; done < len(points); {
		next := rune(unicode.MaxRune)
		for _, r := range points {
			if r >= least {
				next = min(next, r)
			}
		}
		delta += int(next-least) * (done + 1)
		if err := t.Work(len(points)); err != nil {
			return nil, err
		}
		for _, r := range points {
			if r < next {
				delta++
			}
			if r != next {
				continue
			}
			out = appendPunyNumber(out, delta, bias)
			done++
			bias = punyAdapt(big.NewInt(int64(delta)), done, first)
			delta, first = 0, false
		}
		delta++
		least = next + 1
	}
	return out, nil
}

func appendPunyNumber(out []byte, n, bias int) []byte {
	for k := punyBase; ; k += punyBase {
		limit := punyThreshold(k, bias)
		if n < limit {
			return append(out, punyDigits[n])
		}
		n -= limit
		out = append(out, punyDigits[limit+n%(punyBase-limit)])
		n /= punyBase - limit
	}
}

// decodePunycode decodes b as far as its numbers are good; strict: what follows is an
// error.
func (t *Thread) decodePunycode(b []byte, errors string) (string, error) {
	switch errors {
	case "", "strict", "ignore", "replace":
	default:
		return "", t.Raise(UnicodeError, "Unsupported error handling %s", errors)
	}
	strict := errors == "" || errors == "strict"
	plain, numbers := []byte(nil), b
	if i := slices.Index(reversedBytes(b), '-'); i >= 0 {
		i = len(b) - 1 - i
		plain, numbers = b[:i], b[i+1:]
	}
	var parts [2]string
	for i, part := range [...][]byte{plain, numbers} {
		text, err := t.DecodeBytes(part, "ascii", [...]string{errors, "strict"}[i])
		if err != nil {
			return "", err
		}
		parts[i] = text.String()
		t.Unref(text)
	}
	points, ext := []rune(parts[0]), []rune(parts[1])
	pos, bias, char := big.NewInt(-1), punyBias, big.NewInt(punyInitial)
	for i, first := 0, true; i < len(ext); first = false {
		delta, next, err := t.punyNumber(ext, i, bias, strict)
		if err != nil {
			return "", err
		}
		if delta == nil {
			break
		}
		pos.Add(pos, delta).Add(pos, bigOne)
		step := new(big.Int)
		step.QuoRem(pos, big.NewInt(int64(len(points)+1)), pos)
		char.Add(char, step)
		if char.Cmp(big.NewInt(unicode.MaxRune)) > 0 {
			if strict {
				return "", t.Raise(UnicodeError, "Invalid character U+%x", char)
			}
			char.SetInt64('?')
		}
		points = slices.Insert(points, int(pos.Int64()), rune(char.Int64()))
		bias = punyAdapt(delta, len(points), first)
		i = next
		if err := t.Work(len(points)); err != nil {
			return "", err
		}
	}
	var out []byte
	for _, r := range points {
		out = AppendPoint(out, r)
	}
	return string(out), nil
}

func reversedBytes(b []byte) []byte {
	r := slices.Clone(b)
	slices.Reverse(r)
	return r
}

// punyNumber reads the number at ext[i:] and says where it ends; nil: there is none, which
// is an error if strict.
func (t *Thread) punyNumber(ext []rune, i, bias int, strict bool) (*big.Int, int, error) {
	n, weight := new(big.Int), big.NewInt(1)
	for k := punyBase; ; k += punyBase {
		if i >= len(ext) {
			if strict {
				return nil, 0, t.Raise(UnicodeError, "incomplete punicode string")
			}
			return nil, 0, nil
		}
		c := ext[i]
		digit := -1
		if c < utf8.RuneSelf {
			digit = slices.Index([]byte(punyDigits), lowerByte(byte(c)))
		}
		if digit < 0 {
			if strict {
				return nil, 0, t.Raise(UnicodeError, "Invalid extended code point '%s'", string(c))
			}
			return nil, 0, nil
		}
		i++
		limit := punyThreshold(k, bias)
		n.Add(n, new(big.Int).Mul(big.NewInt(int64(digit)), weight))
		if digit < limit {
			return n, i, nil
		}
		weight.Mul(weight, big.NewInt(int64(punyBase-limit)))
		if err := t.Work(weight.BitLen()); err != nil {
			return nil, 0, err
		}
	}
}
