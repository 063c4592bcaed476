package osmod

import (
	"syscall"
	"time"
)

func statTimes(st *syscall.Stat_t) [3]time.Time {
	return [...]time.Time{time.Unix(st.Atim.Unix()), time.Unix(st.Mtim.Unix()), time.Unix(st.Ctim.Unix())}
}
