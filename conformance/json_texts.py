# json: texts read and written, errors, hooks, encoders of one's own.
import io
import json

import _json

def attempt(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
bad=['', '[', '[1', '[1,', '[1,]', '{', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{a:1}', '"abc', '"a\nb"', '"\\x"', '"\\u12"', '"\\ud800\\u12"', '1 2', 'nul', '-', '-a', '01', '1.', '1e', 'Infinity','-Infinity','NaN','[1 2]', '{"a" 1}', '"\\', '\ufeff1', '[1,\n\n  x]', '{"a":1 "b"}', '[,1]','  ', '"\\ud834\\udd20"', '1.5e10','1E5', '-0', '-0.0', '123456789012345678901234567890', '"\\ud834"', '"\\ud834x"','{"a":1, 5:1}', '[1,2] ]']
for b in bad: print(repr(b), end=' '); attempt(lambda: json.loads(b))
for o in (float('nan'), float('inf'), {1:2,None:3,True:4,1.5:5,'x':6}, {(1,2):3}, object(), [1,(2,3)], 'é\u2028"\\\x00\x7f\U0001f600\ud800', {'b':1,'a':2}, [], {}, set()):
    attempt(lambda: json.dumps(o))
attempt(lambda: json.dumps(float('nan'), allow_nan=False)); attempt(lambda: json.dumps([float('inf')], allow_nan=False)); attempt(lambda: json.dumps({float('inf'):1}, allow_nan=False))
l=[]; l.append(l); attempt(lambda: json.dumps(l)); d={}; d['x']=d; attempt(lambda: json.dumps(d))
attempt(lambda: json.dumps({(1,2):3,'a':1}, skipkeys=True))
attempt(lambda: json.dumps({'b':[1,{}],'a':[]}, indent=2, sort_keys=True)); attempt(lambda: json.dumps([1,[2]], indent='--')); attempt(lambda: json.dumps([1], separators=(',',':'), indent=0)); attempt(lambda: json.dumps('é', ensure_ascii=False))
attempt(lambda: json.dumps({1:2,'a':3}, sort_keys=True))
print(list(json.JSONEncoder().iterencode([1,[2,{'a':[],'b':{}}],'x'])), list(json.JSONEncoder(indent=1).iterencode({'a':[1,[2]],'b':{'c':None}})), list(json.JSONEncoder().iterencode('x')), list(json.JSONEncoder().iterencode([])), list(json.JSONEncoder().iterencode([[],{}])))
attempt(lambda: json.loads(5)); attempt(lambda: json.loads(b'\xff')); attempt(lambda: json.loads(b'[1]')); attempt(lambda: json.loads('[1]'.encode('utf-16'))); attempt(lambda: json.loads('[1]'.encode('utf-32-be'))); attempt(lambda: json.loads(bytearray(b'{"a":1}')))
attempt(lambda: json.JSONDecoder().raw_decode(' 1')); attempt(lambda: json.JSONDecoder().raw_decode('1 x')); attempt(lambda: json.JSONDecoder().raw_decode('1', -1)); attempt(lambda: json.JSONDecoder().raw_decode('12', 5))
attempt(lambda: json.dumps(1, foo=2)); attempt(lambda: json.loads('1', foo=2))
e=json.JSONDecodeError('m','a\nbc',3); print(e, e.args, e.lineno, e.colno, e.__reduce__(), repr(e))
attempt(lambda: _json.scanstring('abc"d', 0)); attempt(lambda: _json.scanstring('abc', 9)); attempt(lambda:_json.scanstring(5,0)); attempt(lambda: _json.encode_basestring_ascii(5)); attempt(lambda: _json.encode_basestring(5))
attempt(lambda: json.loads('['*100000)); attempt(lambda: json.loads('{"a":'*100000))


# hooks
text = '{"a": [1, 2.5, {"b": NaN}], "c": {"d": -Infinity}, "a": 7}'
print(json.loads(text, object_pairs_hook=lambda p: p))
print(json.loads(text, object_hook=lambda d: tuple(d)))
print(json.loads(text, parse_int=lambda s: "int " + s, parse_float=lambda s: "float " + s, parse_constant=lambda s: "constant " + s))
attempt(lambda: json.loads(text, object_hook=lambda d: 1 / 0))


class Decoder(json.JSONDecoder):
    def decode(self, s):
        return "decoded", super().decode(s)


print(json.loads("[1]", cls=Decoder), Decoder(strict=False).decode('"a\nb"'))


# encoders
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, Point):
            return [o.x, o.y]
        return super().default(o)


print(json.dumps({"p": Point(1, Point(2, 3))}, cls=Encoder), json.dumps(Point(4, 5), default=vars))
attempt(lambda: json.dumps(object(), cls=Encoder))
attempt(lambda: json.dumps(Point(1, 2), default=lambda o: o))


class Chatty(json.JSONEncoder):
    def iterencode(self, o, _one_shot=False):
        yield "<"
        yield from super().iterencode(o, _one_shot=False)
        yield ">"


print(json.dumps([1], cls=Chatty), Chatty(indent=0).encode({"a": 1}))


class Int(int):
    def __repr__(self):
        return "no number"


class Text(str):
    pass


class List(list):
    def __iter__(self):
        return iter("xy")


class Dict(dict):
    def items(self):
        return [("made", 1)]


print(json.dumps([Int(5), Text("t"), List([1]), Dict(a=2), True, 2 ** 70, -0.0, 1e100]), json.dumps({Int(5): 1, Text("k"): 2}))


# files
class File:
    def __init__(self):
        self.pieces = []

    def write(self, s):
        self.pieces.append(s)


f = File()
json.dump({"a": [1, [], {}], "b": "é"}, f, indent=1, ensure_ascii=False)
print(f.pieces)
f = File()
attempt(lambda: json.dump([1, {"a": object()}], f))
print("".join(f.pieces))
print(json.load(io.StringIO(" [1, 2]\n")), json.load(io.BytesIO(b'"x"')))
print(sorted(json.loads('{"k": 1, "k2": {"k": 2}}').items()))
with_names = json.loads('[{"name": 1}, {"name": 2}]')
print(list(with_names[0])[0] is list(with_names[1])[0])
