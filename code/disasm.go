package code

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// Disassemble lists c's instructions, one a line: source line where it changes, word,
// opcode, operands. Locals go by their names, temporaries are t0, t1…, with a `!` where
// the instruction consumes them. Handlers, exception scopes and the locals that may be
// unbound follow. Codes among the constants are not listed.
func Disassemble(c *Code) string {
	d := &disassembler{c: c, regs: map[int]string{}}
	d.nameRegs()
	last := -1
	for pc := 0; pc < len(c.Instrs); {
		line := ""
		if n := c.Line(pc); n != last {
			if last = n; n > 0 {
				line = strconv.Itoa(n)
			}
		}
		fmt.Fprintf(&d.out, "%4s %4d %s\n", line, pc, strings.TrimRight(d.instr(pc), " "))
		pc += Width(c.Instrs[pc])
	}
	for _, h := range c.Handlers {
		fmt.Fprintf(&d.out, "handler %d..%d -> %d depth %s\n", h.Start, h.End, h.Target, d.reg(int(h.Depth)))
	}
	for _, s := range c.ExcScopes {
		fmt.Fprintf(&d.out, "handling %d..%d in %s\n", s.Start, s.End, d.reg(int(s.Reg)))
	}
	for _, p := range c.Pending {
		fmt.Fprintf(&d.out, "pending %d..%d in %s… #%d\n", p.Start, p.End, d.reg(int(p.Lo)), p.N)
	}
	if len(c.MaybeUnbound) > 0 {
		d.out.WriteString("maybe unbound")
		for _, r := range c.MaybeUnbound {
			d.out.WriteString(" " + d.reg(int(r)))
		}
		d.out.WriteByte('\n')
	}
	return d.out.String()
}

// Width returns the number of words of the instruction whose first word is w.
func Width(w uint64) int {
	if op := OpOf(w); op < NumOps {
		return Table[op].Words
	}
	return 1
}

func (op Op) String() string {
	if op < NumOps {
		return Table[op].Name
	}
	return fmt.Sprintf("op%d", uint8(op))
}

type disassembler struct {
	c    *Code
	regs map[int]string
	out  strings.Builder
}

func (d *disassembler) nameRegs() {
	c := d.c
	for i, r := range c.LocalRegs {
		d.regs[int(r)] = c.VarNames[i]
	}
	for i := range min(c.Passed(), len(c.VarNames)) {
		if _, ok := d.regs[i]; !ok { // its variable lives elsewhere
			d.regs[i] = "arg:" + c.VarNames[i]
		}
	}
	for i, r := range c.CellRegs {
		d.regs[int(r)] = "cell:" + c.CellVars[i]
	}
	for i, r := range c.FreeRegs {
		d.regs[int(r)] = "free:" + c.FreeVars[i]
	}
}

func (d *disassembler) reg(r int) string {
	if s, ok := d.regs[r]; ok {
		return s
	}
	return "t" + strconv.Itoa(r-d.c.NLocalRegs)
}

func (d *disassembler) instr(pc int) string {
	w := d.c.Instrs[pc]
	op := OpOf(w)
	if op >= NumOps {
		return op.String()
	}
	row := &Table[op]
	var args []string
	for _, f := range operandOrder(op) {
		if s := d.operand(w, pc, f); s != "" {
			args = append(args, s)
		}
	}
	if s := d.flags(w); s != "" {
		args = append(args, s)
	}
	if row.Words > 1 {
		if s := d.extra(op, d.c.Instrs[pc+1]); s != "" {
			args = append(args, s)
		}
	}
	return fmt.Sprintf("%-11s %s", row.Name, strings.Join(args, " "))
}

// operandOrder lists the operand fields of op, jump targets last.
func operandOrder(op Op) []int {
	if Table[op].A == Jump {
		return []int{1, 2, 0}
	}
	return []int{0, 1, 2}
}

func fieldOf(w uint64, f int) (k Kind, v uint16) {
	row := &Table[OpOf(w)]
	switch f {
	case 0:
		return row.A, A(w)
	case 1:
		return row.B, B(w)
	}
	return row.C, C(w)
}

func (d *disassembler) operand(w uint64, pc, f int) string {
	k, v := fieldOf(w, f)
	c := d.c
	switch k {
	case Dst, Out, Mut:
		return d.reg(int(v) / RegSize)
	case Src:
		if !Reads(w, f) {
			return ""
		}
		s := d.reg(int(v) / RegSize)
		if FlagsOf(w)&[3]uint8{TmpA, TmpB, TmpC}[f] != 0 {
			s += "!"
		}
		return s
	case Base:
		return d.reg(int(v)/RegSize) + "…"
	case K:
		return ConstString(c.Consts[v/RegSize])
	case Name:
		return c.Names[v]
	case Var:
		return c.VarNames[v]
	case Free:
		return c.FreeVars[v]
	case Imm:
		return strconv.Itoa(int(int16(v)))
	case Count:
		return "#" + strconv.Itoa(int(v))
	case Jump:
		return fmt.Sprintf("-> %d", pc+1+int(int16(v)))
	case Wide:
		return ConstString(c.Consts[WideOf(w)])
	case JumpW:
		return fmt.Sprintf("-> %d", pc+1+int(int32(WideOf(w))))
	}
	return ""
}

// Reads reports whether the instruction reads its Src operand f (0, 1, 2 for a, b, c):
// some do so only with certain flags.
func Reads(w uint64, f int) bool {
	flags := FlagsOf(w)
	switch OpOf(w) {
	case MKCELL:
		return flags&TmpA == 0
	case FORMAT:
		return f != 2 || flags&TmpA != 0
	case RAISE:
		return f == 1 && flags&RaiseExc != 0 || f == 2 && flags&RaiseCause != 0
	case JNOMATCH, WITHEXIT:
		return f != 2 || flags&Inplace == 0
	}
	return true
}

var cmpNames = [...]string{"<", "<=", "==", "!=", ">", ">="}

func (d *disassembler) flags(w uint64) string {
	op, flags := OpOf(w), FlagsOf(w)
	switch {
	case op == COMPARE:
		return cmpNames[flags>>CmpShift&7]
	case op >= JLTt && op <= JEQIf:
		return fmt.Sprintf("(%s %t)", cmpNames[flags>>CmpShift&7], flags&WantTrue != 0)
	case op == FORMAT && flags>>4 != 0:
		return "!" + string(" sra"[flags>>4&3])
	case op == FUNC:
		var s []string
		for i, name := range []string{"defaults", "kwdefaults", "annotations", "closure"} {
			if flags&(1<<i) != 0 {
				s = append(s, name)
			}
		}
		return strings.Join(s, "+")
	case op == CALLKW && flags&TmpB != 0:
		return "method"
	case op == CALLEX && flags&TmpC != 0:
		return "**"
	case op == MKCELL && flags&TmpA != 0:
		return "empty"
	case op == RERAISE && flags&RaiseBack != 0:
		return "back"
	case flags&Inplace != 0 && (op < JMP || op > JISNOT):
		return "inplace"
	}
	return ""
}

func (d *disassembler) extra(op Op, word uint64) string {
	switch op {
	case CALLKW:
		return ConstString(d.c.Consts[word])
	case IMPORT:
		return "level " + strconv.FormatUint(word, 10)
	case MATCHCLASS:
		return fmt.Sprintf("#%d %s", uint32(word), ConstString(d.c.Consts[word>>32]))
	}
	return ""
}

// ConstString writes a constant much as Python would.
func ConstString(v any) string {
	switch v := v.(type) {
	case nil:
		return "None"
	case bool:
		if v {
			return "True"
		}
		return "False"
	case *big.Int:
		return v.String()
	case string:
		return strconv.QuoteToASCII(v)
	case Bytes:
		return "b" + strconv.QuoteToASCII(string(v))
	case Ellipsis:
		return "..."
	case Tuple:
		if len(v) == 1 {
			return "(" + ConstString(v[0]) + ",)"
		}
		return "(" + constList(v) + ")"
	case FrozenSet:
		return "frozenset({" + constList(v) + "})"
	case *Code:
		return "<code " + v.QualName + ">"
	}
	return fmt.Sprint(v)
}

func constList(items []any) string {
	s := make([]string, len(items))
	for i, x := range items {
		s[i] = ConstString(x)
	}
	return strings.Join(s, ", ")
}
