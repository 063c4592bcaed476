package timemod

import (
	"testing"
	"time"

	"github.com/minipy-go/minipy/modules/internal/recorded"
	"github.com/minipy-go/minipy/object"
)

// TestTime compares with answers that were recorded with TZ=UTC.
func TestTime(t *testing.T) {
	local := time.Local
	time.Local = time.UTC
	defer func() { time.Local = local }()
	recorded.Run(t, "testdata/time.txt", &Module, func(th *object.Thread, m *object.Module, call []any) string {
		return recorded.Call(th, m, call[0].(string), call[1:])
	})
}
