# string: templates and their subclasses, Formatter and its steps.
import string, re
from string import Template, Formatter
print([getattr(string, n) for n in string.__all__ if n.islower() and n != 'capwords'])
print(string.capwords('  a bC  dE '), string.capwords('a-b c-d', '-'), string.capwords('x', None))
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)
for s in ('$who likes $$ ${what}', '$', 'a\nb $', '$1', '${', '${a', 'x\n  $-', '$ä', '$_a1 ${A_b}', '', '$$$', '$a.b'):
    for m in ({'who': 1, 'what': [2], 'a': 'A', '_a1': 3, 'A_b': 4, 'ä': 5}, {}):
        t(Template(s).substitute, m); t(Template(s).safe_substitute, m)
t(Template('$a $b').substitute, {'a': 1}, b=2); t(Template('$a').substitute, {'a': 1}, a=2); t(Template('$mapping $self').substitute, mapping=3, self=4)
t(Template('$a').substitute); t(Template('$a').substitute, None); t(Template(3).substitute); t(Template('$a').substitute, {}, {})
class Pct(Template):
    delimiter = '%'
    idpattern = '[a-z]+'
    flags = 0
t(Pct('%ab %%x $c %A').safe_substitute, ab=1, A=2); t(Pct('%A').substitute, A=1)
class Br(Template): braceidpattern = '[0-9]+'
t(Br('$a ${12} ${a}').safe_substitute, {'a': 1, '12': 2})
class Own(Template): pattern = r'(?P<escaped>@@)|@(?P<named>\w+)@|(?P<braced>{{\w}})|(?P<invalid>@)'
t(Own('@x@ @@ {{y}} @').safe_substitute, {'x': 1, '{{y}}': 2}); t(Own('@').substitute)
class Miss(Template): pattern = r'(?P<escaped>a)?(?P<named>b)?(?P<braced>c)?(?P<invalid>d)?e'
t(Miss('e').substitute); print(type(Miss.pattern), Template.flags, Template.idpattern, Template.delimiter, type(Template.pattern).__name__)
try:
    class Bad(Template): idpattern = '('
except Exception as e: print(type(e).__name__)
try:
    class Bad2(Template): delimiter = 3
except Exception as e: print(type(e).__name__)
f = Formatter()
for a in (('{} {}', 1, 2), ('{0} {1} {0}', 1, 2), ('{} {0}', 1), ('{0} {}', 1), ('{a.real} {b[x]} {c[0]!r:>5}',), ('{!s} {!r} {!a}', 'é', 'é', 'é'), ('{!x}', 1), ('{:{}}', 1, 5), ('{:{:{}}}', 1, 5, 3),
          ('{:{:{:{}}}}', 1, 2, 3, 4), ('{', ), ('}',), ('{{}}',), ('{5}', 1), ('{zz}',), ('',), ('{0.zz}', 1), ('{0:{1}} {2}', 3, '05d', 'x'), ('{:{}} {}', 3, '05d', 'x')):
    t(f.format, *a, a=3, b={'x': 1}, c=['q'])
t(f.format); t(f.format, 3); t(f.vformat, '{0}', (1,), {}); t(f.vformat, '{0}'); t(f.format, format_string='x'); t(f.format, '{format_string}', format_string='x')
class Mine(Formatter):
    def get_value(self, key, args, kwargs): return args[key] if isinstance(key, int) else kwargs.get(key, '<%s>' % key)
    def check_unused_args(self, used, args, kwargs):
        if len(used) < len(args): raise ValueError('unused')
    def convert_field(self, v, c): return str(v).upper() if c == 'u' else super().convert_field(v, c)
    def parse(self, s): return [(x, None, None, None) if i % 2 == 0 else ('', x, '', 'u') for i, x in enumerate(s.split('|'))] if s else []
t(Mine().format, 'a|0|b|x', 'val'); t(Mine().format, 'a', 1); t(f.get_field, 'a.real', (), {'a': 1}); print(list(f.parse('a{b!r:c}d')))
