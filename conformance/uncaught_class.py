# Uncaught: a class of one's own in a function, a message of several lines, a context set aside by `from None`.
def make():
    class Local(Exception):
        def __str__(self):
            return 'first line\nsecond line'
    return Local

def run():
    try:
        {}['missing']
    except KeyError:
        raise make()(1) from None

run()
