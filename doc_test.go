package minipy_test

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestDocumented: every exported name of the packages that hosts import has a doc comment
// that begins with it, and every exported field is explained.
func TestDocumented(t *testing.T) {
	for _, dir := range []string{".", "minipytest"} {
		pkg := documentation(t, dir)
		require.NotEmpty(t, pkg.Doc, "package %s", pkg.Name)
		check := func(name, text string) {
			t.Helper()
			plain := name[strings.LastIndexByte(name, '.')+1:]
			if ok, _ := regexp.MatchString(`^(An? |The )?`+plain+`\b`, text); !ok {
				t.Errorf("%s.%s has the comment %q", pkg.Name, name, text)
			}
		}
		values := func(vs []*doc.Value) {
			for _, v := range vs {
				for _, s := range v.Decl.Specs {
					spec := s.(*ast.ValueSpec)
					for _, n := range spec.Names {
						if text := spec.Doc.Text() + spec.Comment.Text(); n.IsExported() && text == "" && (len(v.Decl.Specs) > 1 || v.Doc == "") {
							t.Errorf("%s.%s has no comment", pkg.Name, n.Name)
						}
					}
				}
			}
		}
		funcs := func(prefix string, fs []*doc.Func) {
			for _, f := range fs {
				check(prefix+f.Name, f.Doc)
			}
		}
		values(pkg.Consts)
		values(pkg.Vars)
		funcs("", pkg.Funcs)
		for _, typ := range pkg.Types {
			check(typ.Name, typ.Doc)
			values(typ.Consts)
			values(typ.Vars)
			funcs("", typ.Funcs)
			funcs(typ.Name+".", typ.Methods)
			for _, s := range typ.Decl.Specs {
				for _, missing := range undocumentedFields(s.(*ast.TypeSpec), typ.Doc) {
					t.Errorf("%s.%s.%s is not explained", pkg.Name, typ.Name, missing)
				}
			}
		}
	}
}

// documentation reads the package in a folder.
func documentation(t *testing.T, dir string) *doc.Package {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	require.NoError(t, err)
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := os.ReadFile(name)
		require.NoError(t, err)
		f, err := parser.ParseFile(fset, name, src, parser.ParseComments)
		require.NoError(t, err)
		files = append(files, f)
	}
	require.NotEmpty(t, files)
	pkg, err := doc.NewFromFiles(fset, files, "github.com/minipy-go/minipy")
	require.NoError(t, err)
	return pkg
}

// undocumentedFields are the exported fields of a struct that have no comment and that
// neither the comments in the struct nor its own name.
func undocumentedFields(spec *ast.TypeSpec, text string) (out []string) {
	s, ok := spec.Type.(*ast.StructType)
	if !ok {
		return nil
	}
	for _, f := range s.Fields.List {
		text += f.Doc.Text() + f.Comment.Text()
	}
	for _, f := range s.Fields.List {
		for _, n := range f.Names {
			named := regexp.MustCompile(`\b` + n.Name + `\b`).MatchString(text)
			if n.IsExported() && f.Doc.Text()+f.Comment.Text() == "" && !named {
				out = append(out, n.Name)
			}
		}
	}
	return out
}
