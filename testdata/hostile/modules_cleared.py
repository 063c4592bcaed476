import sys
for n in list(sys.modules): del sys.modules[n]
sys.path = sys.meta_path = None
import json
raise ValueError("survived")
