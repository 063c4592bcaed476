//go:build race || refdebug

package minipy_test

import "time"

const late = 10 * time.Second

const prompt = 5 * time.Second

const raceOrDebug = true
