package gcmod_test

import (
	"testing"

	"github.com/minipy-go/minipy/internal/scripttest"
)

func TestScripts(t *testing.T) { scripttest.Run(t) }
