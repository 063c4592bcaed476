// Package rules evaluates compiled expressions over Go structs: prices, discounts,
// routing, alerts. Its benchmark does the same with starlark-go, goja and gopher-lua.
package rules

import (
	"context"

	"github.com/minipy-go/minipy"
)

// An Order is what the rules are about. Scripts read its fields in place; nothing is
// copied.
type Order struct {
	Total    float64
	Items    int
	Country  string
	Customer *Customer
}

// A Customer is the one of an Order.
type Customer struct {
	Tier  string
	Years int
}

// Rule is an expression over o, an *Order.
const Rule = `o.total * 0.9 if o.customer.tier == 'gold' and o.items >= 3 else o.total + (0 if o.country == 'DE' else 4.5)`

// Native is Rule in Go, for the tests to compare with.
func Native(o *Order) float64 {
	if o.Customer.Tier == "gold" && o.Items >= 3 {
		return o.Total * 0.9
	}
	if o.Country == "DE" {
		return o.Total
	}
	return o.Total + 4.5
}

// An Engine evaluates one rule. One goroutine at a time uses it.
type Engine struct {
	in   *minipy.Interp
	rule *minipy.Value
}

// New compiles a rule.
func New(rule string) (*Engine, error) {
	in := minipy.New(minipy.Config{Limits: minipy.Limits{Steps: 10_000, Memory: 1 << 20, Depth: 50}})
	f, err := in.Eval(context.Background(), "lambda o: "+rule)
	if err != nil {
		_ = in.Close()
		return nil, err
	}
	return &Engine{in, f}, nil
}

// Eval evaluates the rule for an order.
func (e *Engine) Eval(ctx context.Context, o *Order) (float64, error) {
	return minipy.Call[float64](ctx, e.in, e.rule, o)
}

// Close frees the engine.
func (e *Engine) Close() error { return e.in.Close() }
