"""Abstract base classes of the import system."""

import abc as _abc
from . import _bootstrap, _bootstrap_external as _files, machinery
from ._abc import Loader

__all__ = ["Loader", "Finder", "MetaPathFinder", "PathEntryFinder", "ResourceLoader", "InspectLoader", "ExecutionLoader",
           "FileLoader", "SourceLoader", "ResourceReader", "Traversable", "TraversableResources"]

_must = _abc.abstractmethod


class Finder(metaclass=_abc.ABCMeta):
    """What finds modules. Deprecated: use one of the two below."""

    def __init__(self):
        _bootstrap._warn("the Finder ABC is deprecated and slated for removal in Python 3.12; use MetaPathFinder or "
                         "PathEntryFinder instead", DeprecationWarning)

    @_must
    def find_module(self, fullname, path=None):
        """The loader of a module, None if it is not found."""
        _bootstrap._outdated("importlib.abc.Finder.find_module()")


class MetaPathFinder(metaclass=_abc.ABCMeta):
    """What may stand in sys.meta_path."""

    def find_module(self, fullname, path):
        """The loader of a module. Deprecated: define find_spec()."""
        _bootstrap._outdated("MetaPathFinder.find_module()")
        found = self.find_spec(fullname, path) if hasattr(self, "find_spec") else None
        return found and found.loader

    def invalidate_caches(self):
        """Look anew."""


class PathEntryFinder(metaclass=_abc.ABCMeta):
    """What finds modules in one place of sys.path."""

    def find_loader(self, fullname):
        """A loader and the folders of a package without code. Deprecated: define find_spec()."""
        _bootstrap._outdated("PathEntryFinder.find_loader()")
        found = self.find_spec(fullname) if hasattr(self, "find_spec") else None
        return (found.loader, found.submodule_search_locations or []) if found else (None, [])

    find_module = _files._FileFinder.find_module

    def invalidate_caches(self):
        """Look anew."""


class ResourceLoader(Loader):
    """A loader that reads other files too."""

    @_must
    def get_data(self, path):
        """The bytes of a file."""
        raise OSError


class InspectLoader(Loader):
    """A loader that can tell of a module without loading it."""

    def is_package(self, fullname):
        """Whether the module is a package."""
        raise ImportError

    @_must
    def get_source(self, fullname):
        """The source text, None if there is none."""
        raise ImportError

    def get_code(self, fullname):
        """The code object, None if there is none."""
        text = self.get_source(fullname)
        return text if text is None else self.source_to_code(text)

    @staticmethod
    def source_to_code(data, path="<string>"):
        """Compile source text."""
        return compile(data, path, "exec", dont_inherit=True)

    exec_module = _files._LoaderBasics.exec_module
    load_module = _files._LoaderBasics.load_module


class ExecutionLoader(InspectLoader):
    """A loader of modules that can be run as scripts."""

    @_must
    def get_filename(self, fullname):
        """What is to be the module's __file__."""
        raise ImportError

    def get_code(self, fullname):
        """The code object, with the file's name in it."""
        text = self.get_source(fullname)
        if text is None:
            return text
        try:
            more = [self.get_filename(fullname)]
        except ImportError:
            more = []
        return self.source_to_code(text, *more)


class FileLoader(_files.FileLoader, ResourceLoader, ExecutionLoader):
    """A loader of one file."""


class SourceLoader(_files.SourceLoader, ResourceLoader, ExecutionLoader):
    """A loader of source text, from wherever get_data() takes it."""

    def path_mtime(self, path):
        """When the source was changed. Deprecated: define path_stats()."""
        if type(self).path_stats is SourceLoader.path_stats:
            raise OSError
        return int(self.path_stats(path)["mtime"])

    def path_stats(self, path):
        """A dict with mtime and perhaps size."""
        if type(self).path_mtime is SourceLoader.path_mtime:
            raise OSError
        return dict(mtime=self.path_mtime(path))

    def set_data(self, path, data):
        """Write a file, if that can be done."""


class ResourceReader(metaclass=_abc.ABCMeta):
    """What reads the resources of a package."""

    @_must
    def open_resource(self, resource):
        """A binary file to read a resource from."""
        raise FileNotFoundError

    @_must
    def resource_path(self, resource):
        """The path of a resource in the file system."""
        raise FileNotFoundError

    @_must
    def is_resource(self, path):
        """Whether a name is a resource: folders are not."""
        raise FileNotFoundError

    @_must
    def contents(self):
        """The names in the package."""
        raise FileNotFoundError


class TraversableResources(ResourceReader):
    """A reader of resources on top of files()."""

    @_must
    def files(self):
        """The package's folder."""

    def open_resource(self, resource):
        """A binary file to read a resource from."""
        return (self.files() / resource).open("rb")

    def resource_path(self, resource):
        """Always a FileNotFoundError: a resource need not be a file."""
        raise FileNotFoundError(resource)

    def is_resource(self, path):
        """Whether a name is a file."""
        return (self.files() / path).is_file()

    def contents(self):
        """The names in the folder."""
        yield from (entry.name for entry in self.files().iterdir())


def __getattr__(name):
    # Traversable needs typing, which few who come here do.
    if name != "Traversable":
        raise AttributeError("module %r has no attribute %r" % (__name__, name))
    import typing
    globals()[name] = typing.runtime_checkable(_traversable(typing.Protocol))
    return globals()[name]


def _traversable(Protocol):
    class Traversable(Protocol):
        """A file or folder in a package: a part of what a pathlib.Path can do."""

        @_must
        def iterdir(self):
            """What is in the folder."""

        def read_bytes(self):
            """The whole file."""
            with self.open("rb") as file:
                return file.read()

        def read_text(self, encoding=None):
            """The whole file as text."""
            with self.open(encoding=encoding) as file:
                return file.read()

        @_must
        def is_dir(self):
            """Whether it is a folder."""

        @_must
        def is_file(self):
            """Whether it is a file."""

        @_must
        def joinpath(self, child):
            """What has that name in the folder."""

        def __truediv__(self, child):
            """What has that name in the folder."""
            return self.joinpath(child)

        @_must
        def open(self, mode="r", *args, **kwargs):
            """The opened file."""

        name = _abc.abstractproperty(doc="The last part of the path.")

    Traversable.__qualname__ = "Traversable"
    return Traversable


def _register():
    m = machinery
    found = {MetaPathFinder: [m.BuiltinImporter, m.FrozenImporter, m.PathFinder, m.WindowsRegistryFinder],
             PathEntryFinder: [m.FileFinder], InspectLoader: [m.BuiltinImporter, m.FrozenImporter],
             ExecutionLoader: [m.ExtensionFileLoader], FileLoader: [m.SourceFileLoader, m.SourcelessFileLoader],
             SourceLoader: [m.SourceFileLoader]}
    for base, classes in found.items():
        for cls in classes:
            base.register(cls)


_register()
