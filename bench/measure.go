package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

const sample = time.Millisecond // how often the peak memory of a running process is read

// result is one run of one program.
type result struct {
	cpu      time.Duration // user and system time of the whole process
	peak     float64       // kilobytes; 0 where there is no /proc
	checksum string
}

func measure(command, file string, limit time.Duration) (result, error) {
	var out bytes.Buffer
	cmd := exec.Command(command, file)
	cmd.Env = append(os.Environ(), "PYTHONHASHSEED=0", "PYTHONDONTWRITEBYTECODE=1")
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		return result{}, err
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	var r result
	var err error
	tick := time.NewTicker(sample)
	defer tick.Stop()
	deadline := time.After(limit)
	for running := true; running; {
		select {
		case err = <-done:
			running = false
		case <-deadline:
			if kill := cmd.Process.Kill(); kill != nil && !errors.Is(kill, os.ErrProcessDone) {
				return r, kill
			}
			<-done
			return r, fmt.Errorf("timed out after %v", limit)
		case <-tick.C:
			r.peak = max(r.peak, highWater(cmd.Process.Pid))
		}
	}
	if err != nil {
		return r, fmt.Errorf("%w: %s", err, lastLine(out.String()))
	}
	r.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	for line := range strings.Lines(out.String()) {
		if strings.HasPrefix(line, "checksum") {
			r.checksum += strings.TrimSpace(line) + " "
		}
	}
	return r, nil
}

// highWater is sampled, because the figure that wait gives also counts the process that was forked.
func highWater(pid int) float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, _ := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 64)
			return kb
		}
	}
	return 0
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}
