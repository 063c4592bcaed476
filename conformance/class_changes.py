# What may become of an object's class, of a class's bases and MRO, and how odd descriptors are asked.
import gc
import types


def tr(f, *a):
    try:
        print(f(*a))
    except BaseException as e:
        print(repr(e))


print("-- modules with another class")


class Sub(types.ModuleType):
    a = 1

    def __getattr__(self, n):
        if n.startswith("__"):
            raise AttributeError(n)
        return "got " + n

    @property
    def p(self):
        return "prop"


m = types.ModuleType("m")
m.z = 1
m.__class__ = Sub
print(m, m.a, m.z, m.qq, m.p, type(m))
m.__class__ = types.ModuleType
print(hasattr(m, "a"), m.z, type(m), hasattr(m, "p"))
m.__class__ = Sub


class Slotted(types.ModuleType):
    __slots__ = ("q",)


tr(setattr, m, "__class__", Slotted)
gc.collect()
m.me = m
del m
print(gc.collect())

print("-- layouts")


class G:
    __slots__ = ["a", "b"]


class H:
    __slots__ = ["b", "a"]


class L(H):
    __slots__ = ["e"]


class M(G):
    __slots__ = ["e"]


for x, k in ((G(), H), (L(), M), (M(), L), ([], L), (object(), G)):
    tr(setattr, x, "__class__", k)


class O:
    pass


class X:
    pass


N = type(None)
for b in ((N,), (object, N), (O, N), (N, O), (bool,), (O, bool), (type(len), O), (3,), (O, 3), (int, str), (O, O)):
    tr(type, "A", b, {})
    tr(lambda: setattr(X, "__bases__", b))

print("-- mro()")


class Meta(type):
    done = False

    def mro(cls):
        if cls.__mro__ is None and cls.__name__ != "X":
            tr(type, "X", (cls,), {})
            tr(lambda: super(cls, cls).xxx)
            if not Meta.done:
                Meta.done = True
                cls.__bases__ += ()
        return type.mro(cls)


class A(metaclass=Meta):
    pass


for result in (), (O,), (1,):
    class Meta2(type):
        def mro(cls):
            return result

    tr(Meta2, "A", (), {})


class Bozo(Exception):
    pass


class Once(type):
    fail = False

    def mro(cls):
        if Once.fail and cls.__name__ == "F":
            raise Bozo
        return type.mro(cls)


class C1:
    pass


class C2:
    pass


class D(C1):
    pass


class E(D):
    pass


class F(D, metaclass=Once):
    pass


Once.fail = True
tr(setattr, D, "__bases__", (C2,))
print(D.__mro__, E.__mro__, F.__mro__, C2.__subclasses__(), C1.__subclasses__())
Once.fail = False
tr(setattr, D, "__bases__", (C2,))
print(D.__mro__, E.__mro__, F.__mro__, C2.__subclasses__(), C1.__subclasses__())


class P(C1, C2):
    pass


class Q(C1, C2):
    pass


class R(P, Q):
    pass


tr(setattr, P, "__bases__", (C2, C1))
print(P.__mro__, R.__mro__)

print("-- __dict__ of a class made in Python on objects that have another")


class Base:
    pass


class MetaB(type, Base):
    pass


class DM(metaclass=MetaB):
    pass


class Mod(types.ModuleType, Base):
    pass


class Ex(Exception, Base):
    pass


dd = Base.__dict__["__dict__"]
for x in DM, Mod("m"), Ex(), Base():
    tr(dd.__set__, x, {})
    tr(dd.__delete__, x)
    tr(lambda: type(dd.__get__(x)))
    tr(dd.__set__, x, 3)


class Odd(types.ModuleType):
    __dict__ = property(lambda s: "Not a dict!")


tr(dir, Odd("m"))

print("-- __get__ is called as it is found; __new__ of a built-in type is no override")


class S:
    @staticmethod
    def __get__(*a):
        return [type(x).__name__ for x in a]


class T:
    @classmethod
    def __get__(*a):
        return [type(x).__name__ for x in a]


class U:
    __get__ = len


class Y:
    s = S()
    t = T()
    u = U()


for n in "stu":
    tr(getattr, Y, n)
    tr(getattr, Y(), n)


class New1:
    __new__ = list.__new__


class New2(list):
    __new__ = object.__new__


print(type(New1()), New2())

print("-- class methods of built-in types")
cm = dict.__dict__["fromkeys"]
tr(cm)
tr(cm, 3)
tr(cm, int)
tr(cm.__get__, 42)
tr(cm.__get__, None, 42)
tr(cm.__get__, None, None)
tr(lambda: cm.__get__({})([1]))
