# What the compiler warns of, on standard error, while the script still runs.
def f(x):
    if x is 5:
        return 'is'
    assert (x, 'always true')
    return x is not 'text', '\d'

try:
    5()
except TypeError as e:
    print(e)
try:
    [1, 2]['a']
except TypeError as e:
    print(e)
print(f(7))
