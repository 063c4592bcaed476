// Package cpython finds the CPythons that minipy is compared with. Nothing that minipy is
// built or tested from needs one: who asks says that there is none, and goes without.
package cpython

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Version is the CPython whose behaviour is minipy's.
const Version = "3.10.13"

// Find returns the command of CPython version (as 3.10.13): told if that is not empty,
// else pyenv's, else one in PATH. The error says where it looked.
func Find(version, told string) (string, error) {
	candidates := []string{told}
	if told == "" {
		candidates = places(version)
	}
	for _, p := range candidates {
		out, err := exec.Command(p, "-c", "import sys; print(sys.implementation.name, '%d.%d.%d' % sys.version_info[:3])").Output()
		if err == nil && strings.TrimSpace(string(out)) == "cpython "+version {
			return exec.LookPath(p)
		}
	}
	return "", fmt.Errorf("no CPython %s among %s", version, strings.Join(candidates, ", "))
}

func places(version string) []string {
	root := os.Getenv("PYENV_ROOT")
	if root == "" {
		home, _ := os.UserHomeDir()
		root = filepath.Join(home, ".pyenv")
	}
	minor := version[:strings.LastIndexByte(version, '.')]
	return []string{filepath.Join(root, "versions", version, "bin", "python3"), "python" + minor, "python3", "python"}
}
