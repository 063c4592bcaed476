package object

import (
	"encoding/binary"
	"unicode/utf8"
)

// UTF-16 and UTF-32.

const truncated = "truncated data"

func unit16(b []byte, big bool) uint16 {
	if big {
		return binary.BigEndian.Uint16(b)
	}
	return binary.LittleEndian.Uint16(b)
}

func unit32(b []byte, big bool) uint32 {
	if big {
		return binary.BigEndian.Uint32(b)
	}
	return binary.LittleEndian.Uint32(b)
}

func (d *Decoder) utf16() (err error) {
	big := d.name == "utf-16-be"
	i := 0
	if d.name == "utf-16" {
		if len(d.In) >= 2 && d.In[0] == 0xFE && d.In[1] == 0xFF {
			big, i = true, 2
		} else if len(d.In) >= 2 && d.In[0] == 0xFF && d.In[1] == 0xFE {
			i = 2
		}
		d.name = "utf-16-le"
		if big {
			d.name = "utf-16-be"
		}
	}
	for i < len(d.In) {
		end, reason := i+2, ""
		if i+1 == len(d.In) {
			end, reason = i+1, truncated
		} else {
			u := rune(unit16(d.In[i:], big))
			switch {
			case !isSurrogate(u):
				d.Out = utf8.AppendRune(d.Out, u)
				i += 2
				continue
			case u >= 0xDC00:
				reason = "illegal encoding"
			case i+4 > len(d.In):
				end, reason = len(d.In), endOfData
			default:
				low := rune(unit16(d.In[i+2:], big))
				if low >= 0xDC00 && low <= 0xDFFF {
					d.Out = utf8.AppendRune(d.Out, 0x10000+(u-0xD800)<<10+low-0xDC00)
					i += 4
					continue
				}
				reason = "illegal UTF-16 surrogate"
			}
		}
		if !d.final && (reason == endOfData || reason == truncated) {
			d.stop(i)
			return nil
		}
		if i, err = d.Fail(i, end, reason); err != nil {
			return err
		}
	}
	return nil
}

func (d *Decoder) utf32() (err error) {
	big := d.name == "utf-32-be"
	i := 0
	if d.name == "utf-32" {
		if len(d.In) >= 4 {
			switch unit32(d.In, false) {
			case 0xFEFF:
				i = 4
			case 0xFFFE0000:
				big, i = true, 4
			}
		}
		d.name = "utf-32-le"
		if big {
			d.name = "utf-32-be"
		}
	}
	for i < len(d.In) {
		end, reason := i+4, ""
		if i+4 > len(d.In) {
			end, reason = len(d.In), truncated
		} else {
			switch u := unit32(d.In[i:], big); {
			case u > 0x10FFFF:
				reason = "code point not in range(0x110000)"
			case isSurrogate(rune(u)):
				reason = "code point in surrogate code point range(0xd800, 0xe000)"
			default:
				d.Out = utf8.AppendRune(d.Out, rune(u))
				i += 4
				continue
			}
		}
		if !d.final && reason == truncated {
			d.stop(i)
			return nil
		}
		if i, err = d.Fail(i, end, reason); err != nil {
			return err
		}
	}
	return nil
}

func (e *Encoder) utf16() {
	e.reason, e.unit, e.runs, e.asciiOnly = "surrogates not allowed", 2, false, true
	if e.name == "utf-16" {
		e.Out = append(e.Out, 0xFF, 0xFE)
	}
	big := e.name == "utf-16-be"
	put := func(b []byte, u uint16) []byte {
		if big {
			return binary.BigEndian.AppendUint16(b, u)
		}
		return binary.LittleEndian.AppendUint16(b, u)
	}
	e.Put = func(b []byte, r rune) ([]byte, bool) {
		switch {
		case isSurrogate(r):
			return b, false
		case r < 0x10000:
			return put(b, uint16(r)), true
		}
		r -= 0x10000
		return put(put(b, uint16(0xD800+r>>10)), uint16(0xDC00+r&0x3FF)), true
	}
}

func (e *Encoder) utf32() {
	e.reason, e.unit, e.runs, e.asciiOnly = "surrogates not allowed", 4, false, true
	if e.name == "utf-32" {
		e.Out = append(e.Out, 0xFF, 0xFE, 0, 0)
	}
	big := e.name == "utf-32-be"
	e.Put = func(b []byte, r rune) ([]byte, bool) {
		switch {
		case isSurrogate(r):
			return b, false
		case big:
			return binary.BigEndian.AppendUint32(b, uint32(r)), true
		}
		return binary.LittleEndian.AppendUint32(b, uint32(r)), true
	}
}
