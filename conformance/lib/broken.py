started = True
raise ValueError('broken while loading')
