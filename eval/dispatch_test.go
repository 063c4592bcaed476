//go:build amd64 && !race && !refdebug

package eval

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestDispatch fails when the compiled dispatch loop gets worse: when its frame grows, which is where values are
// spilled to, when something is stored between loading an opcode and jumping to its case, or when one of the small
// functions that every case uses is called instead of inlined.
func TestDispatch(t *testing.T) {
	exe := filepath.Join(t.TempDir(), "minipy")
	if out, err := exec.Command("go", "build", "-o", exe, "../cmd/minipy").CombinedOutput(); err != nil {
		t.Fatalf("go build ../cmd/minipy: %v\n%s", err, out)
	}
	out, err := exec.Command("go", "tool", "objdump", "-s", `eval\.\(\*VM\)\.run$`, exe).CombinedOutput()
	if err != nil {
		t.Fatalf("go tool objdump: %v\n%s", err, out)
	}
	code := strings.Split(string(out), "\n")
	if len(code) < 1000 {
		t.Fatalf("no code of VM.run in %s:\n%.500s", exe, out)
	}
	const most = 0x60
	frame := regexp.MustCompile(`SUBQ \$(0x[0-9a-f]+), SP`).FindStringSubmatch(string(out))
	if frame == nil {
		t.Fatal("VM.run has no frame")
	}
	if n, err := strconv.ParseInt(frame[1], 0, 64); err != nil || n > most {
		t.Errorf("the frame of VM.run has %s bytes, at most %#x are right: something is spilled", frame[1], most)
	}
	if called := regexp.MustCompile(`CALL \S*eval\.(rg|op[ABCF]|jumpC)\(SB\)`).FindString(string(out)); called != "" {
		t.Errorf("not inlined in VM.run: %s", called)
	}
	checkJump(t, code)
}

// checkJump looks at the instructions that end with the jump to an opcode's case.
func checkJump(t *testing.T, code []string) {
	jump := regexp.MustCompile(`JMP 0\(\w+\)\(\w+\*8\)`)
	store := regexp.MustCompile(`MOV\w+ \w+, (0x[0-9a-f]+|0)\(\w+\)`)
	for i, line := range code {
		if !jump.MatchString(line) {
			continue
		}
		for k := i - 1; ; k-- {
			if k < max(i-12, 0) {
				t.Fatalf("no load of an opcode before the jump:\n%s", strings.Join(code[max(i-12, 0):i+1], "\n"))
			}
			if strings.Contains(code[k], "MOVZX") {
				return
			}
			if store.MatchString(code[k]) {
				t.Errorf("a store in the dispatch sequence: %s", code[k])
			}
		}
	}
	t.Error("VM.run has no jump table")
}
