package arraymod

import (
	"encoding/binary"
	"math"
	"math/big"
	"strings"
	"unicode/utf8"

	"github.com/minipy-go/minipy/object"
)

// A kind is one C type of items.
type kind struct {
	code   byte
	size   int
	format string // in the struct module
	signed bool   // of ints
	lo, hi string // what CPython says of ints that do not fit
}

const typecodes = "bBuhHiIlLqQfd"

var le = binary.LittleEndian

// kinds lists the types by typecode; the texts are those of C's conversions.
var kinds = [...]kind{
	{'b', 1, "b", true, "signed char is less than minimum", "signed char is greater than maximum"},
	{'B', 1, "B", false, "unsigned byte integer is less than minimum", "unsigned byte integer is greater than maximum"},
	{'u', 4, "w", false, "", ""},
	{'h', 2, "h", true, "signed short integer is less than minimum", "signed short integer is greater than maximum"},
	{'H', 2, "H", false, "unsigned short is less than minimum", "unsigned short is greater than maximum"},
	{'i', 4, "i", true, "signed integer is less than minimum", "signed integer is greater than maximum"},
	{'I', 4, "I", false, "can't convert negative value to unsigned int", "unsigned int is greater than maximum"},
	{'l', 8, "l", true, "Python int too large to convert to C long", "Python int too large to convert to C long"},
	{'L', 8, "L", false, "can't convert negative value to unsigned int", "Python int too large to convert to C unsigned long"},
	{'q', 8, "q", true, "int too big to convert", "int too big to convert"},
	{'Q', 8, "Q", false, "can't convert negative int to unsigned", "int too big to convert"},
	{'f', 4, "f", true, "", ""},
	{'d', 8, "d", true, "", ""},
}

// kindOf finds the type of a typecode, nil if there is none.
func kindOf(code string) *kind {
	for i := range kinds {
		if code == string(kinds[i].code) {
			return &kinds[i]
		}
	}
	return nil
}

// get makes the object of an item.
func (k *kind) get(t *thread, b []byte) value {
	switch k.code {
	case 'f':
		return object.Float(float64(math.Float32frombits(le.Uint32(b))))
	case 'd':
		return object.Float(math.Float64frombits(le.Uint64(b)))
	case 'u':
		return t.NewStr(runeText(le.Uint32(b)))
	}
	u := k.uint(b)
	if k.signed {
		shift := 64 - 8*k.size
		return object.Int(int64(u<<shift) >> shift)
	}
	return t.NewUint(u)
}

func (k *kind) uint(b []byte) uint64 {
	switch k.size {
	case 1:
		return uint64(b[0])
	case 2:
		return uint64(le.Uint16(b))
	case 4:
		return uint64(le.Uint32(b))
	}
	return le.Uint64(b)
}

// runeText is the text of a code point; surrogates, which arrays may hold, are three
// bytes of their own.
func runeText(u uint32) string {
	if u >= 0xD800 && u < 0xE000 {
		return string([]byte{0xED, byte(0x80 | u>>6&0x3F), byte(0x80 | u&0x3F)})
	}
	return string(rune(u))
}

// put stores x in b, which has room for eight bytes.
func (k *kind) put(t *thread, b []byte, x value) error {
	switch k.code {
	case 'f', 'd':
		f, err := t.AsFloat(x)
		if err != nil {
			return err
		}
		if k.code == 'f' {
			le.PutUint32(b, math.Float32bits(float32(f)))
		} else {
			le.PutUint64(b, math.Float64bits(f))
		}
		return nil
	case 'u':
		s, ok := object.AsStr(x)
		if !ok || s.N != 1 {
			return t.TypeErr("array item must be unicode character")
		}
		r, _ := decode(s.S)
		le.PutUint32(b, r)
		return nil
	}
	return k.putInt(t, b, x)
}

// decode takes the first code point off a text.
func decode(s string) (r uint32, size int) {
	if len(s) >= 3 && s[0] == 0xED && s[1] >= 0xA0 {
		return 0xD000 | uint32(s[1]&0x3F)<<6 | uint32(s[2]&0x3F), 3
	}
	x, n := utf8.DecodeRuneInString(s)
	return uint32(x), n
}

// refusal is what CPython says of an int that does not fit: text, unless it converts to a wider type of C first.
func (k *kind) refusal(i int64, fits bool, big *big.Int, text string) string {
	switch k.code {
	case 'I':
		if !fits && big.Sign() > 0 && !big.IsUint64() {
			return "Python int too large to convert to C unsigned long"
		}
	case 'b', 'B', 'h', 'H', 'i':
		if !fits {
			return "Python int too large to convert to C long"
		}
		const short, long = "signed short integer", "signed integer"
		if k.code == 'b' && int64(int16(i)) != i {
			return strings.Replace(text, "signed char", short, 1)
		}
		if k.code == 'H' && int64(int32(i)) != i {
			return strings.Replace(text, "unsigned short", long, 1)
		}
	}
	return text
}

func (k *kind) putInt(t *thread, b []byte, x value) error {
	n, err := t.Index(x)
	if err != nil {
		return err
	}
	defer t.Unref(n)
	i, fits := object.IntValue(n)
	u := uint64(i)
	big, _ := object.AsBig(n)
	switch bits := 8 * k.size; {
	case !fits && big.Sign() < 0, fits && i < 0 && !k.signed, fits && k.signed && i < -1<<(bits-1):
		return t.Raise(object.OverflowError, "%s", k.refusal(i, fits, big, k.lo))
	case !fits && (k.signed || k.size < 8 || !big.IsUint64()), fits && k.signed && i > 1<<(bits-1)-1,
		fits && !k.signed && bits < 64 && u > 1<<bits-1:
		return t.Raise(object.OverflowError, "%s", k.refusal(i, fits, big, k.hi))
	case !fits:
		u = big.Uint64()
	}
	le.PutUint64(b, u)
	return nil
}
