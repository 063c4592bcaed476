package minipy

import (
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/modules"
	"github.com/minipy-go/minipy/object"
)

// A Module is a native module that the host writes in Go. A script imports it by Name,
// which may be dotted if the package above is one of the host's too.
type Module struct {
	Name string
	Doc  string // its __doc__
	// Members are the names that it binds, to values as Interp.Set takes them: functions,
	// classes by ClassOf, constants. They are converted when a script imports the module,
	// in each interpreter anew.
	Members map[string]any
	// Init, if not nil, gives more members, for one interpreter. Its error is raised by
	// the import. As a bound function it may call into the interpreter.
	Init func(in *Interp) (map[string]any, error)
}

// nativeModule finds a module of the host, or one of minipy's own; nil if there is none.
func (i *Interp) nativeModule(name string) *object.ModuleSpec {
	for k := range i.cfg.Modules {
		if m := &i.cfg.Modules[k]; m.Name == name {
			return i.moduleSpec(m)
		}
	}
	return modules.Find(name)
}

// moduleSpec declares a module of the host for this interpreter.
func (i *Interp) moduleSpec(m *Module) *object.ModuleSpec {
	spec := i.specs[m.Name]
	if spec == nil {
		pkg := slices.ContainsFunc(i.cfg.Modules, func(x Module) bool { return strings.HasPrefix(x.Name, m.Name+".") })
		spec = &object.ModuleSpec{Name: m.Name, Doc: m.Doc, Package: pkg, Init: func(_ *object.Thread, x *object.Module) error {
			return i.initModule(m, x)
		}}
		if i.specs == nil {
			i.specs = map[string]*object.ModuleSpec{}
		}
		i.specs[m.Name] = spec
	}
	return spec
}

// initModule binds the members of a module.
func (i *Interp) initModule(m *Module, x *object.Module) error {
	bind := func(members map[string]any) error {
		for _, name := range slices.Sorted(maps.Keys(members)) {
			v, err := i.named(name, members[name])
			if err != nil {
				return err
			}
			x.Give(i.t, name, v)
		}
		return nil
	}
	if err := bind(m.Members); err != nil || m.Init == nil {
		return err
	}
	var more map[string]any
	var err error
	if perr := i.inGo(func() { more, err = m.Init(i) }); perr != nil {
		err = perr
	}
	if err != nil {
		return i.raise(err)
	}
	return bind(more)
}

// importsTop is where the folders of Config.Imports seem to lie: a place that no
// machine has.
const importsTop = "/@imports"

// importPlaces are the entries of sys.path for Config.Imports.
func (i *Interp) importPlaces() []string {
	out := make([]string, len(i.cfg.Imports))
	for k := range out {
		out[k] = importsTop
		if k > 0 {
			out[k] += itoa(k)
		}
	}
	return out
}

// imported finds the file system and the name in it of a file below importsTop.
func (i *Interp) imported(name string) (fs.FS, string) {
	rest, ok := strings.CutPrefix(name, importsTop)
	if !ok {
		return nil, ""
	}
	number, rest, _ := strings.Cut(rest, "/")
	for k, place := range i.importPlaces() {
		if place == importsTop+number {
			if rest = inside(rest); rest == "" {
				rest = "."
			}
			return i.cfg.Imports[k], rest
		}
	}
	return nil, ""
}

// importHost sets what import asks the host for.
func (i *Interp) importHost(h *eval.Host) {
	if !i.cfg.System && len(i.cfg.Imports) == 0 {
		return
	}
	stat := func(name string) (st fs.FileInfo, err error) {
		defer guard(&err)
		if fsys, at := i.imported(name); fsys != nil {
			return fs.Stat(fsys, at)
		}
		if !i.cfg.System {
			return nil, fs.ErrNotExist
		}
		return os.Stat(object.RawName(name))
	}
	h.ReadFile = func(name string) (b []byte, err error) {
		defer guard(&err)
		if fsys, at := i.imported(name); fsys != nil {
			return fs.ReadFile(fsys, at)
		}
		if !i.cfg.System {
			return nil, fs.ErrNotExist
		}
		return os.ReadFile(object.RawName(name))
	}
	h.IsDir = func(name string) bool {
		st, err := stat(name)
		return err == nil && st.IsDir()
	}
	h.IsFile = func(name string) bool {
		st, err := stat(name)
		return err == nil && !st.IsDir()
	}
	if i.cfg.System {
		h.Getwd = os.Getwd
	}
}
