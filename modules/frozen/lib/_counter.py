"""collections.Counter."""

from _collections import _count_elements

__name__ = "collections"  # what the class says as its __module__


class Counter(dict):
    """A dict that counts: elements are the keys, how often they came the values.

    >>> Counter("abca").most_common(1)
    [('a', 2)]
    """

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        "The count of elements not in the Counter is zero."
        return 0

    def total(self):
        "Sum of the counts"
        return sum(self.values())

    def most_common(self, n=None):
        "The n most common elements and their counts, from the most common to the least; None: all."
        from operator import itemgetter
        if n is None:
            return sorted(self.items(), key=itemgetter(1), reverse=True)
        if n == 1:
            try:
                return [max(self.items(), key=itemgetter(1))]
            except ValueError:
                return []
        return sorted(self.items(), key=itemgetter(1), reverse=True)[:max(n, 0)]

    def elements(self):
        "Iterator over elements repeating each as many times as its count."
        from itertools import chain, repeat, starmap
        return chain.from_iterable(starmap(repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(self, iterable=None, /, **kwds):
        "Add counts, from an iterable of elements or from a mapping of elements to counts."
        if iterable is not None:
            if _is_mapping(iterable):
                if self:
                    get = self.get
                    for elem, count in iterable.items():
                        self[elem] = count + get(elem, 0)
                else:
                    super().update(iterable)
            else:
                _count_elements(self, iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        "Like update(), but take the counts away. They may become zero or negative."
        if iterable is not None:
            get = self.get
            if _is_mapping(iterable):
                for elem, count in iterable.items():
                    self[elem] = get(elem, 0) - count
            else:
                for elem in iterable:
                    self[elem] = get(elem, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        "Return a shallow copy."
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, elem):
        "Like dict.__delitem__() but does not raise KeyError for missing values."
        if elem in self:
            super().__delitem__(elem)

    def __eq__(self, other):
        "True if all counts agree. Missing counts are treated as zero."
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] == other[e] for c in (self, other) for e in c)

    def __ne__(self, other):
        "True if any counts disagree. Missing counts are treated as zero."
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    def __le__(self, other):
        "True if all counts in self are a subset of those in other."
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] <= other[e] for c in (self, other) for e in c)

    def __lt__(self, other):
        "True if all counts in self are a proper subset of those in other."
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        "True if all counts in self are a superset of those in other."
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] >= other[e] for c in (self, other) for e in c)

    def __gt__(self, other):
        "True if all counts in self are a proper superset of those in other."
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    def __repr__(self):
        if not self:
            return self.__class__.__name__ + "()"
        try:
            d = dict(self.most_common())
        except TypeError:
            d = dict(self)  # the counts have no order
        return "%s(%r)" % (self.__class__.__name__, d)

    # The results of the operators have positive counts only.

    def _positive(self, other, combine):
        result = Counter()
        for elem, count in self.items():
            count = combine(count, other[elem])
            if count > 0:
                result[elem] = count
        for elem, count in other.items():
            if elem not in self:
                count = combine(0, count)
                if count > 0:
                    result[elem] = count
        return result

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive(other, lambda a, b: a + b)

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive(other, lambda a, b: a - b)

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive(other, lambda a, b: b if a < b else a)

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._positive(other, lambda a, b: a if a < b else b)

    def __pos__(self):
        "Adds an empty counter, effectively stripping negative and zero counts"
        return self._positive(Counter(), lambda a, b: a)

    def __neg__(self):
        "Subtracts from an empty counter.  Strips positive and zero counts, and flips the sign on negative counts."
        return self._positive(Counter(), lambda a, b: 0 - a)

    def _keep_positive(self):
        for elem in [elem for elem, count in self.items() if not count > 0]:
            del self[elem]
        return self

    def __iadd__(self, other):
        for elem, count in other.items():
            self[elem] += count
        return self._keep_positive()

    def __isub__(self, other):
        for elem, count in other.items():
            self[elem] -= count
        return self._keep_positive()

    def __ior__(self, other):
        for elem, count in other.items():
            if count > self[elem]:
                self[elem] = count
        return self._keep_positive()

    def __iand__(self, other):
        for elem, count in self.items():
            if other[elem] < count:
                self[elem] = other[elem]
        return self._keep_positive()


def _is_mapping(x):
    if isinstance(x, dict):
        return True
    if isinstance(x, (list, str, tuple)):
        return False
    from _collections_abc import Mapping
    return isinstance(x, Mapping)
