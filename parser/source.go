package parser

import "strings"

// decode turns the bytes of a file into text with \n at the line ends.
func decode(filename string, src []byte, text bool) (string, error) {
	s := strings.TrimPrefix(string(src), "\ufeff")
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(s, "\r\n", "\n")
		s = strings.ReplaceAll(s, "\r", "\n")
	}
	return s, nil
}
