package osmod

import "golang.org/x/sys/unix"

type constant struct {
	name string
	n    int
}

var constants = [...]constant{
	{"F_OK", 0}, {"R_OK", 4}, {"W_OK", 2}, {"X_OK", 1},
	{"O_RDONLY", unix.O_RDONLY}, {"O_WRONLY", unix.O_WRONLY}, {"O_RDWR", unix.O_RDWR}, {"O_ACCMODE", unix.O_ACCMODE},
	{"O_APPEND", unix.O_APPEND}, {"O_CREAT", unix.O_CREAT}, {"O_EXCL", unix.O_EXCL}, {"O_TRUNC", unix.O_TRUNC},
	{"O_NONBLOCK", unix.O_NONBLOCK}, {"O_NDELAY", unix.O_NDELAY}, {"O_SYNC", unix.O_SYNC}, {"O_DSYNC", unix.O_DSYNC}, {"O_ASYNC", unix.O_ASYNC},
	{"O_CLOEXEC", unix.O_CLOEXEC}, {"O_NOFOLLOW", unix.O_NOFOLLOW}, {"O_DIRECTORY", unix.O_DIRECTORY}, {"O_NOCTTY", unix.O_NOCTTY},
	{"WNOHANG", unix.WNOHANG}, {"WUNTRACED", unix.WUNTRACED}, {"WCONTINUED", unix.WCONTINUED},
	{"PRIO_PROCESS", unix.PRIO_PROCESS}, {"PRIO_PGRP", unix.PRIO_PGRP}, {"PRIO_USER", unix.PRIO_USER},
	{"F_ULOCK", fULOCK}, {"F_LOCK", fLOCK}, {"F_TLOCK", fTLOCK}, {"F_TEST", fTEST},
	{"ST_RDONLY", 1}, {"ST_NOSUID", 2}, {"NGROUPS_MAX", 65536}, {"TMP_MAX", 238328},
	{"EX_OK", 0}, {"EX_USAGE", 64}, {"EX_DATAERR", 65}, {"EX_NOINPUT", 66}, {"EX_NOUSER", 67}, {"EX_NOHOST", 68}, {"EX_UNAVAILABLE", 69},
	{"EX_SOFTWARE", 70}, {"EX_OSERR", 71}, {"EX_OSFILE", 72}, {"EX_CANTCREAT", 73}, {"EX_IOERR", 74}, {"EX_TEMPFAIL", 75}, {"EX_PROTOCOL", 76},
	{"EX_NOPERM", 77}, {"EX_CONFIG", 78},
}
