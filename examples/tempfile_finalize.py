# A temporary file that goes when its object goes, and at the latest when the program ends.
import os, weakref

class TempFile:
    count = 0

    def __init__(self, text):
        TempFile.count += 1
        self.path = f'temporary-{os.getpid()}-{TempFile.count}.txt'
        with open(self.path, 'w') as f:
            f.write(text)
        # The callback must not mention self, or it would keep alive what it waits for.
        self.remove = weakref.finalize(self, TempFile._remove, self.path, TempFile.count)

    @staticmethod
    def _remove(path, number):
        os.remove(path)
        print('  removed file', number)

    def read(self):
        with open(self.path) as f:
            return f.read()

def use():
    t = TempFile('first')
    print(t.read(), os.path.exists(t.path))
    return t.path

print('a file in a function')
path = use()
print(os.path.exists(path))

print('a file removed by hand; a second call does nothing')
second = TempFile('second')
print(second.remove.alive)
second.remove()
print(second.remove.alive, second.remove())
del second

print('a file in a cycle waits for the collector')
import gc
third = TempFile('third')
third.me = third
path = third.path
del third
print(os.path.exists(path))
gc.collect()
print(os.path.exists(path))

print('a file that lives to the end')
fourth = TempFile('fourth')
print(fourth.read(), fourth.remove.atexit)
print('end')
