exec('\n'.join('v%d = %d' % (i, i) for i in range(20000)))
exec('f(' + ','.join('a%d' % i for i in range(20000)) + ')')
