# A module with a __getattr__ of its own.
present = 'present'

def __getattr__(name):
    if name == 'forbidden':
        raise AttributeError('this one is forbidden')
    if name.startswith('__'):
        raise AttributeError(name)
    return 'made ' + name

def __dir__():
    return ['z', 'a']
