"""Enumerations: sets of names bound to constant values."""

import sys
from types import MappingProxyType, DynamicClassAttribute

__all__ = ["EnumMeta", "Enum", "IntEnum", "Flag", "IntFlag", "auto", "unique"]

# The base classes, None until they are made.
Enum = Flag = None

_SUNDERS = ("_order_", "_create_pseudo_member_", "_generate_next_value_", "_missing_", "_ignore_")


def _is_descriptor(obj):
    return hasattr(obj, "__get__") or hasattr(obj, "__set__") or hasattr(obj, "__delete__")


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


_unset = object()


class auto:
    """Instances are replaced with an appropriate value in Enum class suites."""

    value = _unset


class _EnumDict(dict):
    """The namespace of an enumeration: remembers in which order members come, and refuses a name twice."""

    def __init__(self):
        super().__init__()
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._generated = False

    def __setitem__(self, key, value):
        if _is_sunder(key):
            value = self._sunder(key, value)
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError("Attempted to reuse key: %r" % key)
        elif key in self._ignore:
            pass
        elif not _is_descriptor(value):
            if key in self:
                raise TypeError("%r already defined as: %r" % (key, self[key]))
            if isinstance(value, auto):
                if value.value is _unset:
                    value.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
                self._generated = True
                value = value.value
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def _sunder(self, key, value):
        if key not in _SUNDERS:
            raise ValueError("_names_ are reserved for future Enum use")
        if key == "_generate_next_value_":
            if self._generated:
                raise TypeError("_generate_next_value_ must be defined before members")
            self._generate_next_value = value.__func__ if isinstance(value, staticmethod) else value
        elif key == "_ignore_":
            value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
            self._ignore = value
            already = set(value) & set(self._member_names)
            if already:
                raise ValueError("_ignore_ cannot specify already set names: %r" % (already,))
        return value


class EnumMeta(type):
    """Metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members(cls, bases)
        namespace = _EnumDict()
        _, first = metacls._get_mixins_(cls, bases)
        if first is not None:
            namespace["_generate_next_value_"] = getattr(first, "_generate_next_value_", None)
        return namespace

    def __new__(metacls, cls, bases, classdict, **kwds):
        member_type, first = metacls._get_mixins_(cls, bases)
        # First the class without members, since they are its instances; then they.
        classdict.setdefault("_ignore_", []).append("_ignore_")
        for key in classdict["_ignore_"]:
            classdict.pop(key, None)
        values = {name: classdict.pop(name) for name in classdict._member_names}
        order = classdict.pop("_order_", None)
        bad = set(values) & {"mro", ""}
        if bad:
            raise ValueError("Invalid enum member name: {}".format(",".join(bad)))
        new, save, with_args = metacls._find_new_(classdict, member_type, first)
        if "__doc__" not in classdict:
            classdict["__doc__"] = "An enumeration."
        enum = super().__new__(metacls, cls, bases, classdict, **kwds)
        enum._member_names_ = []
        enum._member_map_ = {}
        enum._member_type_ = member_type
        enum._value2member_map_ = {}
        dynamic = {k for c in enum.mro() for k, v in c.__dict__.items() if isinstance(v, DynamicClassAttribute)}
        if "__reduce_ex__" not in classdict and member_type is not object:
            if not any(m in member_type.__dict__ for m in
                       ("__getnewargs_ex__", "__getnewargs__", "__reduce_ex__", "__reduce__")):
                _make_unpicklable(enum)
        for name, value in values.items():
            enum._add(name, value, new, with_args, dynamic)
        # The mixed-in class's way to show itself does not count.
        for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
            if name in classdict:
                continue
            mine, mixed = getattr(enum, name), getattr(member_type, name, None)
            own = getattr(first, name, None)
            if mine is not None and mine is mixed:
                setattr(enum, name, own)
        if Enum is not None:
            if save:
                enum.__new_member__ = new
            enum.__new__ = Enum.__new__
        if order is not None:
            if isinstance(order, str):
                order = order.replace(",", " ").split()
            if order != enum._member_names_:
                raise TypeError("member order does not match _order_:\n%r\n%r" % (enum._member_names_, order))
        return enum

    def _add(cls, name, value, new, with_args, dynamic):
        args = value if isinstance(value, tuple) else (value,)
        if cls._member_type_ is tuple:
            args = (args,)
        if not with_args:
            member = new(cls)
            if not hasattr(member, "_value_"):
                member._value_ = value
        else:
            member = new(cls, *args)
            if not hasattr(member, "_value_"):
                member._value_ = value if cls._member_type_ is object else cls._member_type_(*args)
        value = member._value_
        member._name_ = name
        member.__objclass__ = cls
        member.__init__(*args)
        member._sort_order_ = len(cls._member_names_)
        for known in cls._member_map_.values():
            if known._value_ == value:  # an alias
                member = known
                break
        else:
            cls._member_names_.append(name)
        if name not in dynamic:
            type.__setattr__(cls, name, member)
        cls._member_map_[name] = member
        try:
            cls._value2member_map_[value] = member
        except TypeError:
            pass  # it has no hash; it will be looked for

    def __bool__(self):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1):
        """With a value alone: the member that has it. With names: a new enumeration."""
        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start)

    def __contains__(cls, obj):
        if not isinstance(obj, Enum):
            raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'"
                            % (type(obj).__qualname__, cls.__class__.__qualname__))
        return isinstance(obj, cls) and obj._name_ in cls._member_map_

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError("%s: cannot delete Enum member." % cls.__name__)
        super().__delattr__(attr)

    def __dir__(self):
        return ["__class__", "__doc__", "__members__", "__module__"] + self._member_names_

    def __getattr__(cls, name):
        if _is_dunder(name):
            raise AttributeError(name)
        try:
            return cls._member_map_[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    @property
    def __members__(cls):
        """A read-only mapping of names to members, aliases included."""
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        return "<enum %r>" % cls.__name__

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError("Cannot reassign members.")
        super().__setattr__(name, value)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1):
        """Make an enumeration from names: a str, pairs, or a mapping to values."""
        bases = (cls,) if type is None else (type, cls)
        _, first = cls._get_mixins_(cls, bases)
        metacls = cls.__class__
        classdict = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            values = []
            for i, name in enumerate(names):
                values.append(first._generate_next_value_(name, start, i, values[:]))
            names = list(zip(names, values))
        for item in names:
            name, value = (item, names[item]) if isinstance(item, str) else item
            classdict[name] = value
        enum = metacls.__new__(metacls, class_name, bases, classdict)
        if module is None:
            try:
                module = sys._getframe(2).f_globals["__name__"]
            except (AttributeError, ValueError, KeyError):
                pass
        if module is None:
            _make_unpicklable(enum)
        else:
            enum.__module__ = module
        if qualname is not None:
            enum.__qualname__ = qualname
        return enum

    def _convert_(cls, name, module, filter, source=None):
        """Turn the constants of a module whose names pass filter into an enumeration."""
        target = vars(sys.modules[module])
        found = target if source is None else source.__dict__
        members = [(key, found[key]) for key in found if filter(key)]
        try:
            members.sort(key=lambda m: (m[1], m[0]))
        except TypeError:
            members.sort(key=lambda m: m[0])
        made = cls(name, members, module=module)
        made.__reduce_ex__ = lambda self, proto: self.name
        target.update(made.__members__)
        target[name] = made
        return made

    @staticmethod
    def _check_for_existing_members(class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if Enum is not None and issubclass(base, Enum) and base._member_names_:
                    raise TypeError("%s: cannot extend enumeration %r" % (class_name, base.__name__))

    @staticmethod
    def _get_mixins_(class_name, bases):
        """The class that the values belong to, and the enumeration among the bases."""
        if not bases or Enum is None:
            return object, Enum
        first = bases[-1]
        if not issubclass(first, Enum):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        if first._member_names_:
            raise TypeError("Cannot extend enumerations")
        found = set()
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if issubclass(base, Enum):
                    if base._member_type_ is not object:
                        found.add(base._member_type_)
                        break
                elif "__new__" in base.__dict__:
                    if issubclass(base, Enum):
                        continue
                    found.add(candidate or base)
                    break
                else:
                    candidate = candidate or base
        if len(found) > 1:
            raise TypeError("%r: too many data types: %r" % (class_name, found))
        return found.pop() if found else object, first

    @staticmethod
    def _find_new_(classdict, member_type, first):
        """The __new__ that makes members, whether it is to be kept, and whether it takes arguments."""
        new = classdict.get("__new__")
        save = new is not None
        if new is None:
            for name in ("__new_member__", "__new__"):
                for owner in (member_type, first):
                    target = getattr(owner, name, None)
                    if target not in (None, None.__new__, object.__new__, Enum and Enum.__new__):
                        new = target
                        break
                if new is not None:
                    break
            else:
                new = object.__new__
        if isinstance(new, staticmethod):
            new = new.__func__
        return new, save, new is not object.__new__


def _make_unpicklable(cls):
    def refuse(self, proto):
        raise TypeError("%r cannot be pickled" % self)
    cls.__reduce_ex__ = refuse
    cls.__module__ = "<unknown>"


class Enum(metaclass=EnumMeta):
    """Generic enumeration. Derive from this class to define new enumerations."""

    def __new__(cls, value):
        # Members are made otherwise: this finds the one that has the value.
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for member in cls._member_map_.values():
                if member._value_ == value:
                    return member
        try:
            problem = None
            result = cls._missing_(value)
        except Exception as e:
            problem, result = e, None
        try:
            if isinstance(result, cls):
                return result
            if Flag is not None and issubclass(cls, Flag) and isinstance(result, int):
                return result
            wrong = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
            if result is None and problem is None:
                raise wrong
            if problem is None:
                problem = TypeError("error in %s._missing_: returned %r instead of None or a valid member"
                                    % (cls.__name__, result))
            if not isinstance(problem, ValueError):
                problem.__context__ = wrong
            raise problem
        finally:
            problem = wrong = None  # no cycles with this frame

    def _generate_next_value_(name, start, count, last_values):
        """What auto() stands for: one more than the last value that is a number."""
        for last in reversed(last_values):
            try:
                return last + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        return "<%s.%s: %r>" % (self.__class__.__name__, self._name_, self._value_)

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __dir__(self):
        added = [m for c in self.__class__.mro() for m in c.__dict__ if m[0] != "_" and m not in self._member_map_]
        return ["__class__", "__doc__", "__module__"] + added + [m for m in self.__dict__ if m[0] != "_"]

    def __format__(self, format_spec):
        # A pure enumeration, or one with a __str__ of its own, formats as its str.
        if self._member_type_ is object or type(self).__str__ not in (Enum.__str__, Flag.__str__):
            return str.__format__(str(self), format_spec)
        return self._member_type_.__format__(self._value_, format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    @DynamicClassAttribute
    def name(self):
        """The name of the Enum member."""
        return self._name_

    @DynamicClassAttribute
    def value(self):
        """The value of the Enum member."""
        return self._value_


class IntEnum(int, Enum):
    """Enum where members are also (and must be) ints"""


class Flag(Enum):
    """Enumeration whose members can be combined with &, |, ^ and ~"""

    def _generate_next_value_(name, start, count, last_values):
        if not count:
            return start if start is not None else 1
        last = last_values[-1]
        try:
            return 2 ** last.bit_length()
        except Exception:
            raise TypeError("Invalid Flag value: %r" % last) from None

    @classmethod
    def _missing_(cls, value):
        """Make the combination of members that has the value."""
        if value >= 0:
            return cls._create_pseudo_member_(value)
        return ~cls._create_pseudo_member_(~value)

    @classmethod
    def _create_pseudo_member_(cls, value):
        member = cls._value2member_map_.get(value)
        if member is None:
            if _decompose(cls, value)[1]:
                raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
            member = object.__new__(cls)
            member._name_ = None
            member._value_ = value
            member = cls._value2member_map_.setdefault(value, member)
        return member

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'"
                            % (type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def _parts(self):
        return "|".join(str(m._name_ or m._value_) for m in _decompose(self.__class__, self._value_)[0])

    def __repr__(self):
        return "<%s.%s: %r>" % (self.__class__.__name__, self._parts() if self._name_ is None else self._name_, self._value_)

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._parts() if self._name_ is None else self._name_)

    def __bool__(self):
        return bool(self._value_)

    def __or__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.__class__(self._value_ | other._value_)

    def __and__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.__class__(self._value_ & other._value_)

    def __xor__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.__class__(self._value_ ^ other._value_)

    def __invert__(self):
        members = _decompose(self.__class__, self._value_)[0]
        result = self.__class__(0)
        for m in self.__class__:
            if m not in members and not m._value_ & self._value_:
                result = result | m
        return self.__class__(result)


class IntFlag(int, Flag):
    """Flag whose members are ints; other bits may be set too"""

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        return cls._create_pseudo_member_(value)

    @classmethod
    def _create_pseudo_member_(cls, value):
        member = cls._value2member_map_.get(value)
        if member is None:
            needed = [value]
            extra = _decompose(cls, value)[1]
            while extra:  # a pseudo-member for each bit that no member has
                bit = 1 << extra.bit_length() - 1
                if bit not in cls._value2member_map_ and bit not in needed:
                    needed.append(bit)
                extra = 0 if extra == -bit else extra ^ bit
            for n in reversed(needed):
                pseudo = int.__new__(cls, n)
                pseudo._name_ = None
                pseudo._value_ = n
                member = cls._value2member_map_.setdefault(n, pseudo)
        return member

    def __or__(self, other):
        if not isinstance(other, (self.__class__, int)):
            return NotImplemented
        return self.__class__(self._value_ | self.__class__(other)._value_)

    def __and__(self, other):
        if not isinstance(other, (self.__class__, int)):
            return NotImplemented
        return self.__class__(self._value_ & self.__class__(other)._value_)

    def __xor__(self, other):
        if not isinstance(other, (self.__class__, int)):
            return NotImplemented
        return self.__class__(self._value_ ^ self.__class__(other)._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        return self.__class__(~self._value_)


def _decompose(flag, value):
    """The members, largest first, that make up value, and the bits that none of them has."""
    rest, negative = value, value < 0
    members = []
    for member in flag:
        v = member._value_
        if v and v & value == v:
            members.append(member)
            rest &= ~v
    if not negative:
        left = rest
        while left:
            bit = 1 << left.bit_length() - 1
            if bit in flag._value2member_map_:
                members.append(flag._value2member_map_[bit])
                rest &= ~bit
            left &= ~bit
    if not members and value in flag._value2member_map_:
        members.append(flag._value2member_map_[value])
    members.sort(key=lambda m: m._value_, reverse=True)
    if len(members) > 1 and members[0]._value_ == value:
        members.pop(0)
    return members, rest


def unique(enumeration):
    """Class decorator for enumerations ensuring unique member values."""
    aliases = [(name, member.name) for name, member in enumeration.__members__.items() if name != member.name]
    if aliases:
        raise ValueError("duplicate values found in %r: %s"
                         % (enumeration, ", ".join("%s -> %s" % pair for pair in aliases)))
    return enumeration
