"""Abstract base classes of finders and loaders."""

import abc
from typing import Protocol, runtime_checkable
import warnings
from . import _bootstrap_external, machinery
from ._abc import Loader

__all__ = ["Loader", "Finder", "MetaPathFinder", "PathEntryFinder", "ResourceLoader", "InspectLoader", "ExecutionLoader", "FileLoader",
           "SourceLoader", "ResourceReader", "Traversable", "TraversableResources"]


def _register(cls, *classes):
    for c in classes:
        cls.register(c)


class Finder(metaclass=abc.ABCMeta):
    """A finder of the old kind. Deprecated."""

    def __init__(self):
        warnings.warn("the Finder ABC is deprecated and slated for removal in Python 3.12; use MetaPathFinder or PathEntryFinder instead",
                      DeprecationWarning)

    @abc.abstractmethod
    def find_module(self, fullname, path=None):
        """The loader of a module, None if there is none."""
        warnings.warn("importlib.abc.Finder along with its find_module() method are deprecated and slated for removal in Python 3.12; "
                      "use MetaPathFinder.find_spec() or PathEntryFinder.find_spec() instead", DeprecationWarning)


class MetaPathFinder(metaclass=abc.ABCMeta):
    """A finder in sys.meta_path."""

    def find_module(self, fullname, path):
        """The loader of a module. Deprecated: use find_spec()."""
        warnings.warn("MetaPathFinder.find_module() is deprecated since Python 3.4 in favor of MetaPathFinder.find_spec() and is "
                      "slated for removal in Python 3.12", DeprecationWarning, stacklevel=2)
        if not hasattr(self, "find_spec"):
            return None
        spec = self.find_spec(fullname, path)
        return None if spec is None else spec.loader

    def invalidate_caches(self):
        """Forget what was remembered."""


_register(MetaPathFinder, machinery.BuiltinImporter, machinery.FrozenImporter, machinery.PathFinder, machinery.WindowsRegistryFinder)


class PathEntryFinder(metaclass=abc.ABCMeta):
    """A finder of one place of a path."""

    def find_loader(self, fullname):
        """The loader of a module and portions of a namespace package. Deprecated: use find_spec()."""
        warnings.warn("PathEntryFinder.find_loader() is deprecated since Python 3.4 in favor of PathEntryFinder.find_spec() "
                      "(available since 3.4)", DeprecationWarning, stacklevel=2)
        spec = self.find_spec(fullname) if hasattr(self, "find_spec") else None
        if spec is None:
            return None, []
        if spec.loader is None:
            return None, spec.submodule_search_locations or []
        return spec.loader, []

    find_module = _bootstrap_external._find_module_shim

    def invalidate_caches(self):
        """Forget what was remembered."""


_register(PathEntryFinder, machinery.FileFinder)


class ResourceLoader(Loader):
    """A loader that can read files beside its modules."""

    @abc.abstractmethod
    def get_data(self, path):
        """The bytes of a file."""
        raise OSError


class InspectLoader(Loader):
    """A loader that tells about its modules without loading them."""

    def is_package(self, fullname):
        """Whether the module is a package."""
        raise ImportError

    def get_code(self, fullname):
        """The code object of a module."""
        source = self.get_source(fullname)
        return None if source is None else self.source_to_code(source)

    @abc.abstractmethod
    def get_source(self, fullname):
        """The source text of a module."""
        raise ImportError

    @staticmethod
    def source_to_code(data, path="<string>"):
        """Compile source text."""
        return compile(data, path, "exec", dont_inherit=True)

    exec_module = _bootstrap_external._LoaderBasics.exec_module
    load_module = _bootstrap_external._LoaderBasics.load_module


_register(InspectLoader, machinery.BuiltinImporter, machinery.FrozenImporter, _bootstrap_external.NamespaceLoader)


class ExecutionLoader(InspectLoader):
    """A loader whose modules come from files and can be run as scripts."""

    @abc.abstractmethod
    def get_filename(self, fullname):
        """What __file__ of the module will be."""
        raise ImportError

    def get_code(self, fullname):
        """The code object of a module."""
        source = self.get_source(fullname)
        if source is None:
            return None
        try:
            path = self.get_filename(fullname)
        except ImportError:
            return self.source_to_code(source)
        return self.source_to_code(source, path)


_register(ExecutionLoader, machinery.ExtensionFileLoader)


class FileLoader(_bootstrap_external.FileLoader, ResourceLoader, ExecutionLoader):
    """A loader of one file."""


_register(FileLoader, machinery.SourceFileLoader, machinery.SourcelessFileLoader)


class SourceLoader(_bootstrap_external.SourceLoader, ResourceLoader, ExecutionLoader):
    """A loader of source text; get_data() and get_filename() are what it needs."""

    def path_mtime(self, path):
        """When the file was changed."""
        if self.path_stats.__func__ is SourceLoader.path_stats:
            raise OSError
        return int(self.path_stats(path)["mtime"])

    def path_stats(self, path):
        """When the file was changed, and its size."""
        if self.path_mtime.__func__ is SourceLoader.path_mtime:
            raise OSError
        return {"mtime": self.path_mtime(path)}

    def set_data(self, path, data):
        """Write a file; by default nothing is written."""


_register(SourceLoader, machinery.SourceFileLoader)


class ResourceReader(metaclass=abc.ABCMeta):
    """Reads the resources of a package."""

    @abc.abstractmethod
    def open_resource(self, resource):
        """A binary file of the resource."""
        raise FileNotFoundError

    @abc.abstractmethod
    def resource_path(self, resource):
        """The path of the resource."""
        raise FileNotFoundError

    @abc.abstractmethod
    def is_resource(self, path):
        """Whether the package has the resource."""
        raise FileNotFoundError

    @abc.abstractmethod
    def contents(self):
        """The names of what is in the package."""
        raise FileNotFoundError


@runtime_checkable
class Traversable(Protocol):
    """A folder or file that can be walked, as a pathlib.Path can."""

    @abc.abstractmethod
    def iterdir(self):
        """What is in the folder."""

    def read_bytes(self):
        """The bytes of the file."""
        with self.open("rb") as f:
            return f.read()

    def read_text(self, encoding=None):
        """The text of the file."""
        with self.open(encoding=encoding) as f:
            return f.read()

    @abc.abstractmethod
    def is_dir(self) -> bool:
        """Whether it is a folder."""

    @abc.abstractmethod
    def is_file(self) -> bool:
        """Whether it is a file."""

    @abc.abstractmethod
    def joinpath(self, child):
        """What is inside under a name."""

    def __truediv__(self, child):
        """What is inside under a name."""
        return self.joinpath(child)

    @abc.abstractmethod
    def open(self, mode="r", *args, **kwargs):
        """The open file."""

    @abc.abstractproperty
    def name(self) -> str:
        """The last part of the path."""


class TraversableResources(ResourceReader):
    """A ResourceReader over a Traversable."""

    @abc.abstractmethod
    def files(self):
        """The folder of the package."""

    def open_resource(self, resource):
        """A binary file of the resource."""
        return self.files().joinpath(resource).open("rb")

    def resource_path(self, resource):
        """There is no path to promise."""
        raise FileNotFoundError(resource)

    def is_resource(self, path):
        """Whether the package has the resource."""
        return self.files().joinpath(path).is_file()

    def contents(self):
        """The names of what is in the package."""
        return (item.name for item in self.files().iterdir())
