import io
io.FileIO(1, "w").write(b"x" * 100)
