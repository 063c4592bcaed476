package modules

import "testing"

// TestOrder: Find searches the list, so it must be in order.
func TestOrder(t *testing.T) {
	names := Names()
	for i, n := range names {
		if i > 0 && names[i-1] >= n {
			t.Errorf("%s stands after %s in the list of modules: put it before", n, names[i-1])
		}
		if s := Find(n); s == nil || s.Name != n {
			t.Errorf("Find(%q) = %v", n, s)
		}
	}
	if Find("no such module") != nil || Find("") != nil {
		t.Error("a module was found that there is not")
	}
}
