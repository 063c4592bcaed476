package randommod

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/minipy-go/minipy/modules/internal/recorded"
	"github.com/minipy-go/minipy/object"
)

// TestRandom seeds with the first item of each call and compares as many results of
// the function as were recorded; the record ends at an exception.
func TestRandom(t *testing.T) {
	recorded.Run(t, "testdata/random.txt", &Module, func(th *object.Thread, m *object.Module, call []any) string {
		seed := call[:1]
		if tup, ok := call[0].(map[string]any); ok && tup["t"] != nil {
			seed = tup["t"].([]any)
		}
		recorded.Call(th, m, "seed", seed)
		count, _ := call[1].(json.Number).Int64()
		var answers []string
		for range count {
			s := recorded.Call(th, m, call[2].(string), call[3:])
			answers = append(answers, s)
			if s[0] == '!' {
				break
			}
		}
		return strings.Join(answers, " | ")
	})
}
