package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/minipy-go/minipy"
)

const usage = `usage: minipy [option] ... [-c cmd | -m mod | file | -] [arg] ...
Options:
  -b      a flag only: minipy does not warn of bytes that are compared to strings
  -B      keep no compiled code; minipy's own import never does
  -c cmd  program passed in as a string
  -d, -v  flags only
  -E      ignore the environment's PYTHON*; MINIPYPATH stays: it is where the library is
  -h      this text
  -i      prompt after running the script
  -I      -E and -s, and neither the script's folder nor the current one in sys.path
  -m mod  run a library module as a script
  -O      no assertions; -OO: no docstrings either
  -q      no version and copyright messages on start
  -R      random hashes, whatever PYTHONHASHSEED says
  -s, -S  flags only: there is no site to look for
  -u      unbuffered output
  -V      print the version
  -W arg  a filter of warnings, action:message:category:module:line (see warnings)
  -x      skip the first line of the script
  -X opt  census: print the number of live objects at exit; dev; utf8;
          specialize=never: instructions keep no caches (for tests);
          int_max_str_digits=N; pycache_prefix=DIR; others: see sys._xoptions
  --check-hash-based-pycs always|default|never
          whether compiled code that names its source by a hash is checked
Environment: PYTHONHASHSEED (0 or a number: repeatable hashes), PYTHONWARNINGS (filters
separated by commas), MINIPYPATH (folders where import looks last), PYTHONOPTIMIZE and
what else has an option above.
`

// command is the parsed command line.
type command struct {
	code, module, file     string
	hasCode, hasModule     bool
	interactive            bool
	census, skipLine       bool
	unbuffered, randomSeed bool
	optimize               int
	flags                  minipy.Flags
	checkPycs              string
	warnings, xoptions     []string
	args                   []string
}

// parse reads the command line; done says that there is nothing to run.
func parse(args []string) (c command, status int, done bool) {
	for len(args) > 0 {
		a := args[0]
		if a == "-" || !strings.HasPrefix(a, "-") {
			break
		}
		args = args[1:]
		if a == "--" {
			break
		}
		if strings.HasPrefix(a, "--") {
			if args, status, done = c.long(a[2:], args); done {
				return c, status, true
			}
			continue
		}
		for i := 1; i < len(a); i++ {
			if strings.IndexByte("cmWX", a[i]) < 0 {
				if status, done = c.short(a[i], strings.Count(a, "V")); done {
					return c, status, true
				}
				continue
			}
			v := a[i+1:]
			if v == "" {
				if len(args) == 0 {
					return c, misuse("Argument expected for the -%c option\n", a[i]), true
				}
				v, args = args[0], args[1:]
			}
			switch a[i] {
			case 'c':
				c.code, c.hasCode = v+"\n", true
				c.args = append([]string{"-c"}, args...)
				return c, 0, false
			case 'm':
				c.module, c.hasModule = v, true
				c.args = append([]string{"-m"}, args...)
				return c, 0, false
			case 'W':
				c.warnings = append(c.warnings, v)
			case 'X':
				c.xoptions = append(c.xoptions, v)
				c.census = c.census || v == "census"
			}
			break
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

func misuse(format string, a ...any) int {
	first, _, _ := strings.Cut(usage, "\n")
	fmt.Fprintf(os.Stderr, format+first+"\nTry `minipy -h' for more information.\n", a...)
	return 2
}

func (c *command) long(name string, args []string) (rest []string, status int, done bool) {
	switch name {
	case "version":
		status, done = c.short('V', 1)
	case "help":
		status, done = c.short('h', 0)
	case "check-hash-based-pycs":
		if len(args) == 0 {
			return args, misuse("Argument expected for the --%s option\n", name), true
		}
		c.checkPycs, args = args[0], args[1:]
		if c.checkPycs != "always" && c.checkPycs != "never" && c.checkPycs != "default" {
			return args, misuse("--check-hash-based-pycs must be one of 'default', 'always', or 'never'\n"), true
		}
	default:
		return args, misuse("unknown option --%s\n", name), true
	}
	return args, status, done
}

// short handles an option of one letter that has no value.
func (c *command) short(letter byte, versions int) (status int, done bool) {
	f := &c.flags
	switch letter {
	case 'V':
		if versions > 1 {
			fmt.Println("Python 3.10.13 (minipy) [Go]")
		} else {
			fmt.Println("Python 3.10.13 (minipy)")
		}
		return 0, true
	case 'h', '?':
		fmt.Print(usage)
		return 0, true
	case 'O':
		c.optimize++
	case 'i':
		c.interactive = true
		f.Inspect++
		f.Interactive++
	case 'I':
		f.Isolated, f.IgnoreEnvironment, f.NoUserSite = 1, 1, 1
	case 'u':
		c.unbuffered = true
	case 'x':
		c.skipLine = true
	case 'R':
		c.randomSeed = true
	case 'q':
		f.Quiet++
	case 'b':
		f.BytesWarning++
	case 'B':
		f.DontWriteBytecode = 1
	case 'd':
		f.Debug++
	case 'E':
		f.IgnoreEnvironment = 1
	case 's':
		f.NoUserSite = 1
	case 'S':
		f.NoSite = 1
	case 'v':
		f.Verbose++
	default:
		return misuse("Unknown option: -%c\n", letter), true
	}
	return 0, false
}

// getenv is an environment variable that says how to run, "" with -E.
func (c *command) getenv(name string) string {
	if c.flags.IgnoreEnvironment > 0 {
		return ""
	}
	return os.Getenv(name)
}

// settle adds what the environment and -X say; false: the process cannot start.
func (c *command) settle() bool {
	f := &c.flags
	for _, x := range [...]struct {
		name string
		flag *int
	}{
		{"PYTHONDEBUG", &f.Debug}, {"PYTHONVERBOSE", &f.Verbose}, {"PYTHONOPTIMIZE", &c.optimize},
		{"PYTHONDONTWRITEBYTECODE", &f.DontWriteBytecode}, {"PYTHONNOUSERSITE", &f.NoUserSite}, {"PYTHONINSPECT", &f.Inspect},
	} {
		if v := c.getenv(x.name); v != "" {
			*x.flag = max(*x.flag, level(v))
		}
	}
	f.DontWriteBytecode, f.NoUserSite = min(f.DontWriteBytecode, 1), min(f.NoUserSite, 1)
	c.interactive = c.interactive || f.Inspect > 0
	c.unbuffered = c.unbuffered || c.getenv("PYTHONUNBUFFERED") != ""
	f.DevMode = c.getenv("PYTHONDEVMODE") != "" && c.getenv("PYTHONDEVMODE") != "0"
	f.PycachePrefix = c.getenv("PYTHONPYCACHEPREFIX")
	if c.getenv("PYTHONUTF8") == "1" {
		f.UTF8Mode = 1
	}
	if v := c.getenv("PYTHONINTMAXSTRDIGITS"); v != "" && !digits(f, v) {
		return fatal("PYTHONINTMAXSTRDIGITS: invalid limit; must be >= 640 or 0 for unlimited.")
	}
	for _, x := range c.xoptions {
		name, v, has := strings.Cut(x, "=")
		switch name {
		case "dev":
			f.DevMode = true
		case "utf8":
			f.UTF8Mode = 1
			if has && v == "0" {
				f.UTF8Mode = 0
			} else if has && v != "1" {
				return fatal("invalid -X utf8 option value")
			}
		case "warn_default_encoding":
			f.WarnDefaultEncoding = 1
		case "pycache_prefix":
			f.PycachePrefix = v
		case "int_max_str_digits":
			if !digits(f, v) {
				return fatal("-X int_max_str_digits: invalid limit; must be >= 640 or 0 for unlimited.")
			}
		}
	}
	return true
}

// digits reads a limit for long numbers in text.
func digits(f *minipy.Flags, v string) bool {
	n, err := strconv.Atoi(v)
	if err != nil || n != 0 && n < 640 {
		return false
	}
	f.IntMaxStrDigits, f.NoIntLimit = n, n == 0
	return true
}

// level is how much a variable of the environment asks for: what is no number counts as 1.
func level(v string) int {
	if n, err := strconv.Atoi(v); err == nil && n >= 0 {
		return n
	}
	return 1
}

func fatal(why string) bool {
	fmt.Fprintln(os.Stderr, "Fatal Python error: config_init: "+why+"\nPython runtime state: core initialized")
	return false
}

// warnOptions are the filters of the environment, then those of -W, as sys.warnoptions has them.
func (c *command) warnOptions() []string {
	var all []string
	if c.flags.DevMode {
		all = append(all, "default")
	}
	all = append(all, strings.FieldsFunc(c.getenv("PYTHONWARNINGS"), func(r rune) bool { return r == ',' })...)
	all = append(all, c.warnings...)
	switch {
	case c.flags.BytesWarning > 1:
		all = append(all, "error::BytesWarning")
	case c.flags.BytesWarning == 1:
		all = append(all, "default::BytesWarning")
	}
	return all
}

// path is sys.path: the script's folder, then MINIPYPATH.
func (c *command) path() []string {
	p := []string{""}
	if c.file != "" && c.file != "-" {
		dir := c.file
		if info, err := os.Stat(c.file); err != nil || !info.IsDir() {
			dir = filepath.Dir(real(c.file))
		}
		if abs, err := filepath.Abs(dir); err == nil {
			dir = abs
		}
		p = []string{dir}
	} else if c.hasModule {
		if wd, err := os.Getwd(); err == nil {
			p = []string{wd}
		}
	}
	if c.flags.Isolated > 0 {
		if info, err := os.Stat(c.file); c.file == "" || err != nil || !info.IsDir() {
			p = nil
		}
	}
	return append(p, filepath.SplitList(os.Getenv("MINIPYPATH"))...)
}

// real is the file that a link leads to.
func real(name string) string {
	if to, err := os.Readlink(name); err == nil {
		if filepath.IsAbs(to) {
			return to
		}
		return filepath.Join(filepath.Dir(name), to)
	}
	return name
}

func (c *command) hashSeed() *uint64 {
	n, err := strconv.ParseUint(c.getenv("PYTHONHASHSEED"), 10, 32)
	if err != nil || c.randomSeed {
		return nil
	}
	return &n
}
