"""doc"""
from __future__ import annotations
import a, b.c, d.e as f, g.h.i as j
from . import k
from .m import n as o, p
from q import *
x: list[int] = []
x.y: "z"
def f(a: x[1:2], *b: (int, str), **c: lambda q: q) -> f"{a!r:>4}": pass
def g():
    import a
    from b import c as d
    y: int
    z: int = 1
    assert z, "m"
    assert a
    assert (y, z)
    pass
