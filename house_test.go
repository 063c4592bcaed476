package minipy_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/minipy-go/minipy"

// house says who may import whom. A package that is not here may not exist; `modules/*` stands for each native
// module, and one that has a line of its own obeys that line.
var house = map[string]string{
	"ast":                 "",
	"ucd":                 "",
	"ucd/gen":             "",
	"parser":              "ast ucd",
	"code":                "",
	"compiler":            "ast code",
	"object":              "ucd",
	"eval":                "code object",
	"weakrefmod":          "object",
	"modules/*":           "object ucd modules/internal/pylib",
	"modules/astmod":      "ast code object",
	"modules/sysmod":      "object eval",
	"modules/builtinsmod": "object eval",
	"modules/gcmod":       "object eval",
	"modules/faultmod":    "object eval modules/internal/pylib",
	"modules/signalmod":   "object eval",
	"modules/testcapimod": "object eval modules/internal/pylib",
	"modules/threadmod":   "object eval",
	"modules/osmod":       "object modules/resourcemod modules/signalmod modules/internal/pylib",
	"modules/impmod":      "object eval code",
	"modules/marshalmod":  "object eval code",
	"modules/typesmod":    "object eval modules/internal/pylib",
	"modules":             "object eval weakrefmod modules/*",
	".":                   "ast parser code compiler object eval weakrefmod modules modules/*",
	"cmd/minipy":          ". parser code",
	"minipytest":          ".",
	"internal/scripttest": ".",
	"internal/cpython":    "",
	"conformance":         ".",
	"conformance/record":  "conformance internal/cpython",
	"conformance/cpython": "internal/cpython",
	"conformance/types":   "conformance internal/cpython",
	"examples":            ". conformance",
	"examples/webservice": ".",
	"examples/pluginhost": ".",
	"bench":               ". internal/cpython",
	"bench/profile":       ".",

	"conformance/layouts":   "conformance internal/cpython",
	"conformance/lifetimes": "conformance internal/cpython",
	"conformance/badinput":  "conformance internal/cpython",
}

// guests says who may import what from outside the standard library.
var guests = map[string]string{
	"parser":            "github.com/alecthomas/participle/v2 golang.org/x/text",
	"object":            "golang.org/x/text golang.org/x/sys",
	"conformance/types": "pgregory.net/rapid",
	// helpers of the modules' tests
	"internal/scripttest":       "github.com/stretchr/testify",
	"modules/internal/recorded": "github.com/stretchr/testify",
	"modules/*":                 "golang.org/x/text golang.org/x/sys github.com/cockroachdb/apd/v3",
	"cmd/minipy":                "golang.org/x/term github.com/peterh/liner",
}

// TestImports fails on an arrow that the house does not have, on cgo, on unsafe outside its two places, and on
// packages imported for what their init does.
func TestImports(t *testing.T) {
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); name == "testdata" || strings.HasPrefix(name, ".") && name != "." {
				return filepath.SkipDir
			}
			if _, err := os.Stat(filepath.Join(file, "go.mod")); err == nil && file != "." {
				return filepath.SkipDir // a module of its own, with guests of its own
			}
			return nil
		}
		if strings.HasSuffix(file, ".go") && !strings.HasSuffix(file, "_test.go") {
			checkImports(t, filepath.ToSlash(file))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkImports(t *testing.T, file string) {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	from := path.Dir(file)
	arrows, known := lookup(house, from)
	if !known {
		t.Errorf("%s: the house has no package %s", file, from)
		return
	}
	for _, spec := range parsed.Imports {
		to, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if spec.Name != nil && spec.Name.Name == "_" && to != "embed" {
			t.Errorf("%s: blank import of %s", file, to)
		}
		if why := refuse(from, to, arrows); why != "" {
			t.Errorf("%s: %s", file, why)
		}
	}
}

// refuse says why a package may not import another, or "".
func refuse(from, to, arrows string) string {
	inside, ours := strings.CutPrefix(to+"/", module+"/")
	switch {
	case ours:
		inside = path.Clean(inside)
		if !listed(arrows, inside) && !(strings.HasPrefix(inside, "modules/") && listed(arrows, "modules/*")) {
			return from + " → " + inside + " is no arrow of the house"
		}
	case to == "C":
		return "cgo"
	case to == "net" || strings.HasPrefix(to, "net/") && to != "net/netip" || to == "os/user" || to == "plugin":
		if !strings.HasPrefix(from, "examples") {
			return from + " imports " + to + ", which brings cgo and the dynamic linker into every start"
		}
	case to == "unsafe":
		if from != "object" && from != "eval" {
			return "unsafe outside object and eval"
		}
	case strings.Contains(strings.Split(to, "/")[0], "."):
		allowed, _ := lookup(guests, from)
		for _, guest := range strings.Fields(allowed) {
			if to == guest || strings.HasPrefix(to, guest+"/") {
				return ""
			}
		}
		return from + " may not import " + to
	}
	return ""
}

func lookup(table map[string]string, pkg string) (string, bool) {
	if row, ok := table[pkg]; ok {
		return row, true
	}
	if strings.HasPrefix(pkg, "modules/") {
		row, ok := table["modules/*"]
		return row, ok
	}
	return "", false
}

func listed(row, name string) bool { return slices.Contains(strings.Fields(row), name) }

// TestRefuse shows what TestImports would catch.
func TestRefuse(t *testing.T) {
	for _, arrow := range []struct {
		from, to string
		ok       bool
	}{
		{"compiler", module + "/ast", true},
		{"object", module + "/eval", false},
		{"eval", module + "/compiler", false},
		{".", module + "/modules/gcmod", true},
		{"cmd/minipy", module, true},
		{"cmd/minipy", module + "/object", false},
		{"modules/mathmod", module + "/object", true},
		{"modules/mathmod", module + "/eval", false},
		{"parser", "github.com/alecthomas/participle/v2/lexer", true},
		{"code", "github.com/alecthomas/participle/v2", false},
		{"eval", "unsafe", true},
		{"compiler", "unsafe", false},
		{"object", "C", false},
		{"ast", "strings", true},
	} {
		row, _ := lookup(house, arrow.from)
		if why := refuse(arrow.from, arrow.to, row); (why == "") != arrow.ok {
			t.Errorf("%s → %s: %q", arrow.from, arrow.to, why)
		}
	}
}
