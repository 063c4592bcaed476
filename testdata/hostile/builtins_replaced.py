import builtins
builtins.__import__ = lambda *a: __import__(*a)
import re
