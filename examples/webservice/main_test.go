package main

import (
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// hostile are scripts that want to take the service down; each says what its answer,
// which is not 200, has to contain.
var hostile = [][2]string{
	{"while True: pass", "step limit"},
	{"try:\n    while True: pass\nexcept BaseException:\n    while True: pass", "step limit"},
	{"x = 'x' * 10**12", "MemoryError"},
	{"l = []\nwhile True: l.append('x' * 10000)", "MemoryError"},
	{"def f(n): return f(n + 1)\nf(0)", "RecursionError"},
	{"print(7 ** 7 ** 7 ** 7)", ""},
	{"re.match(r'(a+)+$', 'a' * 40 + 'b')", "step limit"},
	{"while True: print('x' * 1000)", "too much output"},
	{"class C:\n    def __del__(self):\n        while True: pass\nc = C()\nraise ValueError('with a finalizer')", ""},
	{"import sys\nsys.modules.clear()\n__builtins__.__dict__.clear()\nprint", "NameError"},
	{"open('/etc/passwd').read()", "PermissionError"},
	{"import os\nos._exit(1)", "PermissionError"},
	{strings.Repeat("(", 5000), "SyntaxError"},
	{"1/0", "ZeroDivisionError"},
}

// post sends a script and returns the status and the answer.
func post(c *http.Client, url, src string) (int, string, error) {
	r, err := c.Post(url, "text/x-python", strings.NewReader(src))
	if err != nil {
		return 0, "", err
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	return r.StatusCode, string(b), err
}

func serve(t *testing.T, size int) (*httptest.Server, *service) {
	s, err := newService(size, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(s)
	t.Cleanup(func() {
		srv.Close()
		if err := s.pool.Close(); err != nil {
			t.Error(err)
		}
	})
	return srv, s
}

// TestScripts runs each hostile script alone, then an honest one.
func TestScripts(t *testing.T) {
	srv, _ := serve(t, 1)
	for _, h := range hostile {
		status, body, err := post(srv.Client(), srv.URL, h[0])
		if err != nil || status != http.StatusUnprocessableEntity || !strings.Contains(body, h[1]) {
			t.Errorf("%s: %v, status %d: %s", h[0], err, status, body)
		}
		status, body, err = post(srv.Client(), srv.URL+"?who=you", "print(words('a b a')['a'], query['who'][0])")
		if err != nil || status != http.StatusOK || body != "2 you\n" {
			t.Errorf("after %s: %v, status %d: %s", h[0], err, status, body)
		}
	}
}

var requests = flag.Int("requests", 2000, "how many requests TestLoad sends; a tenth with -short")

// TestLoad sends requests from 64 clients, one in ten hostile. Every honest one gets its
// answer. 10,000 are sent by:
//
//	go test ./examples/webservice -requests 10000
func TestLoad(t *testing.T) {
	const clients = 64
	if testing.Short() {
		*requests /= 10
	}
	srv, _ := serve(t, 16)
	client := srv.Client()
	client.Transport.(*http.Transport).MaxIdleConnsPerHost = clients
	var next, honest, refused atomic.Int64
	var wg sync.WaitGroup
	start := time.Now()
	for range clients {
		wg.Go(func() {
			for {
				n := int(next.Add(1))
				if n > *requests || t.Failed() {
					return
				}
				if n%10 == 0 {
					h := hostile[n/10%len(hostile)]
					status, body, err := post(client, srv.URL, h[0])
					if err != nil || status != http.StatusUnprocessableEntity {
						t.Errorf("%s: %v, status %d: %s", h[0], err, status, body)
					}
					refused.Add(1)
					continue
				}
				src := fmt.Sprintf("seen = globals().get('seen', 0) + 1\ntotal = sum(i * i for i in range(%d))\nprint(total, seen, words('a b %d')['%d'])", n%100, n, n)
				sum := 0
				for i := range n % 100 {
					sum += i * i
				}
				status, body, err := post(client, srv.URL, src)
				if want := fmt.Sprintf("%d 1 1\n", sum); err != nil || status != http.StatusOK || body != want {
					t.Errorf("request %d: %v, status %d: %s", n, err, status, body)
				}
				honest.Add(1)
			}
		})
	}
	wg.Wait()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("%d answers and %d refusals in %v; %d MB from the system", honest.Load(), refused.Load(), time.Since(start).Round(time.Millisecond), m.Sys>>20)
}
