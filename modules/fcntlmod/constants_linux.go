package fcntlmod

import "golang.org/x/sys/unix"

var systemConstants = [...]constant{
	{"F_GETLK64", unix.F_GETLK64}, {"F_SETLK64", unix.F_SETLK64}, {"F_SETLKW64", unix.F_SETLKW64}, {"F_OFD_GETLK", unix.F_OFD_GETLK},
	{"F_OFD_SETLK", unix.F_OFD_SETLK}, {"F_OFD_SETLKW", unix.F_OFD_SETLKW}, {"F_EXLCK", unix.F_EXLCK}, {"F_SHLCK", unix.F_SHLCK},
	{"F_GETSIG", unix.F_GETSIG}, {"F_SETSIG", unix.F_SETSIG}, {"F_GETLEASE", unix.F_GETLEASE}, {"F_SETLEASE", unix.F_SETLEASE}, {"F_NOTIFY", unix.F_NOTIFY},
	{"F_GETPIPE_SZ", unix.F_GETPIPE_SZ}, {"F_SETPIPE_SZ", unix.F_SETPIPE_SZ}, {"F_ADD_SEALS", unix.F_ADD_SEALS}, {"F_GET_SEALS", unix.F_GET_SEALS},
	{"F_SEAL_SEAL", unix.F_SEAL_SEAL}, {"F_SEAL_SHRINK", unix.F_SEAL_SHRINK}, {"F_SEAL_GROW", unix.F_SEAL_GROW}, {"F_SEAL_WRITE", unix.F_SEAL_WRITE},
	{"DN_ACCESS", 1}, {"DN_MODIFY", 2}, {"DN_CREATE", 4}, {"DN_DELETE", 8},
	{"DN_RENAME", 16}, {"DN_ATTRIB", 32}, {"DN_MULTISHOT", 2147483648},
	{"LOCK_MAND", 32}, {"LOCK_READ", 64}, {"LOCK_WRITE", 128}, {"LOCK_RW", 192},
}
