package eval

import (
	"os"
	"regexp"
	"testing"

	"github.com/minipy-go/minipy/code"
)

// TestEveryOpcodeHasACase fails when the compiler could emit an instruction that the
// evaluator does not know.
func TestEveryOpcodeHasACase(t *testing.T) {
	known := map[string]bool{}
	for _, file := range []string{"run.go", "rare.go", "protocol.go"} {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)^\t+case ([^\n]*):`).FindAllSubmatch(src, -1) {
			for _, n := range regexp.MustCompile(`code\.(\w+)`).FindAllSubmatch(m[1], -1) {
				known[string(n[1])] = true
			}
		}
	}
	for op := range code.Table {
		if name := code.Table[op].Name; !known[name] {
			t.Errorf("no case for %s", name)
		}
	}
}
