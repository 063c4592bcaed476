class L:
    def __len__(self): return 10**30
len(L())
