package main

import "strings"

// family is a group of CPython's test modules, named without their "test_".
type family struct{ name, modules string }

// families are what is measured, in the order of the scoreboard.
var families = []family{
	{"Language", `grammar syntax eof scope generators coroutines asyncgen patma with exceptions baseexception
		exception_hierarchy exception_variations raise descr class super subclassinit isinstance dynamic
		dynamicclassattribute funcattrs call keywordonlyarg positional_only_arg decorators compare richcmp contains
		augassign binop opcodes global named_expressions fstring string_literals int_literal unicode_identifiers
		iter yield_from future frame module import compile builtin traceback unpack unpack_ex listcomps setcomps
		dictcomps genexps metaclass extcall descrtut`},
	{"Lifetimes", "weakref weakset gc finalization"},
	{"Types", `int long float complex bool numeric_tower pow hash unicode ucn string codecs format bytes memoryview
		list userlist tuple sort slice range index enumerate dict dictviews userdict set types property reprlib copy
		copyreg genericalias`},
}

// names are the family's modules as CPython calls them.
func (f family) names() []string {
	names := strings.Fields(f.modules)
	for i, n := range names {
		names[i] = "test_" + n
	}
	return names
}

// exemption is a group of tests that ask for something that is not Python the language.
type exemption struct {
	module string
	prefix string // what the ids start with
	reason string
}

// Reasons of more than one test.
const (
	bytecode  = "asks for instructions of CPython's own machine, by dis or as bytes"
	frozen    = "asks for the file of importlib, which is part of minipy and has none"
	allocator = "makes C's allocator fail"
)

// exemptions are listed apart on the scoreboard. A test belongs here only if no faithful Python in another language
// than C could pass it: one that is merely hard counts as failed.
var exemptions = []exemption{
	{"test_builtin", "PtyTests.", "forks a child that goes on with the script: a process of Go cannot"},
	{"test_compile", "TestSpecifics.test_dead_blocks_do_not_generate_bytecode", bytecode},
	{"test_compile", "TestSpecifics.test_false_while_loop", bytecode},
	{"test_compile", "TestSpecifics.test_consts_in_conditionals", bytecode},
	{"test_compile", "TestSpecifics.test_compare_positions", bytecode},
	{"test_compile", "TestSpecifics.test_redundant_jump_in_if_else_break", bytecode},
	{"test_compile", "TestSpecifics.test_peephole_opt_unreachable_code_array_access_in_bounds", bytecode},
	{"test_compile", "TestSpecifics.test_lineno_after_no_code", bytecode},
	{"test_compile", "TestSpecifics.test_merge_code_attrs", bytecode},
	{"test_compile", "TestExpressionStackSize.test_chained_comparison", "asks how high CPython's stack of operands gets; minipy has registers"},
	{"test_positional_only_arg", "PositionalOnlyTestCase.test_annotations_constant_fold", bytecode},
	{"test_exceptions", "PEP626Tests.test_missing_lineno_shows_as_none", "makes a table of lines in CPython's own format"},
	{"test_exceptions", "ExceptionTests.test_recursion_normalizing_with_no_memory", allocator},
	{"test_exceptions", "ExceptionTests.test_memory_error_in_PyErr_PrintEx", allocator},
	{"test_import", "ImportTests.test_from_import_missing_attr_has_name_and_so_path", "asks for the file of a module of machine code"},
	{"test_import", "ImportTests.test_from_import_missing_attr_has_name_and_path", "asks for the file of os, which is part of minipy and has none"},
	{"test_import", "ImportlibBootstrapTests.test_frozen_importlib_is_bootstrap", frozen},
	{"test_import", "ImportlibBootstrapTests.test_frozen_importlib_external_is_bootstrap_external", frozen},
	{"test_import", "ImportTracebackTests.test_import_bug", "wants a frame of CPython's importlib among those of the script; imports are Go"},
	{"test_import", "PycRewritingTests.test_foreign_code", "puts another constant where CPython's instructions expect one"},
	{"test_call", "TestPEP590.test_vectorcall_override", "asks for the very tuple of a call f(*args), which C functions get and Go functions do not"},
}

// exempt gives the reason why a test cannot apply, "" if it does.
func exempt(module, id string) string {
	for _, e := range exemptions {
		if e.module == module && strings.HasPrefix(id, e.prefix) {
			return e.reason
		}
	}
	return ""
}
