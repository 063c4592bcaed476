package eval

import "github.com/minipy-go/minipy/code"

// eachLine visits the ranges of instructions, by the offsets that f_lasti counts in, with their lines, 0 for none.
func eachLine(c *code.Code, visit func(start, end, line int)) {
	for i, l := range c.Lines {
		end := len(c.Instrs)
		if i+1 < len(c.Lines) {
			end = int(c.Lines[i+1].PC)
		}
		visit(int(l.PC)*2, end*2, max(int(l.Line), 0))
	}
}

// lineTable is co_linetable: for each range how long it is and by how much its line differs from the last; -128: no line.
func lineTable(c *code.Code) (table []byte) {
	last := c.FirstLine
	eachLine(c, func(start, end, line int) {
		size := end - start
		diff := line - last
		if line == 0 {
			for ; size > 0; size -= min(size, 254) {
				table = append(table, byte(min(size, 254)), 0x80)
			}
			return
		}
		last = line
		for ; diff > 127 || diff < -127; diff -= max(min(diff, 127), -127) {
			table = append(table, 0, byte(max(min(diff, 127), -127)))
		}
		for first := true; first || size > 0; size -= min(size, 254) {
			table = append(table, byte(min(size, 254)), byte(diff))
			first, diff = false, 0
		}
	})
	return table
}

// lineNumberTable is co_lnotab, the older form: how far it is to each new line, and by how much that differs.
func lineNumberTable(c *code.Code) (table []byte) {
	last, at := c.FirstLine, 0
	eachLine(c, func(start, _, line int) {
		if line == 0 || line == last {
			return
		}
		step, diff := start-at, line-last
		last, at = line, start
		for ; step > 255; step -= 255 {
			table = append(table, 255, 0)
		}
		for ; diff > 127 || diff < -128; step = 0 {
			part := max(min(diff, 127), -128)
			table = append(table, byte(step), byte(part))
			diff -= part
		}
		table = append(table, byte(step), byte(diff))
	})
	return table
}
