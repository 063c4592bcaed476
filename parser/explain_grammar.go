package parser

// grammarText is the grammar of the explainer: the language reference's full grammar,
// with, at the places where they can occur, the mistakes that CPython has words for.
//
//	'x'  a token           "x"  a name that is a keyword only here
//	[x]  maybe x           x*  x+  repeated          x%','  separated by commas
//	&x   x must follow     !x  x must not follow     &&'x'  x must follow, or else an error
//	SOFT a name that could become a soft keyword
//	~    no other alternative after this
//	a:x  x is called a
//	=K   the alternative is a node of kind K; =?K  if there is more than one node in it
//	#... the alternative is a mistake: see mistake. A rule of them whose name begins with
//	     wrong_ is tried in the second pass only where it is all of an alternative.
//
// A rule marked with ! remembers its results across the two ways of parsing an
// expression (with and without looking for mistakes), which decides what is reported.
const grammarText = `
file: [statements] EOF
eval: expressions NEWLINE* EOF
fstring: star_expressions
single: compound NEWLINE | simple_line | NEWLINE

statements: statement+
statement: compound | simple_line
simple_line: simple !';' NEWLINE | simple%';' [';'] NEWLINE
simple!: assignment | star_expressions | &'return' return | &('import'|'from') import
	| &'raise' raise | 'pass' | &'del' del | &'yield' yield | &'assert' assert
	| 'break' | 'continue' | &'global' global | &'nonlocal' nonlocal
compound: &('def'|'@'|'async') function | &'if' if | &('class'|'@') class
	| &('with'|'async') with | &('for'|'async') for | &'try' try | &'while' while | match

assignment: NAME ':' expression ['=' rhs]
	| ('(' single_target ')' | place) ':' expression ['=' rhs]
	| (star_targets '=')+ rhs !'='
	| single_target augassign ~ rhs
	| wrong_assignment
rhs: yield | star_expressions
augassign: '+='|'-='|'*='|'@='|'/='|'%='|'&='|'|='|'^='|'<<='|'>>='|'**='|'//='
return: 'return' [star_expressions]
raise: 'raise' expression ['from' expression] | 'raise'
global: 'global' NAME%','
nonlocal: 'nonlocal' NAME%','
del: 'del' del_targets &(';'|NEWLINE) | wrong_del
assert: 'assert' expression [',' expression]
import: 'import' dotted_as%',' | 'from' ('.'|'...')* dotted 'import' from_names
	| 'from' ('.'|'...')+ 'import' from_names
from_names: '(' from_list [','] ')' | from_list !',' | '*' | wrong_from_names
from_list: (NAME ['as' NAME])%','
dotted_as: dotted ['as' NAME]
dotted: NAME ('.' NAME)*

block!: NEWLINE INDENT statements DEDENT | simple_line | wrong_block
decorators: ('@' named NEWLINE)+
class: decorators class_raw | class_raw
class_raw: wrong_class | 'class' NAME ['(' [arguments] ')'] ':' block
function: decorators def_raw | def_raw
def_raw: wrong_def | ['async'] 'def' NAME '(' [params] ')' ['->' expression] &&':' block
if: wrong_if | 'if' named ':' block elif | 'if' named ':' block [else]
elif: wrong_elif | 'elif' named ':' block elif | 'elif' named ':' block [else]
else: wrong_else | 'else' &&':' block
while: wrong_while | 'while' named ':' block [else]
for: wrong_for | 'for' star_targets 'in' ~ star_expressions ':' block [else]
	| 'async' 'for' star_targets 'in' ~ star_expressions ':' block [else]
	| wrong_for_target
with: wrong_with_indent | 'with' '(' with_item%',' [','] ')' ':' block | 'with' with_item%',' ':' block
	| 'async' 'with' '(' with_item%',' [','] ')' ':' block | 'async' 'with' with_item%',' ':' block
	| wrong_with
with_item: expression 'as' star_target &(','|')'|':') | wrong_with_item | expression
try: wrong_try | 'try' &&':' block finally | 'try' &&':' block except+ [else] [finally]
except: wrong_except_indent | 'except' expression ['as' NAME] ':' block | 'except' ':' block | wrong_except
finally: wrong_finally | 'finally' &&':' block

match: "match" subject ':' NEWLINE INDENT case+ DEDENT | wrong_match
subject: star_named ',' [star_nameds] | named
case: wrong_case | "case" patterns [guard] ':' block
guard: 'if' named
patterns: open_sequence | pattern
pattern: as_pattern | or_pattern
as_pattern: or_pattern 'as' capture =Pattern | wrong_as
or_pattern: closed ('|' closed)* =?Pattern
closed!: literal =Pattern | capture =Pattern | "_" =Pattern | value =Pattern | '(' pattern ')'
	| sequence =Pattern | mapping =Pattern | class_pattern =Pattern
literal: signed !('+'|'-') | complex | strings | 'None' | 'True' | 'False'
complex: real ('+'|'-') imaginary
signed: NUMBER | '-' NUMBER
real: a:NUMBER #real a | '-' a:NUMBER #real a
imaginary: a:NUMBER #imaginary a
capture: !"_" NAME !('.'|'('|'=')
value: attr !('.'|'('|'=')
attr: NAME ('.' NAME)+
name_or_attr: NAME ('.' NAME)*
sequence: '[' [maybe_sequence] ']' | '(' [open_sequence] ')'
open_sequence: maybe_star ',' [maybe_sequence]
maybe_sequence: maybe_star%',' [',']
maybe_star: star_pattern | pattern
star_pattern!: '*' capture | '*' "_"
mapping: '{' '}' | '{' rest [','] '}' | '{' key_value%',' ',' rest [','] '}' | '{' key_value%',' [','] '}'
key_value: (literal | attr) ':' pattern
rest: '**' capture
class_pattern: name_or_attr '(' ')' | name_or_attr '(' positionals [','] ')'
	| name_or_attr '(' keywords [','] ')' | name_or_attr '(' positionals ',' keywords [','] ')'
	| wrong_class_pattern
positionals: pattern%','
keywords: (NAME '=' pattern)%','

expressions: expression (',' expression)+ [','] | expression ',' | expression
expression!: wrong_expression | wrong_legacy | disjunction 'if' disjunction 'else' expression =IfExp
	| disjunction | lambda
yield: 'yield' 'from' expression =Yield | 'yield' [star_expressions] =Yield
star_expressions: star_expression (',' star_expression)+ [','] =Tuple | star_expression ',' =Tuple
	| star_expression
star_expression!: '*' bitor =Starred | expression
star_nameds: star_named%',' [',']
star_named: '*' bitor =Starred | named
walrus: NAME ':=' ~ expression =NamedExpr
named: walrus | wrong_named | expression !':='
disjunction!: conjunction ('or' conjunction)* =?BoolOp
conjunction!: inversion ('and' inversion)* =?BoolOp
inversion!: 'not' inversion =UnaryOp | comparison
comparison: bitor compare* =?Compare
compare: ('=='|'!='|'<='|'<'|'>='|'>') bitor | 'not' 'in' bitor | 'in' bitor =In
	| 'is' 'not' bitor | 'is' bitor
bitor: bitxor ('|' bitxor)* =?BinOp
bitxor: bitand ('^' bitand)* =?BinOp
bitand: shift ('&' shift)* =?BinOp
shift: sum (('<<'|'>>') sum)* =?BinOp
sum: term (('+'|'-') term)* =?BinOp
term: factor (('*'|'/'|'//'|'%'|'@') factor)* =?BinOp
factor!: ('+'|'-'|'~') factor =UnaryOp | power
power: await_primary ['**' factor] =?BinOp
await_primary!: 'await' primary =Await | primary
primary: primary '.' NAME =Attribute | primary genexp =Call | primary '(' [arguments] ')' =Call
	| primary '[' slices ']' =Subscript | atom
slices: slice !',' | slice%',' [',']
slice: [expression] ':' [expression] [':' [expression]] | named
atom: NAME =Name | 'True' =True | 'False' =False | 'None' =None | &STRING strings | NUMBER =Number
	| &'(' (tuple | group | genexp) | &'[' (list | listcomp) | &'{' (dict | set | dictcomp | setcomp)
	| '...' =Ellipsis
strings!: STRING+ =Strings
group: '(' (yield | named) ')' | wrong_group
list: '[' [star_nameds] ']' =List
tuple: '(' [star_named ',' [star_nameds]] ')' =Tuple
set: '{' star_nameds '}' =Set
dict: '{' [kvpair%',' [',']] '}' =Dict | '{' wrong_kvpairs '}'
kvpair: '**' bitor | key_pair
key_pair: expression ':' expression
listcomp: '[' named fors ']' =ListComp | wrong_comprehension
setcomp: '{' named fors '}' =SetComp | wrong_comprehension
genexp: '(' (walrus | expression !':=') fors ')' =GeneratorExp | wrong_comprehension
dictcomp: '{' key_pair fors '}' =DictComp | wrong_dictcomp
fors: for_if+
for_if: 'async' 'for' star_targets 'in' ~ disjunction ('if' disjunction)*
	| 'for' star_targets 'in' ~ disjunction ('if' disjunction)* | wrong_for_target

arguments!: args [','] &')' | wrong_arguments
args: (starred | (walrus | expression !':=') !'=')%',' [',' kwargs] =Args | kwargs =Args
kwargs: kwarg_or_starred%',' ',' kwarg_or_double%',' | kwarg_or_starred%',' | kwarg_or_double%','
starred: '*' expression =Starred
kwarg_or_starred: wrong_kwarg | NAME '=' expression =Keyword | starred
kwarg_or_double: wrong_kwarg | NAME '=' expression =Keyword | '**' expression =Unpack

lambda: 'lambda' [lambda_params] ':' expression =Lambda
params: wrong_params | parameters
parameters: slash_no_default param_no_default* param_default* [star_etc]
	| slash_default param_default* [star_etc] | param_no_default+ param_default* [star_etc]
	| param_default+ [star_etc] | star_etc
slash_no_default: param_no_default+ '/' ',' | param_no_default+ '/' &')'
slash_default: param_no_default* param_default+ '/' ',' | param_no_default* param_default+ '/' &')'
star_etc: wrong_star_etc | '*' param_no_default param_maybe* [kwds] | '*' ',' param_maybe+ [kwds] | kwds
kwds: '**' param_no_default
param_no_default: param ',' | param &')'
param_default: param default ',' | param default &')'
param_maybe: param [default] ',' | param [default] &')'
param: NAME [':' expression] =Param
default: '=' expression
lambda_params: wrong_lambda_params | lambda_parameters
lambda_parameters: lslash_no_default lparam_no_default* lparam_default* [lstar_etc]
	| lslash_default lparam_default* [lstar_etc] | lparam_no_default+ lparam_default* [lstar_etc]
	| lparam_default+ [lstar_etc] | lstar_etc
lslash_no_default: lparam_no_default+ '/' ',' | lparam_no_default+ '/' &':'
lslash_default: lparam_no_default* lparam_default+ '/' ',' | lparam_no_default* lparam_default+ '/' &':'
lstar_etc: wrong_lstar_etc | '*' lparam_no_default lparam_maybe* [lkwds] | '*' ',' lparam_maybe+ [lkwds] | lkwds
lkwds: '**' lparam_no_default
lparam_no_default: lparam ',' | lparam &':'
lparam_default: lparam default ',' | lparam default &':'
lparam_maybe: lparam [default] ',' | lparam [default] &':'
lparam: NAME =Param

star_targets: star_target !',' | star_target (',' star_target)* [','] =Tuple
star_target!: '*' !'*' star_target =Starred | target_atom_or_place
target_atom_or_place!: place | star_atom
star_atom: NAME =Name | '(' target_atom_or_place ')'
	| '(' [star_target (',' star_target)+ [','] | star_target ','] ')' =Tuple
	| '[' [star_target%',' [',']] ']' =List
single_target: place | NAME | '(' single_target ')'
place: t_primary '.' NAME !t_next =Attribute | t_primary '[' slices ']' !t_next =Subscript
t_primary: t_primary '.' NAME &t_next =Attribute | t_primary '[' slices ']' &t_next =Subscript
	| t_primary genexp &t_next =Call | t_primary '(' [arguments] ')' &t_next =Call | atom &t_next
t_next: '('|'['|'.'
del_targets: del_target%',' [',']
del_target!: place | NAME | '(' del_target ')' | '(' [del_targets] ')' | '[' [del_targets] ']'

wrong_arguments: a:args ',' '*' #at a iterable argument unpacking follows keyword argument unpacking
	| a:expression b:fors ',' [args | expression fors] #range a b Generator expression must be parenthesized
	| a:NAME b:'=' expression fors #range a b invalid syntax. Maybe you meant '==' or ':=' instead of '='?
	| a:args b:fors #nonparen a b
	| args ',' a:expression b:fors #range a b Generator expression must be parenthesized
	| a:args ',' args #order a
wrong_kwarg: a:('True'|'False'|'None') b:'=' #range a b cannot assign to %s
	| a:NAME b:'=' expression fors #range a b invalid syntax. Maybe you meant '==' or ':=' instead of '='?
	| !(NAME '=') a:expression b:'=' #range a b expression cannot contain assignment, perhaps you meant "=="?
without: disjunction 'if' disjunction 'else' expression =IfExp | disjunction | lambda
wrong_legacy: a:NAME !'(' b:star_expressions #legacy a b
wrong_expression: !(NAME STRING | SOFT) a:disjunction b:WITHOUT #comma a b
	| a:disjunction 'if' b:disjunction !('else'|':') #range a b expected 'else' after 'if' expression
wrong_named!: a:expression ':=' expression #at a cannot use assignment expressions with %s
	| a:NAME '=' b:bitor !('='|':=') #range a b invalid syntax. Maybe you meant '==' or ':=' instead of '='?
	| !(list|tuple|genexp|'True'|'None'|'False') a:bitor '=' bitor !('='|':=')
		#at a cannot assign to %s here. Maybe you meant '==' instead of '='?
wrong_assignment: a:wrong_ann_target ':' expression #at a only single target (not %s) can be annotated
	| a:star_named ',' star_nameds* ':' expression #at a only single target (not tuple) can be annotated
	| a:expression ':' expression #at a illegal target for annotation
	| (star_targets '=')* a:star_expressions '=' #target assign a
	| (star_targets '=')* a:yield '=' #at a assignment to yield expression not possible
	| a:star_expressions augassign rhs #at a '%s' is an illegal expression for augmented assignment
wrong_ann_target: list | tuple | '(' wrong_ann_target ')'
wrong_del: 'del' a:star_expressions #target delete a
wrong_block: NEWLINE !INDENT #indent expected an indented block
wrong_comprehension: ('['|'('|'{') a:starred fors #at a iterable unpacking cannot be used in comprehension
	| ('['|'{') a:star_named ',' b:star_nameds fors #range a b did you forget parentheses around the comprehension target?
	| ('['|'{') a:star_named b:',' fors #range a b did you forget parentheses around the comprehension target?
wrong_dictcomp: '{' a:'**' bitor fors '}' #at a dict unpacking cannot be used in dict comprehension
wrong_params: param_no_default* (slash_default | param_default+) a:param_no_default
		#at a non-default argument follows default argument
wrong_star_etc: a:'*' (')' | ',' (')'|'**')) #at a named arguments must follow bare *
wrong_lambda_params: lparam_no_default* (lslash_default | lparam_default+) a:lparam_no_default
		#at a non-default argument follows default argument
wrong_lstar_etc: '*' (':' | ',' (':'|'**')) #last named arguments must follow bare *
wrong_with_item: expression 'as' a:expression &(','|')'|':') #target assign a
wrong_for_target: ['async'] 'for' a:star_expressions #target for a
wrong_group: '(' a:starred ')' #at a cannot use starred expression here
	| '(' a:'**' expression ')' #at a cannot use double starred expression here
wrong_from_names: from_list ',' NEWLINE #last trailing comma not allowed without surrounding parentheses
wrong_with: ['async'] 'with' (expression ['as' star_target])%',' NEWLINE #last expected ':'
	| ['async'] 'with' '(' (expressions ['as' star_target])%',' [','] ')' NEWLINE #last expected ':'
wrong_with_indent: ['async'] a:'with' (expression ['as' star_target])%',' ':' NEWLINE !INDENT #block a 'with' statement
	| ['async'] a:'with' '(' (expressions ['as' star_target])%',' [','] ')' ':' NEWLINE !INDENT #block a 'with' statement
wrong_try: a:'try' ':' NEWLINE !INDENT #block a 'try' statement
	| 'try' ':' block !('except'|'finally') #last expected 'except' or 'finally' block
wrong_except: 'except' a:expression ',' expressions ['as' NAME] ':' #from a multiple exception types must be parenthesized
	| 'except' expression ['as' NAME] NEWLINE #last expected ':'
	| 'except' NEWLINE #last expected ':'
wrong_except_indent: a:'except' expression ['as' NAME] ':' NEWLINE !INDENT #block a 'except' statement
	| a:'except' ':' NEWLINE !INDENT #indent expected an indented block after 'except' statement on line %l
wrong_finally: a:'finally' ':' NEWLINE !INDENT #block a 'finally' statement
wrong_match: "match" subject NEWLINE #last expected ':'
	| a:"match" subject ':' NEWLINE !INDENT #block a 'match' statement
wrong_case: "case" patterns [guard] NEWLINE #last expected ':'
	| a:"case" patterns [guard] ':' NEWLINE !INDENT #block a 'case' statement
wrong_as: or_pattern 'as' a:"_" #at a cannot use '_' as a target
	| or_pattern 'as' !NAME a:expression #at a invalid pattern target
wrong_class_pattern: name_or_attr '(' [positionals ','] keywords ',' a:positionals #range a a positional patterns follow keyword patterns
wrong_if: 'if' named NEWLINE #last expected ':' | a:'if' named ':' NEWLINE !INDENT #block a 'if' statement
wrong_elif: 'elif' named NEWLINE #last expected ':' | a:'elif' named ':' NEWLINE !INDENT #block a 'elif' statement
wrong_else: a:'else' ':' NEWLINE !INDENT #block a 'else' statement
wrong_while: 'while' named NEWLINE #last expected ':' | a:'while' named ':' NEWLINE !INDENT #block a 'while' statement
wrong_for: ['async'] 'for' star_targets 'in' star_expressions NEWLINE #last expected ':'
	| ['async'] a:'for' star_targets 'in' star_expressions ':' NEWLINE !INDENT #block a 'for' statement
wrong_def: ['async'] a:'def' NAME '(' [params] ')' ['->' expression] ':' NEWLINE !INDENT #block a function definition
wrong_class: 'class' NAME ['(' [arguments] ')'] NEWLINE #last expected ':'
	| a:'class' NAME ['(' [arguments] ')'] ':' NEWLINE !INDENT #block a class definition
wrong_kvpairs: kvpair%',' ',' wrong_kvpair
	| expression ':' a:'*' bitor #from a cannot use a starred expression in a dictionary value
	| expression a:':' &('}'|',') #at a expression expected after dictionary key and ':'
wrong_kvpair: a:expression !':' #key a
	| expression ':' a:'*' bitor #from a cannot use a starred expression in a dictionary value
	| expression a:':' &('}'|',') #at a expression expected after dictionary key and ':'
`
