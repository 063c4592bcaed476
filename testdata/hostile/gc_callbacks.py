import gc
gc.callbacks.append(lambda *a: gc.collect())
gc.collect()
while True: pass
