# parsing: a tokenizer, a recursive-descent parser, and an evaluator with a class for every node
class Number:
    def __init__(self, value):
        self.value = value
    def run(self, names):
        return self.value

class Name:
    def __init__(self, name):
        self.name = name
    def run(self, names):
        return names[self.name]

class Binary:
    def __init__(self, op, left, right):
        self.op, self.left, self.right = op, left, right
    def run(self, names):
        a, b = self.left.run(names), self.right.run(names)
        if self.op == '+':
            return a + b
        if self.op == '-':
            return a - b
        if self.op == '*':
            return a * b
        return a % b if b else 0

def tokens(text):
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit():
            j = i
            while j < len(text) and text[j].isdigit():
                j += 1
            yield 'number', text[i:j]
            i = j
        elif c.isalpha():
            j = i
            while j < len(text) and text[j].isalnum():
                j += 1
            yield 'name', text[i:j]
            i = j
        else:
            yield 'op', c
            i += 1
    yield 'end', ''

class Parser:
    levels = {'+': 1, '-': 1, '*': 2, '%': 2}

    def __init__(self, text):
        self.source = tokens(text)
        self.advance()

    def advance(self):
        self.kind, self.text = next(self.source)

    def atom(self):
        kind, text = self.kind, self.text
        self.advance()
        if kind == 'number':
            return Number(int(text))
        if kind == 'name':
            return Name(text)
        if text == '(':
            inner = self.expression(0)
            self.advance()
            return inner
        raise SyntaxError(text)

    def expression(self, level):
        left = self.atom()
        while self.kind == 'op' and self.levels.get(self.text, 0) > level:
            op = self.text
            self.advance()
            left = Binary(op, left, self.expression(self.levels[op]))
        return left

def main():
    seed = 9
    total = failed = 0
    for n in range(1500):
        parts = []
        for i in range(12):
            seed = seed * 1103515245 + 12345 & 0x7fffffff
            parts.append(('x', 'y1', str(seed % 1000), '(a + %d)' % (seed % 7))[seed >> 9 & 3])
            parts.append('+-*%'[seed >> 13 & 3])
        text = ' '.join(parts[:-1]) + (' )' if n % 50 == 0 else '') + (' + *' if n % 75 == 0 else '')
        try:
            tree = Parser(text).expression(0)
        except SyntaxError:
            failed += 1
            continue
        for x in range(8):
            total = (total + tree.run({'x': x, 'y1': x * 3, 'a': 5})) % 1000000007
    return total, failed

print('checksum', *main())
