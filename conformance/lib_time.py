# time: what can be said of it without a clock to compare with.
import time
a, b = time.perf_counter(), time.perf_counter()
m, n = time.monotonic(), time.monotonic()
print(a <= b, m <= n, type(a).__name__, type(time.time()).__name__, type(time.time_ns()).__name__, time.time() > 1.6e9, time.perf_counter_ns() > 0, time.process_time() >= 0)
start = time.monotonic(); time.sleep(0.01); print(time.monotonic() - start >= 0.01, time.sleep(0))
for bad in (-1, 'a', None):
    try:
        time.sleep(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__ + ':', e)
t = time.gmtime(0)
print(t, t.tm_year, t[0], len(t), tuple(t), type(t).__name__)
print(time.strftime('%Y-%m-%d %H:%M:%S', t), time.gmtime(1e9).tm_yday, time.strftime('%a %b %d %j %%', time.gmtime(86400 * 59)), time.asctime(t))
