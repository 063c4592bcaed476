//go:build !refdebug

package object

// refdebug is the build tag that makes the package check every reference.
const refdebug = false

func debugUse(o *Header)                  {}
func debugBorn(t *Thread, o *Header)      {}
func debugDie(t *Thread, o *Header)       {}
func debugFreed(t *Thread, o *Header)     {}
func debugResurrect(t *Thread, o *Header) {}

// LiveObjects lists what is alive, in builds with the refdebug tag; nil without it.
func (in *Interp) LiveObjects() []*Header { return nil }
