//go:build unix && !linux

package fcntlmod

var systemConstants [0]constant
