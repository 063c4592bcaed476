package main

import (
	"fmt"
	"os"

	"github.com/minipy-go/minipy/code"
	"github.com/minipy-go/minipy/compiler"
	"github.com/minipy-go/minipy/parser"
)

func show(c *code.Code) {
	fmt.Println("==", c.Name)
	fmt.Println(code.Disassemble(c))
	for _, k := range c.Consts {
		if c, ok := k.(*code.Code); ok {
			show(c)
		}
	}
}

func main() {
	src, _ := os.ReadFile(os.Args[1])
	m, err := parser.Parse("x", src, 0)
	if err != nil {
		panic(err)
	}
	c, err := compiler.Compile(m, compiler.Options{})
	if err != nil {
		panic(err)
	}
	show(c)
}
