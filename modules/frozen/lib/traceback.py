"""Tracebacks as text."""

import sys
import linecache

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack",
           "format_tb", "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb",
           "clear_frames", "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb"]

_HEADING = "Traceback (most recent call last):\n"
_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
_REPEATS = 3  # entries that are the same are written so often, then counted

_absent = object()


class FrameSummary:
    """One entry of a traceback: where, and which line."""

    __slots__ = ("filename", "lineno", "name", "_line", "locals")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        if lookup_line:
            self.line
        self.locals = None if locals is None else {k: repr(v) for k, v in locals.items()}

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return ((self.filename, self.lineno, self.name, self.locals)
                    == (other.filename, other.lineno, other.name, other.locals))
        if isinstance(other, tuple):
            return tuple(self) == other
        return NotImplemented

    def __getitem__(self, pos):
        return tuple(self)[pos]

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __repr__(self):
        return "<FrameSummary file {}, line {} in {}>".format(self.filename, self.lineno, self.name)

    def __len__(self):
        return 4

    @property
    def line(self):
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line.strip()


def walk_stack(f):
    """Walk a stack of frames outwards, yielding (frame, line number)."""
    if f is None:
        f = sys._getframe().f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """Walk a traceback, yielding (frame, line number)."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


class StackSummary(list):
    """The entries of a traceback."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """Make one from (frame, line number) pairs: the first limit ones, the last if it is negative."""
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
            if limit is not None and limit < 0:
                limit = 0
        pairs = list(frame_gen)
        if limit is not None:
            pairs = pairs[:limit] if limit >= 0 else pairs[limit:]
        result = klass()
        for name in {f.f_code.co_filename for f, _ in pairs}:
            linecache.checkcache(name)
        for f, lineno in pairs:
            code = f.f_code
            linecache.lazycache(code.co_filename, f.f_globals)
            result.append(FrameSummary(code.co_filename, lineno, code.co_name, lookup_line=lookup_lines,
                                       locals=f.f_locals if capture_locals else None))
        return result

    @classmethod
    def from_list(klass, a_list):
        """Make one from FrameSummary objects or tuples (filename, lineno, name, line)."""
        result = klass()
        for entry in a_list:
            if not isinstance(entry, FrameSummary):
                filename, lineno, name, line = entry
                entry = FrameSummary(filename, lineno, name, line=line)
            result.append(entry)
        return result

    def format(self):
        """The entries as texts."""
        out, last, count = [], None, 0

        def told():
            n = count - _REPEATS
            if n > 0:
                out.append("  [Previous line repeated %d more time%s]\n" % (n, "s" if n > 1 else ""))

        for entry in self:
            place = entry.filename, entry.lineno, entry.name
            if place == last and None not in place:
                count += 1
            else:
                told()
                last, count = place, 1
            if count > _REPEATS:
                continue
            text = '  File "{}", line {}, in {}\n'.format(entry.filename, entry.lineno, entry.name)
            if entry.line:
                text += "    {}\n".format(entry.line.strip())
            if entry.locals:
                for name, value in sorted(entry.locals.items()):
                    text += "    {} = {}\n".format(name, value)
            out.append(text)
        told()
        return out


def _some_str(value):
    try:
        return str(value)
    except Exception:
        return "<unprintable %s object>" % type(value).__name__


def _final_line(etype, value):
    text = None if value is None else _some_str(value)
    return "%s\n" % etype if not text else "%s: %s\n" % (etype, text)


class TracebackException:
    """What is needed to print an exception, without the exception and its frames."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, _seen=None):
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        self.exc_type = exc_type
        self._str = _some_str(exc_value)
        self.stack = StackSummary.extract(walk_tb(exc_traceback), limit=limit, lookup_lines=lookup_lines,
                                          capture_locals=capture_locals)
        self.__cause__ = self.__context__ = None
        self.__suppress_context__ = False
        if exc_type is not None and issubclass(exc_type, SyntaxError):
            self.filename = exc_value.filename
            self.lineno = None if exc_value.lineno is None else str(exc_value.lineno)
            self.end_lineno = None if exc_value.end_lineno is None else str(exc_value.end_lineno)
            self.text = exc_value.text
            self.offset = exc_value.offset
            self.end_offset = exc_value.end_offset
            self.msg = exc_value.msg
        if exc_value is None:
            return
        self.__suppress_context__ = exc_value.__suppress_context__

        def linked(e):
            if e is None or id(e) in seen:
                return None
            return TracebackException(type(e), e, e.__traceback__, limit=limit, lookup_lines=lookup_lines,
                                      capture_locals=capture_locals, _seen=seen)

        self.__cause__ = linked(exc_value.__cause__)
        if not compact or self.__cause__ is None and not self.__suppress_context__:
            self.__context__ = linked(exc_value.__context__)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """Create a TracebackException from an exception."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, TracebackException) else NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self):
        """The last lines: class and message, after the place for a SyntaxError."""
        if self.exc_type is None:
            yield _final_line(None, self._str)
            return
        name, module = self.exc_type.__qualname__, self.exc_type.__module__
        if module not in ("__main__", "builtins"):
            name = (module if isinstance(module, str) else "<unknown>") + "." + name
        if issubclass(self.exc_type, SyntaxError):
            yield from self._format_syntax_error(name)
        else:
            yield _final_line(name, self._str)

    def _format_syntax_error(self, name):
        suffix = ""
        if self.lineno is not None:
            yield '  File "{}", line {}\n'.format(self.filename or "<string>", self.lineno)
        elif self.filename is not None:
            suffix = " ({})".format(self.filename)
        if self.text is not None:
            shown = self.text.rstrip("\n").lstrip(" \n\f")
            cut = len(self.text.rstrip("\n")) - len(shown)
            yield "    {}\n".format(shown)
            if self.offset is not None:
                offset = self.offset
                end = self.end_offset if self.end_offset not in (None, 0) else offset
                if offset == end or end == -1:
                    end = offset + 1
                column, width = offset - 1 - cut, end - offset
                if column >= 0:
                    blank = "".join(c if c.isspace() else " " for c in shown[:column])
                    yield "    {}{}\n".format(blank, "^" * width)
        yield "{}: {}{}\n".format(name, self.msg or "<no detail available>", suffix)

    def format(self, *, chain=True):
        """All lines, those of causes and contexts first."""
        chained, exc = [], self
        while exc is not None:
            link, exc_next = None, None
            if chain:
                if exc.__cause__ is not None:
                    link, exc_next = _CAUSE, exc.__cause__
                elif exc.__context__ is not None and not exc.__suppress_context__:
                    link, exc_next = _CONTEXT, exc.__context__
            chained.append((link, exc))
            exc = exc_next
        for link, exc in reversed(chained):
            if link is not None:
                yield link
            if exc.stack:
                yield _HEADING
                yield from exc.stack.format()
            yield from exc.format_exception_only()

    def print(self, *, file=None, chain=True):
        """Print the result of format()."""
        file = sys.stderr if file is None else file
        for line in self.format(chain=chain):
            print(line, file=file, end="")


def _parse(exc, value, tb):
    """Read the arguments (exc, ) or (type, value, traceback)."""
    if (value is _absent) != (tb is _absent):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _absent:
        return value, tb
    if exc is None:
        return None, None
    if isinstance(exc, BaseException):
        return exc, exc.__traceback__
    raise TypeError("Exception expected for value, {} found".format(type(exc).__name__))


def print_exception(exc, /, value=_absent, tb=_absent, limit=None, file=None, chain=True):
    """Print an exception with its traceback and those of the exceptions it is linked to."""
    value, tb = _parse(exc, value, tb)
    TracebackException(type(value), value, tb, limit=limit, compact=True).print(file=file, chain=chain)


def format_exception(exc, /, value=_absent, tb=_absent, limit=None, chain=True):
    """The lines that print_exception() prints."""
    value, tb = _parse(exc, value, tb)
    return list(TracebackException(type(value), value, tb, limit=limit, compact=True).format(chain=chain))


def format_exception_only(exc, /, value=_absent):
    """The lines that tell class and message."""
    if value is _absent:
        value = exc
    return list(TracebackException(type(value), value, None, compact=True).format_exception_only())


def print_exc(limit=None, file=None, chain=True):
    """print_exception() for the exception being handled."""
    print_exception(*sys.exc_info(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """Like print_exc() but return a string."""
    return "".join(format_exception(*sys.exc_info(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """print_exception() for sys.last_value."""
    if not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)


def print_list(extracted_list, file=None):
    """Print what extract_tb() or extract_stack() gave."""
    for line in StackSummary.from_list(extracted_list).format():
        print(line, file=sys.stderr if file is None else file, end="")


def format_list(extracted_list):
    """The lines that print_list() prints."""
    return StackSummary.from_list(extracted_list).format()


def extract_tb(tb, limit=None):
    """A StackSummary of a traceback."""
    return StackSummary.extract(walk_tb(tb), limit=limit)


def print_tb(tb, limit=None, file=None):
    """Print a traceback."""
    print_list(extract_tb(tb, limit=limit), file=file)


def format_tb(tb, limit=None):
    """The lines that print_tb() prints."""
    return extract_tb(tb, limit=limit).format()


def extract_stack(f=None, limit=None):
    """A StackSummary of the running frames, outermost first."""
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def print_stack(f=None, limit=None, file=None):
    """Print the running frames."""
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def format_stack(f=None, limit=None):
    """The lines that print_stack() prints."""
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit=limit))


def clear_frames(tb):
    "Clear all references to local variables in the frames of a traceback."
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass  # it still runs
        tb = tb.tb_next
