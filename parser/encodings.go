package parser

import (
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// encodings are the codecs that a coding cookie can name, under their Python names and
// most common aliases.
var encodings = sync.OnceValue(func() map[string]encoding.Encoding {
	return map[string]encoding.Encoding{
		"iso8859_1": charmap.ISO8859_1, "iso_8859_1": charmap.ISO8859_1, "latin_1": charmap.ISO8859_1,
		"latin1": charmap.ISO8859_1, "latin": charmap.ISO8859_1, "l1": charmap.ISO8859_1,
		"iso8859_2": charmap.ISO8859_2, "iso_8859_2": charmap.ISO8859_2, "latin2": charmap.ISO8859_2,
		"iso8859_3": charmap.ISO8859_3, "iso_8859_3": charmap.ISO8859_3,
		"iso8859_4": charmap.ISO8859_4, "iso_8859_4": charmap.ISO8859_4,
		"iso8859_5": charmap.ISO8859_5, "iso_8859_5": charmap.ISO8859_5, "cyrillic": charmap.ISO8859_5,
		"iso8859_6": charmap.ISO8859_6, "iso_8859_6": charmap.ISO8859_6, "arabic": charmap.ISO8859_6,
		"iso8859_7": charmap.ISO8859_7, "iso_8859_7": charmap.ISO8859_7, "greek": charmap.ISO8859_7,
		"iso8859_8": charmap.ISO8859_8, "iso_8859_8": charmap.ISO8859_8, "hebrew": charmap.ISO8859_8,
		"iso8859_9": charmap.ISO8859_9, "iso_8859_9": charmap.ISO8859_9, "latin5": charmap.ISO8859_9,
		"iso8859_10": charmap.ISO8859_10, "iso_8859_10": charmap.ISO8859_10,
		"iso8859_13": charmap.ISO8859_13, "iso_8859_13": charmap.ISO8859_13,
		"iso8859_14": charmap.ISO8859_14, "iso_8859_14": charmap.ISO8859_14,
		"iso8859_15": charmap.ISO8859_15, "iso_8859_15": charmap.ISO8859_15, "latin9": charmap.ISO8859_15,
		"iso8859_16": charmap.ISO8859_16, "iso_8859_16": charmap.ISO8859_16,
		"cp1250": charmap.Windows1250, "windows_1250": charmap.Windows1250,
		"cp1251": charmap.Windows1251, "windows_1251": charmap.Windows1251,
		"cp1252": charmap.Windows1252, "windows_1252": charmap.Windows1252,
		"cp1253": charmap.Windows1253, "windows_1253": charmap.Windows1253,
		"cp1254": charmap.Windows1254, "windows_1254": charmap.Windows1254,
		"cp1255": charmap.Windows1255, "windows_1255": charmap.Windows1255,
		"cp1256": charmap.Windows1256, "windows_1256": charmap.Windows1256,
		"cp1257": charmap.Windows1257, "windows_1257": charmap.Windows1257,
		"cp1258": charmap.Windows1258, "windows_1258": charmap.Windows1258,
		"cp437": charmap.CodePage437, "cp850": charmap.CodePage850, "cp852": charmap.CodePage852,
		"cp855": charmap.CodePage855, "cp858": charmap.CodePage858, "cp860": charmap.CodePage860,
		"cp862": charmap.CodePage862, "cp863": charmap.CodePage863, "cp865": charmap.CodePage865,
		"cp866":  charmap.CodePage866,
		"koi8_r": charmap.KOI8R, "koi8_u": charmap.KOI8U,
		"mac_roman": charmap.Macintosh, "macintosh": charmap.Macintosh, "mac_cyrillic": charmap.MacintoshCyrillic,
		"shift_jis": japanese.ShiftJIS, "sjis": japanese.ShiftJIS, "cp932": japanese.ShiftJIS,
		"euc_jp": japanese.EUCJP, "eucjp": japanese.EUCJP, "iso2022_jp": japanese.ISO2022JP,
		"euc_kr": korean.EUCKR, "euckr": korean.EUCKR, "cp949": korean.EUCKR,
		"gbk": simplifiedchinese.GBK, "cp936": simplifiedchinese.GBK, "gb2312": simplifiedchinese.GBK,
		"gb18030": simplifiedchinese.GB18030, "hz": simplifiedchinese.HZGB2312,
		"big5": traditionalchinese.Big5, "cp950": traditionalchinese.Big5,
	}
})

// A Decoder decodes bytes by the codec of that name. A *DecodeError says that there is none, or that they are wrong.
type Decoder func(encoding string, b []byte) (string, error)

// A DecodeError is what CPython says of a source that is not in the encoding it declares.
type DecodeError struct {
	Msg string
	At  int // the offset of the bytes that are wrong
}

// Error is the message.
func (e *DecodeError) Error() string { return e.Msg }

// decodeAs decodes a text by the name of its encoding, for which it asks decoder, if there is one. The error of the
// encodings that it knows itself is a *DecodeError.
func decodeAs(name, text string, decoder Decoder) (string, error) {
	key := strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(name))
	if key == "utf8" {
		if utf8.ValidString(text) {
			return text, nil
		}
		return "", &DecodeError{utf8Error(text), invalidByte(text)}
	}
	var noCodec error = &DecodeError{Msg: "unknown encoding: " + name}
	if decoder != nil {
		out, err := decoder(name, []byte(text))
		if err == nil || err.Error() != noCodec.Error() {
			return out, err
		}
	}
	switch key {
	case "ascii", "us_ascii", "646":
		for i := 0; i < len(text); i++ {
			if text[i] >= utf8.RuneSelf {
				return "", &DecodeError{
					fmt.Sprintf("'ascii' codec can't decode byte 0x%02x in position %d: ordinal not in range(128)", text[i], i), i}
			}
		}
		return text, nil
	}
	enc, ok := encodings()[key]
	if !ok {
		return "", noCodec
	}
	if cm, ok := enc.(*charmap.Charmap); ok {
		return decodeBytes(cm, text, strings.HasPrefix(key, "cp125") || strings.HasPrefix(key, "windows"))
	}
	out, err := enc.NewDecoder().String(text)
	if err != nil || strings.ContainsRune(out, utf8.RuneError) {
		return "", &DecodeError{Msg: fmt.Sprintf("'%s' codec can't decode the source", key)}
	}
	return out, nil
}

// decodeBytes decodes byte by byte. Where Windows defines nothing, Go has control
// characters, and CPython nothing.
func decodeBytes(cm *charmap.Charmap, text string, windows bool) (string, error) {
	var b strings.Builder
	b.Grow(len(text))
	for i := 0; i < len(text); i++ {
		r := cm.DecodeByte(text[i])
		if r == utf8.RuneError || windows && r >= 0x80 && r < 0xA0 {
			return "", &DecodeError{
				fmt.Sprintf("'charmap' codec can't decode byte 0x%02x in position %d: character maps to <undefined>", text[i], i), i}
		}
		b.WriteRune(r)
	}
	return b.String(), nil
}
