# A cache that never keeps an image alive: it finds one while somebody shows it, and forgets it when nobody does.
import weakref

class Image:
    def __init__(self, name, width, height):
        self.name = name
        self.pixels = bytearray(width * height)
        print('  load', name)

    def __del__(self):
        print('  free', self.name, len(self.pixels), 'bytes')

    def __repr__(self):
        return f'<image {self.name}>'

class Cache:
    def __init__(self, load):
        self.load = load
        self.images = weakref.WeakValueDictionary()
        self.hits = self.misses = 0

    def get(self, name):
        image = self.images.get(name)
        if image is None:
            self.misses += 1
            self.images[name] = image = self.load(name)
        else:
            self.hits += 1
        return image

cache = Cache(lambda name: Image(name, 64, 64))

print('two pages show the same logo')
page1 = [cache.get('logo'), cache.get('photo')]
page2 = [cache.get('logo'), cache.get('map')]
print(page1[0] is page2[0], sorted(cache.images))

print('the first page closes: its photo goes, the logo stays')
del page1
print(sorted(cache.images))

print('the second page closes')
page2.clear()
print(sorted(cache.images), len(cache.images))

print('asking again loads again')
logo = cache.get('logo')
print(logo, cache.hits, 'hits', cache.misses, 'misses')
