"""Enumerations: sets of names bound to constant values."""

import operator as _op
import sys
from types import DynamicClassAttribute, MappingProxyType as _proxy

__all__ = ["EnumMeta", "Enum", "IntEnum", "Flag", "IntFlag", "auto", "unique"]

Enum = Flag = None  # until they are made, below

# Single-underscore names that mean something in the body of an enumeration.
_RESERVED = ("_order_", "_create_pseudo_member_", "_generate_next_value_", "_missing_", "_ignore_")


def _is_descriptor(x):
    return any(hasattr(x, "__%s__" % what) for what in ("get", "set", "delete"))


def _wrapped_in(mark, text):
    """Whether a name stands between two marks, with something else next to them."""
    n = len(mark)
    inner = text[n:-n]
    return len(text) > 2 * n and text.startswith(mark) and text.endswith(mark) and "_" not in (inner[0], inner[-1])


def _is_dunder(text):
    return _wrapped_in("__", text)


def _is_sunder(text):
    return _wrapped_in("_", text)


def _is_private(owner, text):
    """Whether a name in the body of class owner began with two underscores there."""
    head = "_%s__" % owner
    return text.startswith(head) and not text.endswith("__") and text[len(head):][:1] not in ("", "_")


def _split(names):
    """The names in a str, or a list of the names given."""
    return names.replace(",", " ").split() if isinstance(names, str) else list(names)


def _invalid(value, enum):
    return ValueError("%r is not a valid %s" % (value, enum.__qualname__))


_unset = object()


class auto:
    """Instances are replaced with an appropriate value in Enum class suites."""

    value = _unset


class _EnumDict(dict):
    """The namespace of a class body. It keeps apart what becomes a member, and refuses a name twice."""

    def __init__(ns):
        dict.__init__(ns)
        ns._member_names = {}  # for its order
        ns._last_values, ns._ignore = [], []
        ns._asked_for_value, ns._owner = False, ""

    def __setitem__(ns, name, x):
        if _is_private(ns._owner, name):
            from warnings import warn
            warn("private variables, such as %r, will be normal attributes in 3.11" % name, DeprecationWarning, 2)
        if _is_sunder(name):
            x = ns._special(name, x)
        elif name == "__order__":
            name = "_order_"
        elif not _is_dunder(name):
            if name in ns._member_names:
                raise TypeError("Attempted to reuse key: %r" % name)
            if name not in ns._ignore and not _is_descriptor(x):
                x = ns._member(name, x)
        dict.__setitem__(ns, name, x)

    def _member(ns, name, x):
        if name in ns:
            raise TypeError("%r already defined as: %r" % (name, ns[name]))
        if isinstance(x, auto):
            if x.value is _unset:
                ns._asked_for_value = True
                x.value = ns._generate_next_value(name, 1, len(ns._member_names), list(ns._last_values))
            x = x.value
        ns._member_names[name] = True
        ns._last_values += [x]
        return x

    def _special(ns, name, x):
        if name not in _RESERVED:
            raise ValueError("_names_ are reserved for future Enum use")
        if name == "_ignore_":
            x = ns._ignore = _split(x)
            late = ns._member_names.keys() & x
            if late:
                raise ValueError("_ignore_ cannot specify already set names: %r" % (late,))
        elif name == "_generate_next_value_":
            if ns._asked_for_value:
                raise TypeError("%s must be defined before members" % name)
            ns._generate_next_value = getattr(x, "__func__", x) if isinstance(x, staticmethod) else x
        return x


def _data_type(name, bases):
    """The class that the values of an enumeration with these bases belong to."""
    kinds = set()
    for branch in bases:
        below = None  # a class without __new__ of its own that derives from the one with it
        for k in branch.__mro__[:-1]:
            if issubclass(k, Enum):
                if k._member_type_ is object:
                    continue
                kinds.add(k._member_type_)
            elif "__new__" in vars(k):
                kinds.add(below or k)
            else:
                below = below or k
                continue
            break
    if len(kinds) > 1:
        raise TypeError("%r: too many data types: %r" % (name, kinds))
    return next(iter(kinds), object)


def _maker(body, data, parent):
    """What makes the members: __new__ of the body, or that of the values' class, or the parent's."""
    if "__new__" in body:
        made = body["__new__"]
        return made.__func__ if isinstance(made, staticmethod) else made
    plain = [None, None.__new__, object.__new__]
    if Enum is not None:
        plain.append(Enum.__new__)
    for attr in "__new_member__", "__new__":
        for k in data, parent:
            made = getattr(k, attr, None)
            if made not in plain:
                return made
    return object.__new__


def _add_member(enum, name, given, make, hidden):
    """Make the member of a name, or an alias of the one that has the value already."""
    data = enum._member_type_
    args = given if isinstance(given, tuple) and data is not tuple else (given,)
    if make is object.__new__:
        m = make(enum)
        computed = given
    else:
        m = make(enum, *args)
        computed = _unset
    if not hasattr(m, "_value_"):
        if computed is _unset:
            computed = given if data is object else data(*args)
        m._value_ = computed
    m._name_, m.__objclass__ = name, enum
    m.__init__(*args)
    m._sort_order_ = len(enum._member_names_)
    value = m._value_
    m = next((old for old in enum._member_map_.values() if old._value_ == value), m)
    if m._name_ is name:
        enum._member_names_ += [name]
    if name not in hidden:
        type.__setattr__(enum, name, m)
    enum._member_map_[name] = m
    try:
        enum._value2member_map_[value] = m
    except TypeError:  # without a hash it is looked for, each time
        pass


def _reduce_ex_by_name(m, proto):
    return m.name


def _make_class_unpicklable(enum):
    def refuse(m, proto):
        raise TypeError("%r cannot be pickled" % m)
    enum.__reduce_ex__, enum.__module__ = refuse, "<unknown>"


def _pickles(k):
    return any(attr in vars(k) for attr in ("__reduce__", "__reduce_ex__", "__getnewargs__", "__getnewargs_ex__"))


def _pickled_by(bases):
    """Whether a base knows how its instances are pickled, before one comes that makes them in its own way."""
    for k in (k for branch in bases for k in branch.__mro__[:-1]):
        if _pickles(k) or "__new__" in vars(k):
            return _pickles(k)
    return True


class EnumMeta(type):
    """Metaclass of enumerations."""

    @classmethod
    def __prepare__(meta, name, bases, **options):
        meta._check_for_existing_members(name, bases)
        ns, parent = _EnumDict(), meta._get_mixins_(name, bases)[1]
        ns._owner = name
        if parent is not None:
            ns["_generate_next_value_"] = getattr(parent, "_generate_next_value_", None)
        return ns

    def __new__(meta, name, bases, body, **options):
        data, parent = meta._get_mixins_(name, bases)
        own_new = "__new__" in body and body["__new__"] is not None
        make = _maker(body, data, parent)
        for unwanted in [*body.get("_ignore_", ()), "_ignore_"]:
            body.pop(unwanted, None)
        # The class comes first, without members: they are its instances.
        given = {member: body.pop(member) for member in list(body._member_names) if member in body}
        order = body.pop("_order_", None)
        wrong = [member for member in ("mro", "") if member in given]
        if wrong:
            raise ValueError("Invalid enum member name: " + ",".join(wrong))
        body.setdefault("__doc__", "An enumeration.")
        enum = type.__new__(meta, name, bases, body, **options)
        enum._member_type_ = data
        enum._member_names_, enum._member_map_, enum._value2member_map_ = [], {}, {}
        hidden = {attr for k in enum.mro() for attr, x in vars(k).items() if isinstance(x, DynamicClassAttribute)}
        if data is not object and "__reduce_ex__" not in body:
            if not _pickles(data) and (own_new or not _pickled_by(bases)):
                _make_class_unpicklable(enum)
        for member, x in given.items():
            _add_member(enum, member, x, make, hidden)
        # Members are shown as those of the enumeration it derives from, not as their values are.
        for attr in "__repr__", "__str__", "__format__", "__reduce_ex__":
            if attr not in body and getattr(enum, attr) is getattr(data, attr, _unset) is not None:
                setattr(enum, attr, getattr(parent, attr, None))
        if Enum is not None:
            if own_new:
                enum.__new_member__ = make
            enum.__new__ = Enum.__new__
        if order is not None and _split(order) != enum._member_names_:
            raise TypeError("member order does not match _order_:\n%r\n%r" % (enum._member_names_, _split(order)))
        return enum

    def __call__(enum, value, names=None, *, module=None, qualname=None, type=None, start=1):
        """With a value alone: the member that has it. With names: a new enumeration."""
        if names is not None:
            return enum._create_(value, names, module=module, qualname=qualname, type=type, start=start)
        return enum.__new__(enum, value)

    def __getattr__(enum, attr):
        # Asked for members whose name means something on instances, and for what is not there.
        found = None if _is_dunder(attr) else enum._member_map_.get(attr)
        if found is None:
            raise AttributeError(attr)
        return found

    def __setattr__(enum, attr, x):
        if attr in vars(enum).get("_member_map_", ()):
            raise AttributeError("Cannot reassign members.")
        type.__setattr__(enum, attr, x)

    def __delattr__(enum, name):
        if name in enum._member_map_:
            raise AttributeError(enum.__name__ + ": cannot delete Enum member.")
        type.__delattr__(enum, name)

    def __getitem__(enum, name):
        return enum._member_map_[name]

    def __contains__(enum, x):
        if isinstance(x, Enum):
            return isinstance(x, enum) and x._name_ in enum._member_map_
        raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'" % (type(x).__qualname__, type(enum).__qualname__))

    def __iter__(enum):
        return map(enum._member_map_.__getitem__, enum._member_names_)

    def __reversed__(enum):
        return map(enum._member_map_.__getitem__, enum._member_names_[::-1])

    def __len__(enum):
        return len(enum._member_names_)

    def __bool__(enum):
        return True

    def __dir__(enum):
        return [*("__class__", "__doc__", "__members__", "__module__"), *enum._member_names_]

    def __repr__(enum):
        return "<enum " + repr(enum.__name__) + ">"

    @property
    def __members__(enum):
        """A read-only mapping of names to members, aliases included."""
        return _proxy(enum._member_map_)

    def _create_(enum, name, names, *, module=None, qualname=None, type=None, start=1):
        """Make an enumeration from names: a str, pairs, or a mapping to values."""
        meta, bases = enum.__class__, (enum,) if type is None else (type, enum)
        parent = enum._get_mixins_(enum, bases)[1]
        body = meta.__prepare__(name, bases)
        if isinstance(names, str):
            names = _split(names)
        if names and isinstance(names, (list, tuple)) and isinstance(names[0], str):
            made = []
            for at, key in enumerate(names):
                made.append(parent._generate_next_value_(key, start, at, list(made)))
            names = list(zip(names, made))
        for entry in names:
            key, x = (entry, names[entry]) if isinstance(entry, str) else entry
            body[key] = x
        made = meta.__new__(meta, name, bases, body)
        if module is None and hasattr(sys, "_getframe"):
            module = sys._getframe(2).f_globals.get("__name__")
        if module is not None:
            made.__module__ = module
        else:
            _make_class_unpicklable(made)
        if qualname:
            made.__qualname__ = qualname
        return made

    def _convert_(enum, name, module, filter, source=None):
        """Turn the constants of a module whose names pass filter into an enumeration."""
        scope = vars(sys.modules[module])
        where = vars(source) if source is not None else scope
        found = [(key, x) for key, x in where.items() if filter(key)]
        try:
            found.sort(key=_op.itemgetter(1, 0))
        except TypeError:
            found.sort(key=_op.itemgetter(0))
        made = enum(name, found, module=module)
        made.__reduce_ex__ = _reduce_ex_by_name
        scope.update(made.__members__)
        scope[name] = made
        return made

    @staticmethod
    def _check_for_existing_members(name, bases):
        for k in (k for branch in bases for k in branch.__mro__ if Enum is not None):
            if issubclass(k, Enum) and k._member_names_:
                raise TypeError("%s: cannot extend enumeration %r" % (name, k.__name__))

    @staticmethod
    def _get_mixins_(name, bases):
        """The class that the values belong to, and the enumeration among the bases."""
        if Enum is None or not bases:
            return object, Enum
        parent = bases[-1]
        if not issubclass(parent, Enum):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        if parent._member_names_:
            raise TypeError("Cannot extend enumerations")
        return _data_type(name, bases), parent


def _look_up(enum, value):
    """The member that has a value, None if there is none."""
    try:
        return enum._value2member_map_.get(value)
    except TypeError:
        return next((m for m in enum._member_map_.values() if m._value_ == value), None)


class Enum(metaclass=EnumMeta):
    """Generic enumeration. Derive from this class to define new enumerations."""

    def __new__(enum, value):
        # Members are made otherwise; this finds one.
        if type(value) is enum:
            return value
        m = _look_up(enum, value)
        if m is not None:
            return m
        problem = None
        try:
            m = enum._missing_(value)
        except Exception as e:
            problem = e
        try:
            if problem is None:
                if isinstance(m, enum) or Flag is not None and issubclass(enum, Flag) and isinstance(m, int):
                    return m
                if m is not None:
                    problem = TypeError("error in %s._missing_: returned %r instead of None or a valid member" % (enum.__name__, m))
            if problem is None:
                raise _invalid(value, enum)
            if not isinstance(problem, ValueError):
                problem.__context__ = _invalid(value, enum)
            raise problem
        finally:
            problem = None  # no cycle with this frame

    def _generate_next_value_(name, start, count, last_values):
        """What auto() stands for: one more than the last value that is a number."""
        for x in last_values[::-1]:
            try:
                return x + 1
            except TypeError:
                continue
        return start

    @classmethod
    def _missing_(enum, value):
        return None

    def __repr__(m):
        return "<%s: %r>" % (Enum.__str__(m), m._value_)

    def __str__(m):
        return type(m).__name__ + "." + str(m._name_)

    def __dir__(m):
        own = [attr for attr in vars(m) if not attr.startswith("_")]
        return ["__class__", "__doc__", "__module__"] + own + [
            attr for k in type(m).mro() for attr in vars(k) if attr[0] != "_" and attr not in m._member_map_]

    def __format__(m, spec):
        # The format of the value counts where members are values, unless they have a __str__ of their own.
        by_value = m._member_type_ is not object and type(m).__str__ in (Enum.__str__, Flag.__str__)
        return m._member_type_.__format__(m._value_, spec) if by_value else format(str(m), spec)

    def __hash__(m):
        return hash(m._name_)

    def __reduce_ex__(m, proto):
        return type(m), (m._value_,)

    name = DynamicClassAttribute(lambda m: m._name_, doc="The name of the Enum member.")
    value = DynamicClassAttribute(lambda m: m._value_, doc="The value of the Enum member.")


class IntEnum(int, Enum):
    """Enum where members are also (and must be) ints"""


def _operator(name, combine, strict=True):
    """A method that combines the values of two flags; strict: no plain ints."""
    def method(m, other):
        if isinstance(other, type(m)):
            x = other._value_
        elif not strict and isinstance(other, int):
            x = type(m)(other)._value_
        else:
            return NotImplemented
        return type(m)(combine(m._value_, x))

    method.__name__ = name
    method.__qualname__ = "%s.%s" % ("Flag" if strict else "IntFlag", name)
    return method


class Flag(Enum):
    """Enumeration whose members can be combined with &, |, ^ and ~"""

    def _generate_next_value_(name, start, count, last_values):
        if count == 0:
            return 1 if start is None else start
        try:
            return 1 << last_values[-1].bit_length()
        except Exception:
            pass
        raise TypeError("Invalid Flag value: %r" % last_values[-1])

    @classmethod
    def _missing_(enum, value):
        """Make the combination of members that has the value."""
        inverted = value < 0
        m = enum._create_pseudo_member_(~value if inverted else value)
        return ~m if inverted else m

    @classmethod
    def _create_pseudo_member_(enum, value):
        known = enum._value2member_map_
        if value not in known:
            if _decompose(enum, value)[1]:
                raise _invalid(value, enum)
            m = object.__new__(enum)
            m._name_, m._value_ = None, value
            known.setdefault(value, m)
        return known[value]

    def __contains__(m, other):
        if isinstance(other, type(m)):
            return not other._value_ & ~m._value_
        raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'" % (type(other).__qualname__, type(m).__qualname__))

    def _shown(m):
        if m._name_ is not None:
            return m._name_
        return "|".join([str(part._name_ or part._value_) for part in _decompose(type(m), m._value_)[0]])

    def __repr__(m):
        return "<%s: %r>" % (Flag.__str__(m), m._value_)

    def __str__(m):
        return type(m).__name__ + "." + m._shown()

    def __bool__(m):
        return m._value_ != 0

    __or__ = _operator("__or__", _op.or_)
    __and__ = _operator("__and__", _op.and_)
    __xor__ = _operator("__xor__", _op.xor)

    def __invert__(m):
        enum = type(m)
        bits = 0
        parts = _decompose(enum, m._value_)[0]
        for other in enum:
            if not other._value_ & m._value_ and other not in parts:
                bits |= other._value_
        return enum(bits)


class IntFlag(int, Flag):
    """Flag whose members are ints; other bits may be set too"""

    @classmethod
    def _missing_(enum, value):
        if isinstance(value, int):
            return enum._create_pseudo_member_(value)
        raise _invalid(value, enum)

    @classmethod
    def _create_pseudo_member_(enum, value):
        known = enum._value2member_map_
        if value in known:
            return known[value]
        wanted = [value]
        rest = _decompose(enum, value)[1]
        while rest:  # each bit that no member has gets a pseudo-member
            high = 1 << (rest.bit_length() - 1)
            if high not in known and high not in wanted:
                wanted.append(high)
            rest = 0 if rest == -high else rest ^ high
        while wanted:
            x = wanted.pop()
            m = int.__new__(enum, x)
            m._name_, m._value_ = None, x
            m = known.setdefault(x, m)
        return m

    __or__ = __ror__ = _operator("__or__", _op.or_, False)
    __and__ = __rand__ = _operator("__and__", _op.and_, False)
    __xor__ = __rxor__ = _operator("__xor__", _op.xor, False)

    def __invert__(m):
        return type(m)(~m._value_)


def _decompose(enum, value):
    """The members, largest first, that make up value, and the bits that none of them has."""
    known, rest = enum._value2member_map_, value
    parts = []
    for m in enum:
        if m._value_ and not m._value_ & ~value:
            parts.append(m)
            rest &= ~m._value_
    unnamed = rest if value >= 0 else 0
    while unnamed:
        high = 1 << (unnamed.bit_length() - 1)
        unnamed ^= high
        if high in known:
            parts.append(known[high])
            rest ^= high
    if value in known and not parts:
        parts = [known[value]]
    parts = sorted(parts, key=_op.attrgetter("_value_"), reverse=True)
    if len(parts) > 1 and parts[0]._value_ == value:
        del parts[0]
    return parts, rest


def unique(enum):
    """Class decorator for enumerations ensuring unique member values."""
    doubles = ["%s -> %s" % (alias, m.name) for alias, m in enum.__members__.items() if alias != m.name]
    if doubles:
        raise ValueError("duplicate values found in %r: %s" % (enum, ", ".join(doubles)))
    return enum
