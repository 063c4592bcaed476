// Package code defines what the compiler produces and the evaluator runs: the
// opcodes, the Code of one scope, its line and handler tables, and a disassembler.
//
// Invariant: a Code is immutable once the compiler has returned it, and holds Go
// values only, so goroutines and interpreters share it without locks. What a run
// changes (specialised instructions, caches, constants as objects) lives in the
// evaluator's own copy.
package code

// Flags of a Code, numbered as CPython's co_flags.
const (
	Optimized         = 0x1 // locals live in registers
	NewLocals         = 0x2
	VarArgs           = 0x4
	VarKeywords       = 0x8
	Nested            = 0x10
	Generator         = 0x20
	NoFree            = 0x40
	Coroutine         = 0x80
	IterableCoroutine = 0x100
	AsyncGenerator    = 0x200
	FutureAnnotations = 0x1000000
)

// TopLevelAwait is PyCF_ALLOW_TOP_LEVEL_AWAIT, a flag of compile().
const TopLevelAwait = 0x2000

// A Code is one compiled scope: a module, a class body, a function, a lambda or a
// comprehension.
//
// The registers of a frame, in order:
//
//	[0, Passed)           positional and keyword-only parameters and *args, as the call passed them; if
//	                      there is **kwargs, a tuple of its values that nobody else holds
//	[Passed, NLocalRegs)  other locals in the order of VarNames (see LocalRegs), then cells
//	[NLocalRegs, NRegs)   temporaries, a stack
//
// CPython's caller keeps its references to the arguments until the call returns, so
// outside generators a parameter that the body rebinds or deletes lives in a register
// of its own behind those (the compiler copies it at entry) and the first Passed
// registers are never written. A return drops [Passed, NLocalRegs) upwards, then
// [0, Passed) downwards; that is CPython 3.10's order of deaths. In generators
// parameters are ordinary locals and everything is dropped upwards.
type Code struct {
	Name      string
	QualName  string
	Filename  string
	FirstLine int
	Flags     uint32

	ArgCount   int // positional parameters, positional-only ones included
	PosOnly    int
	KwOnly     int
	NArgs      int // ArgCount + KwOnly
	VarArgsReg int // register of *args, or -1
	VarKwReg   int // register of **kwargs, or -1

	VarNames  []string // as co_varnames: parameters (*args and **kwargs after the keyword-only ones), then locals
	LocalRegs []uint16 // LocalRegs[i] is the register of VarNames[i]
	CellVars  []string
	CellRegs  []uint16 // registers that hold the cells of CellVars
	FreeVars  []string
	FreeRegs  []uint16 // registers that hold the cells of FreeVars

	// MaybeUnbound lists the registers of the locals that some path reads or deletes
	// before it has bound them: they must hold the unbound mark when the frame starts.
	// In generators, and in functions that mention locals() or its like, it lists all
	// locals but the parameters.
	MaybeUnbound []uint16

	Names []string // names of globals, attributes and imports

	NLocalRegs int
	NRegs      int
	Consts     []any // nil, bool, int64, *big.Int, float64, complex128, string, Bytes, Ellipsis, Tuple, FrozenSet, *Code
	Doc        bool  // Consts[0] is the docstring (or nil)
	Instrs     []uint64
	Lines      []LineEntry
	IdleLoops  []LineEntry // the FORITERs of loops whose body is `pass`, and its line
	Handlers   []Handler
	ExcScopes  []ExcScope
	Pending    []Pending
}

// A LineEntry says that the instructions from word PC on stand on Line; -1: on none.
type LineEntry struct {
	PC   uint32
	Line int32
}

// A Handler covers the words [Start, End): an exception raised there drops the
// temporaries in registers ≥ Depth (from the top down), stores the exception in register Depth and goes
// on at Target. Where ranges nest, the inner one stands first in the table.
type Handler struct {
	Start, End, Target uint32
	Depth              uint16
}

// An ExcScope says that while the words [Start, End) run, register Reg holds the
// exception being handled: sys.exc_info, a bare raise and implicit contexts find it
// there. The inner scope stands first.
type ExcScope struct {
	Start, End uint32
	Reg        uint16
}

// A Pending says that while the words [Start, End) run, the registers [Lo, Lo+N) hold what is
// still to be stored: an exception drops them upwards. The inner one stands first.
type Pending struct {
	Start, End uint32
	Lo, N      uint16
}

// Bytes, Ellipsis, Tuple and FrozenSet are constants of those Python types.
type (
	Bytes     string
	Ellipsis  struct{}
	Tuple     []any
	FrozenSet []any
)

// Passed is how many registers belong to the call: see Code.
func (c *Code) Passed() int {
	n := c.NArgs
	if c.VarArgsReg >= 0 {
		n++
	}
	if c.VarKwReg >= 0 {
		n++
	}
	return n
}

// Line returns the source line of the instruction at word pc.
func (c *Code) Line(pc int) int {
	lo, hi := 0, len(c.Lines)
	for lo < hi {
		if m := (lo + hi) / 2; int(c.Lines[m].PC) <= pc {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo == 0 {
		return c.FirstLine
	}
	return int(c.Lines[lo-1].Line)
}
