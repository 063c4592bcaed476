package object

import "time"

const (
	// maxGrant is how many steps a thread takes at most between two polls: a poll costs
	// some nanoseconds, and a step rarely more than half a microsecond.
	maxGrant = 2000
	// pollTime is how long that should take. Where it takes longer, because native
	// functions do much in a step, the grant becomes smaller.
	pollTime = 500 * time.Microsecond
	// killedGrant is the same while a killed thread runs the finalizers of what it owned,
	// killedSteps what it may take in total.
	killedGrant = 16
	killedSteps = 1 << 14
	// pollCost is about what native loops do between two calls of Poll, in steps.
	pollCost = 256
)

// Refill accounts for the steps taken since the last call and sets the budget for the
// next ones. Steps spent stop the thread.
func (t *Thread) Refill() {
	t.adapt()
	t.settle()
}

func (t *Thread) settle() {
	used := int64(t.granted) - int64(*t.Budget)
	n := t.grant
	switch {
	case t.Killed:
		n = 0
		if t.killed += used; t.killed < killedSteps {
			n = killedGrant
		}
	case t.killed != 0:
		t.killed = 0
	}
	if limit := t.In.MaxBytes; limit == 0 || t.In.Bytes <= limit {
		t.over = 0
	} else {
		n = min(n, maxGrant>>t.over) // as long as nobody makes room, it gets tighter
		t.over = min(t.over+1, 30)
	}
	if t.Steps >= 0 {
		t.Steps = max(t.Steps-used, 0)
		if t.Steps == 0 {
			t.Stop(true)
		} else {
			n = int32(min(t.Steps, int64(n)))
		}
	}
	if t.In.Collector.Pending {
		n = 0
	}
	t.granted, *t.Budget = n, n
}

// adapt fits how many steps are granted to the time that the last ones took.
func (t *Thread) adapt() {
	now := time.Now()
	took := now.Sub(t.refilled)
	t.refilled = now
	switch {
	case took > 2*pollTime:
		t.grant = max(t.grant*int32(pollTime>>10)/int32(min(took>>10, 1<<20)), 1)
	case took < pollTime:
		t.grant = min(2*t.grant+1, maxGrant)
	}
}

// SetSteps replaces what is left of Steps; negative: no limit.
func (t *Thread) SetSteps(n int64) {
	t.Steps = n
	t.granted, *t.Budget = 0, 0
	t.settle()
}

// StepsLeft is what is left of Steps.
func (t *Thread) StepsLeft() int64 {
	if t.Steps < 0 {
		return t.Steps
	}
	return max(t.Steps-(int64(t.granted)-int64(*t.Budget)), 0)
}

// Hurry makes the evaluator poll at the next back-edge or call.
func (t *Thread) Hurry() {
	t.granted -= *t.Budget
	*t.Budget = 0
}

// charge counts n steps that a native operation is about to take; the evaluator polls
// when it is over.
func (t *Thread) charge(n int) { *t.Budget -= int32(min(n, 1<<20)) }

// Work counts n steps of a native loop and, now and then, polls: an error ends the
// loop. Loops whose length a script chooses call it.
func (t *Thread) Work(n int) error {
	if *t.Budget -= int32(min(n, 1<<20)); *t.Budget >= 0 {
		return nil
	}
	return t.poll()
}
