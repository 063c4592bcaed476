# containers: breadth-first search, topological order, union-find over lists, dicts, sets and tuples
def make(n, m):
    seed = 11
    edges = {i: set() for i in range(n)}
    pairs = []
    for _ in range(m):
        seed = seed * 1103515245 + 12345 & 0x7fffffff
        a = (seed >> 8) % n
        seed = seed * 1103515245 + 12345 & 0x7fffffff
        b = (seed >> 8) % n
        if a != b:
            edges[a].add(b)
            pairs.append((a, b))
    return edges, pairs

def bfs(edges, start):
    depth = {start: 0}
    queue = [start]
    for node in queue:
        for other in sorted(edges[node]):
            if other not in depth:
                depth[other] = depth[node] + 1
                queue.append(other)
    return sum(depth.values())

def components(n, pairs):
    parent = list(range(n))
    for a, b in pairs:
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        while parent[b] != b:
            b = parent[b]
        parent[a] = b
    return len({i for i in range(n) if parent[i] == i})

def order(n, pairs):
    later = [[] for _ in range(n)]
    waits = [0] * n
    for a, b in pairs:
        if a > b:
            a, b = b, a
        later[a].append(b)
        waits[b] += 1
    ready = [i for i in range(n) if not waits[i]]
    done = []
    while ready:
        node = ready.pop()
        done.append(node)
        for other in later[node]:
            waits[other] -= 1
            if not waits[other]:
                ready.append(other)
    return sum(i * v for i, v in enumerate(done)) % 1000003, len(done)

def main():
    n = 12000
    edges, pairs = make(n, 45000)
    total = 0
    for start in range(0, 40, 8):
        total += bfs(edges, start)
    common = sum(len(edges[i] & edges[i + 1]) + len(edges[i] | edges[i + 1]) for i in range(n - 1))
    degree = {}
    for a, b in pairs:
        degree[a] = degree.get(a, 0) + 1
        degree.setdefault(b, 0)
    top = sorted(degree.items(), key=lambda item: (-item[1], item[0]))[:3]
    return total, common, components(n, pairs), order(n, pairs), top

print('checksum', *main())
