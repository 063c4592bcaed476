// Package randommod is the random module: the Mersenne Twister with CPython's
// sequences for every seed, and its distributions on top. Each method draws its
// numbers in the order that CPython's does.
package randommod

import (
	"crypto/rand"
	"math/big"

	"github.com/minipy-go/minipy/modules/internal/pylib"
	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

var (
	randomType       = &object.Type{}
	systemRandomType = &object.Type{}
)

// random is an object of Random or SystemRandom.
type random struct {
	object.Header
	dict *object.Dict
	Weak *object.WeakRef
	mt   twister
}

// Module declares random.
var Module = object.ModuleSpec{
	Name: "random",
	Doc:  "Random variable generators.",
	Setup: func() {
		randomType.Define(object.TypeSpec{
			Name: "random.Random", Sig: "(x=None)", Flags: object.FlagBase | object.FlagGC,
			Doc:    "Random number generator with a state of its own.\n\nSubclasses may override random() and getrandbits(); the other methods use them.",
			Layout: object.LayoutOf[random]().DictAt(object.FieldOffset[random]("dict")).WeakAt(object.FieldOffset[random]("Weak")),
			Basic:  2536, Dict: 2520, Weak: 2528,
			Slots: object.Slots{New: randomNew, Init: randomInit, Traverse: randomTraverse, Clear: randomClear},
			Decls: append(randomDecls(), distributions()...),
		})
		systemRandomType.Define(object.TypeSpec{
			Name: "random.SystemRandom", Base: randomType, Flags: object.FlagBase | object.FlagGC,
			Doc: "Random number generator that uses the entropy of the operating system.",
			Decls: []object.Decl{
				object.Method("random()", "Get the next random number in the range [0.0, 1.0).", randomRandom),
				object.Method("getrandbits(k, /)", "getrandbits(k) -> x.  Generates an int with k random bits.", randomGetRandBits),
				object.Method("randbytes(n)", "Generate n random bytes.", randomRandBytes),
				object.RawMethod("seed(*args, **kwds)", "Stub method.  Not used for a system random number generator.", func(*thread, value, object.Args) (value, error) { return object.None, nil }),
				object.RawMethod("getstate(*args, **kwds)", "Method should not be called for a system random number generator.", noState),
				object.RawMethod("setstate(*args, **kwds)", "Method should not be called for a system random number generator.", noState),
			},
		})
	},
	Init: initModule,
	Lazy: []string{"__all__"},
	Make: func(t *thread, _ *object.Module, _ string) (value, error) {
		return pylib.Names(t, "Random", "SystemRandom", "betavariate", "choice", "choices", "expovariate", "gammavariate", "gauss",
			"getrandbits", "getstate", "lognormvariate", "normalvariate", "paretovariate", "randbytes", "randint", "random", "randrange",
			"sample", "seed", "setstate", "shuffle", "triangular", "uniform", "vonmisesvariate", "weibullvariate"), nil
	},
}

// moduleNames are the methods of a hidden Random that the module offers as functions.
var moduleNames = []string{
	"seed", "random", "uniform", "triangular", "randint", "choice", "randrange", "sample", "shuffle", "choices",
	"normalvariate", "lognormvariate", "expovariate", "vonmisesvariate", "gammavariate", "gauss", "betavariate",
	"paretovariate", "weibullvariate", "getstate", "setstate", "getrandbits", "randbytes",
}

func initModule(t *thread, m *object.Module) error {
	m.Set(t, "Random", randomType.Value())
	m.Set(t, "SystemRandom", systemRandomType.Value())
	inst := object.New[random](t, randomType)
	inst.setGauss(t, object.None)
	v := object.Obj(&inst.Header)
	for _, name := range moduleNames {
		f, err := t.GetAttrS(v, name)
		if err != nil {
			t.Unref(v)
			return err
		}
		m.Give(t, name, f)
	}
	m.Give(t, "_inst", v)
	return nil
}

func randomDecls() []object.Decl {
	return []object.Decl{
		object.Method("seed(a=None, version=2)", "Initialize internal state from a seed: None, int, float, str, bytes or bytearray.", randomSeed),
		object.Method("random()", "random() -> x in the interval [0, 1).", randomRandom),
		object.Method("getrandbits(k, /)", "getrandbits(k) -> x.  Generates an int with k random bits.", randomGetRandBits),
		object.Method("getstate()", "Return internal state; can be passed to setstate() later.", randomGetState),
		object.Method("setstate(state)", "Restore internal state from object returned by getstate().", randomSetState),
		object.Method("randbytes(n)", "Generate n random bytes.", randomRandBytes),
		object.Method("randrange(start, stop=None, step=1)", "Choose a random item from range(start, stop[, step]).", randomRandRange),
		object.Method("randint(a, b)", "Return random integer in range [a, b], including both end points.", randomRandInt),
		object.Method("choice(seq)", "Choose a random element from a non-empty sequence.", randomChoice),
		object.Method("choices(population, weights=None, *, cum_weights=None, k=1)", "Return a k sized list of population elements chosen with replacement.", randomChoices),
		object.Method("shuffle(x, random=None)", "Shuffle list x in place, and return None.", randomShuffle),
		object.Method("sample(population, k, *, counts=None)", "Chooses k unique random elements from a population sequence or set.", randomSample),
		object.Method("_randbelow(n)", "Return a random int in the range [0,n).", randomRandBelow),
		object.Method("__getstate__()", "", randomGetState),
		object.Method("__setstate__(state)", "", randomSetState),
		object.Method("__reduce__()", "", randomReduce),
		object.Attr("VERSION", object.Int(3)),
		object.DictGetter(),
	}
}

func self2(v value) *random { return object.As[random](v) }

// setGauss sets gauss_next, which is a plain attribute; x is given.
func (r *random) setGauss(t *thread, x value) {
	if r.dict == nil {
		r.dict = t.NewDict()
	}
	r.dict.GiveS(t, "gauss_next", x)
}

// takeGauss gives what gauss_next holds and sets it to None.
func (r *random) takeGauss(t *thread) value {
	x := r.gauss(t).Ref()
	r.setGauss(t, object.None)
	return x
}

// gauss lends gauss_next.
func (r *random) gauss(t *thread) value {
	if r.dict != nil {
		if x := r.dict.GetS(t, "gauss_next"); !x.IsNil() {
			return x
		}
	}
	return object.None
}

func randomTraverse(o *object.Header, visit func(value)) {
	r := self2(object.Obj(o))
	if r.dict != nil {
		visit(r.dict.Value())
	}
}

func randomClear(t *thread, o *object.Header) {
	r := self2(object.Obj(o))
	if d := r.dict; d != nil {
		r.dict = nil
		t.Unref(d.Value())
	}
}

func randomNew(t *thread, typ *object.Type, a object.Args) (value, error) {
	if typ == randomType && len(a.Pos)+len(a.KwNames()) > 1 {
		return value{}, t.TypeErr("Random() requires 0 or 1 argument")
	}
	r := object.New[random](t, typ)
	return object.Obj(&r.Header), nil
}

var initSignature = object.LazySignature{Text: "Random.__init__(x=None)"}

func randomInit(t *thread, self value, a object.Args) error {
	var args [1]value
	done, err := t.BindArgs(initSignature.Signature(), a, args[:])
	if err != nil {
		return err
	}
	defer done()
	x := args[0]
	if x.IsNil() {
		x = object.None
	}
	v, err := t.CallMethod(self, "seed", x)
	if err != nil {
		return err
	}
	t.Unref(v)
	return nil
}

func noState(t *thread, _ value, _ object.Args) (value, error) {
	return value{}, t.Raise(object.NotImplementedError, "System entropy source does not have state.")
}

// A source is a generator as the methods see it: the twister itself, the system, or
// what a subclass overrides.
type source struct {
	t    *thread
	self value
	r    *random
	// system: take entropy; calls: random or getrandbits are Python methods.
	system, callRandom, callBits bool
}

func sourceOf(t *thread, self value) source {
	s := source{t: t, self: self, r: self2(self)}
	typ := self.Type()
	if typ == randomType {
		return s
	}
	base := randomType
	if typ.IsSubtype(systemRandomType) {
		base, s.system = systemRandomType, true
	}
	if typ != base {
		s.callRandom = t.PeekTypeS(typ, "random") != t.PeekTypeS(base, "random")
		s.callBits = t.PeekTypeS(typ, "getrandbits") != t.PeekTypeS(base, "getrandbits")
	}
	return s
}

// float returns the next self.random().
func (s *source) float() (float64, error) {
	if !s.callRandom {
		if s.system {
			return float64(systemBits(53).Uint64()) / (1 << 53), nil
		}
		return s.r.mt.float64(), nil
	}
	v, err := s.t.CallMethod(s.self, "random")
	if err != nil {
		return 0, err
	}
	defer s.t.Unref(v)
	return s.t.AsFloat(v)
}

func systemBits(k int) *big.Int {
	b := make([]byte, (k+7)/8)
	rand.Read(b) // never fails
	x := new(big.Int).SetBytes(b)
	return x.Rsh(x, uint(len(b)*8-k))
}

// bits returns the next self.getrandbits(k).
func (s *source) bits(k int) (*big.Int, error) {
	if !s.callBits {
		if s.system {
			return systemBits(k), nil
		}
		return s.r.mt.bits(k), nil
	}
	v, err := s.t.CallMethod(s.self, "getrandbits", object.Int(int64(k)))
	if err != nil {
		return nil, err
	}
	defer s.t.Unref(v)
	i, err := s.t.Index(v)
	if err != nil {
		return nil, err
	}
	defer s.t.Unref(i)
	x, _ := object.AsBig(i)
	return x, nil
}

// below returns a random int in [0, n), n ≥ 0.
func (s *source) below(n int) (int, error) {
	if s.callBits || s.callRandom || s.system || n > 1<<32 {
		x, err := s.belowBig(big.NewInt(int64(n)))
		if err != nil {
			return 0, err
		}
		return int(x.Int64()), nil
	}
	if n <= 0 {
		return 0, nil
	}
	k := bitLen(uint64(n))
	for {
		var r uint64
		if k <= 32 {
			r = uint64(s.r.mt.uint32() >> (32 - k))
		} else {
			r = s.r.mt.bits(k).Uint64()
		}
		if r < uint64(n) {
			return int(r), nil
		}
	}
}

func bitLen(n uint64) (k int) {
	for ; n > 0; n >>= 1 {
		k++
	}
	return k
}

// belowBig draws bits until they are below n; a class that overrides random alone has
// no other source than its floats.
func (s *source) belowBig(n *big.Int) (*big.Int, error) {
	if n.Sign() <= 0 {
		return new(big.Int), nil
	}
	if s.callRandom && !s.callBits {
		return s.belowFloat(n)
	}
	for {
		if err := s.t.Poll(); err != nil {
			return nil, err
		}
		r, err := s.bits(n.BitLen())
		if err != nil || r.Cmp(n) < 0 {
			return r, err
		}
	}
}

func (s *source) belowFloat(n *big.Int) (*big.Int, error) {
	const size = 1 << 53
	if n.BitLen() > 53 {
		f, err := s.float()
		if err != nil {
			return nil, err
		}
		x, _ := object.BigFloat(n)
		return object.FloatBig(f * x), nil
	}
	k := n.Int64()
	limit := float64(size-size%k) / size
	for {
		if err := s.t.Poll(); err != nil {
			return nil, err
		}
		f, err := s.float()
		if err != nil {
			return nil, err
		}
		if f < limit {
			return big.NewInt(int64(f*size) % k), nil
		}
	}
}

func randomRandom(t *thread, self value, _ []value) (value, error) {
	r := self2(self)
	if self.Type().IsSubtype(systemRandomType) {
		return object.Float(float64(systemBits(53).Uint64()) / (1 << 53)), nil
	}
	return object.Float(r.mt.float64()), nil
}

func randomGetRandBits(t *thread, self value, args []value) (value, error) {
	k, err := t.AsIndex(args[0], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	if k < 0 {
		return value{}, t.ValueErr("number of bits must be non-negative")
	}
	if err := t.GrowBits(k); err != nil {
		return value{}, err
	}
	if self.Type().IsSubtype(systemRandomType) {
		return t.NewBig(systemBits(k)), nil
	}
	m := &self2(self).mt
	if k > 0 && k <= 32 {
		return object.Int(int64(m.uint32() >> (32 - k))), nil
	}
	return t.NewBig(m.bits(k)), nil
}

func randomRandBelow(t *thread, self value, args []value) (value, error) {
	n, err := t.Index(args[0])
	if err != nil {
		return value{}, err
	}
	defer t.Unref(n)
	x, _ := object.AsBig(n)
	s := sourceOf(t, self)
	r, err := s.belowBig(x)
	if err != nil {
		return value{}, err
	}
	return t.NewBig(r), nil
}

func randomRandBytes(t *thread, self value, args []value) (value, error) {
	n, err := t.AsIndex(args[0], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	if n < 0 {
		if self.Type().IsSubtype(systemRandomType) {
			return value{}, t.ValueErr("negative argument not allowed")
		}
		return value{}, t.ValueErr("number of bits must be non-negative")
	}
	if n > 1<<40 {
		return value{}, t.RaiseArgs(object.MemoryError)
	}
	if err := t.GrowBits(n * 8); err != nil {
		return value{}, err
	}
	s := sourceOf(t, self)
	x, err := s.bits(n * 8)
	if err != nil {
		return value{}, err
	}
	b := make([]byte, n)
	if x.Sign() < 0 || x.BitLen() > n*8 {
		return value{}, t.Raise(object.OverflowError, "int too big to convert")
	}
	x.FillBytes(b)
	for i, j := 0, n-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return t.NewBytes(b), nil
}
