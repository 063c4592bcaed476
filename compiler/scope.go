package compiler

import (
	"maps"
	"slices"

	"github.com/minipy-go/minipy/ast"
)

type nameSet map[string]bool

// analyze decides where every name of the module lives.
func (k *compiler) analyze(top *scope) {
	k.analyzeBlock(top, nil, nameSet{}, nameSet{})
}

// analyzeBlock places the names of c and of the blocks in it. bound holds the names
// that enclosing functions bind (nil for the module), global those that they declare
// global; the names that c leaves free are added to free. bound and global are c's own
// copies.
func (k *compiler) analyzeBlock(c *scope, bound, free, global nameSet) {
	k.enter()
	defer k.leave()
	c.places = make(map[string]place, len(c.syms))
	local, newFree := nameSet{}, nameSet{}
	newBound, newGlobal := nameSet{}, nameSet{}
	if c.kind == classBlock { // what a class binds is not seen in its methods
		maps.Copy(newGlobal, global)
		maps.Copy(newBound, bound)
	}
	for _, name := range c.order {
		k.place(c, name, bound, local, free, global)
	}
	if c.kind == classBlock {
		newBound["__class__"] = true
	} else {
		if c.kind == functionBlock {
			maps.Copy(newBound, local)
		}
		maps.Copy(newBound, bound)
		maps.Copy(newGlobal, global)
	}
	for _, child := range c.children {
		k.analyzeBlock(child, maps.Clone(newBound), newFree, maps.Clone(newGlobal))
	}
	switch c.kind {
	case functionBlock:
		for name := range newFree {
			if c.places[name] == placeLocal {
				c.places[name] = placeCell
				delete(newFree, name)
			}
		}
	case classBlock:
		if newFree["__class__"] {
			delete(newFree, "__class__")
			c.classCell = true
		}
	}
	for name := range newFree {
		c.inheritFree(name, bound)
	}
	maps.Copy(free, newFree)
}

// inheritFree records that a block in c leaves name free.
func (c *scope) inheritFree(name string, bound nameSet) {
	if f, ok := c.syms[name]; ok {
		if c.kind == classBlock && f&(defBound|defGlobal) != 0 {
			c.syms[name] |= defFreeClass
		}
		return
	}
	if bound != nil && !bound[name] {
		return
	}
	c.syms[name] = 0
	c.places[name] = placeFree
}

func (k *compiler) place(c *scope, name string, bound, local, free, global nameSet) {
	f := c.syms[name]
	switch {
	case f&defGlobal != 0:
		if f&defNonlocal != 0 {
			k.fail(c.directiveOf(name), "name '%s' is nonlocal and global", name)
		}
		c.places[name] = placeGlobal
		global[name] = true
		delete(bound, name)
	case f&defNonlocal != 0:
		if bound == nil {
			k.fail(c.directiveOf(name), "nonlocal declaration not allowed at module level")
		}
		if !bound[name] {
			k.fail(c.directiveOf(name), "no binding for nonlocal '%s' found", name)
		}
		c.places[name] = placeFree
		free[name] = true
	case f&defBound != 0:
		c.places[name] = placeLocal
		local[name] = true
		delete(global, name)
	case bound[name]:
		c.places[name] = placeFree
		free[name] = true
	default:
		c.places[name] = placeDefault
	}
}

func (c *scope) directiveOf(name string) *ast.Span { return c.directives[name] }

// cellVars and freeVars list, sorted, the names whose cells c makes and receives.
func (c *scope) cellVars() []string {
	if c.classCell {
		return []string{"__class__"}
	}
	return c.namesAt(func(name string) bool { return c.places[name] == placeCell })
}

func (c *scope) freeVars() []string {
	return c.namesAt(func(name string) bool {
		return c.places[name] == placeFree || c.syms[name]&defFreeClass != 0
	})
}

func (c *scope) namesAt(at func(string) bool) []string {
	var list []string
	for name := range c.syms {
		if at(name) {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}
