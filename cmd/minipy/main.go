// Command minipy runs Python 3.10 scripts.
//
//	minipy [-c CODE | -m MODULE | FILE | -] [ARG…]
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/minipy-go/minipy"
	"golang.org/x/term"
)

const usage = `usage: minipy [option] ... [-c cmd | -m mod | file | -] [arg] ...
Options:
  -c cmd  program passed in as a string
  -m mod  run a library module as a script
  -i      prompt after running the script
  -O      no assertions; -OO: no docstrings either
  -q      no version and copyright messages on start
  -V      print the version
  -W arg  a filter of warnings, action:message:category:module:line (see warnings)
  -X opt  census: print the number of live objects at exit
Environment: PYTHONHASHSEED (0 or a number: repeatable hashes), PYTHONWARNINGS (filters
separated by commas), MINIPYPATH (folders
where import looks last).
`

// command is the parsed command line.
type command struct {
	code, module, file string
	hasCode, hasModule bool
	interactive, quiet bool
	census             bool
	optimize           int
	warnings           []string
	args               []string
}

func main() { os.Exit(run()) }

func run() int {
	startPacing()
	c, status, done := parse(os.Args[1:])
	if done {
		return status
	}
	in := minipy.New(minipy.Config{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Args: c.args, Executable: executable(), Env: environment(), Path: c.path(), Files: true, Processes: true, Sockets: true, Dedicated: true, HashSeed: hashSeed(), Optimize: c.optimize,
		WarnOptions: append(strings.FieldsFunc(os.Getenv("PYTHONWARNINGS"), func(r rune) bool { return r == ',' }), c.warnings...),
	})
	status = c.start(in)
	if err := in.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	if c.census {
		n := in.Census()
		for name, k := range n.ByType {
			fmt.Fprintf(os.Stderr, "minipy:   %d %s\n", k, name)
		}
		fmt.Fprintf(os.Stderr, "minipy: live objects: %d\n", n.Objects)
	}
	if in.Interrupted() && !c.interactive {
		endBySignal()
	}
	return status
}

// endBySignal ends the process as SIGINT does, so that a shell knows why it ended.
func endBySignal() {
	signal.Reset(os.Interrupt)
	if p, err := os.FindProcess(os.Getpid()); err == nil && p.Signal(os.Interrupt) == nil {
		time.Sleep(time.Second)
	}
}

func parse(args []string) (c command, status int, done bool) {
	for len(args) > 0 {
		a := args[0]
		if a == "-" || !strings.HasPrefix(a, "-") {
			break
		}
		args = args[1:]
		if a == "--version" || a == "--help" {
			a = map[string]string{"--version": "-V", "--help": "-h"}[a]
		}
		for i := 1; i < len(a); i++ {
			value := func() (string, bool) {
				if i+1 < len(a) {
					v := a[i+1:]
					i = len(a)
					return v, true
				}
				if len(args) == 0 {
					return "", false
				}
				v := args[0]
				args = args[1:]
				i = len(a)
				return v, true
			}
			switch a[i] {
			case 'c', 'm', 'W', 'X':
				opt := a[i]
				v, ok := value()
				if !ok {
					fmt.Fprintf(os.Stderr, "Argument expected for the -%c option\n%s", opt, usage)
					return c, 2, true
				}
				switch opt {
				case 'c':
					c.code, c.hasCode = v, true
					c.args = append([]string{"-c"}, args...)
					return c, 0, false
				case 'm':
					c.module, c.hasModule = v, true
					c.args = append([]string{"-m"}, args...)
					return c, 0, false
				case 'W':
					c.warnings = append(c.warnings, v)
				case 'X':
					c.census = c.census || v == "census"
				}
			case 'i':
				c.interactive = true
			case 'O':
				c.optimize++
			case 'q':
				c.quiet = true
			case 'V':
				fmt.Println("Python 3.10.13 (minipy)")
				return c, 0, true
			case 'h':
				fmt.Print(usage)
				return c, 0, true
			case 'B', 'E', 'I', 's', 'S', 'u', 'v', 'b', 'd', 'x':
			default:
				fmt.Fprintf(os.Stderr, "Unknown option: -%c\n%s", a[i], usage)
				return c, 2, true
			}
		}
	}
	if len(args) > 0 {
		c.file = args[0]
	}
	c.args = args
	if len(args) == 0 {
		c.args = []string{""}
	}
	return c, 0, false
}

// path is sys.path: the script's folder, then MINIPYPATH.
func (c command) path() []string {
	p := []string{""}
	if c.file != "" && c.file != "-" {
		dir := filepath.Dir(c.file)
		if abs, err := filepath.Abs(dir); err == nil {
			dir = abs
		}
		p = []string{dir}
	} else if c.hasModule {
		if wd, err := os.Getwd(); err == nil {
			p = []string{wd}
		}
	}
	return append(p, filepath.SplitList(os.Getenv("MINIPYPATH"))...)
}

func (c command) start(in *minipy.Interp) int {
	ctx := context.Background()
	status := 0
	switch {
	case c.hasCode:
		status = in.RunSource(ctx, "<string>", []byte(c.code))
	case c.hasModule:
		status = in.RunModule(ctx, c.module)
	case c.file != "" && c.file != "-":
		status = in.RunFile(ctx, c.file)
	case c.file == "-" || !c.interactive && !term.IsTerminal(int(os.Stdin.Fd())):
		src, err := io.ReadAll(os.Stdin)
		if err != nil {
			fmt.Fprintln(os.Stderr, "minipy:", err)
			return 1
		}
		return in.RunSource(ctx, "<stdin>", src)
	default:
		return c.prompt(ctx, in)
	}
	if c.interactive {
		return c.prompt(ctx, in)
	}
	return status
}

func environment() map[string]string {
	env := map[string]string{}
	for _, kv := range os.Environ() {
		k, v, _ := strings.Cut(kv, "=")
		env[k] = v
	}
	return env
}

// executable is the path of the command itself.
func executable() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	return path
}

func hashSeed() *uint64 {
	n, err := strconv.ParseUint(os.Getenv("PYTHONHASHSEED"), 10, 32)
	if err != nil {
		return nil
	}
	return &n
}
