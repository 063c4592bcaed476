"""What sysconfig tells of the build. minipy is not built by CPython's makefiles: few of its variables mean something."""

build_time_vars = {
    "EXT_SUFFIX": "",
    "EXE": "",
    "MULTIARCH": "",
    "Py_DEBUG": 0,
    "Py_ENABLE_SHARED": 0,
    "WITH_PYMALLOC": 0,
    "WITH_DOC_STRINGS": 1,
    "LIBDIR": "",
    "VERSION": "3.10",
}
