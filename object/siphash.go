package object

import (
	"encoding/binary"
	"math"
	"math/bits"
	"unsafe"
)

// hashString hashes a str of n code points as CPython does: SipHash-2-4 over the
// characters in the narrowest of one, two or four bytes that holds them all, so that
// equal keys give equal hashes in both.
func (in *Interp) hashString(s string, n int) int64 {
	if n == len(s) {
		return in.hashBytes(s)
	}
	return in.hashBytes(unsafe.String(unsafe.SliceData(wideChars(s, n)), n*strWidth(s)))
}

// strWidth returns how many bytes CPython takes for a character of s: 1, 2 or 4.
func strWidth(s string) int {
	w := 1
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 0xF0:
			return 4
		case c >= 0xC4:
			w = 2
		}
	}
	return w
}

// wideChars returns the n characters of s, little-endian in strWidth bytes each.
func wideChars(s string, n int) []byte {
	w := strWidth(s)
	b := make([]byte, 0, n*w)
	for i := 0; i < len(s); {
		r, size := DecodePoint(s[i:])
		i += size
		switch w {
		case 1:
			b = append(b, byte(r))
		case 2:
			b = binary.LittleEndian.AppendUint16(b, uint16(r))
		default:
			b = binary.LittleEndian.AppendUint32(b, uint32(r))
		}
	}
	return b
}

// hashBytes hashes bytes as CPython does.
func (in *Interp) hashBytes(s string) int64 {
	if s == "" {
		return 0
	}
	h := int64(sipHash(in.HashKey[0], in.HashKey[1], s))
	if h == -1 {
		return -2
	}
	return h
}

// SipHash is SipHash-2-4 of s under the key (k0, k1).
func SipHash(k0, k1 uint64, s string) uint64 { return sipHash(k0, k1, s) }

func sipHash(k0, k1 uint64, s string) uint64 {
	v0 := k0 ^ 0x736f6d6570736575
	v1 := k1 ^ 0x646f72616e646f6d
	v2 := k0 ^ 0x6c7967656e657261
	v3 := k1 ^ 0x7465646279746573
	last := uint64(len(s)) << 56
	for len(s) >= 8 {
		m := le64(s)
		v3 ^= m
		v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
		v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
		v0 ^= m
		s = s[8:]
	}
	for i := 0; i < len(s); i++ {
		last |= uint64(s[i]) << (8 * i)
	}
	v3 ^= last
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	v0 ^= last
	v2 ^= 0xff
	for range 4 {
		v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	}
	return v0 ^ v1 ^ v2 ^ v3
}

func le64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func sipRound(v0, v1, v2, v3 uint64) (uint64, uint64, uint64, uint64) {
	v0 += v1
	v1 = bits.RotateLeft64(v1, 13) ^ v0
	v0 = bits.RotateLeft64(v0, 32)
	v2 += v3
	v3 = bits.RotateLeft64(v3, 16) ^ v2
	v0 += v3
	v3 = bits.RotateLeft64(v3, 21) ^ v0
	v2 += v1
	v1 = bits.RotateLeft64(v1, 17) ^ v2
	v2 = bits.RotateLeft64(v2, 32)
	return v0, v1, v2, v3
}

// HashKeyOf returns the hash key that CPython derives from PYTHONHASHSEED=seed.
func HashKeyOf(seed uint32) (key [2]uint64) {
	if seed == 0 {
		return key
	}
	var b [16]byte
	x := seed
	for i := range b {
		x = x*214013 + 2531011
		b[i] = byte(x >> 16)
	}
	return [2]uint64{binary.LittleEndian.Uint64(b[:8]), binary.LittleEndian.Uint64(b[8:])}
}

// SeedHash makes the hashes of strings repeatable: a seed of 32 bits gives those of CPython
// with that PYTHONHASHSEED.
func (in *Interp) SeedHash(seed uint64) {
	in.HashZero = seed == 0
	in.HashKey = HashKeyOf(uint32(seed))
	if seed > math.MaxUint32 {
		in.HashKey = [2]uint64{seed * 0x9E3779B97F4A7C15, seed*0xBF58476D1CE4E5B9 ^ 0x94D049BB133111EB}
	}
}
