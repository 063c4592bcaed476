"""Loader, apart from importlib.abc, which imports more."""

import abc
from . import _bootstrap


class Loader(metaclass=abc.ABCMeta):
    """What loads modules."""

    def create_module(self, spec):
        """Make the module of a spec; None for the usual kind."""
        return None

    def load_module(self, fullname):
        """Load a module. Deprecated: define exec_module()."""
        if not hasattr(self, "exec_module"):
            raise ImportError
        return _bootstrap._load_module_shim(self, fullname)

    def module_repr(self, module):
        """The repr of a module. Deprecated."""
        raise NotImplementedError
