import importlib.util
spec = importlib.util.spec_from_file_location("x", "/etc/passwd")
spec.loader.exec_module(importlib.util.module_from_spec(spec))
