package object

import (
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"
)

// A common is what interpreters with the same hashes share, because all of them need it to
// begin with: interned strs, whose hashes are computed, and images of native modules. Nobody
// writes to it once it is published.
type common struct {
	key    [2]uint64 // of the hashes
	strs   map[string]*Str
	recent [recentNames]*Str
	images map[*ModuleSpec]*moduleImage
}

var published atomic.Pointer[common]

// processKey is the key of the hashes of every interpreter that is given no seed.
var processKey = sync.OnceValue(func() [2]uint64 { return [2]uint64{rand.Uint64(), rand.Uint64()} })

// RandomHash makes the hashes of strings those of this process, which nobody can foretell.
func (in *Interp) RandomHash() { in.HashKey = processKey() }

// TakeCommon makes a new interpreter use what others with its hashes share. It is called
// before the first Intern.
func (in *Interp) TakeCommon() {
	if c := published.Load(); c != nil && c.key == in.HashKey {
		in.common, in.recent = c, c.recent
	}
}

// ShareCommon lets interpreters that are made from now on share the names that in has
// interned and the images of its native modules. It is called before a script runs, and
// does nothing if in itself shares those of another.
func (in *Interp) ShareCommon() {
	if in.common != nil {
		return
	}
	for _, s := range in.interned {
		in.Main.StrHash(s)
	}
	c := &common{key: in.HashKey, strs: in.interned, recent: in.recent, images: map[*ModuleSpec]*moduleImage{}}
	for pos := 0; ; {
		_, v, ok := in.Modules.Next(&pos)
		if !ok {
			break
		}
		if m, ok := AsModule(v); ok && m.Spec != nil {
			if img := imageOf(m); img != nil {
				c.images[m.Spec] = img
			}
		}
	}
	in.common, in.interned = c, map[string]*Str{}
	published.Store(c)
}

// A moduleImage is the dict of a native module as its declarations leave it. A function
// stands for itself as its Native.
type moduleImage struct {
	entries []dictEntry
	index   []int32
	room    int // how many names a module comes to have
	// functions counts the built-in functions.
	functions int
}

// plainNames are what every module begins with.
var plainNames = [...]string{"__name__", "__doc__", "__package__", "__loader__", "__spec__"}

// imageOf makes the image of a module that was just made; nil if its names do not come
// in the order of the declarations.
func imageOf(m *Module) *moduleImage {
	members := m.Spec.bound()
	n := len(plainNames) + len(members)
	for i := range members {
		if e := m.Dict.entries[len(plainNames)+i]; !e.key.IsStr() || e.key.String() != members[i].name {
			return nil
		}
	}
	d := Dict{entries: slices.Clone(m.Dict.entries[:n])}
	for i := range d.entries {
		d.entries[i].val = None
		if i >= len(plainNames) {
			d.entries[i].val = members[i-len(plainNames)].v
		}
	}
	img := &moduleImage{entries: d.entries, room: cap(m.Dict.entries)}
	for i := range members {
		if members[i].v.O.Typ == BuiltinType {
			img.functions++
		}
	}
	if m.Dict.index != nil {
		d.index = make([]int32, len(m.Dict.index))
		d.placeAll()
		img.index = d.index
	}
	return img
}

// load fills the empty dict d with the image; self, lent, is the module's name.
func (img *moduleImage) load(t *Thread, d *Dict, self Value) {
	in := t.In
	in.Bytes += int64(img.room-cap(d.entries)) * int64(unsafe.Sizeof(dictEntry{}))
	d.entries = append(in.takeEntries(img.room), img.entries...)
	d.used = len(d.entries)
	if img.index != nil {
		d.index = in.dictIndexes.take(len(img.index))
		copy(d.index, img.index)
	}
	in.stockFunctions(img.functions)
	for i := range d.entries {
		if e := &d.entries[i]; e.val.O.Typ == BuiltinType {
			f := t.newBoundNative(as[Native](e.val), self)
			e.val = f
			d.mayTrack(t, f)
		}
	}
}

// stockFunctions puts n free built-in functions in store, made at once.
func (in *Interp) stockFunctions(n int) {
	if refdebug {
		return
	}
	fs := make([]BoundNative, n)
	for i := range fs {
		in.recycle(BuiltinType.layout.id, &fs[n-1-i].Header)
	}
}
