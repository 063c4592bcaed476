# types.new_class and the namespace that each metaclass is given.
import types


def meta(name, bases, namespace, **keywords):
    return name, bases, sorted(namespace.items()), keywords


class Meta(type):
    def __new__(cls, name, bases, namespace):
        print(sorted(namespace.items()))
        return super().__new__(cls, name, bases, namespace)


class Plain(type):
    pass


print(types.new_class("X", (), {"metaclass": meta}))
print(types.new_class("X", (int,), {"metaclass": meta, "k": 1}, lambda ns: ns.update(a=2)))
for keywords in {}, {"metaclass": Meta}, {"metaclass": Plain}:
    print(types.new_class("X", (), keywords).__module__)
    print(types.new_class("X", (), keywords, lambda ns: ns.update(__module__="m")).__module__)
