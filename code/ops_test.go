package code

import (
	"strings"
	"testing"
)

// TestTable checks that every opcode has a complete row.
func TestTable(t *testing.T) {
	seen := map[string]bool{}
	for op := range NumOps {
		row := Table[op]
		switch {
		case row.Name == "" || row.Doc == "":
			t.Errorf("opcode %d has no row", op)
		case seen[row.Name]:
			t.Errorf("two opcodes are called %s", row.Name)
		case row.Words < 1 || row.Words > 2:
			t.Errorf("%s has %d words", row.Name, row.Words)
		case row.B == Wide && row.C != None || row.B == JumpW && row.C != None:
			t.Errorf("%s: operand c is part of b", row.Name)
		}
		seen[row.Name] = true
		for i, k := range []Kind{row.A, row.B, row.C} {
			if (k == Wide || k == JumpW) && i != 1 {
				t.Errorf("%s: a wide operand stands in b", row.Name)
			}
		}
	}
}

// TestDisassemble checks that every opcode can be listed.
func TestDisassemble(t *testing.T) {
	c := &Code{VarArgsReg: -1, VarKwReg: -1, NLocalRegs: 1, NRegs: 9, VarNames: []string{"x"}, LocalRegs: []uint16{0}, Names: []string{"n"}, FreeVars: []string{"f"}, FreeRegs: []uint16{8}, Consts: []any{Tuple{"k"}}}
	for op := range NumOps {
		c.Instrs = []uint64{Make(op, 0, 0, 0, 0), 0}[:Table[op].Words]
		if s := Disassemble(c); !strings.Contains(s, op.String()) || strings.Count(s, "\n") != 1 {
			t.Errorf("%s is listed as %q", op, s)
		}
	}
}

// TestVerify shows what Verify finds.
func TestVerify(t *testing.T) {
	const x, t0, t1 = 0 * RegSize, 1 * RegSize, 2 * RegSize
	for want, instrs := range map[string][]uint64{
		"":                         {Make(MOVE, 0, t0, x, 0), Make(RET, TmpB, 0, t0, 0)},
		"reads dead temporary 0":   {Make(RET, TmpB, 0, t0, 0)},
		"temporary 0 is alive":     {Make(MOVE, 0, t0, x, 0), Make(RET, 0, 0, x, 0)},
		"overwrites temporary 0":   {Make(MOVE, 0, t0, x, 0), Make(MOVE, 0, t0, x, 0)},
		"consumes local register":  {Make(RET, TmpB, 0, x, 0)},
		"writes argument register": {Make(MOVE, 0, x, x, 0)},
		"control reaches word 5":   {Make(JMP, 0, 0, 4, 0)},
		"wrong direction":          {Make(NOP, 0, 0, 0, 0), Make(JBACK, 0, 0, 1, 0), Make(RET, 0, 0, x, 0)},
		"disagree about temporary": {Make(JT, 0, 1, x, 0), Make(MOVE, 0, t0, x, 0), Make(RET, 0, 0, x, 0)},
		"constant 3 of 1":          {Make(RETK, 0, 0, 3*RegSize, 0)},
		"is not in MaybeUnbound":   {Make(DELLOCAL, 0, t1, 0, 0)},
	} {
		c := &Code{VarArgsReg: -1, VarKwReg: -1, NArgs: 1, NLocalRegs: 1, NRegs: 3, ArgCount: 1, VarNames: []string{"x"}, LocalRegs: []uint16{0}, Consts: []any{nil}, Instrs: instrs}
		switch err := Verify(c); {
		case err == nil && want != "":
			t.Errorf("%q: no error", want)
		case err != nil && (want == "" || !strings.Contains(err.Error(), want)):
			t.Errorf("%q: %v", want, err)
		}
	}
}
