package object

import (
	"bufio"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestNumbers checks operations on numbers against testdata/numbers.txt, where each
// line has an operation, its operands and what CPython 3.10.13 answered.
func TestNumbers(t *testing.T) {
	f, err := os.Open("testdata/numbers.txt")
	require.NoError(t, err)
	defer f.Close()
	th := NewInterp().Main
	sc := bufio.NewScanner(f)
	bad := 0
	for sc.Scan() {
		words := strings.Split(sc.Text(), "\t")
		last := len(words) - 1
		want := strings.TrimPrefix(words[last], "=> ")
		args := make([]Value, last-1)
		for i := range args {
			args[i] = parseOperand(t, th, words[i+1])
		}
		got := answer(th, words[0], args)
		th.UnrefAll(args)
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", strings.Join(words[:last], " "), got, want)
			if bad++; bad > 40 {
				t.Fatal("too many")
			}
		}
	}
	require.NoError(t, sc.Err())
	require.Zero(t, th.In.Live, "objects left alive")
}

// parseOperand makes a value of a literal: None, a bool, an int in hex, a float, a
// complex or a str in Python's quotes.
func parseOperand(t *testing.T, th *Thread, s string) Value {
	switch {
	case s == "None":
		return None
	case s == "True":
		return True
	case s == "False":
		return False
	case s[0] == '\'' || s[0] == '"':
		return th.NewStr(unquotePython(s))
	case strings.HasPrefix(strings.TrimPrefix(s, "-"), "0x"):
		x, ok := new(big.Int).SetString(s, 0)
		require.True(t, ok, s)
		return th.NewBig(x)
	case strings.HasSuffix(strings.Trim(s, "()"), "j"):
		c, ok := parseComplex(s)
		require.True(t, ok, s)
		return th.NewComplex(c)
	}
	f, ok := parseFloat(s)
	require.True(t, ok, s)
	return Float(f)
}

// unquotePython undoes repr of a str.
func unquotePython(s string) string {
	s = s[1 : len(s)-1]
	var b strings.Builder
	for s != "" {
		if strings.HasPrefix(s, `\'`) {
			b.WriteByte('\'')
			s = s[2:]
			continue
		}
		if strings.HasPrefix(s, `\x`) {
			n, _ := strconv.ParseUint(s[2:4], 16, 8)
			b.WriteRune(rune(n))
			s = s[4:]
			continue
		}
		r, _, tail, err := strconv.UnquoteChar(s, 0)
		if err != nil {
			panic(err)
		}
		b.WriteRune(r)
		s = tail
	}
	return b.String()
}

var (
	testBinary = map[string]int{"+": OpAdd, "-": OpSub, "*": OpMul, "/": OpDiv, "//": OpFloorDiv, "%": OpMod,
		"**": OpPow, "<<": OpLShift, ">>": OpRShift, "&": OpAnd, "|": OpOr, "^": OpXor, "divmod": OpDivmod}
	testCompare = map[string]int{"<": CmpLT, "<=": CmpLE, "==": CmpEQ, "!=": CmpNE, ">": CmpGT, ">=": CmpGE}
	testTypes   = map[string]*Type{"int": IntType, "float": FloatType, "complex": ComplexType, "bool": BoolType}
)

// answer returns the repr of the result, or ! and the error.
func answer(th *Thread, op string, args []Value) string {
	v, err := operate(th, op, args)
	if err == nil {
		var s string
		s, err = th.ReprString(v)
		th.Unref(v)
		if err == nil {
			return s
		}
	}
	exc := Obj(&th.TakeExc(err).Header)
	defer th.Unref(exc)
	s, err := th.StrString(exc)
	if err != nil {
		return "!!"
	}
	return fmt.Sprintf("!%s: %s", exc.Type().Name, s)
}

func operate(th *Thread, op string, args []Value) (Value, error) {
	if k, ok := testBinary[op]; ok {
		return th.Binary(k, args[0], args[1])
	}
	if k, ok := testCompare[op]; ok {
		return th.Compare(args[0], args[1], k)
	}
	if typ, ok := testTypes[op]; ok {
		return th.Call(typ.Value(), args...)
	}
	if strings.HasPrefix(op, ".") {
		return th.CallMethod(args[0], op[1:], args[1:]...)
	}
	switch op {
	case "pow":
		return th.PowMod(args[0], args[1], args[2])
	case "hash":
		h, err := th.Hash(args[0])
		return Int(h), err
	case "repr":
		return th.Repr(args[0])
	case "format":
		return th.Format(args[0], args[1])
	case "abs":
		return th.CallMethod(args[0], "__abs__")
	case "neg":
		return th.CallMethod(args[0], "__neg__")
	case "pos":
		return th.CallMethod(args[0], "__pos__")
	case "invert":
		return th.CallMethod(args[0], "__invert__")
	case "mod%":
		tup := th.NewTupleOf(args[1:])
		defer th.Unref(tup)
		return th.Binary(OpMod, args[0], tup)
	}
	return Value{}, th.ValueErr("unknown operation %s", op)
}

// TestHugeInts converts numbers beyond the size from which the work is split.
func TestHugeInts(t *testing.T) {
	th := NewInterp().Main
	*th.In.MaxStrDigits() = 0
	x, err := th.BigPow(big.NewInt(7), big.NewInt(300000))
	require.NoError(t, err)
	require.Equal(t, new(big.Int).Exp(big.NewInt(7), big.NewInt(300000), nil), x)
	x.Neg(x)
	s, err := th.BigDecimal(x)
	require.NoError(t, err)
	require.Equal(t, x.String(), s)
	v, err := th.ParseInt(s, 10)
	require.NoError(t, err)
	back, _ := AsBig(v)
	require.Zero(t, x.Cmp(back))
	th.Unref(v)

	y := new(big.Int).Lsh(bigOne, 1<<20)
	p, err := th.BigMul(x, y.Sub(y, bigOne))
	require.NoError(t, err)
	require.Zero(t, p.Cmp(new(big.Int).Mul(x, y)))
	require.Zero(t, th.In.Live)
}

// TestHugeDivisions compares divisions in parts with Go's.
func TestHugeDivisions(t *testing.T) {
	th := NewInterp().Main
	rnd := rand.New(rand.NewPCG(1, 2))
	number := func(words int) *big.Int {
		w := make([]big.Word, words)
		for i := range w {
			switch rnd.IntN(8) {
			case 0: // as it is: zeros
			case 1:
				w[i] = math.MaxUint
			default:
				w[i] = big.Word(rnd.Uint64())
			}
		}
		x := new(big.Int).SetBits(w)
		if rnd.IntN(2) == 0 {
			x.Neg(x)
		}
		return x
	}
	for range 30 {
		y := number(1 + rnd.IntN(4500))
		x := number(1 + rnd.IntN(9000))
		if y.Sign() == 0 {
			continue
		}
		q, r, err := th.bigQuoRem(x, y)
		require.NoError(t, err)
		wq, wr := new(big.Int).QuoRem(x, y, new(big.Int))
		require.Zero(t, q.Cmp(wq))
		require.Zero(t, r.Cmp(wr))
	}
	for _, words := range []int{33, 200, 600} {
		x, n, m := number(words), new(big.Int).Abs(number(8)), number(words)
		z, err := th.bigPowMod(x, n, m.Abs(m))
		require.NoError(t, err)
		require.Zero(t, z.Cmp(new(big.Int).Exp(x, n, m)))
	}
}

// TestHugeRequests are refused before memory is taken.
func TestHugeRequests(t *testing.T) {
	th := NewInterp().Main
	big40 := Int(1 << 40)
	for _, op := range []int{OpLShift, OpPow} {
		_, err := th.Binary(op, Int(3), big40)
		require.True(t, th.ErrIs(err, MemoryError))
		th.Discard(err)
	}
	require.Equal(t, "1e+22", FormatFloatRepr(1e22))
	require.True(t, math.IsNaN(quietNaN))
}
