// Command webservice runs a script for everybody who sends one: POST it to /run, what it
// prints is the answer.
//
//	go run ./examples/webservice &
//	curl --data-binary 'print(sum(range(10)))' localhost:8080/run
//
// Each request has an interpreter of its own from a pool, which has already imported what
// scripts like to use. Limits keep a script from taking more than its share; what it
// leaves behind dies when the interpreter goes back.
package main

import (
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/minipy-go/minipy"
)

const (
	maxScript = 64 << 10
	maxOutput = 64 << 10
)

// prelude is what every script finds.
const prelude = `
import math, re
from collections import Counter

def words(text):
    return Counter(re.findall(r'\w+', text.lower()))
`

// A service answers requests.
type service struct {
	pool     *minipy.Pool
	patience time.Duration // of a request, whose steps are mostly spent long before
}

// newService returns a service that runs at most size scripts at once.
func newService(size int, patience time.Duration) (*service, error) {
	code, err := minipy.Compile("prelude.py", prelude)
	if err != nil {
		return nil, err
	}
	pool, err := minipy.NewPool(context.Background(), size, minipy.Config{
		Limits: minipy.Limits{Steps: 500_000, Memory: 16 << 20, Depth: 200},
	}, code)
	if err != nil {
		return nil, err
	}
	return &service{pool, patience}, nil
}

// ServeHTTP runs the script in the body. 200: what it printed; 422: how it failed.
func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	src, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxScript))
	if err != nil {
		http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.patience)
	defer cancel()
	var out output
	err = s.pool.Do(ctx, func(in *minipy.Interp) error {
		if err := in.SetOutput(&out, &out); err != nil {
			return err
		}
		code, err := minipy.Compile("script.py", src)
		if err != nil {
			return err
		}
		if err := in.Set("query", r.URL.Query()); err != nil {
			return err
		}
		return in.Run(ctx, code)
	})
	var e *minipy.Error
	var exit *minipy.ExitError
	switch {
	case err == nil, errors.As(err, &exit) && exit.Code == 0:
		_, _ = w.Write(out.text)
	case errors.As(err, &e):
		http.Error(w, e.Format(), http.StatusUnprocessableEntity)
	case errors.As(err, &exit):
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
	default:
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
}

// An output takes what a script prints, up to a limit; beyond it print raises.
type output struct{ text []byte }

func (o *output) Write(p []byte) (int, error) {
	if len(o.text)+len(p) > maxOutput {
		return 0, errors.New("too much output")
	}
	o.text = append(o.text, p...)
	return len(p), nil
}

func main() {
	s, err := newService(16, 5*time.Second)
	if err != nil {
		log.Fatal(err)
	}
	addr := "localhost:8080"
	if len(os.Args) > 1 {
		addr = os.Args[1]
	}
	http.Handle("POST /run", s)
	log.Fatal(http.ListenAndServe(addr, nil))
}
