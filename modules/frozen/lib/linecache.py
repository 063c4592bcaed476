"""Lines of source files, kept."""

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

# filename -> (size, mtime, lines, full name), or a 1-tuple with a function that gives the source.
cache = {}


def clearcache():
    """Clear the cache entirely."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """Get a line of a file by number, newline included; an empty string if there is none."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def getlines(filename, module_globals=None):
    """Get the lines of a file, from the cache if they are there."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def checkcache(filename=None):
    """Forget the files that have changed or gone."""
    for name in list(cache) if filename is None else [filename] if filename in cache else []:
        entry = cache[name]
        if len(entry) == 1 or entry[1] is None:
            continue
        import os
        try:
            st = os.stat(entry[3])
        except OSError:
            cache.pop(name, None)
            continue
        if entry[0] != st.st_size or entry[1] != st.st_mtime:
            cache.pop(name, None)


def updatecache(filename, module_globals=None):
    """Read a file into the cache and return its lines; an empty list if that fails."""
    entry = cache.pop(filename, None)
    if entry is not None and len(entry) == 1:
        try:
            source = entry[0]()
        except (ImportError, OSError):
            source = None
        if source is not None:
            lines = [line + "\n" for line in source.splitlines()]
            cache[filename] = len(source), None, lines, filename
            return lines
    if not filename or filename.startswith("<") and filename.endswith(">"):
        return []
    import os
    import sys
    for full in [filename] if os.path.isabs(filename) else [filename] + [os.path.join(d, filename) for d in sys.path]:
        try:
            st = os.stat(full)
            with open(full, encoding="utf-8") as f:
                lines = f.readlines()
        except (OSError, UnicodeDecodeError, SyntaxError):
            continue
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += "\n"
        cache[filename] = st.st_size, st.st_mtime, lines, full
        return lines
    return []


def lazycache(filename, module_globals):
    """Remember how to get a module's source from its loader."""
    if filename in cache:
        return len(cache[filename]) == 1
    if not filename or filename.startswith("<") and filename.endswith(">"):
        return False
    spec = (module_globals or {}).get("__spec__")
    name = getattr(spec, "name", None) or (module_globals or {}).get("__name__")
    get_source = getattr((module_globals or {}).get("__loader__"), "get_source", None)
    if name and get_source:
        cache[filename] = (lambda: get_source(name),)
        return True
    return False
