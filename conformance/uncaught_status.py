# The status of SystemExit is the status of the process.
print('leaving')
raise SystemExit(42)
