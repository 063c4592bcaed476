# The exit status is what the attribute code says, even if that is the class's.


class Stop(SystemExit):
    code = 9


raise Stop(1)
