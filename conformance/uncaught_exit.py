# sys.exit with a message leaves with status 1 and writes it on standard error; finally clauses run.
import sys

def leave():
    try:
        sys.exit('the message')
    finally:
        print('finally')

try:
    sys.exit(7)
except SystemExit as e:
    print('caught', e.code)
try:
    sys.exit()
except SystemExit as e:
    print('caught', e.code)
leave()
