//go:build race || refdebug

package minipy_test

import "time"

const late = 2 * time.Second
