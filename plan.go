package minipy

import (
	"context"
	"math/big"
	"reflect"
	"sync"
	"sync/atomic"
	"time"
	"unicode"

	"github.com/minipy-go/minipy/object"
)

// A plan says how values of one Go type cross the border. Plans are made once per
// process and shared by all interpreters.
type plan struct {
	rt   reflect.Type
	once sync.Once
	enc  func(i *Interp, rv reflect.Value) (object.Value, error)
	dec  func(i *Interp, v object.Value, dst reflect.Value) error

	typ     atomic.Pointer[object.Type] // see class
	typOnce sync.Once
	names   func() *fieldSet // structs: the fields by their Python names
}

var plans sync.Map // reflect.Type → *plan

// planOf returns the plan of a type.
func planOf(rt reflect.Type) *plan {
	p := barePlan(rt)
	p.once.Do(func() { p.enc, p.dec = encoderOf(rt), decoderOf(rt) })
	return p
}

// barePlan is planOf for a type that may be in the making: enc and dec may be absent.
func barePlan(rt reflect.Type) *plan {
	if p, ok := plans.Load(rt); ok {
		return p.(*plan)
	}
	p := &plan{rt: rt}
	if rt.Kind() == reflect.Struct {
		p.names = sync.OnceValue(func() *fieldSet { return newFieldSet(rt) })
	}
	old, _ := plans.LoadOrStore(rt, p)
	return old.(*plan)
}

// class is the class of the objects that stand for pointers to the type.
func (p *plan) class() *object.Type {
	if typ := p.typ.Load(); typ != nil {
		return typ
	}
	p.typOnce.Do(func() { p.typ.Store(newClass(p)) })
	return p.typ.Load()
}

// The types that are treated for what they are and not for how they are built.
var (
	errorType    = reflect.TypeFor[error]()
	contextType  = reflect.TypeFor[context.Context]()
	valueType    = reflect.TypeFor[*Value]()
	interpType   = reflect.TypeFor[*Interp]()
	bigType      = reflect.TypeFor[big.Int]()
	bigPtrType   = reflect.TypeFor[*big.Int]()
	timeType     = reflect.TypeFor[time.Time]()
	timePtrType  = reflect.TypeFor[*time.Time]()
	durationType = reflect.TypeFor[time.Duration]()
	ownedType    = reflect.TypeFor[Owned]()
	sharedType   = reflect.TypeFor[Shared]()
	kwType       = reflect.TypeFor[Kw]()
	classesType  = reflect.TypeFor[Class]()
)

// A fieldSet is the fields of a struct by their Python names.
type fieldSet struct {
	list   []structField
	index  map[string]int
	tagged bool // a field has a py tag
}

type structField struct {
	name  string
	index []int
	typ   reflect.Type
	// offset is where it lies, if there is one index.
	offset uintptr
}

func newFieldSet(rt reflect.Type) *fieldSet {
	s := &fieldSet{index: map[string]int{}}
	for _, f := range reflect.VisibleFields(rt) {
		if !f.IsExported() || f.Anonymous && f.Type.Kind() == reflect.Struct {
			continue
		}
		tag, has := f.Tag.Lookup("py")
		s.tagged = s.tagged || has
		if tag == "-" {
			continue
		}
		name := tag
		if name == "" {
			name = snake(f.Name)
		}
		if _, dup := s.index[name]; dup {
			continue
		}
		s.index[name] = len(s.list)
		s.list = append(s.list, structField{name, f.Index, f.Type, f.Offset})
	}
	return s
}

// snake is the Python name of a Go name: MaxRetries is max_retries, UserID user_id.
func snake(name string) string {
	rs := []rune(name)
	var out []rune
	for k, r := range rs {
		if unicode.IsUpper(r) && k > 0 {
			prev := rs[k-1]
			next := k+1 < len(rs) && unicode.IsLower(rs[k+1])
			plural := next && k+2 == len(rs) && rs[k+1] == 's' // the s of URLs
			if prev != '_' && (!unicode.IsUpper(prev) || next && !plural) {
				out = append(out, '_')
			}
		}
		out = append(out, unicode.ToLower(r))
	}
	return string(out)
}

// fieldAt is the field of a struct, nil pointers on the way: not ok.
func fieldAt(elem reflect.Value, index []int) (reflect.Value, bool) {
	if len(index) == 1 {
		return elem.Field(index[0]), true
	}
	for n, k := range index {
		if n > 0 && elem.Kind() == reflect.Pointer {
			if elem.IsNil() {
				return reflect.Value{}, false
			}
			elem = elem.Elem()
		}
		elem = elem.Field(k)
	}
	return elem, true
}
