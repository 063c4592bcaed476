package minipy_test

import (
	"context"
	"fmt"
	"os"

	"github.com/minipy-go/minipy"
)

// A script runs as __main__; its objects die while it runs, and none is left after Close.
func Example() {
	code, err := minipy.Compile("hello.py", []byte(`
import weakref
class Image: pass
photo = Image()
ref = weakref.ref(photo, lambda r: print('the photo is gone'))
del photo
print(ref())
`))
	if err != nil {
		panic(err)
	}
	in := minipy.New(minipy.Config{Stdout: os.Stdout, Stderr: os.Stderr})
	if err := in.Run(context.Background(), code); err != nil {
		panic(err)
	}
	if err := in.Close(); err != nil {
		panic(err)
	}
	fmt.Println("alive:", in.Census().Objects)
	// Output:
	// the photo is gone
	// None
	// alive: 0
}
