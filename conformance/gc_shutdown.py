# What gc.garbage holds at the end is warned of when the modules are gone, if the filters let it.
import gc
import warnings


class Kept:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return "Kept(%r)" % self.name

    def __del__(self):
        print("dies", self.name)


warnings.simplefilter("always")
gc.garbage.append(Kept("first"))
gc.set_debug(gc.DEBUG_UNCOLLECTABLE)
last = Kept("global")
