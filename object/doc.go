// Package object is Python's object model: values, headers, types and their slots,
// attributes, every built-in type, exceptions, reference counts, weak references,
// finalizers and the cycle collector.
//
// Invariants.
//
// Ownership: arguments are lent, results are given. A function borrows what it is
// passed and returns a reference that its caller owns and must pass on or Unref.
// Exceptions show in the verb: Peek… returns a loan, Give… takes the reference it is
// passed, even when it fails. An item stored in a container is a reference of the
// container's own, so storing a lent value means storing v.Ref().
//
// Deaths: dropping a reference can run any Python code. Make the object whole before
// dropping what it lost ("detach, then drop"), and read nothing cached before the
// drop after it.
//
// Absence: Value{} (O == nil) means "absent": a missing argument, an exhausted
// iterator, a value that an error stands in for. It is never stored in a container.
//
// Errors: a failing function returns an error made by t.Raise… or passed through from
// a callee. Who swallows one calls t.Discard(err).
//
// Immortal objects (RC < 0) are shared by all interpreters and never written.
package object
