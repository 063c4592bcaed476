# strings: building, splitting, replacing, formatting a table
NAMES = ['anna', 'boris', 'clara', 'dmitri', 'elena', 'fyodor', 'galina']

def rows(n):
    seed = 3
    for i in range(n):
        seed = seed * 1103515245 + 12345 & 0x7fffffff
        yield i, NAMES[(seed >> 7) % 7], (seed >> 4) % 100000 / 100

def main():
    total = 0
    lines = []
    for i, name, amount in rows(40000):
        lines.append(f'{i:05d}|{name.title():<10}|{amount:>9,.2f}|{i & 255:#04x}')
    text = '\n'.join(lines)
    total += len(text)
    sums = {}
    for line in text.split('\n'):
        number, name, amount, code = line.split('|')
        name = name.strip().lower()
        sums[name] = sums.get(name, 0) + round(float(amount.replace(',', '')) * 100)
        total += int(code, 16) + number.count('0')
    words = ' '.join(reversed(text[:60000].replace('|', ' ').split()))
    total += words.find('Boris') + words.upper().count('ELENA') + len(words.encode())
    slow = ''
    for i in range(30000):
        slow += chr(97 + i % 26)
        if slow.endswith('xyz'):
            slow = slow[:-1]
    total += len(slow) + sum('%s-%d' % (slow[i:i + 3], i) < slow[i + 1:i + 4] for i in range(0, 20000, 3))
    return total, sorted(sums.items())

total, sums = main()
print('checksum', total, *('%s=%d' % item for item in sums))
