// Package recorded compares the functions of a module with what CPython 3.10.13
// answered. A file holds one call per line, [function, argument, …] in JSON, then a tab,
// "=> " and the repr of the answer, or ! and the exception.
package recorded

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minipy-go/minipy/object"
)

// Run reads file and has answer make each call's answer; every object must be dead
// again in the end.
func Run(t *testing.T, file string, spec *object.ModuleSpec, answer func(th *object.Thread, m *object.Module, call []any) string) {
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	if spec.Setup != nil {
		spec.Setup()
	}
	th := object.NewInterp().Main
	m, err := th.LoadModule(spec)
	require.NoError(t, err)
	alive := th.In.Live
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		line, want, _ := strings.Cut(sc.Text(), "\t=> ")
		d := json.NewDecoder(strings.NewReader(line))
		d.UseNumber()
		var call []any
		require.NoError(t, d.Decode(&call))
		if got := answer(th, m, call); got != want {
			t.Errorf("%s\n got %s\nwant %s", line, got, want)
		}
	}
	require.NoError(t, sc.Err())
	require.Equal(t, alive, th.In.Live, "objects left alive")
}

// Call calls a function of m with decoded arguments and returns the repr of its result.
func Call(th *object.Thread, m *object.Module, name string, args []any) string {
	var pos []object.Value
	var a object.Args
	for _, x := range args {
		if kw, ok := x.(map[string]any); ok && kw["kw"] != nil {
			for k, x := range kw["kw"].(map[string]any) {
				a.AddKw(object.Obj(&th.In.Intern(k).Header), Decode(th, x))
			}
			continue
		}
		pos = append(pos, Decode(th, x))
	}
	a = a.Prepend(pos...)
	defer th.UnrefAll(a.Kw())
	defer th.UnrefAll(a.Pos)
	return Answer(th.CallArgs(m.Get(th, name), a))(th)
}

// Answer returns what shows a result or an error.
func Answer(v object.Value, err error) func(th *object.Thread) string {
	return func(th *object.Thread) string {
		if err == nil {
			var s string
			s, err = th.ReprString(v)
			th.Unref(v)
			if err == nil {
				return s
			}
		}
		exc := object.Obj(&th.TakeExc(err).Header)
		defer th.Unref(exc)
		s, err := th.StrString(exc)
		if err != nil {
			return "!!"
		}
		return fmt.Sprintf("!%s: %s", exc.Type().Name, s)
	}
}

// Decode makes a value of a decoded argument. JSON lacks some: {"f": repr} is a float,
// {"t": …} a tuple, {"b": text} a bytes with one byte per character; any other object
// is a dict.
func Decode(th *object.Thread, x any) object.Value {
	switch x := x.(type) {
	case bool:
		return object.Bool(x)
	case string:
		return th.NewStr(x)
	case json.Number:
		if n, ok := new(big.Int).SetString(x.String(), 10); ok {
			return th.NewBig(n)
		}
		f, _ := x.Float64()
		return object.Float(f)
	case []any:
		items := make([]object.Value, len(x))
		for i := range x {
			items[i] = Decode(th, x[i])
		}
		return th.NewList(items)
	case map[string]any:
		return decodeObject(th, x)
	}
	return object.None
}

func decodeObject(th *object.Thread, x map[string]any) object.Value {
	if s, ok := x["f"].(string); ok {
		f, _ := strconv.ParseFloat(s, 64)
		return object.Float(f)
	}
	if s, ok := x["b"].(string); ok {
		var b []byte
		for _, r := range s {
			b = append(b, byte(r))
		}
		return th.NewBytes(b)
	}
	if items, ok := x["t"].([]any); ok {
		tup := th.MakeTuple(len(items))
		for i := range items {
			tup.Items[i] = Decode(th, items[i])
		}
		return object.Obj(&tup.Header)
	}
	return th.NewDict().Value()
}
