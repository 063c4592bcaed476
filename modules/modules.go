// Package modules is the one list of minipy's native modules.
//
// Invariant: a native module exists for scripts exactly when it stands in the list; a
// module's types are defined once per process, when the first interpreter imports it.
package modules

import (
	"slices"
	"strings"
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
	"github.com/minipy-go/minipy/modules/multiprocessingmod"
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

// all lists the native modules in the order of their names in Python.
var all = []*object.ModuleSpec{
	&futuremod.Module,
	&abcmod.Module,
	&astmod.Module,
	&bisectmod.BaseModule,
	&codecsmod.Module,
	&collectionsmod.Module,
	&collabcmod.BaseModule,
	&contextvarsmod.Module,
	&functoolsmod.Module,
	&heapqmod.BaseModule,
	&impmod.Module,
	&impmod.Core,
	&iomod.BaseModule,
	&jsonmod.BaseModule,
	&multiprocessingmod.Module,
	&opcodemod.Module,
	&operatormod.NativeModule,
	&osmod.SubprocessModule,
	&queuemod.Module,
	&signalmod.Module,
	&socketmod.Module,
	&remod.SREModule,
	&statmod.BaseModule,
	&stringmod.Module,
	&structmod.Module,
	&testcapimod.Module,
	&testcapimod.InternalModule,
	&threadmod.Module,
	&tracemallocmod.Module,
	&warningsmod.BaseModule,
	&weakrefmod.BaseModule,
	&weakrefmod.SetModule,
	&abcmod.ABCModule,
	&arraymod.Module,
	&atexitmod.Module,
	&binasciimod.Module,
	&bisectmod.Module,
	&builtinsmod.Module,
	&cmathmod.Module,
	&codecsmod.FrontModule,
	&collectionsmod.FrontModule,
	&collabcmod.Module,
	&contextlibmod.Module,
	&copymod.Module,
	&copymod.RegModule,
	&errnomod.Module,
	&faultmod.Module,
	&fcntlmod.Module,
	&functoolsmod.FrontModule,
	&gcmod.Module,
	&osmod.GenericModule,
	&pwdmod.GroupModule,
	&heapqmod.Module,
	&iomod.Module,
	&itertoolsmod.Module,
	&jsonmod.Module,
	&jsonmod.DecoderModule,
	&jsonmod.EncoderModule,
	&jsonmod.ScannerModule,
	&keywordmod.Module,
	&linecachemod.Module,
	&marshalmod.Module,
	&mathmod.Module,
	&operatormod.Module,
	&osmod.FrontModule,
	&osmod.Module,
	&osmod.PathModule,
	&pwdmod.Module,
	&randommod.Module,
	&remod.Module,
	&reprlibmod.Module,
	&resourcemod.Module,
	&selectmod.Module,
	&remod.ConstantsModule,
	&statmod.Module,
	&stringmod.FrontModule,
	&structmod.FrontModule,
	&sysmod.Module,
	&termiosmod.Module,
	&timemod.Module,
	&tracebackmod.Module,
	&typesmod.Module,
	&unicodedatamod.Module,
	&warningsmod.Module,
	&weakrefmod.Module,
	&testcapimod.SubtypeModule,
}

// ready holds the modules whose types are defined.
var ready sync.Map

// Find returns the declaration of a native module, its types defined; nil if there is none.
func Find(name string) *object.ModuleSpec {
	// A search touches the memory of a few modules only, where a map would touch all.
	i, ok := slices.BinarySearchFunc(all, name, func(s *object.ModuleSpec, name string) int { return strings.Compare(s.Name, name) })
	if !ok {
		return nil
	}
	spec := all[i]
	if spec.Setup != nil {
		once, _ := ready.LoadOrStore(spec, new(sync.Once))
		once.(*sync.Once).Do(spec.Setup)
	}
	return spec
}

// Names returns the names of all native modules.
func Names() []string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = s.Name
	}
	return out
}
