# exceptions: a validator that raises, handlers at several levels, finally, with
class Invalid(Exception):
    def __init__(self, field, value):
        super().__init__(field)
        self.field, self.value = field, value

class Missing(Invalid):
    pass

class Guard:
    entered = left = 0

    def __enter__(self):
        Guard.entered += 1
        return self

    def __exit__(self, kind, value, tb):
        Guard.left += 1
        return kind is not None and issubclass(kind, Missing)

def check(record):
    if 'id' not in record:
        raise Missing('id', None)
    if record['id'] % 5 == 0:
        raise Invalid('id', record['id'])
    return int(record['text'])

def handle(record, log):
    try:
        return check(record)
    except Invalid as e:
        if type(e) is Missing:
            raise
        log.append(e.value)
        return -1
    finally:
        log.append(1)

def main():
    texts = ['12', 'x', '7', '', '404']
    total = 0
    log = []
    for i in range(120000):
        record = {'text': texts[i % 5]}
        if i % 7:
            record['id'] = i
        with Guard():
            try:
                total += handle(record, log)
            except ValueError:
                total += 3
        try:
            texts[i % 9]
        except IndexError:
            total += 1
        else:
            total += 2
    return total, sum(log), Guard.entered, Guard.left

print('checksum', *main())
