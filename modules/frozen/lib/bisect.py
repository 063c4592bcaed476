"""Where to insert in a sorted list."""


def _search(a, x, lo, hi, key, before):
    if lo < 0:
        raise ValueError("lo must be non-negative")
    if hi is None:
        hi = len(a)
    while lo < hi:
        mid = (lo + hi) // 2
        item = a[mid] if key is None else key(a[mid])
        if before(item, x):
            lo = mid + 1
        else:
            hi = mid
    return lo


def bisect_left(a, x, lo=0, hi=None, *, key=None):
    """The index before the items equal to x."""
    return _search(a, x, lo, hi, key, lambda item, x: item < x)


def bisect_right(a, x, lo=0, hi=None, *, key=None):
    """The index after the items equal to x."""
    return _search(a, x, lo, hi, key, lambda item, x: not x < item)


def insort_left(a, x, lo=0, hi=None, *, key=None):
    """Insert x before the items equal to it."""
    a.insert(bisect_left(a, x if key is None else key(x), lo, hi, key=key), x)


def insort_right(a, x, lo=0, hi=None, *, key=None):
    """Insert x after the items equal to it."""
    a.insert(bisect_right(a, x if key is None else key(x), lo, hi, key=key), x)


bisect = bisect_right
insort = insort_right
