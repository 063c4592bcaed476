// Package errnomod is the errno module.
package errnomod

import (
	"runtime"
	"syscall"

	"github.com/minipy-go/minipy/object"
)

// Module declares errno.
var Module = object.ModuleSpec{
	Name: "errno",
	Doc:  "The numbers of the system's errors, by the names that C gives them.\n\nThe dictionary errorcode has the names by number.",
	Init: func(t *object.Thread, m *object.Module) error {
		codes := t.NewDict()
		all := codeList
		if runtime.GOOS == "linux" {
			all = append(all[:len(all):len(all)], linuxCodes...)
		}
		for _, c := range all {
			name := t.NewStr(c.name)
			n := object.Int(int64(c.no))
			m.Set(t, c.name, n)
			err := codes.Set(t, n, name)
			t.Unref(name)
			if err != nil {
				t.Unref(codes.Value())
				return err
			}
		}
		m.Give(t, "errorcode", codes.Value())
		return nil
	},
}

type code struct {
	name string
	no   syscall.Errno
}

// codeList holds the names; of two for one number the later one stands in errorcode.
var codeList = []code{
	{"EPERM", syscall.EPERM},
	{"ENOENT", syscall.ENOENT},
	{"ESRCH", syscall.ESRCH},
	{"EINTR", syscall.EINTR},
	{"EIO", syscall.EIO},
	{"ENXIO", syscall.ENXIO},
	{"E2BIG", syscall.E2BIG},
	{"ENOEXEC", syscall.ENOEXEC},
	{"EBADF", syscall.EBADF},
	{"ECHILD", syscall.ECHILD},
	{"EWOULDBLOCK", syscall.EWOULDBLOCK},
	{"EAGAIN", syscall.EAGAIN},
	{"ENOMEM", syscall.ENOMEM},
	{"EACCES", syscall.EACCES},
	{"EFAULT", syscall.EFAULT},
	{"ENOTBLK", syscall.ENOTBLK},
	{"EBUSY", syscall.EBUSY},
	{"EEXIST", syscall.EEXIST},
	{"EXDEV", syscall.EXDEV},
	{"ENODEV", syscall.ENODEV},
	{"ENOTDIR", syscall.ENOTDIR},
	{"EISDIR", syscall.EISDIR},
	{"EINVAL", syscall.EINVAL},
	{"ENFILE", syscall.ENFILE},
	{"EMFILE", syscall.EMFILE},
	{"ENOTTY", syscall.ENOTTY},
	{"ETXTBSY", syscall.ETXTBSY},
	{"EFBIG", syscall.EFBIG},
	{"ENOSPC", syscall.ENOSPC},
	{"ESPIPE", syscall.ESPIPE},
	{"EROFS", syscall.EROFS},
	{"EMLINK", syscall.EMLINK},
	{"EPIPE", syscall.EPIPE},
	{"EDOM", syscall.EDOM},
	{"ERANGE", syscall.ERANGE},
	{"EDEADLK", syscall.EDEADLK},
	{"ENAMETOOLONG", syscall.ENAMETOOLONG},
	{"ENOLCK", syscall.ENOLCK},
	{"ENOSYS", syscall.ENOSYS},
	{"ENOTEMPTY", syscall.ENOTEMPTY},
	{"ELOOP", syscall.ELOOP},
	{"ENOMSG", syscall.ENOMSG},
	{"EIDRM", syscall.EIDRM},
	{"ENOSTR", syscall.ENOSTR},
	{"ENODATA", syscall.ENODATA},
	{"ETIME", syscall.ETIME},
	{"ENOSR", syscall.ENOSR},
	{"EREMOTE", syscall.EREMOTE},
	{"ENOLINK", syscall.ENOLINK},
	{"EPROTO", syscall.EPROTO},
	{"EMULTIHOP", syscall.EMULTIHOP},
	{"EBADMSG", syscall.EBADMSG},
	{"EOVERFLOW", syscall.EOVERFLOW},
	{"EILSEQ", syscall.EILSEQ},
	{"EUSERS", syscall.EUSERS},
	{"ENOTSOCK", syscall.ENOTSOCK},
	{"EDESTADDRREQ", syscall.EDESTADDRREQ},
	{"EMSGSIZE", syscall.EMSGSIZE},
	{"EPROTOTYPE", syscall.EPROTOTYPE},
	{"ENOPROTOOPT", syscall.ENOPROTOOPT},
	{"EPROTONOSUPPORT", syscall.EPROTONOSUPPORT},
	{"ESOCKTNOSUPPORT", syscall.ESOCKTNOSUPPORT},
	{"EOPNOTSUPP", syscall.EOPNOTSUPP},
	{"ENOTSUP", syscall.ENOTSUP},
	{"EPFNOSUPPORT", syscall.EPFNOSUPPORT},
	{"EAFNOSUPPORT", syscall.EAFNOSUPPORT},
	{"EADDRINUSE", syscall.EADDRINUSE},
	{"EADDRNOTAVAIL", syscall.EADDRNOTAVAIL},
	{"ENETDOWN", syscall.ENETDOWN},
	{"ENETUNREACH", syscall.ENETUNREACH},
	{"ENETRESET", syscall.ENETRESET},
	{"ECONNABORTED", syscall.ECONNABORTED},
	{"ECONNRESET", syscall.ECONNRESET},
	{"ENOBUFS", syscall.ENOBUFS},
	{"EISCONN", syscall.EISCONN},
	{"ENOTCONN", syscall.ENOTCONN},
	{"ESHUTDOWN", syscall.ESHUTDOWN},
	{"ETOOMANYREFS", syscall.ETOOMANYREFS},
	{"ETIMEDOUT", syscall.ETIMEDOUT},
	{"ECONNREFUSED", syscall.ECONNREFUSED},
	{"EHOSTDOWN", syscall.EHOSTDOWN},
	{"EHOSTUNREACH", syscall.EHOSTUNREACH},
	{"EALREADY", syscall.EALREADY},
	{"EINPROGRESS", syscall.EINPROGRESS},
	{"ESTALE", syscall.ESTALE},
	{"EDQUOT", syscall.EDQUOT},
	{"ECANCELED", syscall.ECANCELED},
	{"EOWNERDEAD", syscall.EOWNERDEAD},
	{"ENOTRECOVERABLE", syscall.ENOTRECOVERABLE},
}

// linuxCodes are those that Go does not name on every system.
var linuxCodes = []code{
	{"ECHRNG", 44},
	{"EL2NSYNC", 45},
	{"EL3HLT", 46},
	{"EL3RST", 47},
	{"ELNRNG", 48},
	{"EUNATCH", 49},
	{"ENOCSI", 50},
	{"EL2HLT", 51},
	{"EBADE", 52},
	{"EBADR", 53},
	{"EXFULL", 54},
	{"ENOANO", 55},
	{"EBADRQC", 56},
	{"EBADSLT", 57},
	{"EBFONT", 59},
	{"ENONET", 64},
	{"ENOPKG", 65},
	{"EADV", 68},
	{"ESRMNT", 69},
	{"ECOMM", 70},
	{"EDOTDOT", 73},
	{"ENOTUNIQ", 76},
	{"EBADFD", 77},
	{"EREMCHG", 78},
	{"ELIBACC", 79},
	{"ELIBBAD", 80},
	{"ELIBSCN", 81},
	{"ELIBMAX", 82},
	{"ELIBEXEC", 83},
	{"ERESTART", 85},
	{"ESTRPIPE", 86},
	{"EUCLEAN", 117},
	{"ENOTNAM", 118},
	{"ENAVAIL", 119},
	{"EISNAM", 120},
	{"EREMOTEIO", 121},
	{"ENOMEDIUM", 123},
	{"EMEDIUMTYPE", 124},
	{"ENOKEY", 126},
	{"EKEYEXPIRED", 127},
	{"EKEYREVOKED", 128},
	{"EKEYREJECTED", 129},
	{"ERFKILL", 132},
}
