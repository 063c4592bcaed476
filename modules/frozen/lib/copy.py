"""Copies of objects, shallow (copy) and deep (deepcopy)."""

from copyreg import dispatch_table

__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    pass


error = Error


def _nothing():
    def f():
        pass
    return f


_ATOMS = {type(None), int, float, bool, complex, str, tuple, bytes, frozenset, type, range, slice, type(Ellipsis),
          type(NotImplemented), type(len), type(_nothing()), property}
_DEEP_ATOMS = (_ATOMS - {tuple, frozenset, slice}) | {type(_nothing().__code__)}


def copy(x):
    """A shallow copy."""
    cls = type(x)
    if cls in _ATOMS or issubclass(cls, type) or cls.__name__ == "ReferenceType":
        return x
    if cls in (list, dict, set, bytearray):
        return cls.copy(x)
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    return _rebuild(x, _reduced(x, cls), None)


def _reduced(x, cls):
    reductor = dispatch_table.get(cls)
    if reductor is not None:
        return reductor(x)
    reductor = getattr(x, "__reduce_ex__", None)
    if reductor is not None:
        return reductor(4)
    reductor = getattr(x, "__reduce__", None)
    if reductor is not None:
        return reductor()
    raise Error("un(deep)copyable object of type %s" % cls)


def deepcopy(x, memo=None, _nil=[]):
    """A copy of x and of everything it refers to. memo holds the copies made so far, by id."""
    if memo is None:
        memo = {}
    known = memo.get(id(x), _nil)
    if known is not _nil:
        return known
    cls = type(x)
    if cls in _DEEP_ATOMS or cls.__name__ == "ReferenceType":
        y = x
    elif cls in _DEEP:
        y = _DEEP[cls](x, memo)
    elif issubclass(cls, type):
        y = x
    else:
        copier = getattr(x, "__deepcopy__", None)
        y = copier(memo) if copier is not None else _rebuild(x, _reduced(x, cls), memo)
    if y is not x:
        memo[id(x)] = y
        _keep_alive(x, memo)
    return y


def _keep_alive(x, memo):
    """Hold x as long as the memo, so that no other object gets its id."""
    try:
        memo[id(memo)].append(x)
    except KeyError:
        memo[id(memo)] = [x]


def _deepcopy_list(x, memo):
    y = []
    memo[id(x)] = y
    for a in x:
        y.append(deepcopy(a, memo))
    return y


def _deepcopy_tuple(x, memo):
    items = [deepcopy(a, memo) for a in x]
    if id(x) in memo:  # the tuple contains itself through something
        return memo[id(x)]
    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)
    return x


def _deepcopy_dict(x, memo):
    y = {}
    memo[id(x)] = y
    for key, value in x.items():
        y[deepcopy(key, memo)] = deepcopy(value, memo)
    return y


def _deepcopy_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_DEEP = {list: _deepcopy_list, tuple: _deepcopy_tuple, dict: _deepcopy_dict, type(Error().with_traceback): None,
         type(type("_", (), {"m": lambda self: 0})().m): _deepcopy_method}
del _DEEP[type(Error().with_traceback)]


def _rebuild(x, reduced, memo):
    """Make a copy from what __reduce_ex__ gave; memo is None for a shallow one."""
    if isinstance(reduced, str):
        return x
    func, args, state, items, pairs, setter = tuple(reduced) + (None,) * (6 - len(reduced))
    deep = memo is not None
    if deep and args:
        args = [deepcopy(a, memo) for a in args]
    y = func(*args)
    if deep:
        memo[id(x)] = y
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(y, "__setstate__"):
            y.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                y.__dict__.update(state)
            if slots is not None:
                for key, value in slots.items():
                    setattr(y, key, value)
    if items is not None:
        for item in items:
            y.append(deepcopy(item, memo) if deep else item)
    if pairs is not None:
        for key, value in pairs:
            if deep:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            y[key] = value
    return y
