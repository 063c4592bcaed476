// Package pwdmod is the modules pwd and grp: the users and groups of the machine, from
// its files.
package pwdmod

import (
	"os"
	"strconv"
	"strings"
	"syscall"

	"github.com/minipy-go/minipy/object"
)

type (
	thread = object.Thread
	value  = object.Value
)

var (
	userType  = new(object.Type)
	groupType = new(object.Type)
)

// Module declares pwd.
var Module = object.ModuleSpec{
	Name: "pwd",
	Doc:  "The users of the machine.",
	Setup: func() {
		object.DefineStructSeq(userType, "pwd.struct_passwd", "pwd.struct_passwd: a user.", 7, []object.StructField{
			{Name: "pw_name", Doc: "user name"}, {Name: "pw_passwd", Doc: "password"}, {Name: "pw_uid", Doc: "user id"}, {Name: "pw_gid", Doc: "group id"},
			{Name: "pw_gecos", Doc: "real name"}, {Name: "pw_dir", Doc: "home directory"}, {Name: "pw_shell", Doc: "shell program"}}, false)
	},
	Build: func() []object.Decl {
		return []object.Decl{
			object.Func("getpwuid(uidobj, /)", "Return the user of a number.", func(t *thread, _ value, a []value) (value, error) {
				return users.byNumber(t, a[0], "getpwuid(): uid not found")
			}),
			object.Func("getpwnam(name, /)", "Return the user of a name.", func(t *thread, _ value, a []value) (value, error) {
				return users.byName(t, a[0], "getpwnam", "getpwnam(): name not found")
			}),
			object.Func("getpwall()", "Return all users.", func(t *thread, _ value, _ []value) (value, error) { return users.all(t) }),
			object.Attr("struct_passwd", userType.Value()),
		}
	},
}

// GroupModule declares grp.
var GroupModule = object.ModuleSpec{
	Name: "grp",
	Doc:  "The groups of the machine.",
	Setup: func() {
		object.DefineStructSeq(groupType, "grp.struct_group", "grp.struct_group: a group.", 4, []object.StructField{
			{Name: "gr_name", Doc: "group name"}, {Name: "gr_passwd", Doc: "password"}, {Name: "gr_gid", Doc: "group id"}, {Name: "gr_mem", Doc: "group members"}}, false)
	},
	Build: func() []object.Decl {
		return []object.Decl{
			object.Func("getgrgid(id)", "Return the group of a number.", func(t *thread, _ value, a []value) (value, error) {
				return groups.byNumber(t, a[0], "getgrgid(): gid not found")
			}),
			object.Func("getgrnam(name)", "Return the group of a name.", func(t *thread, _ value, a []value) (value, error) {
				return groups.byName(t, a[0], "getgrnam", "getgrnam(): name not found")
			}),
			object.Func("getgrall()", "Return all groups.", func(t *thread, _ value, _ []value) (value, error) { return groups.all(t) }),
			object.Attr("struct_group", groupType.Value()),
		}
	},
}

// A register is a file of lines whose fields colons part; the third is a number.
type register struct {
	file   string
	fields int
	make   func(t *thread, f []string, id int) value
}

var users = register{"/etc/passwd", 7, func(t *thread, f []string, id int) value {
	gid, _ := strconv.Atoi(f[3])
	return t.NewStructSeq(userType, 7, t.NewStr(f[0]), t.NewStr(f[1]), object.Int(int64(id)), object.Int(int64(gid)), t.NewStr(f[4]), t.NewStr(f[5]), t.NewStr(f[6]))
}}

var groups = register{"/etc/group", 4, func(t *thread, f []string, id int) value {
	var members []value
	for name := range strings.SplitSeq(f[3], ",") {
		if name != "" {
			members = append(members, t.NewStr(name))
		}
	}
	return t.NewStructSeq(groupType, 4, t.NewStr(f[0]), t.NewStr(f[1]), object.Int(int64(id)), t.NewList(members))
}}

// find gives the first entry that is meant, absent if none is.
func (r register) find(t *thread, meant func(f []string, id int) bool) (v value, err error) {
	if !t.In.Files {
		return v, t.RaiseOS(syscall.EPERM, "")
	}
	b, err := os.ReadFile(r.file)
	if err != nil {
		return v, t.RaiseOS(err, r.file)
	}
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimRight(line, "\n"), ":")
		if len(f) != r.fields {
			continue
		}
		if id, err := strconv.Atoi(f[2]); err == nil && meant(f, id) {
			return r.make(t, f, id), nil
		}
	}
	return v, nil
}

func (r register) byNumber(t *thread, v value, complaint string) (value, error) {
	n, err := t.Index(v)
	if err != nil {
		return value{}, err
	}
	defer t.Unref(n)
	want, ok := object.IntValue(n)
	if ok && want == -1 {
		want = 1<<32 - 1
	}
	found, err := r.find(t, func(_ []string, id int) bool { return ok && int64(id) == want })
	if err == nil && found.IsNil() {
		s, err := t.StrString(n)
		if err != nil {
			return value{}, err
		}
		return value{}, t.RaiseArgs(object.KeyError, t.NewStr(complaint+": "+s))
	}
	return found, err
}

func (r register) byName(t *thread, v value, fn, complaint string) (value, error) {
	name, err := t.StrArg(fn, "1", v, "")
	if err != nil {
		return value{}, err
	}
	if strings.IndexByte(name, 0) >= 0 {
		return value{}, t.ValueErr("embedded null byte")
	}
	found, err := r.find(t, func(f []string, _ int) bool { return f[0] == name })
	if err == nil && found.IsNil() {
		s, err := t.ReprString(v)
		if err != nil {
			return value{}, err
		}
		return value{}, t.RaiseArgs(object.KeyError, t.NewStr(complaint+": "+s))
	}
	return found, err
}

func (r register) all(t *thread) (value, error) {
	var out []value
	_, err := r.find(t, func(f []string, id int) bool {
		out = append(out, r.make(t, f, id))
		return false
	})
	if err != nil {
		return value{}, err
	}
	return t.NewList(out), nil
}
