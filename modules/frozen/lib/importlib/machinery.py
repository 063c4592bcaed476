"""The finders and loaders of the import system."""

from ._bootstrap import BuiltinImporter, FrozenImporter, ModuleSpec
from ._bootstrap_external import *


def all_suffixes():
    """The suffixes of all files that can be modules."""
    return [*SOURCE_SUFFIXES, *BYTECODE_SUFFIXES, *EXTENSION_SUFFIXES]
