package code

// An instruction is one 64-bit word
//
//	op:8  flags:8  a:16  b:16  c:16        (op in the low byte)
//
// followed by the cache and operand words that its row in Table asks for. Register
// and constant operands are byte offsets (index × 16); names, counts and immediates
// are plain. A jump is a signed number of words counted from the word after the
// instruction's first; any conditional jump may go backwards, since loops are tested
// at the bottom. A temporary is owned by its register and consumed by its single use:
// the flags below say which operands are temporaries.
//
// An instruction reads its operands, does its work, consumes its temporaries and only
// then writes its destination, which may be the register of one of them (`ADD t t x`,
// `CALL t 2 t`, `WITH t t`): a raising instruction has written nothing.

// RegSize is the factor between a register's or constant's index and its operand.
const RegSize = 16

// Flags of an instruction.
const (
	TmpB      = 1 << 0 // b is a temporary: consumed
	TmpC      = 1 << 1 // c is a temporary: consumed
	TmpA      = 1 << 2 // a is a source and a temporary: consumed
	RaiseBack = 1 << 3 // RERAISE: the frame ends where the exception was raised
	Inplace   = 1 << 3 // binary operators: the in-place form (`x += y`)

	CmpShift = 4      // compare-and-jump: bits 4-6 hold the operator as written (Cmp…)
	WantTrue = 1 << 7 // compare-and-jump: jump when that operator's result is true
)

// Comparison operators, numbered as CPython's Py_LT … Py_GE.
const (
	CmpLT = iota
	CmpLE
	CmpEQ
	CmpNE
	CmpGT
	CmpGE
)

// Conversions of FORMAT (in its flags, shifted by 4).
const (
	ConvNone = iota
	ConvStr
	ConvRepr
	ConvASCII
)

// Parts of FUNC (flags): the temporaries from c on hold, in this order, those that are present.
const (
	FuncDefaults    = 1 << 0 // tuple
	FuncKwDefaults  = 1 << 1 // dict
	FuncAnnotations = 1 << 2 // dict
	FuncClosure     = 1 << 3 // tuple of cells
)

// An Op is an operation code.
type Op uint8

// Kind says what an operand field holds.
type Kind uint8

const (
	None  Kind = iota
	Dst        // register, written (what it held is dropped)
	Src        // register, read (consumed if flagged)
	Mut        // register, read and its object changed
	Base       // first of several temporaries, consumed
	Out        // first of several registers, written
	K          // constant
	Name       // index into Names
	Var        // index into VarNames
	Free       // index into FreeVars
	Imm        // signed 16-bit number
	Count      // unsigned number
	Jump       // signed displacement in words
	Wide       // b and c together: unsigned 32 bits
	JumpW      // b and c together: signed 32-bit displacement in words
)

// Info is an opcode's row in Table.
type Info struct {
	Name    string
	A, B, C Kind
	Words   int // 1 + the words that follow
	Doc     string
}

// The opcodes. The compiler emits these; what the evaluator specialises them to has
// numbers of its own after NumOps.
const (
	NOP Op = iota
	MOVE
	LOADK
	LOADKX
	CHECK
	DELLOCAL
	DROP
	MKCELL
	COPYFREE
	DEREF
	SETDEREF
	DELDEREF
	CLASSDEREF
	LOADG
	STOREG
	DELG
	LOADNAME
	STORENAME
	DELNAME
	LOADBUILD
	LOADASSERT

	ADD
	SUB
	MUL
	DIV
	FLOORDIV
	MOD
	POW
	LSHIFT
	RSHIFT
	AND
	OR
	XOR
	MATMUL
	ADDI
	SUBI
	MULI
	FLOORDIVI
	MODI
	ANDI
	LSHIFTI
	RSHIFTI
	ADDK
	SUBK
	MULK
	DIVK
	NEG
	POS
	INVERT
	NOT
	COMPARE
	IS
	ISNOT
	IN
	NOTIN

	JMP
	JBACK
	JT
	JF
	JNONE
	JNOTNONE
	JLTt
	JLTf
	JLEt
	JLEf
	JEQt
	JEQf
	JLTIt
	JLTIf
	JLEIt
	JLEIf
	JEQIt
	JEQIf
	JIS
	JISNOT

	GETATTR
	SETATTR
	DELATTR
	GETIDX
	GETIDXI
	GETIDXK
	SETIDX
	DELIDX
	SLICE
	LOADM
	CALL
	CALLM
	CALLKW
	CALLEX
	RET
	RETK
	ITER
	FORITER
	UNPACK
	UNPACKEX

	TUPLE
	LIST
	SET
	DICT
	APPEND
	EXTEND
	LISTTUPLE
	SETADD
	SETUPDATE
	DICTSET
	DICTUPDATE
	DICTMERGE
	FORMAT
	JOIN
	FUNC
	IMPORT
	IMPORTFROM
	IMPORTSTAR
	PRINT
	ANNOTATIONS

	RAISE
	RERAISE
	JNOMATCH
	WITH
	WITHEXIT
	YIELD
	YIELDFROM
	YIELDITER
	AWAITABLE
	AITER
	ANEXT
	ASYNCWITH
	MATCHSEQ
	MATCHMAP
	MATCHKEYS
	MATCHCLASS
	LEN

	NumOps
)

// Table is the one list of what each opcode is; names, the disassembler and the
// checks of the compiler's output derive from it.
var Table = [NumOps]Info{
	NOP:        {"NOP", None, None, None, 1, "nothing"},
	MOVE:       {"MOVE", Dst, Src, None, 1, "a = b"},
	LOADK:      {"LOADK", Dst, K, None, 1, "a = constant b"},
	LOADKX:     {"LOADKX", Dst, Wide, None, 1, "a = constant number b:c (for functions with over 4,095 constants)"},
	CHECK:      {"CHECK", Src, Var, None, 1, "raise UnboundLocalError for variable b if local a is unbound"},
	DELLOCAL:   {"DELLOCAL", Dst, Var, None, 1, "unbind local a; UnboundLocalError for variable b if it is unbound already"},
	DROP:       {"DROP", None, Src, None, 1, "drop temporary b"},
	MKCELL:     {"MKCELL", Dst, Src, None, 1, "a = new cell holding b (flag TmpA: empty, b is ignored)"},
	COPYFREE:   {"COPYFREE", Out, Count, None, 1, "registers a… = the b cells of the running function's closure"},
	DEREF:      {"DEREF", Dst, Src, None, 1, "a = contents of cell b; NameError if it is empty"},
	SETDEREF:   {"SETDEREF", Mut, Src, None, 1, "contents of cell a = b"},
	DELDEREF:   {"DELDEREF", Mut, None, None, 1, "empty cell a; NameError if it is empty already"},
	CLASSDEREF: {"CLASSDEREF", Dst, Src, Free, 1, "a = free variable c from the class namespace, else contents of its cell b"},
	LOADG:      {"LOADG", Dst, Name, None, 2, "a = global or built-in b"},
	STOREG:     {"STOREG", Src, Name, None, 2, "global b = a (TmpA)"},
	DELG:       {"DELG", None, Name, None, 1, "del global b"},
	LOADNAME:   {"LOADNAME", Dst, Name, None, 2, "a = name b from the namespace, globals or built-ins"},
	STORENAME:  {"STORENAME", Src, Name, None, 2, "name b of the namespace = a (TmpA)"},
	DELNAME:    {"DELNAME", None, Name, None, 1, "del name b of the namespace"},
	LOADBUILD:  {"LOADBUILD", Dst, None, None, 1, "a = builtins.__build_class__"},
	LOADASSERT: {"LOADASSERT", Dst, None, None, 1, "a = AssertionError"},

	ADD:       {"ADD", Dst, Src, Src, 1, "a = b + c (flag Inplace: b += c)"},
	SUB:       {"SUB", Dst, Src, Src, 1, "a = b - c"},
	MUL:       {"MUL", Dst, Src, Src, 1, "a = b * c"},
	DIV:       {"DIV", Dst, Src, Src, 1, "a = b / c"},
	FLOORDIV:  {"FLOORDIV", Dst, Src, Src, 1, "a = b // c"},
	MOD:       {"MOD", Dst, Src, Src, 1, "a = b % c"},
	POW:       {"POW", Dst, Src, Src, 1, "a = b ** c"},
	LSHIFT:    {"LSHIFT", Dst, Src, Src, 1, "a = b << c"},
	RSHIFT:    {"RSHIFT", Dst, Src, Src, 1, "a = b >> c"},
	AND:       {"AND", Dst, Src, Src, 1, "a = b & c"},
	OR:        {"OR", Dst, Src, Src, 1, "a = b | c"},
	XOR:       {"XOR", Dst, Src, Src, 1, "a = b ^ c"},
	MATMUL:    {"MATMUL", Dst, Src, Src, 1, "a = b @ c"},
	ADDI:      {"ADDI", Dst, Src, Imm, 1, "a = b + number c"},
	SUBI:      {"SUBI", Dst, Src, Imm, 1, "a = b - number c"},
	MULI:      {"MULI", Dst, Src, Imm, 1, "a = b * number c"},
	FLOORDIVI: {"FLOORDIVI", Dst, Src, Imm, 1, "a = b // number c, c > 0"},
	MODI:      {"MODI", Dst, Src, Imm, 1, "a = b % number c, c > 0"},
	ANDI:      {"ANDI", Dst, Src, Imm, 1, "a = b & number c"},
	LSHIFTI:   {"LSHIFTI", Dst, Src, Imm, 1, "a = b << number c, 0 ≤ c < 64"},
	RSHIFTI:   {"RSHIFTI", Dst, Src, Imm, 1, "a = b >> number c, 0 ≤ c < 64"},
	ADDK:      {"ADDK", Dst, Src, K, 1, "a = b + constant c"},
	SUBK:      {"SUBK", Dst, Src, K, 1, "a = b - constant c"},
	MULK:      {"MULK", Dst, Src, K, 1, "a = b * constant c"},
	DIVK:      {"DIVK", Dst, Src, K, 1, "a = b / constant c"},
	NEG:       {"NEG", Dst, Src, None, 1, "a = -b"},
	POS:       {"POS", Dst, Src, None, 1, "a = +b"},
	INVERT:    {"INVERT", Dst, Src, None, 1, "a = ~b"},
	NOT:       {"NOT", Dst, Src, None, 1, "a = not b"},
	COMPARE:   {"COMPARE", Dst, Src, Src, 1, "a = b <op> c, the operator in the flags (CmpShift)"},
	IS:        {"IS", Dst, Src, Src, 1, "a = b is c"},
	ISNOT:     {"ISNOT", Dst, Src, Src, 1, "a = b is not c"},
	IN:        {"IN", Dst, Src, Src, 1, "a = b in c"},
	NOTIN:     {"NOTIN", Dst, Src, Src, 1, "a = b not in c"},

	JMP:      {"JMP", None, JumpW, None, 1, "go on at b:c, forwards"},
	JBACK:    {"JBACK", None, JumpW, None, 1, "go on at b:c, backwards: also a point where limits and signals are checked"},
	JT:       {"JT", Jump, Src, None, 1, "jump if b is true"},
	JF:       {"JF", Jump, Src, None, 1, "jump if b is false"},
	JNONE:    {"JNONE", Jump, Src, None, 1, "jump if b is None"},
	JNOTNONE: {"JNOTNONE", Jump, Src, None, 1, "jump if b is not None"},
	JLTt:     {"JLTt", Jump, Src, Src, 1, "ints: jump if b < c; else by the operator as written and the wanted result in the flags: compare, consume, then ask for the truth of the result"},
	JLTf:     {"JLTf", Jump, Src, Src, 1, "ints: jump if not b < c"},
	JLEt:     {"JLEt", Jump, Src, Src, 1, "ints: jump if b <= c"},
	JLEf:     {"JLEf", Jump, Src, Src, 1, "ints: jump if not b <= c"},
	JEQt:     {"JEQt", Jump, Src, Src, 1, "ints: jump if b == c"},
	JEQf:     {"JEQf", Jump, Src, Src, 1, "ints: jump if not b == c"},
	JLTIt:    {"JLTIt", Jump, Src, Imm, 1, "as JLTt, c a number"},
	JLTIf:    {"JLTIf", Jump, Src, Imm, 1, "as JLTf, c a number"},
	JLEIt:    {"JLEIt", Jump, Src, Imm, 1, "as JLEt, c a number"},
	JLEIf:    {"JLEIf", Jump, Src, Imm, 1, "as JLEf, c a number"},
	JEQIt:    {"JEQIt", Jump, Src, Imm, 1, "as JEQt, c a number"},
	JEQIf:    {"JEQIf", Jump, Src, Imm, 1, "as JEQf, c a number"},
	JIS:      {"JIS", Jump, Src, Src, 1, "jump if b is c"},
	JISNOT:   {"JISNOT", Jump, Src, Src, 1, "jump if b is not c"},

	GETATTR:  {"GETATTR", Dst, Src, Name, 2, "a = b.c"},
	SETATTR:  {"SETATTR", Name, Src, Src, 2, "b.a = c"},
	DELATTR:  {"DELATTR", None, Src, Name, 1, "del b.c"},
	GETIDX:   {"GETIDX", Dst, Src, Src, 1, "a = b[c]"},
	GETIDXI:  {"GETIDXI", Dst, Src, Imm, 1, "a = b[number c]"},
	GETIDXK:  {"GETIDXK", Dst, Src, K, 1, "a = b[constant c]"},
	SETIDX:   {"SETIDX", Src, Src, Src, 1, "b[c] = a (TmpA: a is a temporary)"},
	DELIDX:   {"DELIDX", None, Src, Src, 1, "del b[c]"},
	SLICE:    {"SLICE", Dst, Base, None, 1, "a = slice(b, b+1, b+2); three temporaries, None where absent"},
	LOADM:    {"LOADM", Out, Src, Name, 2, "prepare b.c(…): a = the function and a+1 = b, or a = the bound attribute and a+1 = nothing"},
	CALL:     {"CALL", Base, Count, Dst, 2, "c = call of a with the b arguments in a+2…; a+1 is kept free"},
	CALLM:    {"CALLM", Base, Count, Dst, 2, "c = call of what LOADM prepared in a, a+1 with the b arguments in a+2…"},
	CALLKW:   {"CALLKW", Base, Count, Dst, 2, "as CALL (flag TmpB: as CALLM), b counts all arguments; the next word is the index of the constant tuple of keyword names of the last ones"},
	CALLEX:   {"CALLEX", Base, None, Dst, 2, "c = a(*a+2, **a+3); a+2 is a tuple, or the operand of a lone `*` as it came (an iterable, else TypeError); flag TmpC: the dict a+3 is there; consumes a, a+2, a+3 in that order"},
	RET:      {"RET", None, Src, None, 1, "return b"},
	RETK:     {"RETK", None, K, None, 1, "return constant b"},
	ITER:     {"ITER", Dst, Src, None, 1, "a = iter(b)"},
	FORITER:  {"FORITER", Mut, Dst, Jump, 1, "b = next(a) and jump c (backwards, to the body); at the end drop a and fall through"},
	UNPACK:   {"UNPACK", Out, Src, Count, 1, "temporaries a… = the c items of b, exactly"},
	UNPACKEX: {"UNPACKEX", Out, Src, Count, 1, "temporaries a… = the first (c & 255) items of b, a list of the rest, the last (c >> 8)"},

	TUPLE:       {"TUPLE", Dst, Base, Count, 1, "a = tuple of the c temporaries b…"},
	LIST:        {"LIST", Dst, Base, Count, 1, "a = list of the c temporaries b…"},
	SET:         {"SET", Dst, Base, Count, 1, "a = set of the c temporaries b…"},
	DICT:        {"DICT", Dst, Base, Count, 1, "a = dict of the c pairs key, value in the temporaries b…"},
	APPEND:      {"APPEND", Mut, Src, None, 1, "append b to list a"},
	EXTEND:      {"EXTEND", Mut, Src, None, 1, "extend list a by iterable b (flag Inplace: a starred item, TypeError says `Value after * must be an iterable`)"},
	LISTTUPLE:   {"LISTTUPLE", Dst, Src, None, 1, "a = tuple of list b"},
	SETADD:      {"SETADD", Mut, Src, None, 1, "add b to set a"},
	SETUPDATE:   {"SETUPDATE", Mut, Src, None, 1, "add the items of b to set a"},
	DICTSET:     {"DICTSET", Mut, Src, Src, 1, "a[b] = c, a a dict display or comprehension"},
	DICTUPDATE:  {"DICTUPDATE", Mut, Src, None, 1, "update dict a by mapping b"},
	DICTMERGE:   {"DICTMERGE", Mut, Src, Src, 1, "update dict a by mapping b, both keywords of a call of c (not consumed): TypeError if b is no mapping or repeats a key"},
	FORMAT:      {"FORMAT", Dst, Src, Src, 1, "a = format(b, c); the conversion in the flags (<<4); c is no operand when flag TmpA is clear"},
	JOIN:        {"JOIN", Dst, Base, Count, 1, "a = the c strings b… joined"},
	FUNC:        {"FUNC", Dst, K, Base, 1, "a = function of code constant b; what the flags (Func…) name stands in c…"},
	IMPORT:      {"IMPORT", Dst, Name, K, 2, "a = __import__(b, globals, locals, fromlist c, level in the next word)"},
	IMPORTFROM:  {"IMPORTFROM", Dst, Src, Name, 1, "a = from b import c (b is not consumed)"},
	IMPORTSTAR:  {"IMPORTSTAR", None, Src, None, 1, "from b import *"},
	PRINT:       {"PRINT", None, Src, None, 1, "sys.displayhook(b)"},
	ANNOTATIONS: {"ANNOTATIONS", None, None, None, 1, "make sure that the namespace has __annotations__"},

	RAISE:      {"RAISE", None, Src, Src, 1, "raise b from c; flag CmpShift<<0: b given, <<1: c given (see RaiseExc, RaiseCause); neither: re-raise the handled exception"},
	RERAISE:    {"RERAISE", None, Src, None, 1, "raise the exception in temporary b on, its traceback unchanged (end of finally, no clause matched)"},
	JNOMATCH:   {"JNOMATCH", Jump, Src, Src, 1, "jump if exception b (not consumed) is no instance of class or tuple c (flag Inplace: of StopAsyncIteration, no c)"},
	WITH:       {"WITH", Out, Src, None, 1, "a = b's bound __exit__, a+1 = b.__enter__()"},
	WITHEXIT:   {"WITHEXIT", Dst, Src, Src, 1, "a = b(type, value, traceback of exception c), c not consumed; flag Inplace: no c, None three times"},
	YIELD:      {"YIELD", Dst, Src, None, 1, "yield b; a = what is sent"},
	YIELDFROM:  {"YIELDFROM", Dst, Mut, None, 1, "delegate to iterator b: a is sent on (set it to None before); at the end drop b, a = its result"},
	YIELDITER:  {"YIELDITER", Dst, Src, None, 1, "a = what `yield from b` iterates over"},
	AWAITABLE:  {"AWAITABLE", Dst, Src, Count, 1, "a = what `await b` delegates to (c: 0 plain, 1 result of __aenter__, 2 of __aexit__)"},
	AITER:      {"AITER", Dst, Src, None, 1, "a = b.__aiter__()"},
	ANEXT:      {"ANEXT", Dst, Src, None, 1, "a = awaitable of b.__anext__(), b not consumed"},
	ASYNCWITH:  {"ASYNCWITH", Out, Src, None, 1, "a = b's bound __aexit__, a+1 = b.__aenter__()"},
	MATCHSEQ:   {"MATCHSEQ", Dst, Src, None, 1, "a = b matches a sequence pattern's type, True or False (b not consumed)"},
	MATCHMAP:   {"MATCHMAP", Dst, Src, None, 1, "a = b matches a mapping pattern's type, True or False (b not consumed)"},
	MATCHKEYS:  {"MATCHKEYS", Dst, Src, Src, 1, "a = tuple of b's values for the keys in tuple c, or None (b, c not consumed)"},
	MATCHCLASS: {"MATCHCLASS", Dst, Src, Src, 2, "a = tuple of the attributes of b (not consumed) for class c, or None; next word: number of positional patterns | constant index of the keyword names << 32"},
	LEN:        {"LEN", Dst, Src, None, 1, "a = len(b), b not consumed"},
}

// Flags of RAISE.
const (
	RaiseExc   = 1 << 4
	RaiseCause = 1 << 5
)

// Make assembles an instruction's first word from operands already scaled.
func Make(op Op, flags uint8, a, b, c uint16) uint64 {
	return uint64(op) | uint64(flags)<<8 | uint64(a)<<16 | uint64(b)<<32 | uint64(c)<<48
}

// OpOf, FlagsOf, A, B and C take an instruction's first word apart; WideOf joins b and c.
func OpOf(w uint64) Op       { return Op(w) }
func FlagsOf(w uint64) uint8 { return uint8(w >> 8) }
func A(w uint64) uint16      { return uint16(w >> 16) }
func B(w uint64) uint16      { return uint16(w >> 32) }
func C(w uint64) uint16      { return uint16(w >> 48) }
func WideOf(w uint64) uint32 { return uint32(w >> 32) }

// JumpBy is how many words an instruction jumps, counted from the word behind its first
// one, w; ok is false for an instruction that does not jump.
func JumpBy(w uint64) (n int, ok bool) {
	switch row := &Table[OpOf(w)]; {
	case row.A == Jump:
		return int(int16(A(w))), true
	case row.C == Jump:
		return int(int16(C(w))), true
	case row.B == JumpW:
		return int(int32(WideOf(w))), true
	}
	return 0, false
}

// WithJump returns w, the first word of an instruction that jumps, jumping n words.
func WithJump(w uint64, n int) uint64 {
	switch row := &Table[OpOf(w)]; {
	case row.A == Jump:
		return w&^(0xffff<<16) | uint64(uint16(n))<<16
	case row.C == Jump:
		return w&^(0xffff<<48) | uint64(uint16(n))<<48
	}
	return w&0xffffffff | uint64(uint32(n))<<32
}
