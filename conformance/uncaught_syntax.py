# A syntax error is reported before anything runs, with its line and a caret.
print('never')
def f(:
    pass
