package object

const (
	// grant is how many steps a thread takes between two polls: a poll costs a few
	// nanoseconds, and a step rarely more than half a microsecond.
	grant = 2000
	// killedGrant is the same while a killed thread runs the finalizers of what it owned.
	killedGrant = 16
	// pollCost is about what native loops do between two calls of Poll, in steps.
	pollCost = 256
)

// Refill accounts for the steps taken since the last call and sets the budget for the
// next ones. Steps spent stop the thread.
func (t *Thread) Refill() {
	used := int64(t.granted) - int64(*t.Budget)
	n := int32(grant)
	if t.Killed {
		n = killedGrant
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

// SetSteps replaces what is left of Steps; negative: no limit.
func (t *Thread) SetSteps(n int64) {
	t.Steps = n
	t.granted, *t.Budget = 0, 0
	t.Refill()
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
