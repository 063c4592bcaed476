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

// encodings are the codecs that a coding cookie can name where nobody has more, under their Python names and aliases.
// Of the Chinese, Japanese and Korean ones that extend each other only the commonest characters are known.
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
		"shift_jis": japanese.ShiftJIS, "shiftjis": japanese.ShiftJIS, "sjis": japanese.ShiftJIS,
		"s_jis": japanese.ShiftJIS, "csshiftjis": japanese.ShiftJIS, "cp932": japanese.ShiftJIS,
		"932": japanese.ShiftJIS, "ms932": japanese.ShiftJIS, "mskanji": japanese.ShiftJIS,
		"ms_kanji": japanese.ShiftJIS, "x_mac_japanese": japanese.ShiftJIS, "shift_jis_2004": japanese.ShiftJIS,
		"shiftjis2004": japanese.ShiftJIS, "sjis_2004": japanese.ShiftJIS, "s_jis_2004": japanese.ShiftJIS,
		"shift_jisx0213": japanese.ShiftJIS, "shiftjisx0213": japanese.ShiftJIS, "sjisx0213": japanese.ShiftJIS,
		"s_jisx0213": japanese.ShiftJIS,
		"euc_jp":     japanese.EUCJP, "eucjp": japanese.EUCJP, "ujis": japanese.EUCJP, "u_jis": japanese.EUCJP,
		"euc_jis_2004": japanese.EUCJP, "euc_jis2004": japanese.EUCJP, "eucjis2004": japanese.EUCJP,
		"jisx0213": japanese.EUCJP, "euc_jisx0213": japanese.EUCJP, "eucjisx0213": japanese.EUCJP,
		"iso2022_jp": japanese.ISO2022JP, "csiso2022jp": japanese.ISO2022JP, "iso2022jp": japanese.ISO2022JP,
		"iso_2022_jp": japanese.ISO2022JP, "iso2022_jp_1": japanese.ISO2022JP, "iso2022jp_1": japanese.ISO2022JP,
		"iso_2022_jp_1": japanese.ISO2022JP, "iso2022_jp_2": japanese.ISO2022JP, "iso2022jp_2": japanese.ISO2022JP,
		"iso_2022_jp_2": japanese.ISO2022JP, "iso2022_jp_3": japanese.ISO2022JP, "iso2022jp_3": japanese.ISO2022JP,
		"iso_2022_jp_3": japanese.ISO2022JP, "iso2022_jp_2004": japanese.ISO2022JP,
		"iso2022jp_2004": japanese.ISO2022JP, "iso_2022_jp_2004": japanese.ISO2022JP,
		"iso2022_jp_ext": japanese.ISO2022JP, "iso2022jp_ext": japanese.ISO2022JP,
		"iso_2022_jp_ext": japanese.ISO2022JP,
		"euc_kr":          korean.EUCKR, "euckr": korean.EUCKR, "korean": korean.EUCKR, "ksc5601": korean.EUCKR,
		"ks_c_5601": korean.EUCKR, "ks_c_5601_1987": korean.EUCKR, "ksx1001": korean.EUCKR,
		"ks_x_1001": korean.EUCKR, "x_mac_korean": korean.EUCKR, "cp949": korean.EUCKR, "949": korean.EUCKR,
		"ms949": korean.EUCKR, "uhc": korean.EUCKR,
		"gbk": simplifiedchinese.GBK, "936": simplifiedchinese.GBK, "cp936": simplifiedchinese.GBK,
		"ms936": simplifiedchinese.GBK, "gb2312": simplifiedchinese.GBK, "chinese": simplifiedchinese.GBK,
		"csiso58gb231280": simplifiedchinese.GBK, "euc_cn": simplifiedchinese.GBK, "euccn": simplifiedchinese.GBK,
		"eucgb2312_cn": simplifiedchinese.GBK, "gb2312_1980": simplifiedchinese.GBK,
		"gb2312_80": simplifiedchinese.GBK, "iso_ir_58": simplifiedchinese.GBK,
		"x_mac_simp_chinese": simplifiedchinese.GBK,
		"gb18030":            simplifiedchinese.GB18030, "gb18030_2000": simplifiedchinese.GB18030,
		"hz": simplifiedchinese.HZGB2312, "hzgb": simplifiedchinese.HZGB2312, "hz_gb": simplifiedchinese.HZGB2312,
		"hz_gb_2312": simplifiedchinese.HZGB2312,
		"big5":       traditionalchinese.Big5, "big5_tw": traditionalchinese.Big5, "csbig5": traditionalchinese.Big5,
		"x_mac_trad_chinese": traditionalchinese.Big5, "cp950": traditionalchinese.Big5,
		"950": traditionalchinese.Big5, "ms950": traditionalchinese.Big5, "big5hkscs": traditionalchinese.Big5,
		"big5_hkscs": traditionalchinese.Big5, "hkscs": traditionalchinese.Big5,
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
	case "johab", "cp1361", "ms1361", "iso2022_kr", "csiso2022kr", "iso2022kr", "iso_2022_kr":
		// Of these minipy knows what they share.
		if i := strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf || r == 0x1B }); i >= 0 {
			return "", &DecodeError{fmt.Sprintf("'%s' codec can't decode the source", key), i}
		}
		return text, nil
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
