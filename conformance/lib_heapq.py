# heapq, bisect and __future__.
from __future__ import annotations
import __future__; print(__future__.annotations)
import heapq, bisect, random
random.seed(3); l=[random.randrange(50) for _ in range(40)]; h=l[:]; heapq.heapify(h); print(h)
heapq.heappush(h,3); print(heapq.heappop(h), heapq.heappushpop(h,1), heapq.heapreplace(h,9), h, heapq.nlargest(3,l), heapq.nsmallest(2,l), list(heapq.merge([1,4],[2,3],reverse=False)))
a=sorted(l); print(bisect.bisect(a,20), bisect.bisect_left(a,20)); bisect.insort(a,20); print(a)
