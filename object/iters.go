package object

// iterInit defines the iterators and what is built from them.
func iterInit() {
	for _, define := range []func(){listIterInit, seqIterInit, dictIterInit, dictViewInit, orderedDictInit, enumerateInit, zipInit, mapInit, filterInit, reversedInit, nativeGenInit} {
		define()
	}
}
