package osmod

import (
	"syscall"
	"time"
)

func statTimes(st *syscall.Stat_t) [3]time.Time {
	return [...]time.Time{time.Unix(st.Atimespec.Unix()), time.Unix(st.Mtimespec.Unix()), time.Unix(st.Ctimespec.Unix())}
}
