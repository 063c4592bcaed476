//go:build !race && !refdebug

package minipy_test

import "time"

// late is how much later than its deadline a script may end: the grace of its handlers,
// and what a machine with other work to do needs.
const late = time.Second

// prompt is how soon a cancelled script ends on a machine that has nothing else to do.
const prompt = 5 * time.Millisecond

const raceOrDebug = false
