package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"pgregory.net/rapid"
)

// A family is a type, the values that its runs begin with, and the operations that they go through. An operation is
// Python with v for the value; $name stands for a fresh value of what is listed under that name in drawn.
type family struct {
	name       string
	types      string // whose methods the operations call
	value      *rapid.Generator[string]
	length     int // operations of a run
	operations []string
}

// families is the list of the types that are tested.
func families() []family {
	defineNumbers()
	defineContainers()
	defineStrings()
	all := []family{
		intFamily(), boolFamily(), floatFamily(), complexFamily(),
		listFamily(), tupleFamily(), dictFamily(), setFamily(), frozensetFamily(), rangeFamily(), sliceFamily(),
		strFamily(), bytesFamily(), bytearrayFamily(), memoryviewFamily(),
	}
	return slices.Concat(all, viewFamilies(), iteratorFamilies(), descriptorFamilies(), objectFamilies(), subclassFamilies(), codeFamilies())
}

// A run is the text of a value and of the operations that it goes through.
type run struct {
	value      string
	operations []string
}

// String is the run in the words of the driver.
func (r run) String() string {
	return r.value + "\n" + strings.Join(r.operations, "\n") + "\n\n"
}

const mostRuns = 1 << 24 // of a family: those of two seeds have none in common

// runs makes the runs of a family that a seed stands for, until they hold n operations.
func (f family) runs(seed, n int) []run {
	one := rapid.Custom(func(t *rapid.T) run {
		r := run{value: f.value.Draw(t, "value")}
		for range f.length {
			template := rapid.SampledFrom(f.operations).Draw(t, "operation")
			r.operations = append(r.operations, fill(t, template))
		}
		return r
	})
	var all []run
	for i := 0; i*f.length < n; i++ {
		all = append(all, one.Example(seed*mostRuns+i))
	}
	return all
}

var placeholder = regexp.MustCompile(`\$[a-z]+`)

// fill puts values in the places of a template.
func fill(t *rapid.T, template string) string {
	return placeholder.ReplaceAllStringFunc(template, func(name string) string {
		g, ok := drawn[name[1:]]
		if !ok {
			panic(fmt.Sprintf("no values are called %s in %q", name, template))
		}
		return g.Draw(t, name)
	})
}

// filled draws from templates.
func filled(templates ...string) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return fill(t, rapid.SampledFrom(templates).Draw(t, "template"))
	})
}

// each puts every one of the words in the place of % in every template.
func each(words string, templates ...string) []string {
	var all []string
	for _, w := range strings.Fields(words) {
		for _, t := range templates {
			all = append(all, strings.ReplaceAll(t, "%", w))
		}
	}
	return all
}

// lines splits a table of operations.
func lines(tables ...string) []string {
	var all []string
	for _, table := range tables {
		for _, line := range strings.Split(table, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				all = append(all, line)
			}
		}
	}
	return all
}
