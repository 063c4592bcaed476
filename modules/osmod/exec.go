package osmod

import (
	"strings"
	"syscall"

	"github.com/minipy-go/minipy/modules/signalmod"
	"github.com/minipy-go/minipy/object"
)

// environment is what programs that the script starts see: the variables that the host
// gave and those that the script put.
func environment(t *thread) []string {
	env := options(t).Env
	out := make([]string, 0, len(env))
	for k, v := range env {
		out = append(out, k+"="+v)
	}
	return out
}

func osPutenv(t *thread, _ value, a []value) (value, error) {
	k, err := pathString(t, a[0])
	if err != nil {
		return value{}, err
	}
	v, err := pathString(t, a[1])
	if err != nil {
		return value{}, err
	}
	if strings.Contains(k, "=") {
		return value{}, t.ValueErr("illegal environment variable name")
	}
	if k == "" {
		return value{}, t.RaiseOS(syscall.EINVAL, "")
	}
	if o := options(t); t.In.Processes { // else no program will ever see it
		o.ownEnv()[k] = v
	}
	return none, nil
}

func osUnsetenv(t *thread, _ value, a []value) (value, error) {
	k, err := pathString(t, a[0])
	if err != nil {
		return value{}, err
	}
	if k == "" || strings.Contains(k, "=") {
		return value{}, t.RaiseOS(syscall.EINVAL, "")
	}
	delete(options(t).ownEnv(), k)
	return none, nil
}

// osSystem runs a command in a shell.
func osSystem(t *thread, _ value, a []value) (value, error) {
	if err := processes(t); err != nil {
		return value{}, err
	}
	command, err := pathString(t, a[0])
	if err != nil {
		return value{}, err
	}
	l := launch{args: []string{"sh", "-c", command}, executables: []string{"/bin/sh"}, env: environment(t),
		files: [3]int{-1, -1, -1}, umask: -1}
	if t.In.Visible != nil {
		t.In.Visible()
	}
	t.Unlock()
	pid, _, err := l.start()
	t.Lock()
	if err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	var ws syscall.WaitStatus
	t.Unlock()
	for {
		if _, err = syscall.Wait4(pid, &ws, 0, nil); err != syscall.EINTR {
			break
		}
	}
	t.Lock()
	if err != nil {
		return value{}, t.RaiseOS(err, "")
	}
	return object.Int(int64(ws)), nil
}

func osExecv(t *thread, _ value, a []value) (value, error) {
	return execute(t, "execv", a[0], a[1], none)
}

func osExecve(t *thread, _ value, a []value) (value, error) {
	if a[2].Type().Slots.GetItem == nil {
		return value{}, t.TypeErr("execve: environment must be a mapping object")
	}
	return execute(t, "execve", a[0], a[1], a[2])
}

// execute replaces the process; env is none or a mapping.
func execute(t *thread, fn string, path, args, env value) (value, error) {
	if err := processes(t); err != nil {
		return value{}, err
	}
	p, err := pathArg(t, fn, path, false)
	if err != nil {
		return value{}, err
	}
	_, isTuple := object.AsTuple(args)
	_, isList := object.AsList(args)
	if !isTuple && !isList {
		return value{}, t.TypeErr("%s: argv must be a tuple or list", fn)
	}
	argv, err := pathList(t, args)
	if err != nil {
		return value{}, err
	}
	switch {
	case len(argv) == 0:
		return value{}, t.ValueErr("%s: argv must not be empty", fn)
	case argv[0] == "":
		return value{}, t.ValueErr("%s: argv first element cannot be empty", fn)
	}
	vars := environment(t)
	if env != none {
		if vars, err = environmentOf(t, env); err != nil {
			return value{}, err
		}
	}
	signalmod.Ignoring(t)(func() { err = syscall.Exec(p.name, argv, vars) })
	return value{}, p.fail(t, err)
}

// environmentOf reads a mapping of names to values.
func environmentOf(t *thread, env value) (out []string, err error) {
	items, err := t.CallMethod(env, "items")
	if err != nil {
		return nil, err
	}
	defer t.Unref(items)
	err = t.Iterate(items, func(x value) error {
		pair, ok := object.AsTuple(x)
		if !ok || len(pair.Items) != 2 {
			return t.TypeErr("env.items() must give pairs")
		}
		k, err := pathString(t, pair.Items[0])
		if err != nil {
			return err
		}
		v, err := pathString(t, pair.Items[1])
		if err != nil {
			return err
		}
		if k == "" || strings.Contains(k, "=") {
			return t.ValueErr("illegal environment variable name")
		}
		out = append(out, k+"="+v)
		return nil
	})
	return out, err
}
