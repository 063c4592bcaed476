package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/pprof"

	"github.com/minipy-go/minipy"
)

func main() {
	runtime.GOMAXPROCS(1)
	runtime.MemProfileRate = 512
	debug.SetGCPercent(400)
	src, _ := os.ReadFile(os.Args[1])
	code, err := minipy.Compile(os.Args[1], src)
	if err != nil {
		panic(err)
	}
	in := minipy.New(minipy.Config{Stdout: os.Stdout, Stderr: os.Stderr, Files: true, Args: os.Args[1:]})
	err = in.Run(context.Background(), code)
	in.Close()
	f, _ := os.Create(os.Args[2])
	pprof.Lookup("allocs").WriteTo(f, 0)
	f.Close()
	if err != nil {
		fmt.Println(err)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Println("total MB", m.TotalAlloc>>20, "mallocs", m.Mallocs, "gcs", m.NumGC)
}
