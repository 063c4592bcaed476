import collections
d = collections.deque([1])
for x in d: d.append(x)
