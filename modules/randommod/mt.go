package randommod

import (
	"crypto/rand"
	"encoding/binary"
	"math/big"
)

const (
	mtN = 624
	mtM = 397
)

// A twister is Matsumoto and Nishimura's MT19937.
type twister struct {
	state  [mtN]uint32
	index  int
	seeded bool
}

func (m *twister) initGenrand(s uint32) {
	m.state[0] = s
	for i := 1; i < mtN; i++ {
		p := m.state[i-1]
		m.state[i] = 1812433253*(p^p>>30) + uint32(i)
	}
	m.index, m.seeded = mtN, true
}

// initByArray seeds with a key of any length.
func (m *twister) initByArray(key []uint32) {
	m.initGenrand(19650218)
	s := &m.state
	i, j := 1, 0
	next := func() {
		if i++; i >= mtN {
			s[0] = s[mtN-1]
			i = 1
		}
	}
	for range max(mtN, len(key)) {
		p := s[i-1]
		s[i] = (s[i] ^ (p^p>>30)*1664525) + key[j] + uint32(j)
		next()
		if j++; j >= len(key) {
			j = 0
		}
	}
	for range mtN - 1 {
		p := s[i-1]
		s[i] = (s[i] ^ (p^p>>30)*1566083941) - uint32(i)
		next()
	}
	s[0] = 1 << 31
}

// seedInt seeds with the absolute value of x, 32 bits at a time.
func (m *twister) seedInt(x *big.Int) {
	b := x.Bytes()
	key := make([]uint32, max(1, (len(b)+3)/4))
	for i := range b {
		c := b[len(b)-1-i]
		key[i/4] |= uint32(c) << (i % 4 * 8)
	}
	m.initByArray(key)
}

// seedSystem seeds from the system's entropy.
func (m *twister) seedSystem() {
	var b [mtN * 4]byte
	rand.Read(b[:]) // never fails
	key := make([]uint32, mtN)
	for i := range key {
		key[i] = binary.LittleEndian.Uint32(b[i*4:])
	}
	m.initByArray(key)
}

func (m *twister) generate() {
	s := &m.state
	for i := range mtN {
		y := s[i]&(1<<31) | s[(i+1)%mtN]&(1<<31-1)
		v := s[(i+mtM)%mtN] ^ y>>1
		if y&1 != 0 {
			v ^= 0x9908b0df
		}
		s[i] = v
	}
	m.index = 0
}

// uint32 returns the next 32 bits.
func (m *twister) uint32() uint32 {
	if !m.seeded {
		m.seedSystem()
	}
	if m.index >= mtN {
		m.generate()
	}
	y := m.state[m.index]
	m.index++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

// float64 returns the next float in [0, 1), of 53 bits.
func (m *twister) float64() float64 {
	a, b := m.uint32()>>5, m.uint32()>>6
	return (float64(a)*67108864 + float64(b)) / 9007199254740992
}

// bits returns the next k bits, the low words first.
func (m *twister) bits(k int) *big.Int {
	b := make([]byte, (k+31)/32*4)
	for i := len(b); k > 0; k -= 32 {
		r := m.uint32()
		if k < 32 {
			r >>= 32 - k
		}
		i -= 4
		binary.BigEndian.PutUint32(b[i:], r)
	}
	return new(big.Int).SetBytes(b)
}
