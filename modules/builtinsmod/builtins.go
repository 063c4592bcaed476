// Package builtinsmod is the module builtins: the functions and the names of all
// built-in types. What needs frames (exec, eval, compile, globals, locals, __import__
// and __build_class__) comes from the evaluator.
package builtinsmod

import (
	"slices"

	"github.com/minipy-go/minipy/eval"
	"github.com/minipy-go/minipy/object"
)

// Module is the declaration of builtins.
var Module = object.ModuleSpec{
	Name:  "builtins",
	Doc:   "Built-in functions, exceptions, and other objects.\n\nNoteworthy: None is the `nil' object; Ellipsis represents `...' in slices.",
	Setup: setup,
	Build: func() []object.Decl { return slices.Concat(eval.Builtins(), functions(), names()) },
	Init:  initSite,
}

func functions() []object.Decl {
	return []object.Decl{
		object.Func("abs(x, /)", "Return the absolute value of the argument.", abs),
		object.Func("aiter(async_iterable, /)", "Return an AsyncIterator for an AsyncIterable object.", aiter),
		object.Func("all(iterable, /)", "Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable is empty, return True.", all),
		object.Func("anext(aiterator, default=<unrepresentable>, /)", "Return the next item from the async iterator, or default if it is exhausted.", anext),
		object.Func("any(iterable, /)", "Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is empty, return False.", any_),
		object.Func("ascii(obj, /)", "Return an ASCII-only representation of an object.", ascii),
		object.Func("bin(number, /)", "Return the binary representation of an integer.\n\n    >>> bin(10)\n    '0b1010'", radix(2, "0b")),
		object.RawFunc("breakpoint(*args, **kws)", "Call sys.breakpointhook(*args, **kws).", breakpoint),
		object.Func("callable(obj, /)", "Return whether the object is callable (i.e., some kind of function).", callable),
		object.Func("chr(i, /)", "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.", chr),
		object.Func("delattr(obj, name, /)", "Deletes the named attribute from the given object.", delattr),
		object.Func("dir(object=<unrepresentable>, /)", "Return the names in the current scope, or an alphabetized list of names\ncomprising (some of) the attributes of the given object.", dir),
		object.Func("divmod(x, y, /)", "Return the tuple (x//y, x%y).", divmod),
		object.Func("format(value, format_spec='', /)", "Return type(value).__format__(value, format_spec).", format),
		object.RawFunc("getattr(object, name, default=<unrepresentable>, /)", "Get a named attribute from an object; getattr(x, 'y') is equivalent to x.y.\nWith a default, it is returned when the attribute doesn't exist.", getattr),
		object.Func("hasattr(obj, name, /)", "Return whether the object has an attribute with the given name.", hasattr),
		object.Func("hash(obj, /)", "Return the hash value for the given object.", hash),
		object.Func("hex(number, /)", "Return the hexadecimal representation of an integer.\n\n    >>> hex(255)\n    '0xff'", radix(16, "0x")),
		object.Func("id(obj, /)", "Return the identity of an object, unique among those that exist simultaneously.", id),
		object.Func("input(prompt='', /)", "Read a line from standard input, without its newline. The prompt is written to\nstandard output first.", input),
		object.Func("isinstance(obj, class_or_tuple, /)", "Return whether an object is an instance of a class or of a subclass thereof.", isinstance),
		object.Func("issubclass(cls, class_or_tuple, /)", "Return whether 'cls' is derived from another class or is the same class.", issubclass),
		object.RawFunc("iter(iterable, sentinel=<unrepresentable>, /)", "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator\n\nGet an iterator from an object; in the second form, the callable is called until\nit returns the sentinel.", iter),
		object.Func("len(obj, /)", "Return the number of items in a container.", length),
		object.RawFunc("max(*args, key=None, default=<unrepresentable>)", "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value\n\nReturn the biggest item of an iterable, or the largest argument.", extreme("max", object.CmpGT)),
		object.RawFunc("min(*args, key=None, default=<unrepresentable>)", "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value\n\nReturn the smallest item of an iterable, or the smallest argument.", extreme("min", object.CmpLT)),
		object.RawFunc("next(iterator, default=<unrepresentable>, /)", "Return the next item from the iterator; if it is exhausted, the default if given.", next),
		object.Func("oct(number, /)", "Return the octal representation of an integer.\n\n    >>> oct(8)\n    '0o10'", radix(8, "0o")),
		object.RawFunc("open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)", "Open file and return a stream. Raise OSError upon failure.", open),
		object.Func("ord(c, /)", "Return the Unicode code point for a one-character string.", ord),
		object.Func("pow(base, exp, mod=None)", "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.", pow),
		object.RawFunc("print(*args, sep=' ', end='\\n', file=None, flush=False)", "Prints the values to a stream, or to sys.stdout by default.", print_),
		object.Func("repr(obj, /)", "Return the canonical string representation of the object.", repr),
		object.Func("round(number, ndigits=None)", "Round a number to a given precision in decimal digits.\n\nThe return value is an integer if ndigits is omitted or None.", round),
		object.Func("setattr(obj, name, value, /)", "Sets the named attribute on the given object to the specified value.", setattr),
		object.RawFunc("sorted(iterable, /, *, key=None, reverse=False)", "Return a new list containing all items from the iterable in ascending order.", sorted),
		object.Func("sum(iterable, /, start=0)", "Return the sum of a 'start' value (default: 0) plus an iterable of numbers.", sum),
		object.Func("vars(object=<unrepresentable>, /)", "Return the __dict__ of an object; without an argument, locals().", vars),
	}
}

// names are the types, the exceptions and the constants.
func names() []object.Decl {
	return []object.Decl{
		object.Attr("None", object.None),
		object.Attr("True", object.True),
		object.Attr("False", object.False),
		object.Attr("Ellipsis", object.Ellipsis),
		object.Attr("NotImplemented", object.NotImplemented),
		object.Attr("__debug__", object.True),
		typ("bool", object.BoolType), typ("memoryview", object.MemoryViewType), typ("bytearray", object.ByteArrayType),
		typ("bytes", object.BytesType), typ("classmethod", object.ClassMethodType), typ("complex", object.ComplexType),
		typ("dict", object.DictType), typ("enumerate", object.EnumerateType), typ("filter", object.FilterType),
		typ("float", object.FloatType), typ("frozenset", object.FrozenSetType), typ("property", object.PropertyType),
		typ("int", object.IntType), typ("list", object.ListType), typ("map", object.MapType), typ("object", object.ObjectType),
		typ("range", object.RangeType), typ("reversed", object.ReversedType), typ("set", object.SetType),
		typ("slice", object.SliceType), typ("staticmethod", object.StaticMethodType), typ("str", object.StrType),
		typ("super", object.SuperType), typ("tuple", object.TupleType), typ("type", object.TypeType), typ("zip", object.ZipType),

		typ("BaseException", object.BaseException), typ("Exception", object.ExceptionType), typ("TypeError", object.TypeError),
		typ("StopAsyncIteration", object.StopAsyncIteration), typ("StopIteration", object.StopIteration),
		typ("GeneratorExit", object.GeneratorExit), typ("SystemExit", object.SystemExit),
		typ("KeyboardInterrupt", object.KeyboardInterrupt), typ("ImportError", object.ImportError),
		typ("ModuleNotFoundError", object.ModuleNotFoundError), typ("OSError", object.OSError),
		typ("EnvironmentError", object.OSError), typ("IOError", object.OSError), typ("EOFError", object.EOFError),
		typ("RuntimeError", object.RuntimeError), typ("RecursionError", object.RecursionError),
		typ("NotImplementedError", object.NotImplementedError), typ("NameError", object.NameError),
		typ("UnboundLocalError", object.UnboundLocalError), typ("AttributeError", object.AttributeError),
		typ("SyntaxError", object.SyntaxError), typ("IndentationError", object.IndentationError), typ("TabError", object.TabError),
		typ("LookupError", object.LookupError), typ("IndexError", object.IndexError), typ("KeyError", object.KeyError),
		typ("ValueError", object.ValueError), typ("UnicodeError", object.UnicodeError),
		typ("UnicodeEncodeError", object.UnicodeEncodeError), typ("UnicodeDecodeError", object.UnicodeDecodeError),
		typ("UnicodeTranslateError", object.UnicodeTranslateError), typ("AssertionError", object.AssertionError),
		typ("ArithmeticError", object.ArithmeticError), typ("FloatingPointError", object.FloatingPointError),
		typ("OverflowError", object.OverflowError), typ("ZeroDivisionError", object.ZeroDivisionError),
		typ("SystemError", object.SystemError), typ("ReferenceError", object.ReferenceError),
		typ("MemoryError", object.MemoryError), typ("BufferError", object.BufferError), typ("Warning", object.WarningType),
		typ("UserWarning", object.UserWarning), typ("EncodingWarning", object.EncodingWarning),
		typ("DeprecationWarning", object.DeprecationWarning), typ("PendingDeprecationWarning", object.PendingDeprecationWarning),
		typ("SyntaxWarning", object.SyntaxWarning), typ("RuntimeWarning", object.RuntimeWarning),
		typ("FutureWarning", object.FutureWarning), typ("ImportWarning", object.ImportWarning),
		typ("UnicodeWarning", object.UnicodeWarning), typ("BytesWarning", object.BytesWarning),
		typ("ResourceWarning", object.ResourceWarning), typ("ConnectionError", object.ConnectionError),
		typ("BlockingIOError", object.BlockingIOError), typ("BrokenPipeError", object.BrokenPipeError),
		typ("ChildProcessError", object.ChildProcessError), typ("ConnectionAbortedError", object.ConnectionAbortedError),
		typ("ConnectionRefusedError", object.ConnectionRefusedError), typ("ConnectionResetError", object.ConnectionResetError),
		typ("FileExistsError", object.FileExistsError), typ("FileNotFoundError", object.FileNotFoundError),
		typ("IsADirectoryError", object.IsADirectoryError), typ("NotADirectoryError", object.NotADirectoryError),
		typ("InterruptedError", object.InterruptedError), typ("PermissionError", object.PermissionError),
		typ("ProcessLookupError", object.ProcessLookupError), typ("TimeoutError", object.TimeoutError),
	}
}

func typ(name string, t *object.Type) object.Decl { return object.Attr(name, t.Value()) }
