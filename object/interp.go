package object

import (
	"io"
	"sync/atomic"
	"time"
	"unsafe"
)

// An Interp is one interpreter: its modules, interned strings, memory and the state
// of its cycle collector. One goroutine at a time runs it: the one that holds its lock.
type Interp struct {
	// Live and Bytes count the objects that are alive and the bytes they take.
	Live, Bytes int64
	MaxBytes    int64 // limit of Bytes; 0: none
	// floatsUnknown has the kinds of floats, "double" and "float", whose format __setformat__ made unknown.
	floatsUnknown map[string]bool
	Collector     Collector
	pacer         *pacer // nil: Go's collector runs as it likes

	Modules  *Dict // sys.modules
	Builtins *Dict
	// SysDict holds the names of the module sys, nil until there is one; owned. It stays when
	// sys.modules forgets the module.
	SysDict  *Dict
	interned map[string]*Str
	common   *common           // what is shared with other interpreters; nil: nothing
	recent   [recentNames]*Str // see Intern
	chars    [256]*Str         // one-character strings of Latin-1
	empty    *Str
	names    [numNames]*Str
	HashKey  [2]uint64 // of SipHash
	HashZero bool      // PYTHONHASHSEED=0

	lists      pool[List]
	strs       pool[Str]
	tuples     [maxPooledTuple + 1]freeList
	dicts      pool[Dict]
	insts      [numClasses]freeList
	methods    pool[BoundMethod]
	weaks      pool[WeakRef]
	containers containerPools

	typeCache   cache[typeCacheEntry]
	slotCache   cache[slotEntry]
	rooms       blocks[Value] // free memory of longer lists
	longTuples  pool[Tuple]   // tuples whose items lie elsewhere
	dictTables  blocks[dictEntry]
	dictIndexes blocks[int32]
	setTables   blocks[setEntry]
	numbers     blocks[int64]             // scratch of sorts
	rankings    blocks[ranked]            // likewise
	items       [pooledItems + 1]freeList // memory of list items, by length
	nans        uint64                    // nans made by float()
	free        []unsafe.Pointer          // free lists of layouts
	heapVersion uint32
	shapeIDs    uint32
	dictVersion uint32
	emptyTuple  *Tuple
	// builtinState holds what is mutable about built-in types: weak references and subclasses.
	builtinState map[*Type]*builtinTypeState

	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Now            func() time.Time
	Files          bool // the script may open the machine's files
	Disk           Disk // what the script may open if Files is false; nil: nothing
	Processes      bool // the script may start processes, and send and handle signals
	Sockets        bool // the script may talk to other machines
	Threading      bool // the script may start threads
	Main           *Thread
	MaxDepth       int // nested calls: sys.getrecursionlimit
	DepthCap       int // what a script may set MaxDepth to; 0: anything
	// Unraisable reports an exception that nobody can catch; err is given. where says
	// in whose operation it happened (may be absent).
	Unraisable func(t *Thread, err error, msg string, where Value)
	// Watch is told of births and deaths of instances of classes that scripts make; it is
	// set before the first class is made. At birth an object has no attributes yet, at
	// death they are there still. It may not touch the interpreter.
	Watch func(o *Header, born bool)
	// Eval is the evaluator's per-interpreter state, Host the embedding program's.
	Eval, Host any
	// Importer imports a module by its absolute name; result given.
	Importer func(t *Thread, name string) (Value, error)
	// Compile compiles source to a code object; the façade sets it.
	Compile func(t *Thread, src Value, filename, mode string, flags int, inherit bool, optimize int) (Value, error)
	// CurrentModule lends the __name__ of the running code's globals, SetCell stores in
	// a cell, IsFunction tells functions made by scripts: the evaluator's, for class building.
	CurrentModule func(t *Thread) Value
	SetCell       func(t *Thread, cell, v Value) error
	IsFunction    func(v Value) bool
	// NewFunction makes a function whose body is n; the evaluator's, because function is.
	// globals may be nil; closure is what it closes over (see NewClosure); all is lent.
	NewFunction func(t *Thread, n *Native, qualname, module string, globals *Dict, closure []Value) Value
	// PeekCell lends what a cell holds, absent if nothing: the evaluator's.
	PeekCell func(cell Value) Value
	// SuperArgs finds the class and first argument for super() without arguments, lent.
	SuperArgs func(t *Thread) (*Type, Value, error)
	// Deopt makes the evaluator forget cached attribute slots: a class got a data descriptor.
	Deopt func(t *Thread)
	// OnSignal answers the signals that came for the main thread, with their handlers
	// or, where no Python code may run, only if it can do without.
	OnSignal func(t *Thread, handlers bool) error
	// Trip acts on a signal for this process, as if it had come, or, with handledOnly,
	// only if it has a handler; false: the system is to send it. Nil: the host grants no
	// signals.
	Trip func(signum int, handledOnly bool) bool
	// Visible is called before the script does what tells other programs that it runs:
	// signals may come from now on. It may be nil.
	Visible func()
	gil     gil
	quiet   bool // finalizers do not run any more
	ext     map[any]any
	// pendingABCs wait for collections.abc, see RegisterABC.
	pendingABCs []pendingABC
}

// State returns a module's own per-interpreter state under key, made by make at first.
func (in *Interp) State(key any, make func() any) any {
	s, ok := in.ext[key]
	if !ok {
		s = make()
		if in.ext == nil {
			in.ext = map[any]any{}
		}
		in.ext[key] = s
	}
	return s
}

// PeekState returns a module's state under key, nil if none was made.
func (in *Interp) PeekState(key any) any { return in.ext[key] }

// PeekSys lends what a name of the module sys is bound to, absent if there is nothing.
func (t *Thread) PeekSys(name string) Value {
	if t.In.SysDict == nil {
		return Value{}
	}
	return t.In.SysDict.GetS(t, name)
}

// A Thread is one thread of Python code.
type Thread struct {
	In *Interp
	// Depth counts nested native calls; Enter and Leave keep it.
	Depth int
	// Native counts nested runs of the evaluator.
	Native int
	// nested counts native iterators that read one another; NextOf keeps it.
	nested int
	// Budget points at what counts down at back-edges and calls; below zero the
	// evaluator polls.
	Budget *int32
	// ID tells the threads of an interpreter apart; the first is 1.
	ID int64
	// attention says what other goroutines want of the thread.
	attention atomic.Int32
	wake      chan struct{} // wakes WaitFor
	turn      chan struct{} // the lock is handed over
	outside   bool          // the lock is not held, and is to be taken again
	pipe      wakePipe      // wakes WaitFD
	atEnd     []func(t *Thread)
	ext       map[any]any
	trash     trashcan
	repr      []*Header // objects whose repr is running
	// argStack holds the arguments of native calls that leave some out; argTop is its
	// height. All are lent.
	argStack   [128]Value
	texts      []byte // see scratch
	argTop     int
	spareError *Error
	// Interrupt says why the thread was stopped; nil error: go on.
	Interrupt func(t *Thread) error
	// Steps is how many more steps the thread may take before it is stopped, negative:
	// any number. A step is a call, a jump back, or an item of a long native loop.
	Steps int64
	// Killed: handlers of exceptions are passed over, since the grace of a stop is spent.
	Killed  bool
	granted int32 // of Steps, what Budget began with
	// grant is what Budget begins with next, refilled when that was last done.
	grant    int32
	refilled time.Time
	killed   int64 // steps taken since Killed
	over     int   // polls in a row that found more alive than MaxBytes allows
	// Eval is the evaluator's per-thread state.
	Eval any
}

// NewInterp returns an interpreter without modules.
func NewInterp() *Interp {
	in := &Interp{interned: map[string]*Str{}, heapVersion: firstHeapVersion, MaxDepth: 1000, Now: time.Now,
		builtinState: map[*Type]*builtinTypeState{}}
	in.typeCache.entries, in.slotCache.entries = noTypeCache[:], noSlotCache[:]
	in.Collector.init()
	in.Main = in.NewThread()
	return in
}

// maxNative bounds Go recursion through native code (repr, compare, …), whatever the
// script sets as its recursion limit: each level takes well under 10 KB of Go stack.
const maxNative = 20000

// Enter guards a native function that may recurse; on success call Leave after it.
func (t *Thread) Enter(where string) error {
	t.Depth++
	if t.Depth > t.In.MaxDepth || t.Depth > maxNative {
		t.Depth--
		return t.Raise(RecursionError, "maximum recursion depth exceeded%s", where)
	}
	return nil
}

// Leave ends what Enter began.
func (t *Thread) Leave() { t.Depth-- }

// Grow asks for n more bytes of live memory before they are taken.
func (t *Thread) Grow(n int) error {
	in := t.In
	if n < 0 || n > 1<<46 || in.MaxBytes > 0 && in.Bytes+int64(n) > in.MaxBytes {
		return t.RaiseArgs(MemoryError)
	}
	t.charge(n >> 6) // what is asked for is about to be filled
	if in.pacer != nil && n > largeAsk {
		in.pacer.asks(in, n)
	}
	// Go's allocator ends the process where C's returns NULL. Half of the memory leaves
	// room for the copy that most large requests go through.
	if n > largeRequest && in.Bytes+int64(n) > systemMemory()/2 {
		return t.RaiseArgs(MemoryError)
	}
	return nil
}

// Overdrawn raises MemoryError if more bytes are alive than the limit allows: small
// requests are not asked for one by one.
func (t *Thread) Overdrawn() error {
	if limit := t.In.MaxBytes; limit > 0 && t.In.Bytes > limit && !t.Killed {
		return t.RaiseArgs(MemoryError)
	}
	return nil
}

const (
	// largeRequest is a size at which looking at the system's memory costs nothing.
	largeRequest = 1 << 24
	// defaultMemory is what a system that does not tell is taken to have.
	defaultMemory = 16 << 30
)

// New makes an object of a built-in type (or of a user subclass of it when typ is
// one), zeroed but for its header; the caller owns it. T must be the struct that the
// type's Layout declares.
func New[T any](t *Thread, typ *Type) *T {
	return (*T)(unsafe.Pointer(t.Alloc(typ)))
}

// NewUntracked is New for a built-in typ whose object the collector is not to know before
// Track.
func NewUntracked[T any](t *Thread, typ *Type) *T {
	return (*T)(unsafe.Pointer(t.allocBuiltin(typ)))
}

// Alloc makes an object of class typ from its declared layout.
func (t *Thread) Alloc(typ *Type) *Header {
	var o *Header
	if typ.heap == nil {
		o = t.allocBuiltin(typ)
	} else {
		o = t.allocUser(typ)
	}
	if typ.Flags&FlagGC != 0 {
		t.In.Collector.track(t, o)
	}
	return o
}

func (t *Thread) allocBuiltin(typ *Type) *Header {
	o := t.In.reuse(typ.layout.id)
	if o == nil {
		o = typ.layout.alloc()
	}
	o.Typ, o.RC = typ, 1
	t.account(o, int64(typ.layout.size))
	return o
}

// reuse takes a zeroed object from free list id, nil if it is empty.
func (in *Interp) reuse(id int) *Header {
	if id >= len(in.free) {
		return nil
	}
	p := in.free[id]
	if p == nil {
		return nil
	}
	in.free[id] = *(*unsafe.Pointer)(p)
	*(*unsafe.Pointer)(p) = nil
	return (*Header)(p)
}

// spareLayouts is for how many layouts the table of free lists grows ahead.
const spareLayouts = 32

// recycle puts a zeroed object on free list id.
func (in *Interp) recycle(id int, o *Header) {
	if refdebug {
		return
	}
	if id >= len(in.free) {
		in.free = append(in.free, make([]unsafe.Pointer, id+1+spareLayouts-len(in.free))...)
	}
	*(*unsafe.Pointer)(unsafe.Pointer(o)) = in.free[id]
	in.free[id] = unsafe.Pointer(o)
}

// reclaim zeroes an object of a built-in type, not of a class of a script, whose Free slot
// has dropped what it owned, and lets it be used again.
func (in *Interp) reclaim(o *Header) {
	if typ := o.Typ; !refdebug && typ.heap == nil {
		typ.layout.zero(o)
		in.recycle(typ.layout.id, o)
	}
}

func (t *Thread) account(o *Header, size int64) {
	t.In.Live++
	t.In.Bytes += size
	debugBorn(t, o)
}

func (t *Thread) unaccount(size int64) {
	t.In.Live--
	t.In.Bytes -= size
}
