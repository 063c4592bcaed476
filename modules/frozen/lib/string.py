"""Constants of characters, templates and the machinery of str.format."""

import _string

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits",
           "octdigits", "printable", "punctuation", "whitespace", "Formatter", "Template"]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = "".join(chr(c) for c in range(33, 127) if not chr(c).isalnum())
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Capitalize every word."""
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


_absent = {}


def _placeholders(text, delimiter):
    """Yield what follows the delimiters: (start, end, kind, name); kind is "escaped",
    "named", "braced" or "invalid"."""
    at = text.find(delimiter)
    while at >= 0:
        i = at + len(delimiter)
        if text.startswith(delimiter, i):
            end, kind, name = i + len(delimiter), "escaped", None
        else:
            braced = text.startswith("{", i)
            start = end = i + braced
            while end < len(text) and text[end].isascii() and (
                    text[end].isalpha() or text[end] == "_" or end > start and text[end].isdigit()):
                end += 1
            name = text[start:end]
            if name and not braced:
                kind = "named"
            elif name and text.startswith("}", end):
                kind = "braced"
                end += 1
            else:
                end, kind, name = i, "invalid", None
        yield at, end, kind, name
        at = text.find(delimiter, end)


class Template:
    """A string with $-substitutions."""

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = 2

    def __init_subclass__(cls):
        super().__init_subclass__()
        own = cls.__dict__
        if "pattern" in own or "idpattern" in own or "braceidpattern" in own or "flags" in own:
            cls._compile()

    @classmethod
    def _compile(cls):
        """Make the regular expression of a class with a syntax of its own."""
        import re
        if "pattern" in cls.__dict__:
            source = cls.pattern
        else:
            name, delim = cls.idpattern, re.escape(cls.delimiter)
            source = r"%s(?:(?P<escaped>%s)|(?P<named>%s)|{(?P<braced>%s)}|(?P<invalid>))" % (
                delim, delim, name, cls.braceidpattern or name)
        cls.pattern = re.compile(source, cls.flags | re.VERBOSE)

    def __init__(self, template):
        self.template = template

    def _parts(self):
        pattern = getattr(type(self), "pattern", None)
        if pattern is None:
            yield from _placeholders(self.template, self.delimiter)
            return
        for m in pattern.finditer(self.template):
            for kind in ("named", "braced", "escaped", "invalid"):
                if m.group(kind) is not None:
                    yield m.start(), m.end(), kind, m.group(kind)
                    break
            else:
                raise ValueError("Unrecognized named group in pattern", pattern)

    def _invalid(self, at):
        lines = self.template[:at + len(self.delimiter)].splitlines(keepends=True)
        row, column = (len(lines), at - len("".join(lines[:-1]))) if lines else (1, 1)
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (row, column + 1 if lines else 1))

    def _fill(self, mapping, kws, safe):
        if mapping is _absent:
            mapping = kws
        elif kws:
            mapping = _Chain(kws, mapping)
        text, out, last = self.template, [], 0
        for start, end, kind, name in self._parts():
            out.append(text[last:start])
            last = end
            if kind == "escaped":
                out.append(self.delimiter)
            elif kind == "invalid":
                if not safe:
                    self._invalid(start)
                out.append(text[start:end])
            elif safe:
                try:
                    out.append(str(mapping[name]))
                except KeyError:
                    out.append(text[start:end])
            else:
                out.append(str(mapping[name]))
        out.append(text[last:])
        return "".join(out)

    def substitute(self, mapping=_absent, /, **kws):
        return self._fill(mapping, kws, False)

    def safe_substitute(self, mapping=_absent, /, **kws):
        return self._fill(mapping, kws, True)


class _Chain:
    """Looks a key up in two mappings."""

    def __init__(self, first, second):
        self.first, self.second = first, second

    def __getitem__(self, key):
        return self.first[key] if key in self.first else self.second[key]


class Formatter:
    """str.format with every step open to be overridden."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for literal, field, spec, conversion in self.parse(format_string):
            if literal:
                result.append(literal)
            if field is None:
                continue
            if field == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                field = str(auto_arg_index)
                auto_arg_index += 1
            elif field.isdigit():
                if auto_arg_index:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                auto_arg_index = False
            obj, used = self.get_field(field, args, kwargs)
            used_args.add(used)
            obj = self.convert_field(obj, conversion)
            spec, auto_arg_index = self._vformat(spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index)
            result.append(self.format_field(obj, spec))
        return "".join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        return (args if isinstance(key, int) else kwargs)[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        convert = {"s": str, "r": repr, "a": ascii}.get(conversion)
        if convert is None:
            raise ValueError("Unknown conversion specifier {0!s}".format(conversion))
        return convert(value)

    def parse(self, format_string):
        return _string.formatter_parser(format_string)

    def get_field(self, field_name, args, kwargs):
        first, rest = _string.formatter_field_name_split(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attr, key in rest:
            obj = getattr(obj, key) if is_attr else obj[key]
        return obj, first
