package main

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

const (
	recordedSeed       = 7000
	recordedOperations = 2000 // of each family: 8 kB of hashes
	recordedFolder     = "conformance/types/recorded"
	hashLength         = 3 // bytes; four characters of base64
	lineLength         = 120
)

// hash is short: a wrong answer passes once in 16 million.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return base64.RawStdEncoding.EncodeToString(sum[:hashLength])
}

// hashRuns stands for the operations themselves: the answers recorded belong to these only.
func hashRuns(runs []run) string {
	h := sha256.New()
	for _, r := range runs {
		h.Write([]byte(r.String()))
	}
	return base64.RawStdEncoding.EncodeToString(h.Sum(nil))
}

// recordFamily writes what CPython answers.
func recordFamily(f family, p *python) error {
	defer p.end()
	runs := f.runs(recordedSeed, recordedOperations)
	var hashes strings.Builder
	for _, r := range runs {
		answers, err := p.ask(r)
		if err != nil {
			return err
		}
		if len(answers) < len(r.operations) || strings.HasPrefix(answers[len(answers)-1], noAnswer) {
			return fmt.Errorf("CPython did not answer %s", r)
		}
		for _, a := range answers {
			hashes.WriteString(hash(a))
		}
	}
	var b strings.Builder
	fmt.Fprintln(&b, hashRuns(runs))
	for text := hashes.String(); text != ""; {
		n := min(lineLength, len(text))
		fmt.Fprintln(&b, text[:n])
		text = text[n:]
	}
	if err := os.MkdirAll(recordedFolder, 0o755); err != nil {
		return err
	}
	fmt.Printf("%s: recorded %d operations\n", f.name, len(hashes.String())/len(hash("")))
	return os.WriteFile(filepath.Join(recordedFolder, f.name+".txt"), []byte(b.String()), 0o644)
}

// readRecorded gives the hash of the operations and those of the answers.
func readRecorded(text string) (operations string, answers []string) {
	operations, text, _ = strings.Cut(text, "\n")
	text = strings.ReplaceAll(text, "\n", "")
	for n := len(hash("")); len(text) >= n; text = text[n:] {
		answers = append(answers, text[:n])
	}
	return operations, answers
}
