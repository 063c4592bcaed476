"""Heaps in lists: heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2]."""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def _up(heap, first, pos):
    """Move the item at pos towards first until its parent is not larger."""
    item = heap[pos]
    while pos > first:
        parent = (pos - 1) >> 1
        if not item < heap[parent]:
            break
        heap[pos] = heap[parent]
        pos = parent
    heap[pos] = item


def _down(heap, pos):
    """Move the item at pos to a leaf along the smaller children, then up to its place."""
    first, end, item = pos, len(heap), heap[pos]
    child = 2 * pos + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[pos] = heap[child]
        pos = child
        child = 2 * pos + 1
    heap[pos] = item
    _up(heap, first, pos)


def heappush(heap, item, /):
    """Push item onto heap, maintaining the heap invariant."""
    heap.append(item)
    _up(heap, 0, len(heap) - 1)


def heappop(heap, /):
    """Pop the smallest item off the heap, maintaining the heap invariant."""
    last = heap.pop()
    if not heap:
        return last
    smallest, heap[0] = heap[0], last
    _down(heap, 0)
    return smallest


def heapreplace(heap, item, /):
    """Pop and return the current smallest value, and add the new item."""
    smallest = heap[0]
    heap[0] = item
    _down(heap, 0)
    return smallest


def heappushpop(heap, item, /):
    """Push item on the heap, then pop and return the smallest item from the heap."""
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _down(heap, 0)
    return item


def heapify(heap, /):
    """Transform list into a heap, in-place, in O(len(heap)) time."""
    for i in reversed(range(len(heap) // 2)):
        _down(heap, i)


def merge(*iterables, key=None, reverse=False):
    """Merge sorted inputs into a single sorted iterator."""
    class Entry:
        __slots__ = ("key", "order", "value", "next")

        def __lt__(self, other):
            if self.key < other.key:
                return not reverse
            if other.key < self.key:
                return reverse
            return self.order < other.order

    heap = []
    for order, it in enumerate(map(iter, iterables)):
        for value in it:
            e = Entry()
            e.key, e.order, e.value, e.next = value if key is None else key(value), order, value, it
            heap.append(e)
            break
    heapify(heap)
    while heap:
        e = heap[0]
        yield e.value
        for value in e.next:
            e.key, e.value = value if key is None else key(value), value
            _down(heap, 0)
            break
        else:
            heappop(heap)


def nsmallest(n, iterable, key=None):
    """Find the n smallest elements in a dataset: sorted(iterable, key=key)[:n]"""
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    """Find the n largest elements in a dataset: sorted(iterable, key=key, reverse=True)[:n]"""
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]
