# Runs one module of CPython's tests. Prints a line for each test: the mark, the outcome, the id; and "| " lines with
# the traceback below those that fail.
import doctest
import importlib
import os
import sys
import traceback
import unittest

# CPython keeps some of its tests for itself ("implementation detail"). They are asked of minipy, too.
sys.implementation.name = "cpython"

MARK, NAME = sys.argv[1], sys.argv[2]
sys.argv[1:] = []
OUT = os.fdopen(os.dup(1), "w", buffering=1, errors="backslashreplace")


def emit(outcome, what, detail=""):
    OUT.write("\n%s %s %s\n" % (MARK, outcome, " ".join(what.split())))
    for line in detail[-4000:].splitlines():
        OUT.write("| %s\n" % line)


class Recorder(unittest.TestResult):
    """Knows one outcome for each test: the first that is not good."""

    def __init__(self):
        super().__init__()
        self.settled = set()

    def settle(self, case, outcome, error=None):
        name = case.id()
        if name in self.settled:
            return
        self.settled.add(name)
        text = ""
        if error is not None:
            try:
                text = "".join(traceback.format_exception(*error))
            except Exception as other:
                text = "%r (and then %r)" % (error[1], other)
        emit(outcome, name, text)

    def addError(self, case, error):
        self.settle(case, "failed", error)

    def addFailure(self, case, error):
        self.settle(case, "failed", error)

    def addSubTest(self, case, part, error):
        if error is not None:
            self.settle(case, "failed", error)

    def addUnexpectedSuccess(self, case):
        self.settle(case, "failed")

    def addSkip(self, case, reason):
        # A part that is skipped leaves the rest of its test to decide.
        if not hasattr(case, "test_case"):
            self.settle(case, "skipped")

    def addExpectedFailure(self, case, error):
        self.settle(case, "passed")

    def addSuccess(self, case):
        self.settle(case, "passed")


def examples(module):
    lines = []
    runner = doctest.DocTestRunner(verbose=False)
    for test in doctest.DocTestFinder().find(module, module.__name__):
        if test.examples:
            lines.clear()
            bad = runner.run(test, out=lines.append).failed
            emit("failed" if bad else "passed", "doctest " + test.name, "".join(lines))


def main():
    module = importlib.import_module("test." + NAME)
    suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    count = suite.countTestCases()
    suite.run(Recorder())
    if not hasattr(module, "load_tests") and (not count or hasattr(module, "__test__")):
        examples(module)
    emit("end", NAME)


main()
