"""importlib as scripts use it: specs, loaders of their own, finders, reloading, laziness."""
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
import tempfile

print(importlib.util.find_spec("sys").origin, importlib.util.find_spec("no_such_module"))
print(importlib.util.resolve_name("..b", "a.x.y"), importlib.util.resolve_name("b", None))
for args in [("..b", "a"), (".b", "")]:
    try:
        print(importlib.util.resolve_name(*args))
    except ImportError as e:
        print(type(e).__name__, e)
try:
    importlib.import_module(".b")
except TypeError as e:
    print(e)


class Finder(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Makes modules out of text."""
    texts = {"made": "value = __name__ + '!'", "pack": "", "pack.part": "from . import __name__ as above", "bad": "1/0"}

    def find_spec(self, fullname, path, target=None):
        if fullname in self.texts:
            return importlib.util.spec_from_loader(fullname, self, origin="text", is_package=fullname == "pack")

    def get_source(self, fullname):
        return self.texts[fullname]


sys.meta_path.insert(0, Finder())
import made
print(made.value, made.__spec__.origin, made.__package__ == "", made)
import pack.part
print(pack.part.above, pack.__path__, pack.part.__package__, pack.__spec__.parent)
try:
    import bad
except ZeroDivisionError:
    print("bad" in sys.modules)
Finder.texts["made"] = "value = 'again'"
made.kept = 1
print(importlib.reload(made) is made, made.value, made.kept)
del sys.meta_path[0]

with tempfile.TemporaryDirectory() as folder:
    file = os.path.join(folder, "onfile.py")
    with open(file, "w") as f:
        f.write("x = 5\n")
    spec = importlib.util.spec_from_file_location("onfile", file)
    module = importlib.util.module_from_spec(spec)
    print(spec.has_location, hasattr(module, "x"), type(spec.loader).__name__)
    spec.loader.exec_module(module)
    print(module.x, module.__file__ == file, spec.loader.get_source("onfile"), spec.loader.is_package("onfile"))
    try:
        spec.loader.get_code("other")
    except ImportError as e:
        print(e)
    finder = importlib.machinery.FileFinder(folder, (importlib.machinery.SourceFileLoader, [".py"]))
    print(finder.find_spec("onfile").name, finder.find_spec("nofile"))
    os.mkdir(os.path.join(folder, "space"))
    sys.path.insert(0, folder)
    importlib.invalidate_caches()
    import space
    print(space.__spec__.loader is None or type(space.__loader__).__name__, len(space.__path__))
    sys.path.remove(folder)
    sys.path_importer_cache.pop(folder, None)

print(issubclass(importlib.machinery.SourceFileLoader, importlib.abc.SourceLoader))
print(importlib.util.decode_source(b"# coding: latin-1\r\ns = '\xe9'\r\n") == "# coding: latin-1\ns = 'é'\n")
