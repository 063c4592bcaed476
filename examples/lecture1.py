# Модуль weakref: the first lecture, every cell in order.
# A notebook shows the value of a cell's last expression; a script prints it.

# In [1]
import weakref, gc

class A:
    def __init__(self, value):
        self.value = value
    def __repr__(self):
        return str(self.value)

b = A(10)
# создаёт ссылку
d = weakref.WeakValueDictionary()  # словарь, использующий слабые ссылки на значения
d['primary'] = b            # не создаёт ссылки
print(d['primary'])

del b
print(gc.collect())         # the notebook had 304 of its own objects to collect; a fresh script has none

# In [2]: the cell ends in KeyError, which a notebook shows and goes on
try:
    d['primary']
except KeyError as error:
    print('KeyError:', error)

# In [3]
c = A(10)

d1 = weakref.WeakValueDictionary()
d1['p'] = c

d2 = weakref.WeakValueDictionary()
d2['p'] = c

# In [4]
print(weakref.getweakrefcount(c))

# The text between the cells: WeakKeyDictionary, WeakSet, finalize
k = weakref.WeakKeyDictionary()
k[c] = 'ключ'
s = weakref.WeakSet([c])
print(len(k), len(s), weakref.getweakrefcount(c))
f = weakref.finalize(c, print, 'message')
print(f.alive)
del c
print(f.alive, len(k), len(s), len(d1), len(d2))

# In [5]
new = A(15)
weak_new = weakref.ref(new, lambda r: print(f'GameOver {r}'))

print('Слабая ссылка на объект new: ', weak_new)

del new

# Задание. Убедиться в том, что невозможно создать ссылку на объект типа int ...
n = 1234567
try:
    weakref.ref(n)
except TypeError as error:
    print('TypeError:', error)

# ... and a plain subclass does not help: an int's digits end where a weak list would have to stand.
class Int(int):
    pass

try:
    weakref.ref(Int(n))
except TypeError as error:
    print('TypeError:', error)
print('int', int.__weakrefoffset__, 'Int', Int.__weakrefoffset__)

# ... и придумать, как это ограничение можно обойти с помощью классов.

# 1. A class that holds the number.
class Box:
    def __init__(self, value):
        self.value = value
    def __repr__(self):
        return f'Box({self.value})'

box = Box(n)
box_ref = weakref.ref(box, lambda r: print('the box is gone'))
print(box_ref(), box_ref().value + 1, Box.__weakrefoffset__)
del box
print(box_ref())

# 2. A class that holds the number and behaves like it, with room for nothing but the number and the weak list.
class Number:
    __slots__ = ('value', '__weakref__')
    def __init__(self, value):
        self.value = value
    def __index__(self):
        return self.value
    def __int__(self):
        return self.value
    def __add__(self, other):
        return Number(self.value + int(other))
    __radd__ = __add__
    def __eq__(self, other):
        return self.value == int(other)
    def __hash__(self):
        return hash(self.value)
    def __repr__(self):
        return repr(self.value)

x = Number(40)
y = weakref.proxy(x)
print(x + 2, 2 + x, y + 2, hex(x), x == 40, Number.__weakrefoffset__)
cache = weakref.WeakValueDictionary({'forty': x})
print(list(cache.items()))
del x
print(list(cache.items()))

# 3. A true int that carries an object to point at: the companion dies when the int dies.
class Companion:
    pass

class Followed(int):
    def __new__(cls, value):
        self = super().__new__(cls, value)
        self.companion = Companion()
        return self

m = Followed(7)
weakref.finalize(m.companion, print, 'seven is gone')
print(m + 1, isinstance(m, int), weakref.getweakrefcount(m.companion))
del m
print('end of the lecture')
