package mathmod

import (
	"testing"

	"github.com/minipy-go/minipy/modules/internal/recorded"
	"github.com/minipy-go/minipy/object"
)

func TestMath(t *testing.T) {
	recorded.Run(t, "testdata/math.txt", &Module, func(th *object.Thread, m *object.Module, call []any) string {
		return recorded.Call(th, m, call[0].(string), call[1:])
	})
}
