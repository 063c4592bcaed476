package eval

import (
	"math"
	"unsafe"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/object"
)

// run executes frames from vm.fr until the frame that is marked flagEntry returns or
// yields, and gives its result; absent with vm.err set if it raised.
//
// Registers of the machine: pc is behind the current instruction's first word, base is
// the window, body the code. They are reloaded from the frame after every call.
func (vm *VM) run() Value {
	var pc, base up
	var body *Body
	{
		fr := vm.fr
		body = fr.body
		base = fr.base
		pc = unsafe.Add(body.start, fr.off)
	}
	for {
		op := *(*code.Op)(pc)
		pc = unsafe.Add(pc, 8)
		switch op {
		case code.NOP:
		case code.MOVE:
			b := rg(base, opB(pc))
			a := rg(base, opA(pc))
			o := b.O
			if o == &object.IntTag && a.O == &object.IntTag {
				a.N = b.N
				continue
			}
			v := *b
			if o.RC >= 0 {
				if opF(pc)&code.TmpB != 0 {
					b.O = &object.IntTag
				} else {
					o.RC++
				}
			}
			old := a.O
			*a = v
			if old.RC >= 0 {
				vm.drop(old, pc, body)
				goto reload
			}
		case code.LOADK:
			b := rg(body.kbase, opB(pc))
			a := rg(base, opA(pc))
			old := a.O
			o := b.O
			if old == o && o.RC < 0 {
				a.N = b.N
				continue
			}
			if o.RC >= 0 {
				o.RC++
			}
			*a = Value{O: o, N: b.N}
			if old.RC >= 0 {
				vm.drop(old, pc, body)
				goto reload
			}
		case code.ADD:
			b := rg(base, opB(pc))
			c := rg(base, opC(pc))
			if b.O == &object.IntTag && c.O == &object.IntTag {
				x, y := int64(b.N), int64(c.N)
				z := x + y
				if (z^x)&(z^y) >= 0 {
					a := rg(base, opA(pc))
					if a.O == &object.IntTag {
						a.N = uint64(z)
						continue
					}
					vm.set(a, object.Int(z), pc, body)
					goto reload
				}
			} else if b.O == &object.FloatTag && c.O == &object.FloatTag {
				f := math.Float64frombits(b.N) + math.Float64frombits(c.N)
				a := rg(base, opA(pc))
				if a.O == &object.FloatTag {
					a.N = math.Float64bits(f)
					continue
				}
				vm.set(a, object.Float(f), pc, body)
				goto reload
			}
			if !vm.binary(object.OpAdd, pc, body) {
				goto exc
			}
			goto reload
		case code.SUB:
			b := rg(base, opB(pc))
			c := rg(base, opC(pc))
			if b.O == &object.IntTag && c.O == &object.IntTag {
				x, y := int64(b.N), int64(c.N)
				z := x - y
				if (x^y)&(z^x) >= 0 {
					a := rg(base, opA(pc))
					if a.O == &object.IntTag {
						a.N = uint64(z)
						continue
					}
					vm.set(a, object.Int(z), pc, body)
					goto reload
				}
			} else if b.O == &object.FloatTag && c.O == &object.FloatTag {
				f := math.Float64frombits(b.N) - math.Float64frombits(c.N)
				a := rg(base, opA(pc))
				if a.O == &object.FloatTag {
					a.N = math.Float64bits(f)
					continue
				}
				vm.set(a, object.Float(f), pc, body)
				goto reload
			}
			if !vm.binary(object.OpSub, pc, body) {
				goto exc
			}
			goto reload
		case code.MUL:
			b := rg(base, opB(pc))
			c := rg(base, opC(pc))
			if b.O == &object.IntTag && c.O == &object.IntTag {
				x, y := int64(b.N), int64(c.N)
				if int64(int32(x)) == x && int64(int32(y)) == y {
					z := x * y
					a := rg(base, opA(pc))
					if a.O == &object.IntTag {
						a.N = uint64(z)
						continue
					}
					vm.set(a, object.Int(z), pc, body)
					goto reload
				}
			} else if b.O == &object.FloatTag && c.O == &object.FloatTag {
				f := math.Float64frombits(b.N) * math.Float64frombits(c.N)
				a := rg(base, opA(pc))
				if a.O == &object.FloatTag {
					a.N = math.Float64bits(f)
					continue
				}
				vm.set(a, object.Float(f), pc, body)
				goto reload
			}
			if !vm.binary(object.OpMul, pc, body) {
				goto exc
			}
			goto reload
		case code.DIV:
			b := rg(base, opB(pc))
			c := rg(base, opC(pc))
			if b.O == &object.FloatTag && c.O == &object.FloatTag && math.Float64frombits(c.N) != 0 {
				f := math.Float64frombits(b.N) / math.Float64frombits(c.N)
				a := rg(base, opA(pc))
				if a.O == &object.FloatTag {
					a.N = math.Float64bits(f)
					continue
				}
				vm.set(a, object.Float(f), pc, body)
				goto reload
			}
			if !vm.binary(object.OpDiv, pc, body) {
				goto exc
			}
			goto reload
		case code.FLOORDIV:
			b := rg(base, opB(pc))
			c := rg(base, opC(pc))
			if b.O == &object.IntTag && c.O == &object.IntTag {
				x := int64(b.N)
				y := int64(c.N)
				if uint64(x+1<<52) < 1<<53 && y > 0 && y < 1<<52 {
					// 64-bit division takes twice as long as one of floats, which is exact to ±1 here
					q := int64(float64(x) / float64(y))
					z := x - q*y
					q += z >> 63
					a := rg(base, opA(pc))
					if a.O == &object.IntTag {
						a.N = uint64(q)
						continue
					}
					vm.set(a, object.Int(q), pc, body)
					goto reload
				}
			}
			if !vm.binary(object.OpFloorDiv, pc, body) {
				goto exc
			}
			goto reload
		case code.MOD:
			b := rg(base, opB(pc))
			c := rg(base, opC(pc))
			if b.O == &object.IntTag && c.O == &object.IntTag {
				x := int64(b.N)
				y := int64(c.N)
				if uint64(x+1<<52) < 1<<53 && y > 0 && y < 1<<52 {
					// 64-bit division takes twice as long as one of floats, which is exact to ±1 here
					z := x - int64(float64(x)/float64(y))*y
					z += z >> 63 & y
					a := rg(base, opA(pc))
					if a.O == &object.IntTag {
						a.N = uint64(z)
						continue
					}
					vm.set(a, object.Int(z), pc, body)
					goto reload
				}
			}
			if !vm.binary(object.OpMod, pc, body) {
				goto exc
			}
			goto reload
		case code.FLOORDIVI:
			b := rg(base, opB(pc))
			if b.O == &object.IntTag {
				x := int64(b.N)
				y := int64(int16(opC(pc)))
				if uint64(x+1<<52) < 1<<53 && y > 0 && y < 1<<52 {
					// 64-bit division takes twice as long as one of floats, which is exact to ±1 here
					q := int64(float64(x) / float64(y))
					z := x - q*y
					q += z >> 63
					a := rg(base, opA(pc))
					if a.O == &object.IntTag {
						a.N = uint64(q)
						continue
					}
					vm.set(a, object.Int(q), pc, body)
					goto reload
				}
			}
			if !vm.binaryImm(object.OpFloorDiv, pc, body) {
				goto exc
			}
			goto reload
		case code.MODI:
			b := rg(base, opB(pc))
			if b.O == &object.IntTag {
				x := int64(b.N)
				y := int64(int16(opC(pc)))
				if uint64(x+1<<52) < 1<<53 && y > 0 && y < 1<<52 {
					// 64-bit division takes twice as long as one of floats, which is exact to ±1 here
					z := x - int64(float64(x)/float64(y))*y
					z += z >> 63 & y
					a := rg(base, opA(pc))
					if a.O == &object.IntTag {
						a.N = uint64(z)
						continue
					}
					vm.set(a, object.Int(z), pc, body)
					goto reload
				}
			}
			if !vm.binaryImm(object.OpMod, pc, body) {
				goto exc
			}
			goto reload
		case code.AND:
			b := rg(base, opB(pc))
			c := rg(base, opC(pc))
			if b.O == &object.IntTag && c.O == &object.IntTag {
				z := int64(b.N & c.N)
				a := rg(base, opA(pc))
				if a.O == &object.IntTag {
					a.N = uint64(z)
					continue
				}
				vm.set(a, object.Int(z), pc, body)
				goto reload
			}
			if !vm.binary(object.OpAnd, pc, body) {
				goto exc
			}
			goto reload
		case code.OR:
			b := rg(base, opB(pc))
			c := rg(base, opC(pc))
			if b.O == &object.IntTag && c.O == &object.IntTag {
				z := int64(b.N | c.N)
				a := rg(base, opA(pc))
				if a.O == &object.IntTag {
					a.N = uint64(z)
					continue
				}
				vm.set(a, object.Int(z), pc, body)
				goto reload
			}
			if !vm.binary(object.OpOr, pc, body) {
				goto exc
			}
			goto reload
		case code.XOR:
			b := rg(base, opB(pc))
			c := rg(base, opC(pc))
			if b.O == &object.IntTag && c.O == &object.IntTag {
				z := int64(b.N ^ c.N)
				a := rg(base, opA(pc))
				if a.O == &object.IntTag {
					a.N = uint64(z)
					continue
				}
				vm.set(a, object.Int(z), pc, body)
				goto reload
			}
			if !vm.binary(object.OpXor, pc, body) {
				goto exc
			}
			goto reload
		case code.POW:
			if !vm.binary(object.OpPow, pc, body) {
				goto exc
			}
			goto reload
		case code.LSHIFT:
			if !vm.binary(object.OpLShift, pc, body) {
				goto exc
			}
			goto reload
		case code.RSHIFT:
			if !vm.binary(object.OpRShift, pc, body) {
				goto exc
			}
			goto reload
		case code.MATMUL:
			if !vm.binary(object.OpMatMul, pc, body) {
				goto exc
			}
			goto reload
		case code.ADDI:
			b := rg(base, opB(pc))
			if b.O == &object.IntTag {
				x, y := int64(b.N), int64(int16(opC(pc)))
				z := x + y
				if (z^x)&(z^y) >= 0 {
					a := rg(base, opA(pc))
					if a.O == &object.IntTag {
						a.N = uint64(z)
						continue
					}
					vm.set(a, object.Int(z), pc, body)
					goto reload
				}
			}
			if !vm.binaryImm(object.OpAdd, pc, body) {
				goto exc
			}
			goto reload
		case code.SUBI:
			b := rg(base, opB(pc))
			if b.O == &object.IntTag {
				x, y := int64(b.N), int64(int16(opC(pc)))
				z := x - y
				if (x^y)&(z^x) >= 0 {
					a := rg(base, opA(pc))
					if a.O == &object.IntTag {
						a.N = uint64(z)
						continue
					}
					vm.set(a, object.Int(z), pc, body)
					goto reload
				}
			}
			if !vm.binaryImm(object.OpSub, pc, body) {
				goto exc
			}
			goto reload
		case code.MULI:
			b := rg(base, opB(pc))
			if b.O == &object.IntTag {
				x, y := int64(b.N), int64(int16(opC(pc)))
				z := x * y
				if int64(int32(x)) == x {
					a := rg(base, opA(pc))
					if a.O == &object.IntTag {
						a.N = uint64(z)
						continue
					}
					vm.set(a, object.Int(z), pc, body)
					goto reload
				}
			}
			if !vm.binaryImm(object.OpMul, pc, body) {
				goto exc
			}
			goto reload
		case code.ANDI:
			b := rg(base, opB(pc))
			if b.O == &object.IntTag {
				x, y := int64(b.N), int64(int16(opC(pc)))
				z := x & y
				a := rg(base, opA(pc))
				if a.O == &object.IntTag {
					a.N = uint64(z)
					continue
				}
				vm.set(a, object.Int(z), pc, body)
				goto reload
			}
			if !vm.binaryImm(object.OpAnd, pc, body) {
				goto exc
			}
			goto reload
		case code.LSHIFTI:
			b := rg(base, opB(pc))
			if b.O == &object.IntTag {
				x, y := int64(b.N), int64(int16(opC(pc)))
				z := x << uint64(y&63)
				if z>>uint64(y&63) == x {
					a := rg(base, opA(pc))
					if a.O == &object.IntTag {
						a.N = uint64(z)
						continue
					}
					vm.set(a, object.Int(z), pc, body)
					goto reload
				}
			}
			if !vm.binaryImm(object.OpLShift, pc, body) {
				goto exc
			}
			goto reload
		case code.RSHIFTI:
			b := rg(base, opB(pc))
			if b.O == &object.IntTag {
				x, y := int64(b.N), int64(int16(opC(pc)))
				z := x >> uint64(y&63)
				a := rg(base, opA(pc))
				if a.O == &object.IntTag {
					a.N = uint64(z)
					continue
				}
				vm.set(a, object.Int(z), pc, body)
				goto reload
			}
			if !vm.binaryImm(object.OpRShift, pc, body) {
				goto exc
			}
			goto reload
		case code.ADDK:
			b := rg(base, opB(pc))
			c := rg(body.kbase, opC(pc))
			if b.O == &object.FloatTag && c.O == &object.FloatTag {
				f := math.Float64frombits(b.N) + math.Float64frombits(c.N)
				a := rg(base, opA(pc))
				if a.O == &object.FloatTag {
					a.N = math.Float64bits(f)
					continue
				}
				vm.set(a, object.Float(f), pc, body)
				goto reload
			}
			if !vm.binaryK(object.OpAdd, pc, body) {
				goto exc
			}
			goto reload
		case code.SUBK:
			b := rg(base, opB(pc))
			c := rg(body.kbase, opC(pc))
			if b.O == &object.FloatTag && c.O == &object.FloatTag {
				f := math.Float64frombits(b.N) - math.Float64frombits(c.N)
				a := rg(base, opA(pc))
				if a.O == &object.FloatTag {
					a.N = math.Float64bits(f)
					continue
				}
				vm.set(a, object.Float(f), pc, body)
				goto reload
			}
			if !vm.binaryK(object.OpSub, pc, body) {
				goto exc
			}
			goto reload
		case code.MULK:
			b := rg(base, opB(pc))
			c := rg(body.kbase, opC(pc))
			if b.O == &object.FloatTag && c.O == &object.FloatTag {
				f := math.Float64frombits(b.N) * math.Float64frombits(c.N)
				a := rg(base, opA(pc))
				if a.O == &object.FloatTag {
					a.N = math.Float64bits(f)
					continue
				}
				vm.set(a, object.Float(f), pc, body)
				goto reload
			}
			if !vm.binaryK(object.OpMul, pc, body) {
				goto exc
			}
			goto reload
		case code.DIVK:
			b := rg(base, opB(pc))
			c := rg(body.kbase, opC(pc))
			if b.O == &object.FloatTag && c.O == &object.FloatTag && math.Float64frombits(c.N) != 0 {
				f := math.Float64frombits(b.N) / math.Float64frombits(c.N)
				a := rg(base, opA(pc))
				if a.O == &object.FloatTag {
					a.N = math.Float64bits(f)
					continue
				}
				vm.set(a, object.Float(f), pc, body)
				goto reload
			}
			if !vm.binaryK(object.OpDiv, pc, body) {
				goto exc
			}
			goto reload
		case code.JLTt:
			b := rg(base, opB(pc))
			c := rg(base, opC(pc))
			if b.O == &object.IntTag && c.O == &object.IntTag {
				if !(int64(b.N) < int64(c.N)) {
					continue
				}
				if *(*int16)(unsafe.Add(pc, -6)) < 0 {
					vm.budget--
					if vm.budget < 0 {
						pc = jumpA(pc)
						if !vm.poll(pc, body) {
							goto exc
						}
						goto reload
					}
				}
				pc = jumpA(pc)
				continue
			}
			if !vm.compareJump(pc, body, false) {
				goto exc
			}
			goto reload
		case code.JLTf:
			b := rg(base, opB(pc))
			c := rg(base, opC(pc))
			if b.O == &object.IntTag && c.O == &object.IntTag {
				if !(int64(b.N) >= int64(c.N)) {
					continue
				}
				if *(*int16)(unsafe.Add(pc, -6)) < 0 {
					vm.budget--
					if vm.budget < 0 {
						pc = jumpA(pc)
						if !vm.poll(pc, body) {
							goto exc
						}
						goto reload
					}
				}
				pc = jumpA(pc)
				continue
			}
			if !vm.compareJump(pc, body, false) {
				goto exc
			}
			goto reload
		case code.JLTIt:
			b := rg(base, opB(pc))
			if b.O == &object.IntTag {
				if !(int64(b.N) < int64(int16(opC(pc)))) {
					continue
				}
				if *(*int16)(unsafe.Add(pc, -6)) < 0 {
					vm.budget--
					if vm.budget < 0 {
						pc = jumpA(pc)
						if !vm.poll(pc, body) {
							goto exc
						}
						goto reload
					}
				}
				pc = jumpA(pc)
				continue
			}
			if !vm.compareJump(pc, body, true) {
				goto exc
			}
			goto reload
		case code.JLTIf:
			b := rg(base, opB(pc))
			if b.O == &object.IntTag {
				if !(int64(b.N) >= int64(int16(opC(pc)))) {
					continue
				}
				if *(*int16)(unsafe.Add(pc, -6)) < 0 {
					vm.budget--
					if vm.budget < 0 {
						pc = jumpA(pc)
						if !vm.poll(pc, body) {
							goto exc
						}
						goto reload
					}
				}
				pc = jumpA(pc)
				continue
			}
			if !vm.compareJump(pc, body, true) {
				goto exc
			}
			goto reload
		case code.JLEt:
			b := rg(base, opB(pc))
			c := rg(base, opC(pc))
			if b.O == &object.IntTag && c.O == &object.IntTag {
				if !(int64(b.N) <= int64(c.N)) {
					continue
				}
				if *(*int16)(unsafe.Add(pc, -6)) < 0 {
					vm.budget--
					if vm.budget < 0 {
						pc = jumpA(pc)
						if !vm.poll(pc, body) {
							goto exc
						}
						goto reload
					}
				}
				pc = jumpA(pc)
				continue
			}
			if !vm.compareJump(pc, body, false) {
				goto exc
			}
			goto reload
		case code.JLEf:
			b := rg(base, opB(pc))
			c := rg(base, opC(pc))
			if b.O == &object.IntTag && c.O == &object.IntTag {
				if !(int64(b.N) > int64(c.N)) {
					continue
				}
				if *(*int16)(unsafe.Add(pc, -6)) < 0 {
					vm.budget--
					if vm.budget < 0 {
						pc = jumpA(pc)
						if !vm.poll(pc, body) {
							goto exc
						}
						goto reload
					}
				}
				pc = jumpA(pc)
				continue
			}
			if !vm.compareJump(pc, body, false) {
				goto exc
			}
			goto reload
		case code.JLEIt:
			b := rg(base, opB(pc))
			if b.O == &object.IntTag {
				if !(int64(b.N) <= int64(int16(opC(pc)))) {
					continue
				}
				if *(*int16)(unsafe.Add(pc, -6)) < 0 {
					vm.budget--
					if vm.budget < 0 {
						pc = jumpA(pc)
						if !vm.poll(pc, body) {
							goto exc
						}
						goto reload
					}
				}
				pc = jumpA(pc)
				continue
			}
			if !vm.compareJump(pc, body, true) {
				goto exc
			}
			goto reload
		case code.JLEIf:
			b := rg(base, opB(pc))
			if b.O == &object.IntTag {
				if !(int64(b.N) > int64(int16(opC(pc)))) {
					continue
				}
				if *(*int16)(unsafe.Add(pc, -6)) < 0 {
					vm.budget--
					if vm.budget < 0 {
						pc = jumpA(pc)
						if !vm.poll(pc, body) {
							goto exc
						}
						goto reload
					}
				}
				pc = jumpA(pc)
				continue
			}
			if !vm.compareJump(pc, body, true) {
				goto exc
			}
			goto reload
		case code.JEQt:
			b := rg(base, opB(pc))
			c := rg(base, opC(pc))
			if b.O == &object.IntTag && c.O == &object.IntTag {
				if !(int64(b.N) == int64(c.N)) {
					continue
				}
				if *(*int16)(unsafe.Add(pc, -6)) < 0 {
					vm.budget--
					if vm.budget < 0 {
						pc = jumpA(pc)
						if !vm.poll(pc, body) {
							goto exc
						}
						goto reload
					}
				}
				pc = jumpA(pc)
				continue
			}
			if !vm.compareJump(pc, body, false) {
				goto exc
			}
			goto reload
		case code.JEQf:
			b := rg(base, opB(pc))
			c := rg(base, opC(pc))
			if b.O == &object.IntTag && c.O == &object.IntTag {
				if !(int64(b.N) != int64(c.N)) {
					continue
				}
				if *(*int16)(unsafe.Add(pc, -6)) < 0 {
					vm.budget--
					if vm.budget < 0 {
						pc = jumpA(pc)
						if !vm.poll(pc, body) {
							goto exc
						}
						goto reload
					}
				}
				pc = jumpA(pc)
				continue
			}
			if !vm.compareJump(pc, body, false) {
				goto exc
			}
			goto reload
		case code.JEQIt:
			b := rg(base, opB(pc))
			if b.O == &object.IntTag {
				if !(int64(b.N) == int64(int16(opC(pc)))) {
					continue
				}
				if *(*int16)(unsafe.Add(pc, -6)) < 0 {
					vm.budget--
					if vm.budget < 0 {
						pc = jumpA(pc)
						if !vm.poll(pc, body) {
							goto exc
						}
						goto reload
					}
				}
				pc = jumpA(pc)
				continue
			}
			if !vm.compareJump(pc, body, true) {
				goto exc
			}
			goto reload
		case code.JEQIf:
			b := rg(base, opB(pc))
			if b.O == &object.IntTag {
				if !(int64(b.N) != int64(int16(opC(pc)))) {
					continue
				}
				if *(*int16)(unsafe.Add(pc, -6)) < 0 {
					vm.budget--
					if vm.budget < 0 {
						pc = jumpA(pc)
						if !vm.poll(pc, body) {
							goto exc
						}
						goto reload
					}
				}
				pc = jumpA(pc)
				continue
			}
			if !vm.compareJump(pc, body, true) {
				goto exc
			}
			goto reload
		case code.NOT:
			b := rg(base, opB(pc))
			a := rg(base, opA(pc))
			if b.O == &object.BoolTag && a.O.RC < 0 {
				*a = Value{O: &object.BoolTag, N: b.N ^ 1}
				continue
			}
			if !vm.rare(op, pc, body) {
				goto exc
			}
			goto reload
		case code.COMPARE:
			b := rg(base, opB(pc))
			c := rg(base, opC(pc))
			a := rg(base, opA(pc))
			if b.O == &object.IntTag && c.O == &object.IntTag && a.O.RC < 0 {
				x, y := int64(b.N), int64(c.N)
				var r bool
				switch opF(pc) >> code.CmpShift & 7 {
				case code.CmpLT:
					r = x < y
				case code.CmpLE:
					r = x <= y
				case code.CmpEQ:
					r = x == y
				case code.CmpNE:
					r = x != y
				case code.CmpGT:
					r = x > y
				default:
					r = x >= y
				}
				*a = object.False
				if r {
					a.N = 1
				}
				continue
			}
			if !vm.rare(op, pc, body) {
				goto exc
			}
			goto reload
		case code.JMP:
			pc = jumpW(pc)
		case code.JBACK:
			pc = jumpW(pc)
			vm.budget--
			if vm.budget < 0 {
				if !vm.poll(pc, body) {
					goto exc
				}
				goto reload
			}
		case code.JT:
			b := rg(base, opB(pc))
			if b.O == &object.BoolTag || b.O == &object.IntTag {
				if b.N == 0 {
					continue
				}
				if *(*int16)(unsafe.Add(pc, -6)) < 0 {
					vm.budget--
					if vm.budget < 0 {
						pc = jumpA(pc)
						if !vm.poll(pc, body) {
							goto exc
						}
						goto reload
					}
				}
				pc = jumpA(pc)
				continue
			}
			if !vm.test(pc, body, true) {
				goto exc
			}
			goto reload
		case code.JF:
			b := rg(base, opB(pc))
			if b.O == &object.BoolTag || b.O == &object.IntTag {
				if b.N == 0 {
					pc = jumpA(pc)
				}
				continue
			}
			if !vm.test(pc, body, false) {
				goto exc
			}
			goto reload
		case code.JNONE:
			b := rg(base, opB(pc))
			if b.O != &object.NoneObj {
				if opF(pc)&code.TmpB != 0 && b.O.RC >= 0 {
					vm.consume(b, pc, body)
					goto reload
				}
				continue
			}
			pc = jumpA(pc)
			if vm.budget--; vm.budget < 0 {
				if !vm.poll(pc, body) {
					goto exc
				}
				goto reload
			}
		case code.JNOTNONE:
			b := rg(base, opB(pc))
			if b.O == &object.NoneObj {
				continue
			}
			o := b.O
			t := opF(pc)
			pc = jumpA(pc)
			if t&code.TmpB != 0 && o.RC >= 0 {
				vm.consume(b, pc, body)
				goto reload
			}
			if vm.budget--; vm.budget < 0 {
				if !vm.poll(pc, body) {
					goto exc
				}
				goto reload
			}
		case code.JIS, code.JISNOT:
			if !vm.isJump(pc, body) {
				goto exc
			}
			goto reload
		case code.LOADG:
			cw := *(*uint64)(pc)
			g := body.glob
			if uint32(cw) != g.Ver || g.Ver == 0 {
				if !vm.loadGlobal(pc, body) {
					goto exc
				}
				goto reload
			}
			v := *g.EntryValue(int(cw >> 32))
			if v.O.RC >= 0 {
				v.O.RC++
			}
			a := rg(base, opA(pc))
			pc = unsafe.Add(pc, 8)
			old := a.O
			*a = v
			if old.RC >= 0 {
				vm.drop(old, pc, body)
				goto reload
			}
		case opLOADB: // LOADG of a built-in: cached under the version of the globals; the built-ins' in the method cache
			cw := *(*uint64)(pc)
			g := body.glob
			if uint32(cw) != g.Ver {
				*(*code.Op)(unsafe.Add(pc, -8)) = code.LOADG
				if !vm.loadGlobal(pc, body) {
					goto exc
				}
				goto reload
			}
			v := *vm.in.builtins.EntryValue(int(cw >> 32))
			if v.O.RC >= 0 {
				v.O.RC++
			}
			a := rg(base, opA(pc))
			pc = unsafe.Add(pc, 8)
			old := a.O
			*a = v
			if old.RC >= 0 {
				vm.drop(old, pc, body)
				goto reload
			}
		case code.STOREG:
			cw := *(*uint64)(pc)
			g := body.glob
			if uint32(cw) != g.Ver || g.Ver == 0 {
				if !vm.storeGlobal(pc, body) {
					goto exc
				}
				goto reload
			}
			a := rg(base, opA(pc))
			v := *a
			if v.O.RC >= 0 {
				if opF(pc)&code.TmpA != 0 {
					a.O = &object.IntTag
				} else {
					v.O.RC++
				}
			}
			p := g.EntryValue(int(cw >> 32))
			pc = unsafe.Add(pc, 8)
			old := p.O
			*p = v
			if old.RC >= 0 {
				vm.dropFor(old, p, pc, body)
				goto reload
			}
		case code.LOADNAME:
			cw := *(*uint64)(pc)
			g := body.glob
			if vm.fr.ns.O != &g.Header || uint32(cw) != g.Ver || g.Ver == 0 {
				if !vm.loadName(pc, body) {
					goto exc
				}
				goto reload
			}
			v := *g.EntryValue(int(cw >> 32))
			if v.O.RC >= 0 {
				v.O.RC++
			}
			a := rg(base, opA(pc))
			pc = unsafe.Add(pc, 8)
			old := a.O
			*a = v
			if old.RC >= 0 {
				vm.drop(old, pc, body)
				goto reload
			}
		case code.STORENAME:
			cw := *(*uint64)(pc)
			g := body.glob
			if vm.fr.ns.O != &g.Header || uint32(cw) != g.Ver || g.Ver == 0 {
				if !vm.storeName(pc, body) {
					goto exc
				}
				goto reload
			}
			a := rg(base, opA(pc))
			v := *a
			if v.O.RC >= 0 {
				if opF(pc)&code.TmpA != 0 {
					a.O = &object.IntTag
				} else {
					v.O.RC++
				}
			}
			p := g.EntryValue(int(cw >> 32))
			pc = unsafe.Add(pc, 8)
			old := p.O
			*p = v
			if old.RC >= 0 {
				vm.dropFor(old, p, pc, body)
				goto reload
			}
		case code.DEREF:
			c := (*Cell)(up(rg(base, opB(pc)).O))
			v := c.V
			if v.O == nil {
				vm.derefError(pc, body)
				goto exc
			}
			if v.O.RC >= 0 {
				v.O.RC++
			}
			a := rg(base, opA(pc))
			old := a.O
			*a = v
			if old.RC >= 0 {
				vm.drop(old, pc, body)
				goto reload
			}
		case code.SETDEREF:
			c := (*Cell)(up(rg(base, opA(pc)).O))
			b := rg(base, opB(pc))
			v := *b
			if v.O.RC >= 0 {
				if opF(pc)&code.TmpB != 0 {
					b.O = &object.IntTag
				} else {
					v.O.RC++
				}
			}
			old := c.V.O
			c.V = v
			if old != nil && old.RC >= 0 {
				vm.drop(old, pc, body)
				goto reload
			}
		case code.CALL:
			fs := rg(base, opA(pc))
			o := fs.O
			if o.Typ == FunctionType {
				f := (*Function)(up(o))
				nb := unsafe.Add(up(fs), 32)
				nc := f.body
				fr := vm.fr
				fr.off = uint32(uintptr(pc) - uintptr(body.start))
				if nc.nargs == int(opB(pc)) && uintptr(nb)+nc.regBytes <= uintptr(vm.limit) && uintptr(up(fr)) < uintptr(vm.frEnd) {
					fr = (*frame)(unsafe.Add(up(fr), frameSize))
					vm.fr = fr
					fr.base, fr.body, fr.fn = nb, nc, f
					fr.flags = 0
					body, base = nc, nb
					pc = nc.start
					vm.budget--
					if vm.budget < 0 {
						if !vm.poll(pc, body) {
							goto exc
						}
						goto reload
					}
					continue
				}
			}
			vm.save(pc, body)
			if !vm.call(fs) {
				goto exc
			}
			goto reload
		case code.LOADM:
			b := rg(base, opB(pc))
			cw := *(*uint64)(pc)
			o := b.O
			mc := &body.mc[cw>>32]
			if o.Typ.Ver != mc.ver || o.SID != mc.sid {
				if !vm.loadMethod(pc, body) {
					goto exc
				}
				goto reload
			}
			f := mc.fn
			if f.O.RC >= 0 {
				f.O.RC++
			}
			a := (*[2]Value)(up(rg(base, opA(pc))))
			v := *b
			if opF(pc)&code.TmpB == 0 {
				if o.RC >= 0 {
					o.RC++
				}
			} else if o.RC >= 0 {
				b.O = &object.IntTag
			}
			a[0] = f
			a[1] = v
			pc = unsafe.Add(pc, 8)
		case code.CALLM:
			fs := rg(base, opA(pc))
			o := fs.O
			if o.Typ == FunctionType {
				f := (*Function)(up(o))
				nb := unsafe.Add(up(fs), 16)
				nc := f.body
				fr := vm.fr
				fr.off = uint32(uintptr(pc) - uintptr(body.start))
				if nc.nargs == int(opB(pc))+1 && rg(up(fs), 16).O != &object.UnboundTag && uintptr(nb)+nc.regBytes <= uintptr(vm.limit) && uintptr(up(fr)) < uintptr(vm.frEnd) {
					fr = (*frame)(unsafe.Add(up(fr), frameSize))
					vm.fr = fr
					fr.base, fr.body, fr.fn = nb, nc, f
					fr.flags = 0
					body, base = nc, nb
					pc = nc.start
					vm.budget--
					if vm.budget < 0 {
						if !vm.poll(pc, body) {
							goto exc
						}
						goto reload
					}
					continue
				}
			}
			vm.save(pc, body)
			if !vm.callMethod(fs) {
				goto exc
			}
			goto reload
		case code.CALLKW:
			vm.save(pc, body)
			if !vm.callKw(pc) {
				goto exc
			}
			goto reload
		case code.CALLEX:
			vm.save(pc, body)
			if !vm.callEx(pc) {
				goto exc
			}
			goto reload
		case code.RET, code.RETK:
			var v Value
			if op == code.RET {
				b := rg(base, opB(pc))
				v = *b
				if v.O.RC >= 0 {
					if opB(pc) < body.argBytes || vm.fr.obj != nil && opB(pc) < body.locBytes {
						v.O.RC++ // an argument stays the caller's, a local the frame object's
					} else {
						b.O = &object.IntTag
					}
				}
			} else {
				v = *rg(body.kbase, opB(pc))
				if v.O.RC >= 0 {
					v.O.RC++
				}
			}
			if vm.fr.obj != nil {
				vm.save(pc, body) // the line that the frame object shows
				var done bool
				if v, done = vm.leave(v); done {
					return v
				}
				goto reload
			}
			for off := body.argBytes; off < body.locBytes; off += 16 {
				p := rg(base, off)
				if o := p.O; o.RC >= 0 {
					p.O = &object.IntTag
					if o.RC > 1 {
						o.RC--
						continue
					}
					v = vm.clearLocals(v, o, pc, off)
					base, body = vm.fr.base, vm.fr.body
					break
				}
			}
			fr := vm.fr
			if fr.flags&^flagCtor != 0 || fr.obj != nil {
				var done bool
				if v, done = vm.leave(v); done {
					return v
				}
				goto reload
			}
			for off := body.argBytes; off > 0; {
				off -= 16
				p := rg(base, off)
				if o := p.O; o.RC >= 0 {
					if off == 0 && fr.flags != 0 {
						break // the new instance
					}
					if o.RC > 1 {
						p.O = &object.IntTag
						o.RC--
						continue
					}
					v = vm.clearArgs(v, off)
					fr = vm.fr
					break
				}
			}
			if fr.flags != 0 {
				if !vm.leaveCtor(v) {
					goto exc
				}
				goto reload
			}
			fr = below(fr)
			vm.fr = fr
			body = fr.body
			base = fr.base
			pc = unsafe.Add(body.start, fr.off)
			fs := rg(base, opA(pc))
			a := rg(base, opC(pc))
			o := fs.O
			fs.O = &object.IntTag
			if o.RC > 1 {
				o.RC--
			} else if o.RC >= 0 {
				vm.tmp = v
				vm.dropObj(o)
				v = vm.tmp
				fr = vm.fr
				base = fr.base
				pc = unsafe.Add(body.start, fr.off)
				a = rg(base, opC(pc))
			}
			pc = unsafe.Add(pc, 8)
			old := a.O
			if old == v.O && old.RC < 0 {
				a.N = v.N
				continue
			}
			*a = v
			if old.RC >= 0 {
				vm.drop(old, pc, body)
				goto reload
			}
		case code.GETATTR:
			b := rg(base, opB(pc))
			o := b.O
			cw := *(*uint64)(pc)
			mc := &body.mc[cw>>32]
			if o.SID != mc.sid || mc.sid == 0 {
				if !vm.getAttr(pc, body) {
					goto exc
				}
				goto reload
			}
			v := *(*Value)(unsafe.Add(up(o), uint32(cw)))
			if v.O == nil {
				if !vm.getAttr(pc, body) {
					goto exc
				}
				goto reload
			}
			if v.O.RC >= 0 {
				v.O.RC++
			}
			if opF(pc)&code.TmpB != 0 {
				b.O = &object.IntTag
				if o.RC > 1 {
					o.RC--
				} else {
					vm.tmp = v
					vm.save(pc, body)
					vm.dropObj(o)
					v = vm.tmp
					base = vm.fr.base
				}
			}
			a := rg(base, opA(pc))
			pc = unsafe.Add(pc, 8)
			old := a.O
			if old == v.O && old.RC < 0 {
				a.N = v.N
				continue
			}
			*a = v
			if old.RC >= 0 {
				vm.drop(old, pc, body)
				goto reload
			}
		case code.SETATTR:
			b := rg(base, opB(pc))
			o := b.O
			cw := *(*uint64)(pc)
			mc := &body.mc[cw>>32]
			if o.SID != mc.sid || mc.sid == 0 || opF(pc)&code.TmpB != 0 {
				if !vm.setAttr(pc, body) {
					goto exc
				}
				goto reload
			}
			c := rg(base, opC(pc))
			v := *c
			if v.O.RC >= 0 {
				if opF(pc)&code.TmpC != 0 {
					c.O = &object.IntTag
				} else {
					v.O.RC++
				}
			}
			a := (*Value)(unsafe.Add(up(o), uint32(cw)))
			pc = unsafe.Add(pc, 8)
			old := a.O
			if old == nil { // adding: the shape changes too
				if mc.next != nil { // no shape: a member of __slots__
					object.ApplyShape(o, mc.ver, mc.next)
				}
				*a = v
				continue
			}
			if old == v.O && old.RC < 0 {
				a.N = v.N
				continue
			}
			*a = v
			if old.RC >= 0 {
				vm.dropAttr(old, pc, body)
				goto reload
			}
		case code.GETIDX:
			b := rg(base, opB(pc))
			c := rg(base, opC(pc))
			if b.O.Typ == object.ListType && c.O == &object.IntTag {
				l := (*object.List)(up(b.O)).Items
				i := int(c.N)
				if i < 0 {
					i += len(l)
				}
				if uint(i) < uint(len(l)) && opF(pc)&code.TmpB == 0 {
					v := l[i]
					if v.O.RC >= 0 {
						v.O.RC++
					}
					a := rg(base, opA(pc))
					old := a.O
					if old == v.O && old.RC < 0 {
						a.N = v.N
						continue
					}
					*a = v
					if old.RC >= 0 {
						vm.drop(old, pc, body)
						goto reload
					}
					continue
				}
			}
			if !vm.getItem(pc, body) {
				goto exc
			}
			goto reload
		case code.GETIDXI:
			b := rg(base, opB(pc))
			if b.O.Typ == object.ListType && opF(pc)&code.TmpB == 0 {
				l := (*object.List)(up(b.O)).Items
				i := int(int16(opC(pc)))
				if i < 0 {
					i += len(l)
				}
				if uint(i) < uint(len(l)) {
					v := l[i]
					if v.O.RC >= 0 {
						v.O.RC++
					}
					a := rg(base, opA(pc))
					old := a.O
					if old == v.O && old.RC < 0 {
						a.N = v.N
						continue
					}
					*a = v
					if old.RC >= 0 {
						vm.drop(old, pc, body)
						goto reload
					}
					continue
				}
			}
			if !vm.getItemImm(pc, body) {
				goto exc
			}
			goto reload
		case code.SETIDX:
			b := rg(base, opB(pc))
			c := rg(base, opC(pc))
			if b.O.Typ == object.ListType && c.O == &object.IntTag && opF(pc)&code.TmpB == 0 {
				l := (*object.List)(up(b.O)).Items
				i := int(c.N)
				if i < 0 {
					i += len(l)
				}
				if uint(i) < uint(len(l)) {
					p := rg(base, opA(pc))
					v := *p
					if v.O.RC >= 0 {
						if opF(pc)&code.TmpA != 0 {
							p.O = &object.IntTag
						} else {
							v.O.RC++
						}
					}
					a := &l[i]
					old := a.O
					if old == v.O && old.RC < 0 {
						a.N = v.N
						continue
					}
					*a = v
					if old.RC >= 0 {
						vm.drop(old, pc, body)
						goto reload
					}
					continue
				}
			}
			if !vm.setItem(pc, body) {
				goto exc
			}
			goto reload
		case code.FORITER:
			it := rg(base, opA(pc))
			var v Value
			switch it.O.Typ {
			case object.RangeIterType:
				r := (*object.RangeIter)(up(it.O))
				if r.Left <= 0 {
					vm.consume(it, pc, body)
					goto reload
				}
				r.Left--
				x := r.Next
				r.Next += r.Step
				b := rg(base, opB(pc))
				if b.O == &object.IntTag {
					b.N = uint64(x)
					pc = jumpC(pc)
					vm.budget--
					if vm.budget < 0 {
						if !vm.poll(pc, body) {
							goto exc
						}
						goto reload
					}
					continue
				}
				v = object.Int(x)
			case object.ListIterType:
				li := (*object.ListIter)(up(it.O))
				if li.L == nil || uint(li.I) >= uint(len(li.L.Items)) {
					if !vm.forIter(pc, body) {
						goto exc
					}
					goto reload
				}
				v = li.L.Items[li.I]
				li.I++
				if v.O.RC >= 0 {
					v.O.RC++
				}
			case object.TupleIterType:
				ti := (*object.TupleIter)(up(it.O))
				if ti.T == nil || uint(ti.I) >= uint(len(ti.T.Items)) {
					if !vm.forIter(pc, body) {
						goto exc
					}
					goto reload
				}
				v = ti.T.Items[ti.I]
				ti.I++
				if v.O.RC >= 0 {
					v.O.RC++
				}
			case object.EnumerateType, object.ZipType, object.DictItemIterType:
				vm.save(pc, body)
				pc = stepPair(base, pc, it.O)
				{ // nothing lives across the call, which would be spilled with every dispatch
					fr := vm.fr
					body = fr.body
					base = fr.base
				}
				if pc == nil {
					if !vm.forIter(vm.pc(), body) {
						goto exc
					}
					goto reload
				}
				vm.budget--
				if vm.budget < 0 {
					if !vm.poll(pc, body) {
						goto exc
					}
					goto reload
				}
				continue
			case object.DictKeyIterType, object.DictValueIterType, object.SetIterType, object.StrIterType:
				vm.save(pc, body)
				v = vm.t.NextPlain(it.O)
				{ // as above
					fr := vm.fr
					body = fr.body
					base = fr.base
					pc = unsafe.Add(body.start, fr.off)
				}
				if v.O == nil {
					if !vm.forIter(pc, body) {
						goto exc
					}
					goto reload
				}
			default:
				if !vm.forIter(pc, body) {
					goto exc
				}
				goto reload
			}
			{
				b := rg(base, opB(pc))
				pc = jumpC(pc)
				old := b.O
				if old == v.O && old.RC < 0 {
					b.N = v.N
				} else {
					*b = v
					if old.RC >= 0 {
						vm.drop(old, pc, body)
						goto reload
					}
				}
				vm.budget--
				if vm.budget < 0 {
					if !vm.poll(pc, body) {
						goto exc
					}
					goto reload
				}
				continue
			}
		case code.YIELD:
			vm.save(pc, body)
			if v, done := vm.yield(pc); done {
				return v
			}
			goto reload
		case code.YIELDFROM:
			vm.save(pc, body)
			v, what := vm.yieldFrom(pc)
			switch what {
			case yieldReturn:
				return v
			case yieldError:
				goto exc
			}
			goto reload
		case code.DROP:
			b := rg(base, opB(pc))
			if o := b.O; o.RC >= 0 {
				b.O = &object.IntTag
				if o.RC > 1 {
					o.RC--
					continue
				}
				vm.save(pc, body)
				vm.dropLast(o)
				goto reload
			}
		case code.APPEND:
			l := (*object.List)(up(rg(base, opA(pc)).O))
			b := rg(base, opB(pc))
			v := *b
			if len(l.Items) < cap(l.Items) {
				if v.O.RC >= 0 {
					if opF(pc)&code.TmpB != 0 {
						b.O = &object.IntTag
					} else {
						v.O.RC++
					}
				}
				n := len(l.Items)
				l.Items = l.Items[:n+1]
				l.Items[n] = v
				continue
			}
			if !vm.rare(op, pc, body) {
				goto exc
			}
			goto reload
		case code.RAISE:
			vm.save(pc, body)
			vm.raise(pc)
			goto exc
		case code.RERAISE:
			vm.save(pc, body)
			vm.reraise(pc)
			goto exc
		case code.UNPACK:
			vm.save(pc, body)
			if !vm.unpack(pc) {
				goto exc
			}
			goto reload
		case code.TUPLE:
			vm.save(pc, body)
			vm.makeTuple(pc)
			goto reload
		case code.LIST:
			vm.save(pc, body)
			vm.makeList(pc)
			goto reload
		case code.FORMAT:
			vm.save(pc, body)
			if !vm.format(pc) {
				goto exc
			}
			goto reload
		case code.JOIN:
			vm.save(pc, body)
			vm.join(pc)
			goto reload
		case code.FUNC:
			vm.save(pc, body)
			vm.makeFunction(pc, body)
			goto reload
		default:
			if !vm.rare(op, pc, body) {
				goto exc
			}
			goto reload
		}
		continue
	exc:
		if !vm.unwind() {
			return Value{}
		}
	reload:
		{
			fr := vm.fr
			body = fr.body
			base = fr.base
			pc = unsafe.Add(body.start, fr.off)
		}
	}
}
