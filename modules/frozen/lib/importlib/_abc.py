"""Loader, apart from importlib.abc, which imports more."""

import abc
from ._bootstrap import _load_module_shim


class Loader(metaclass=abc.ABCMeta):
    """What loads modules. Define exec_module(); create_module() if the module is to be of a special kind."""

    def create_module(self, spec):
        """Make the module of a spec; None for the usual kind."""

    def load_module(self, fullname):
        """Load a module. Deprecated: define exec_module()."""
        if hasattr(self, "exec_module"):
            return _load_module_shim(self, fullname)
        raise ImportError

    def module_repr(self, module):
        """The repr of a module. Deprecated."""
        raise NotImplementedError
