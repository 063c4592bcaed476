// Package modules is the one list of minipy's native modules.
//
// Invariant: a native module exists for scripts exactly when it stands in the list; a
// module's types are defined once per process, when the first interpreter imports it.
package modules

import (
	"sync"

	"github.com/minipy-go/minipy/modules/abcmod"
	"github.com/minipy-go/minipy/modules/arraymod"
	"github.com/minipy-go/minipy/modules/astmod"
	"github.com/minipy-go/minipy/modules/atexitmod"
	"github.com/minipy-go/minipy/modules/binasciimod"
	"github.com/minipy-go/minipy/modules/bisectmod"
	"github.com/minipy-go/minipy/modules/builtinsmod"
	"github.com/minipy-go/minipy/modules/cmathmod"
	"github.com/minipy-go/minipy/modules/codecsmod"
	"github.com/minipy-go/minipy/modules/collabcmod"
	"github.com/minipy-go/minipy/modules/collectionsmod"
	"github.com/minipy-go/minipy/modules/contextlibmod"
	"github.com/minipy-go/minipy/modules/contextvarsmod"
	"github.com/minipy-go/minipy/modules/copymod"
	"github.com/minipy-go/minipy/modules/errnomod"
	"github.com/minipy-go/minipy/modules/faultmod"
	"github.com/minipy-go/minipy/modules/fcntlmod"
	"github.com/minipy-go/minipy/modules/functoolsmod"
	"github.com/minipy-go/minipy/modules/futuremod"
	"github.com/minipy-go/minipy/modules/gcmod"
	"github.com/minipy-go/minipy/modules/heapqmod"
	"github.com/minipy-go/minipy/modules/impmod"
	"github.com/minipy-go/minipy/modules/iomod"
	"github.com/minipy-go/minipy/modules/itertoolsmod"
	"github.com/minipy-go/minipy/modules/jsonmod"
	"github.com/minipy-go/minipy/modules/keywordmod"
	"github.com/minipy-go/minipy/modules/linecachemod"
	"github.com/minipy-go/minipy/modules/marshalmod"
	"github.com/minipy-go/minipy/modules/mathmod"
	"github.com/minipy-go/minipy/modules/opcodemod"
	"github.com/minipy-go/minipy/modules/operatormod"
	"github.com/minipy-go/minipy/modules/osmod"
	"github.com/minipy-go/minipy/modules/pwdmod"
	"github.com/minipy-go/minipy/modules/queuemod"
	"github.com/minipy-go/minipy/modules/randommod"
	"github.com/minipy-go/minipy/modules/remod"
	"github.com/minipy-go/minipy/modules/reprlibmod"
	"github.com/minipy-go/minipy/modules/resourcemod"
	"github.com/minipy-go/minipy/modules/selectmod"
	"github.com/minipy-go/minipy/modules/signalmod"
	"github.com/minipy-go/minipy/modules/socketmod"
	"github.com/minipy-go/minipy/modules/statmod"
	"github.com/minipy-go/minipy/modules/stringmod"
	"github.com/minipy-go/minipy/modules/structmod"
	"github.com/minipy-go/minipy/modules/sysmod"
	"github.com/minipy-go/minipy/modules/termiosmod"
	"github.com/minipy-go/minipy/modules/testcapimod"
	"github.com/minipy-go/minipy/modules/threadmod"
	"github.com/minipy-go/minipy/modules/timemod"
	"github.com/minipy-go/minipy/modules/tracebackmod"
	"github.com/minipy-go/minipy/modules/tracemallocmod"
	"github.com/minipy-go/minipy/modules/typesmod"
	"github.com/minipy-go/minipy/modules/unicodedatamod"
	"github.com/minipy-go/minipy/modules/warningsmod"
	"github.com/minipy-go/minipy/object"
	"github.com/minipy-go/minipy/weakrefmod"
)

// all lists the native modules, in alphabetical order.
var all = []*object.ModuleSpec{
	&abcmod.Module,
	&abcmod.ABCModule,
	&arraymod.Module,
	&astmod.Module,
	&atexitmod.Module,
	&binasciimod.Module,
	&builtinsmod.Module,
	&cmathmod.Module,
	&codecsmod.Module,
	&codecsmod.FrontModule,
	&collabcmod.BaseModule,
	&collabcmod.Module,
	&collectionsmod.Module,
	&collectionsmod.FrontModule,
	&contextlibmod.Module,
	&copymod.Module,
	&copymod.RegModule,
	&contextvarsmod.Module,
	&errnomod.Module,
	&functoolsmod.Module,
	&functoolsmod.FrontModule,
	&futuremod.Module,
	&gcmod.Module,
	&impmod.Core,
	&impmod.Module,
	&iomod.BaseModule,
	&iomod.Module,
	&itertoolsmod.Module,
	&jsonmod.BaseModule,
	&jsonmod.Module,
	&jsonmod.DecoderModule,
	&jsonmod.EncoderModule,
	&jsonmod.ScannerModule,
	&keywordmod.Module,
	&linecachemod.Module,
	&marshalmod.Module,
	&mathmod.Module,
	&opcodemod.Module,
	&operatormod.Module,
	&osmod.GenericModule,
	&osmod.Module,
	&osmod.SubprocessModule,
	&queuemod.Module,
	&osmod.PathModule,
	&osmod.FrontModule,
	&randommod.Module,
	&remod.Module,
	&remod.SREModule,
	&remod.ConstantsModule,
	&resourcemod.Module,
	&selectmod.Module,
	&reprlibmod.Module,
	&signalmod.Module,
	&socketmod.Module,
	&stringmod.Module,
	&stringmod.FrontModule,
	&bisectmod.BaseModule,
	&bisectmod.Module,
	&heapqmod.BaseModule,
	&heapqmod.Module,
	&statmod.BaseModule,
	&statmod.Module,
	&structmod.Module,
	&structmod.FrontModule,
	&sysmod.Module,
	&testcapimod.Module,
	&testcapimod.SubtypeModule,
	&threadmod.Module,
	&timemod.Module,
	&tracebackmod.Module,
	&typesmod.Module,
	&unicodedatamod.Module,
	&warningsmod.BaseModule,
	&warningsmod.Module,
	&faultmod.Module,
	&fcntlmod.Module,
	&pwdmod.Module,
	&pwdmod.GroupModule,
	&termiosmod.Module,
	&tracemallocmod.Module,
	&weakrefmod.BaseModule,
	&weakrefmod.Module,
	&weakrefmod.SetModule,
}

type entry struct {
	spec *object.ModuleSpec
	once sync.Once
}

var byName = sync.OnceValue(func() map[string]*entry {
	m := make(map[string]*entry, len(all))
	for _, s := range all {
		m[s.Name] = &entry{spec: s}
	}
	return m
})

// Find returns the declaration of a native module, its types defined; nil if there is none.
func Find(name string) *object.ModuleSpec {
	e := byName()[name]
	if e == nil {
		return nil
	}
	e.once.Do(func() {
		if e.spec.Setup != nil {
			e.spec.Setup()
		}
	})
	return e.spec
}

// Names returns the names of all native modules.
func Names() []string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = s.Name
	}
	return out
}
