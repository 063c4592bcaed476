"""The smallest frozen module, for tests of import."""

initialized = True
print("Hello world!")
