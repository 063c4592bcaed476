// Package parser turns the source text of Python 3.10 into the trees of package ast.
//
//	bytes ─► source ─► scanner ─► participle's tokens ─► grammar + reader ─► ast
//	                                                         │ no?
//	                                                         └──► explainer ─► *SyntaxError
//
// It is two parsers, because CPython's is two: one that is fast and can only say no,
// and one that finds out why.
//
// The fast one is a participle grammar for the compound statements (grammar.go), whose
// leaves are parsed by recursive descent over the same tokens (reader: expressions,
// simple statements, parameters, patterns, f-strings). Participle never has to try
// alternatives: one token picks the production. What the grammar builds is lowered to
// ast nodes statement by statement (lower.go). At the first thing that does not fit,
// the reader panics with a bailout, which parse recovers; nobody else sees it.
//
// The slow one, the explainer, runs over the statement that did not fit. It interprets
// a PEG grammar (explain_grammar.go) in two passes, as CPython does: the first finds
// how far the text makes sense, the second tries the known mistakes as well. Because
// the order in which rules are tried decides what CPython reports, and where, the
// explainer keeps to that order, and to its other habits: when the scanner's errors
// go first, which end an error has, how an f-string's expression is placed.
//
// Invariants: a parse keeps no state outside its own tokens, so any number can run at
// once; every error is a *SyntaxError; time is linear in the length of the text, and
// the depth of recursion is bounded (maxDepth, maxExplainDepth), with long chains of
// operators, attributes and clauses built in loops. The two parsers accept the same
// texts: FuzzParse checks that they do, and TestMutations that what they say about
// broken programs is what CPython says.
package parser
