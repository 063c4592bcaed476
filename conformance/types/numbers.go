package main

// conversions are what every number is asked.
const conversions = `
	hash(v) if v == v else 0
	repr(v)
	str(v)
	bool(v)
	not v
	int(v)
	float(v)
	complex(v)
	complex(v, $num)
	complex($num, v)
	abs(v)
	v.__neg__(), v.__pos__(), v.__abs__()
	-v
	+v
	~v
	round(v)
	round(v, $digits)
	v.__round__($digits)
	math.trunc(v)
	math.floor(v)
	math.ceil(v)
	format(v, $spec)
	v.__format__($spec)
	'{:$small}'.format(v)
	'%d' % v
	'%r' % (v,)
	'%$digit.$digitf' % v
	'%+g' % v
	'%#.$digite' % v
	'%x' % v
	'%#X' % v
	'%o' % v
	'%c' % v
	'%-0*d' % ($small, v)
	v.real
	v.imag
	v.conjugate()
	v.numerator
	v.denominator
	v.as_integer_ratio()
	v.is_integer()
	v.__reduce_ex__(2)
	v.__getnewargs__()
	copy.deepcopy(v) is v
	v.__sizeof__()
	sys.getsizeof(v)
	type(v)($num)
	type(v)()
	type(v)(v)
	v.__class__.__name__
	divmod(v, $operand)
	divmod($operand, v)
	pow(v, $exponent)
	pow(v, $exponent, $modulus)
	pow($real, v, $modulus) if -40 < v.real < 40 else 0
	v ** $exponent
	$num ** v if -40 < v.real < 40 else 0
	v = $num
	v = type(v)($num)
	v is v
	isinstance(v, (int, float))
	[v].count($num)
	{v: 1}.get($num)
	sorted([v, $real, $real, $real])
	max(v, $real)
	min($real, v)
	sum([v, $num, $num])
	sum([$num, v], $num)
	range(v)
	[1, 2, 3][v]
	'abc' * v if v.real < 50 else 0
	v.__index__()
	v.__pow__($exponent)
	v.__pow__($exponent, $modulus)
	v.__rpow__($num) if -40 < v.real < 40 else 0
	v.__int__()
	v.__float__()
	v.__trunc__()
	v.__bool__()
	v.__hash__() if v == v else 0
	operator.index(v)
	v.x
	v.x = 1
	v()
	v[0]
	len(v)
	iter(v)
	v < v
	math.isclose(v, $num)
	math.fmod(v, $real)
	math.gcd(v, $int)
	math.lcm(v, $int)
	math.isqrt(v)
	math.copysign(v, $real)
	math.frexp(v)
	math.ldexp(v, $small)
	math.modf(v)
	math.sqrt(v)
	math.comb(v, $digit)
	math.perm(v, $digit)
	math.prod([v, $num, $num])
	math.fsum([v, $real, $real])
	math.nextafter(v, $real)
	math.ulp(v)
	math.remainder(v, $real)
	math.dist([v], [$real])
	math.hypot(v, $real)
`

// arithmetic is every operator with every other value on either side, in place, and by name.
func arithmetic() []string {
	all := each("+ - * / // % & | ^ < <= > >= == != @", "v % $operand", "v % $num", "$operand % v", "v % v")
	all = append(all, each("+= -= *= /= //= %= &= |= ^=", "v % $num")...)
	all = append(all, each("add sub mul truediv floordiv mod divmod and or xor lt le gt ge eq ne", "v.__%__($num)")...)
	all = append(all, each("add sub mul truediv floordiv mod divmod and or xor", "v.__r%__($operand)")...)
	return append(all, lines(`
		v << $bits
		v >> $bits
		$int << v if v.real < 3000 else 0
		$int >> v
		v <<= $digit
		v >>= $digit
	`)...)
}

func intFamily() family {
	return family{name: "int", types: "int", value: filled("$int", "$int", "$int", "Int($int)"), length: 8, operations: append(arithmetic(), lines(conversions, `
		v.__invert__(), v.__floor__(), v.__ceil__()
		v.__lshift__($bits), v.__rshift__($bits)
		v.__rlshift__($int) if v < 3000 else 0
		v.__rrshift__($int)
		int($numeral)
		int($numeral, $base)
		int($num)
		int($operand)
		int($operand, $base)
		int(str(v))
		int(hex(v), 16)
		int(bin(v), 0)
		bin(v)
		oct(v)
		hex(v)
		chr(v)
		v.bit_length()
		v.bit_count()
		v.to_bytes($digit, $order)
		v.to_bytes($digit, $order, signed=$truth)
		v.to_bytes((v.bit_length() + 8) // 8, $order, signed=$truth)
		int.from_bytes(v.to_bytes(200, 'big', signed=True), $order, signed=$truth)
		int.from_bytes([$digit, $bits, $digit], $order)
		int.from_bytes($numeral, $order)
		Int.from_bytes(b'\xff\x01', $order, signed=$truth)
		pow(v, $int, $int) if v.bit_length() < 200 else 0
		pow(v, -1, $modulus)
		math.factorial(v % 60)
		v.numerator is v
		Int(v) == v, hash(Int(v)) == hash(v)
		float(v) == v
	`)...)}
}

func boolFamily() family {
	return family{name: "bool", types: "bool", value: filled("$bool"), length: 4, operations: append(arithmetic(), lines(conversions, `
		bool($operand)
		bool($numeral)
		v & $bool
		v | $bool
		v ^ $bool
		v ^= $bool
		v and $operand
		v or $operand
		not $num
		v if $num else $num
		v.__and__($bool)
		v.__xor__($int)
		v.to_bytes($digit, $order)
		v.bit_length()
		bool.from_bytes(b'\x01', 'big')
		'yes' if v else 'no'
		[v, $real].index($real)
		sum([v, $bool, $bool])
		str(v) + repr(v)
		int($numeral, v)
	`)...)}
}

func floatFamily() family {
	return family{name: "float", types: "float", value: filled("$float", "$float", "$float", "Float($float)"), length: 8, operations: append(arithmetic(), lines(conversions, `
		float($numeral)
		float($operand)
		float(repr(v))
		v.hex()
		float.fromhex(v.hex())
		float.fromhex($numeral)
		float.fromhex('0x$digit.$digitp$small')
		Float.fromhex('0x1p$small')
		v == $int
		v < $int
		v >= $int
		$int <= v
		v == int(v)
		v // $float
		v % $float
		divmod(v, $float)
		v ** $float
		$float ** v
		v.__pow__($float, None)
		v.__rpow__($float)
		round(v, $digit)
		round($float, $digits)
		'%.$digitg' % v
		'%$digit.$digit0e' % v
		'%r %s' % (v, v)
		f'{v:.$digitf} {v!r:>$digit} {v:$digit}'
		float.__getformat__('double')
		float.__getformat__($str)
		float.__setformat__('double', 'unknown')
		float.__setformat__('float', $str)
		v.__floor__()
		v.__ceil__()
		math.floor(v) <= v
		v.as_integer_ratio()[0] / v.as_integer_ratio()[1] == v
		math.sin(v), math.cos(v), math.exp(v % 50)
		str(v * $float)
		repr(v / 3)
	`)...)}
}

func complexFamily() family {
	return family{name: "complex", types: "complex", value: filled("$complex", "$complex", "$complex", "Complex($complex)"), length: 8, operations: append(arithmetic(), lines(conversions, `
		complex($numeral)
		complex($operand)
		complex($operand, $operand)
		complex($num, $num)
		complex(repr(v))
		complex(real=$num)
		complex(imag=$num)
		v * $complex
		v / $complex
		v ** $small
		v ** $complex
		v == $complex
		v != $complex
		v == $real
		$real == v
		v + $float
		$float - v
		v.__pow__($complex)
		v.__complex__()
		abs(v * $complex)
		hash(complex(v.real)) == hash(v.real) or v != v
		f'{v:.$digitf} {v!r} {v:>$digit}'
		format($complex, $spec)
	`)...)}
}
