package conformance

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

const (
	scriptLimit = 2 * time.Minute // under the race detector the slowest script needs most of one
	parallel    = 2               // scripts at once: the machines that test have two cores
)

var with = flag.String("with", "", "test this `interpreter` in place of a minipy built from the checkout; asks it for no census")

// Build compiles cmd/minipy with the flags of the running test, so that -race and -tags reach the interpreter.
// The caller removes the folder that it stands in.
func Build() (Interpreter, error) {
	env := []string{"PYTHONIOENCODING=utf-8", "PYTHONHASHSEED=1", "LC_ALL=C.UTF-8", "PYTHONDONTWRITEBYTECODE=1"}
	if *with != "" {
		return Interpreter{Command: []string{*with}, Prompt: []string{"-q", "-i", "-u"}, Env: env}, nil
	}
	dir, err := os.MkdirTemp("", "minipy")
	if err != nil {
		return Interpreter{}, err
	}
	binary := filepath.Join(dir, "minipy")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	args := append([]string{"build", "-o", binary}, buildFlags()...)
	if out, err := exec.Command("go", append(args, "github.com/minipy-go/minipy/cmd/minipy")...).CombinedOutput(); err != nil {
		return Interpreter{Command: []string{binary}}, fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return Interpreter{Command: []string{binary, "-X", "census"}, Prompt: []string{"-q", "-i"}, Env: env}, nil
}

func buildFlags() []string {
	var flags []string
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return nil
	}
	for _, s := range info.Settings {
		switch {
		case s.Key == "-race" && s.Value == "true":
			flags = append(flags, "-race")
		case s.Key == "-tags" && s.Value != "":
			flags = append(flags, "-tags", s.Value)
		}
	}
	return flags
}

// Main builds the interpreter once for the tests of a package.
func Main(m *testing.M, in *Interpreter) int {
	flag.Parse()
	built, err := Build()
	if *with == "" && len(built.Command) > 0 {
		defer os.RemoveAll(filepath.Dir(built.Command[0]))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	*in = built
	return m.Run()
}

// Check runs every script and session of the folder and compares what it leaves behind with what is recorded.
func Check(t *testing.T, in Interpreter, dir string) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	slots := make(chan struct{}, parallel)
	each := func(ext string, check func(t *testing.T, name string)) {
		names, err := Scripts(dir, ext)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			t.Run(name+ext, func(t *testing.T) {
				t.Parallel()
				slots <- struct{}{}
				defer func() { <-slots }()
				check(t, name)
			})
		}
	}
	each(".py", func(t *testing.T, name string) { in.checkScript(t, dir, name) })
	each(".session", func(t *testing.T, name string) { in.checkSession(t, dir, name) })
}

func (in Interpreter) checkScript(t *testing.T, dir, name string) {
	want, err := os.ReadFile(filepath.Join(dir, name+".out"))
	if err != nil {
		t.Fatalf("%v; `go run ./conformance/record %s` records it", err, name)
	}
	ctx, cancel := context.WithTimeout(context.Background(), scriptLimit)
	defer cancel()
	got, err := in.Run(ctx, dir, name+".py")
	if err != nil {
		t.Fatal(err)
	}
	got.Stderr = in.census(t, got.Stderr)
	if d := diff(string(want), string(got.Format(dir))); d != "" {
		t.Error(d)
	}
}

func (in Interpreter) checkSession(t *testing.T, dir, name string) {
	want, err := os.ReadFile(filepath.Join(dir, name+".session"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), scriptLimit)
	defer cancel()
	s := ParseSession(string(want))
	output, err := in.Talk(ctx, dir, s.Input())
	if err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	got, err := s.Echo(Mask(in.census(t, output), dir))
	if err != nil {
		t.Error(err)
	}
	if d := diff(string(want), got); d != "" {
		t.Error(d)
	}
}

var censusLine = regexp.MustCompile(`(?m)^minipy: live objects: (\d+)\n(?:minipy: +.*\n)*`)

// census takes minipy's count of the objects that outlived the interpreter out of its standard error, and fails
// unless it is zero. Indented lines may follow the count and name the types.
func (in Interpreter) census(t *testing.T, stderr string) string {
	if *with != "" {
		return stderr
	}
	found := censusLine.FindStringSubmatchIndex(stderr)
	if found == nil {
		t.Error("minipy wrote no census of live objects")
		return stderr
	}
	if stderr[found[2]:found[3]] != "0" {
		t.Error(strings.TrimSpace(stderr[found[0]:found[1]]))
	}
	return stderr[:found[0]] + stderr[found[1]:]
}

const lead = 3 // lines shown before the first difference

// diff shows where two texts part, or returns "".
func diff(want, got string) string {
	if want == got {
		return ""
	}
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	i := 0
	for i < len(w) && i < len(g) && w[i] == g[i] {
		i++
	}
	var b strings.Builder
	fmt.Fprintf(&b, "line %d of %d differs:\n", i+1, len(w))
	for _, l := range w[max(0, i-lead):i] {
		fmt.Fprintf(&b, "      %s\n", l)
	}
	line := func(mark string, lines, other []string) {
		switch {
		case i >= len(lines):
			fmt.Fprintf(&b, "%s (nothing more)\n", mark)
		case i >= len(other):
			fmt.Fprintf(&b, "%s %s\n", mark, lines[i])
		default:
			fmt.Fprintf(&b, "%s %s\n", mark, near(lines[i], other[i]))
		}
	}
	line("want:", w, g)
	line("got: ", g, w)
	return b.String()
}

const (
	longLine = 160 // a longer line is shown around its first difference only
	before   = 60
	after    = 80
)

// near cuts a long line to the neighbourhood of the first byte in which it differs from the other.
func near(text, other string) string {
	if len(text) <= longLine && len(other) <= longLine {
		return text
	}
	i := 0
	for i < len(text) && i < len(other) && text[i] == other[i] {
		i++
	}
	from, to := max(0, i-before), min(len(text), i+after)
	cut := strings.ToValidUTF8(text[from:to], "")
	if from > 0 {
		cut = "…" + cut
	}
	if to < len(text) {
		cut += "…"
	}
	return fmt.Sprintf("%s  (at byte %d)", cut, i)
}
